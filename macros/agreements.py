"""Agreements: each type at a glance and in full."""

from __future__ import annotations

from macros import names
from macros.desk import Desk
from macros.legal import definition_list, table, worded
from macros.models.legal import Agreement

PRACTICE = "Outside P20 WIN this is partly practice, so let your counsel decide."
FROM_MEMORY = "This list comes from general knowledge, so check it with your counsel."


def agreements_at_a_glance(desk: Desk) -> str:
    """Every type of agreement: when, who signs, what it goes with, as a table (Markdown).

    Example: `{{ agreements_at_a_glance() }}`
    """
    records: dict[str, Agreement] = desk.definitions.tables["agreements"]
    rows = [
        [
            _name_cell(desk, record),
            worded(desk, record.use_when),
            worded(desk, record.who_signs),
            _partners(desk, record),
        ]
        for record in records.values()
    ]
    heads = ["Agreement", "Use it when", "Who signs", "Goes with"]
    return table(heads, rows) + desk.edit_list("agreements", "agreements")


def agreements_by_situation(desk: Desk) -> str:
    """A reader's situation and the agreement to start with, as a table (Markdown).

    Example: `{{ agreements_by_situation() }}`
    """
    records: dict[str, Agreement] = desk.definitions.tables["agreements"]
    rows = [[worded(desk, record.use_when), _name_cell(desk, record)] for record in records.values()]
    return table(["Your situation", "Start with"], rows) + desk.edit_list("agreements", "situations")


def agreement_sections(desk: Desk) -> str:
    """Every type of agreement under a heading of its own: when, who signs, what it holds, how it combines (Markdown).

    Example: `{{ agreement_sections() }}`
    """
    records: dict[str, Agreement] = desk.definitions.tables["agreements"]
    parts = [f"### {record.full} {{ #{record.anchor} }}\n\n{_section(desk, record)}" for record in records.values()]
    return "\n".join(parts) + desk.edit_list("agreements", "types of agreement")


def who_signs(desk: Desk, record: Agreement) -> str:
    """Who signs an agreement, with a warning where that is practice (Markdown)."""
    warning = f" {worded(desk, PRACTICE)}" if record.who_signs_confidence == "remembered" else ""
    return worded(desk, record.who_signs) + warning


def holds(record: Agreement) -> list[str]:
    """What an agreement must say, with a warning where that is remembered (texts of a definition)."""
    return [*record.holds, *([FROM_MEMORY] if record.holds_confidence == "remembered" else [])]


def items(desk: Desk, texts: list[str]) -> str:
    """Texts of a definition as a list that stands in a definition list (Markdown)."""
    return "\n".join(f"    - {worded(desk, f'{text[:1].upper()}{text[1:]}')}" for text in texts).lstrip()


def _section(desk: Desk, record: Agreement) -> str:
    desk.first_mention(record.name)
    rows = {
        "Use it when": worded(desk, record.use_when),
        "Who signs": who_signs(desk, record),
        "What it holds": items(desk, holds(record)),
        "How it combines": worded(desk, record.combines or ""),
        "When it is not enough": worded(desk, record.not_enough or ""),
    }
    caution = f'\n!!! warning "Sources disagree"\n    {worded(desk, record.caution)}\n' if record.caution else ""
    return definition_list(rows) + caution


def _name_cell(desk: Desk, record: Agreement) -> str:
    desk.first_mention(record.name)
    return f"[{record.full}]({desk.href(f'responding-to-data-requests.md#{record.anchor}')})"


def _partners(desk: Desk, record: Agreement) -> str:
    return ", ".join(names.agreement(desk, key) for key in record.combines_with) or "Stands alone"
