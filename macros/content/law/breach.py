"""Breach: what to do after a suspected breach, whom to tell, by when, on what basis (Markdown)."""

from __future__ import annotations

from macros.content.pictures.breach import BASIS
from macros.models.legal import BreachStep
from macros.rendering.abbreviations import worded
from macros.rendering.layout import definition_list
from macros.rendering.links import contact
from macros.rendering.page_context import PageContext


def breach_steps(context: PageContext) -> str:
    """What to do on a suspected breach, a section a step: whom to tell, by when, on what basis (Markdown).

    Example: `{{ breach_steps() }}`
    """
    steps: dict[str, BreachStep] = context.definitions.tables["breach_steps"]
    parts = [_breach_step(context, number, key, step) for number, (key, step) in enumerate(steps.items(), start=1)]
    return "\n".join(parts)


def _breach_step(context: PageContext, number: int, key: str, step: BreachStep) -> str:
    rows = {
        "Tell": worded(context, step.tell),
        "Do": worded(context, step.do),
        "By when": worded(context, step.within),
        "Limits": worded(context, step.limits or ""),
        "Where to write": contact(context, step.contact) if step.contact else "",
        "Why": BASIS[step.basis][0],
    }
    return f"### {number}. {step.title} {{ #breach-{key} }}\n\n{definition_list(rows)}"


MACROS = (breach_steps,)
