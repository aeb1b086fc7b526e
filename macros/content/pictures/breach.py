"""The picture of a suspected breach: whom to tell, in which order, by when."""

from __future__ import annotations

from macros.content.pictures.drawing import WIDTH, Drawing, Note
from macros.content.pictures.figure import figure, label
from macros.models.legal import BreachStep
from macros.rendering.abbreviations import plain, spell_out, worded
from macros.rendering.layout import in_words
from macros.rendering.page_context import PageContext

#: What a step rests on: the words for it, and the color of its box.
BASIS = {
    "advice": ("Advice of this playbook", ""),
    "agreement": ("Your agreement", "link"),
    "law": ("A law", "sun"),
}


def breach_picture(context: PageContext) -> str:
    """What to do after a suspected breach, step by step: whom to tell, and by when (Markdown with HTML).

    Example: `{{ breach_picture() }}`
    """
    steps: dict[str, BreachStep] = context.definitions.tables["breach_steps"]
    about = (
        f"{in_words(len(steps)).capitalize()} steps from the top down. Each box says whom to tell and by when, "
        "and whether that is advice, stands in your agreement or in a law."
    )
    lines = [_line(context, number, key, step) for number, (key, step) in enumerate(steps.items(), start=1)]
    return figure("breach", "After a suspected breach", about, _drawn(context, steps), "\n".join(lines))


def _drawn(context: PageContext, steps: dict[str, BreachStep]) -> Drawing:
    drawing = Drawing()
    for number, step in enumerate(steps.values(), start=1):
        y = drawing.foot
        if number > 1:
            drawing.arrow((WIDTH / 2, y), (WIDTH / 2, y + 16))
            y += 16
        basis, kind = BASIS[step.basis]
        text = label(context, f"Tell: {step.tell}\nBy when: {step.within}\nBasis: {basis.lower()}.")
        drawing.box(0, y, WIDTH, Note(f"{number}. {label(context, step.title)}", text, kind))
    return drawing


def _line(context: PageContext, number: int, key: str, step: BreachStep) -> str:
    tell, within = worded(context, step.tell), worded(context, step.within)
    place = context.href(f"safeguarding-data.md#breach-{key}")
    basis = BASIS[step.basis][0].lower()
    title = plain(spell_out(context, step.title))  # spelled out, and one link
    rows = [f"**[{title}]({place})**", f"Tell: {tell}", f"By when: {within}", f"Basis: {basis}."]
    return f"{number}. {' '.join(rows)}"


MACROS = (breach_picture,)
