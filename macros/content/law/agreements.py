"""Agreements: each type at a glance and in full."""

from __future__ import annotations

from macros.models.legal import Agreement
from macros.rendering import mentions
from macros.rendering.abbreviations import worded
from macros.rendering.layout import definition_list, table
from macros.rendering.page_context import PageContext

PRACTICE = "Outside P20 WIN this is partly practice, so let your counsel decide."
FROM_MEMORY = "This list comes from general knowledge, so check it with your counsel."


def agreements_at_a_glance(context: PageContext) -> str:
    """Every type of agreement: when, who signs, what it goes with, as a table (Markdown).

    Example: `{{ agreements_at_a_glance() }}`
    """
    records: dict[str, Agreement] = context.definitions.tables["agreements"]
    rows = [
        [
            _name_cell(context, record),
            worded(context, record.use_when),
            worded(context, record.who_signs),
            _partners(context, record),
        ]
        for record in records.values()
    ]
    heads = ["Agreement", "Use it when", "Who signs", "Goes with"]
    return table(heads, rows)


def agreements_by_situation(context: PageContext) -> str:
    """A reader's situation and the agreement to start with, as a table (Markdown).

    Example: `{{ agreements_by_situation() }}`
    """
    records: dict[str, Agreement] = context.definitions.tables["agreements"]
    rows = [[worded(context, record.use_when), _name_cell(context, record)] for record in records.values()]
    return table(["Your situation", "Start with"], rows)


def agreement_sections(context: PageContext) -> str:
    """Every type of agreement under a heading of its own: when, who signs, what it holds, how it combines (Markdown).

    Example: `{{ agreement_sections() }}`
    """
    records: dict[str, Agreement] = context.definitions.tables["agreements"]
    parts = [f"### {record.full} {{ #{record.anchor} }}\n\n{_section(context, record)}" for record in records.values()]
    return "\n".join(parts)


def who_signs(context: PageContext, record: Agreement) -> str:
    """Who signs an agreement, with a warning where that is practice (Markdown)."""
    warning = f" {worded(context, PRACTICE)}" if record.who_signs_confidence == "remembered" else ""
    return worded(context, record.who_signs) + warning


def holds(record: Agreement) -> list[str]:
    """What an agreement must say, with a warning where that is remembered (texts of a definition)."""
    return [*record.holds, *([FROM_MEMORY] if record.holds_confidence == "remembered" else [])]


def items(context: PageContext, texts: list[str]) -> str:
    """Texts of a definition as a list that stands in a definition list (Markdown)."""
    return "\n".join(f"    - {worded(context, f'{text[:1].upper()}{text[1:]}')}" for text in texts).lstrip()


def _section(context: PageContext, record: Agreement) -> str:
    context.first_mention(record.name)
    rows = {
        "Use it when": worded(context, record.use_when),
        "Who signs": who_signs(context, record),
        "What it holds": items(context, holds(record)),
        "How it combines": worded(context, record.combines or ""),
        "When it is not enough": worded(context, record.not_enough or ""),
    }
    caution = f'\n!!! warning "Sources disagree"\n    {worded(context, record.caution)}\n' if record.caution else ""
    return definition_list(rows) + caution


def _name_cell(context: PageContext, record: Agreement) -> str:
    context.first_mention(record.name)
    return f"[{record.full}]({context.href(f'responding-to-data-requests.md#{record.anchor}')})"


def _partners(context: PageContext, record: Agreement) -> str:
    return ", ".join(mentions.agreement(context, key) for key in record.combines_with) or "Stands alone"


MACROS = (
    agreements_at_a_glance,
    agreements_by_situation,
    agreement_sections,
)
