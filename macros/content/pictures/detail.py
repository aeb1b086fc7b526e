"""Pictures of detail: the ladder from totals to records that name people, and a record before and after."""

from __future__ import annotations

from macros.content.pictures.drawing import WIDTH, Drawing, Note
from macros.content.pictures.figure import figure
from macros.models.pictures import DetailStep, MaskedField
from macros.rendering.page_context import PageContext

KINDS = ("leaf", "leaf", "sun", "brick")  # the color of each step: the more detail, the warmer
NOTHING = "Nothing remains"


def detail_ladder(context: PageContext) -> str:
    """The levels of detail from public totals to records with identities, and what each asks (Markdown with HTML).

    Example: `{{ detail_ladder() }}`
    """
    steps = context.definitions.pictures.detail.steps
    about = (
        f"A stair that goes down from {steps[0].name.lower()} to {steps[-1].name.lower()}. Each step asks more of you."
    )
    lines = [f"{number}. **{step.name}.** {_told(step)}" for number, step in enumerate(steps, start=1)]
    return figure("detail", "The ladder of detail", about, _stair(steps), "\n".join(lines))


def _stair(steps: list[DetailStep]) -> Drawing:
    drawing = Drawing()
    for number, step in enumerate(steps):
        x, y = number * 24, drawing.foot + (10 if number else 0)
        kind = KINDS[min(number, len(KINDS) - 1)]
        box = drawing.box(x, y, WIDTH - x, Note(f"{number + 1}. {step.name}", f"{step.get}. {step.asks}.", kind))
        if number:
            drawing.arrow((x - 12, y - 10), (x - 12, box.center), (x, box.center))
    return drawing


def _told(step: DetailStep) -> str:
    when = f"{step.when[:1].lower()}{step.when[1:]}"
    return f"{step.get}. Choose it when {when}. What it asks: {step.asks[:1].lower()}{step.asks[1:]}."


def masked_record(context: PageContext) -> str:
    """An invented record before and after de-identification: what is taken out, what remains (Markdown with HTML).

    Example: `{{ masked_record() }}`
    """
    fields = context.definitions.pictures.masked.fields
    gone = sum(field.after is None for field in fields)
    about = f"An invented record of {len(fields)} fields. {gone} are taken out, the others no longer name anybody."
    lines = [f"- **{field.field}.** {field.how}. Before: {field.before}. After: {_after(field)}." for field in fields]
    return figure("masked", "A record before and after", about, _record(fields), "\n".join(lines))


def _record(fields: list[MaskedField]) -> Drawing:
    drawing = Drawing()
    for place, head in enumerate(("Before", "After")):
        drawing.words(place * 180, 0, 140, head, "bold")
    for field in fields:
        y = drawing.words(0, drawing.foot + 8, WIDTH, field.field) + 2
        kind = "brick" if field.after is None else "leaf" if field.after == field.before else "sun"
        before = drawing.box(0, y, 140, Note(text=field.before, kind=kind))
        after = drawing.box(180, y, 140, Note(text=_after(field), kind="open" if field.after is None else "leaf"))
        drawing.arrow((before.right + 4, before.center), (after.x - 4, before.center))
    return drawing


def _after(field: MaskedField) -> str:
    return field.after or NOTHING.lower()


MACROS = (detail_ladder, masked_record)
