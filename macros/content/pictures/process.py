"""The picture of a request on its way: two lanes, and the papers that pass between them."""

from __future__ import annotations

from macros.content.pictures.drawing import LANE, PAD, WIDTH, Drawing
from macros.content.pictures.figure import figure
from macros.models.practice import ProcessStep
from macros.rendering.layout import in_words
from macros.rendering.page_context import PageContext

GOES = {"to the requester": "left", "to the owner": "right", "both ways": "both"}


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
    y = drawing.lanes("You, the requester", "The data owner")
    for number, step in enumerate(steps, start=1):
        left = drawing.words(PAD, y, LANE - 2 * PAD, step.requester.do)
        right = drawing.words(WIDTH - LANE + PAD, y, LANE - 2 * PAD, step.owner.do)
        foot = max(left, right)
        drawing.badge(WIDTH / 2, (y + foot) / 2, number)
        y = drawing.crossing(foot + 6, step.paper, GOES[step.paper_goes]) + 12
    drawing.lane_ground()
    return drawing


def _line(context: PageContext, number: int, step: ProcessStep) -> str:
    you, owner = (f"[{side.do}]({context.href(side.page)})." for side in (step.requester, step.owner))
    return f"{number}. **{step.title}.** You: {you} The owner: {owner} Passes {step.paper_goes}: **{step.paper}**."


MACROS = (process_picture,)
