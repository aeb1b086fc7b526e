"""P20 WIN, lists: texts of its definitions as bullets, steps and definition lists (Markdown)."""

from __future__ import annotations

from collections.abc import Iterable

from macros.models.p20win import Step
from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext


def bullets(context: PageContext, items: Iterable[str]) -> str:
    """The texts as a Markdown list."""
    return "\n".join(f"- {spell_out(context, item)}" for item in items) + "\n"


def definition_list(context: PageContext, rows: dict[str, str]) -> str:
    """Labels and their texts as a Markdown definition list."""
    return "\n".join(f"{label}\n:   {spell_out(context, text)}\n" for label, text in rows.items())


def numbered(context: PageContext, steps: list[Step]) -> str:
    """Steps as a numbered Markdown list, the actor in bold."""
    lines = []
    for number, step in enumerate(steps, start=1):
        who, title, do = spell_out(context, step.who), spell_out(context, step.title), spell_out(context, step.do)
        paper = f"  \n    Paper: {spell_out(context, step.paper)}." if step.paper else ""
        lines.append(f"{number}. **{who}:** {title}.  \n    {do}{paper}")
    return "\n".join(lines) + "\n"
