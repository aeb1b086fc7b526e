"""Editions: what changed in each (Markdown)."""

from __future__ import annotations

from macros.models.words import Edition
from macros.rendering.abbreviations import worded
from macros.rendering.page_context import PageContext


def editions_list(context: PageContext) -> str:
    """Each edition under a heading with what changed (Markdown).

    Example: `{{ editions_list() }}`
    """
    records: list[Edition] = list(context.definitions.tables["editions"].values())
    parts = []
    for record in sorted(records, key=lambda record: record.date, reverse=True):
        changes = "\n".join(f"- {worded(context, change)}" for change in record.changes)
        anchor = f"version-{record.version.replace('.', '-')}"
        parts.append(f"## Version {record.version}, {record.dated} {{ #{anchor} }}\n\n{changes}")
    return "\n\n".join(parts)


MACROS = (editions_list,)
