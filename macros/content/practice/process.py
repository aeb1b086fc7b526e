"""The picture of a request on its way: two lanes, and the papers that pass between them."""

from __future__ import annotations

from macros.models.practice import LaneStep, ProcessStep
from macros.rendering.page_context import PageContext


def process_picture(context: PageContext) -> str:
    """The whole process as an ordered list: each step in both lanes, and the paper that changes hands (HTML).

    HTML for the frame, because Markdown cannot set two lanes side by side. Read aloud, it is a list of steps.
    Example: `{{ process_picture() }}`
    """
    steps: dict[str, ProcessStep] = context.definitions.tables["process"]
    items = "\n\n".join(_step(context, number, step) for number, step in enumerate(steps.values(), 1))
    frame = '<ol class="lanes" markdown="block">'
    return f"{frame}\n\n{items}\n\n</ol>\n"


def _step(context: PageContext, number: int, step: ProcessStep) -> str:
    parts = [
        '<li class="lane-step" markdown="block">',
        f'<p class="lane-title"><span class="lane-number" aria-hidden="true">{number}</span> {step.title}</p>',
        _lane(context, "requester", "You, the requester", step.requester),
        _lane(context, "owner", "The data owner", step.owner),
        f'<p class="paper" markdown="span">Passes {step.paper_goes}: **{step.paper}**</p>',
        "</li>",
    ]
    return "\n\n".join(parts)


def _lane(context: PageContext, lane: str, who: str, step: LaneStep) -> str:
    lines = [
        f'<div class="lane-{lane}" markdown="block">',
        f'<span class="lane-who">{who}</span>',
        f"**[{step.do}]({context.href(step.page)})**",
        step.detail,
        "</div>",
    ]
    return "\n\n".join(lines)


MACROS = (process_picture,)
