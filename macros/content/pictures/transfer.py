"""The picture of a file on its way: the encrypted file by one channel, its passphrase by another."""

from __future__ import annotations

from macros.content.pictures.drawing import LANE, PAD, WIDTH, Drawing
from macros.content.pictures.figure import figure
from macros.models.pictures import SendingStep
from macros.rendering.layout import joined, lower_first
from macros.rendering.page_context import PageContext


def sending_picture(context: PageContext) -> str:
    """How a file is sent: encrypted by one channel, the passphrase by another (Markdown with HTML).

    Example: `{{ sending_picture() }}`
    """
    steps = context.definitions.pictures.sending.steps
    channels = list(dict.fromkeys(lower_first(step.by) for step in steps if step.by))
    about = f"Two lanes, sender and receiver, with {joined(channels)} between them. Who has one alone opens nothing."
    lines = [_line(number, step) for number, step in enumerate(steps, start=1)]
    return figure("sending", "Sending a file by two channels", about, _drawn(steps), "\n".join(lines))


def _drawn(steps: list[SendingStep]) -> Drawing:
    drawing = Drawing()
    first = next((step.by for step in steps if step.by), None)
    y = drawing.lanes("Sender", "Receiver")
    for number, step in enumerate(steps, start=1):
        sends = step.who == "sender"
        foot = drawing.words((0 if sends else WIDTH - LANE) + PAD, y, LANE - 2 * PAD, f"{number}. {step.do}")
        if step.by:
            goes, kind = "right" if sends else "left", "link" if step.by == first else "sun"
            foot = drawing.crossing(foot + 4, step.by, goes, kind)
        y = foot + 12
    drawing.lane_ground()
    return drawing


def _line(number: int, step: SendingStep) -> str:
    by = f", by {lower_first(step.by)}" if step.by else ""
    return f"{number}. **{step.do}** ({step.who}{by}). {step.how}"


MACROS = (sending_picture,)
