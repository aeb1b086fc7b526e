"""De-identification: what Safe Harbor takes out (Markdown)."""

from __future__ import annotations

from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext


def safe_harbor_list(context: PageContext) -> str:
    """The identifiers that the Safe Harbor method of the HIPAA rules takes out, numbered (Markdown list).

    Example: `{{ safe_harbor_list() }}`
    """
    records = sorted(context.definitions.tables["identifiers"].values(), key=lambda record: record.number)
    lines = [f"{record.number}. {spell_out(context, record.text)}" for record in records]
    return "\n".join(lines)


MACROS = (safe_harbor_list,)
