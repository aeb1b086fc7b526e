"""Contacts: where to write, by role, and whom to ask what (Markdown tables)."""

from __future__ import annotations

from macros.models.people import Contact, Role
from macros.rendering import links
from macros.rendering.abbreviations import worded
from macros.rendering.layout import table
from macros.rendering.page_context import PageContext


def contacts_table(context: PageContext) -> str:
    """Where to write, by role: what about, and how (Markdown table).

    Example: `{{ contacts_table() }}`
    """
    records: list[Contact] = list(context.definitions.tables["contacts"].values())
    rows = [[worded(context, record.name), worded(context, record.about), _ways(context, record)] for record in records]
    return table(["Contact", "Write about", "How"], rows)


def _ways(context: PageContext, record: Contact) -> str:
    ways = [f"[{record.email}](mailto:{record.email})"] if record.email else []
    ways += [record.phone] if record.phone else []
    ways += [links.link(context, record.link)] if record.link else []
    return "<br>".join(ways)


def who_to_ask(context: PageContext) -> str:
    """Each role that has an answer for you: what to ask, and what the role does (Markdown table).

    Example: `{{ who_to_ask() }}`
    """
    records: list[Role] = [role for role in context.definitions.tables["roles"].values() if role.ask_them]
    rows = [[record.name, worded(context, record.ask_them or ""), worded(context, record.does)] for record in records]
    return table(["Role", "Ask", "What the role does"], rows)


MACROS = (
    contacts_table,
    who_to_ask,
)
