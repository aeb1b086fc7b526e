"""The picture of a request on its way: two lanes, and the papers that pass between them."""

from __future__ import annotations

from macros.content.pictures.drawing import LINE, WIDTH, Drawing, wrapped
from macros.content.pictures.figure import figure
from macros.models.practice import ProcessStep
from macros.rendering.layout import in_words
from macros.rendering.page_context import PageContext

REQUESTER, OWNER = "You, the requester", "The data owner"
LANE = 146  # how wide a lane is
SIDE = 32  # room beside a paper for its arrow


def process_picture(context: PageContext) -> str:
    """How a request travels: two lanes with a step in each, and the paper that changes hands (Markdown with HTML).

    Example: `{{ process_picture() }}`
    """
    steps: list[ProcessStep] = list(context.definitions.tables["process"].values())
    about = (
        f"{in_words(len(steps)).capitalize()} steps in two lanes, one for the requester and one for the data owner, "
        f"from {steps[0].title.lower()} to {steps[-1].title.lower()}. After each step a paper passes."
    )
    lines = [_line(context, number, step) for number, step in enumerate(steps, start=1)]
    return figure("process", "How a request travels", about, _drawn(steps), "\n".join(lines))


def _drawn(steps: list[ProcessStep]) -> Drawing:
    drawing = Drawing()
    drawing.words(0, 5, LANE, REQUESTER, "bold mid")
    drawing.words(WIDTH - LANE, 5, LANE, OWNER, "bold mid")
    y = drawing.foot + 8
    for number, step in enumerate(steps, start=1):
        foot = max(
            drawing.words(8, y, LANE - 16, step.requester.do),
            drawing.words(WIDTH - LANE + 8, y, LANE - 16, step.owner.do),
        )
        drawing.badge(WIDTH / 2, (y + foot) / 2, number)
        y = _paper(drawing, foot + 6, step) + 12
    foot = drawing.foot + 6
    drawing.behind(0, 0, LANE, foot, "link")
    drawing.behind(WIDTH - LANE, 0, LANE, foot, "leaf")
    return drawing


def _paper(drawing: Drawing, y: float, step: ProcessStep) -> float:
    """Draws a paper across both lanes, with arrows to whoever gets it; returns its foot."""
    width = WIDTH - 2 * SIDE
    tall = len(wrapped(step.paper, width - 12)) * LINE + 8
    drawing.rect(SIDE, y, width, tall, "sun")
    drawing.words(SIDE + 6, y + 4, width - 12, step.paper, "mid")
    center = y + tall / 2
    left, right = [(SIDE, center), (6, center)], [(WIDTH - SIDE, center), (WIDTH - 6, center)]
    for side, goes in ((left, "to the requester"), (right, "to the owner")):
        if step.paper_goes in (goes, "both ways"):
            drawing.arrow(*side)
        else:
            drawing.line(*side)
    return y + tall


def _line(context: PageContext, number: int, step: ProcessStep) -> str:
    you, owner = (f"[{side.do}]({context.href(side.page)})." for side in (step.requester, step.owner))
    return f"{number}. **{step.title}.** You: {you} The owner: {owner} Passes {step.paper_goes}: **{step.paper}**."


MACROS = (process_picture,)
