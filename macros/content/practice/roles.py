"""Roles: what each does, and what to ask the person (Markdown)."""

from __future__ import annotations

from macros.models.people import Role
from macros.rendering.layout import lower_first
from macros.rendering.page_context import PageContext


def role_duties(context: PageContext, key: str, edit: bool = False) -> str:
    """What a role does: a sentence, its duties and what to ask the person (Markdown).

    `edit=True` adds the link to the list of roles; once a page is enough.
    Example: `{{ role_duties("data-owner") }}`
    """
    record: Role = context.definitions.find("roles", key)
    duties = "\n".join(f"- {duty}" for duty in record.duties)
    ask = f"\n\n**Ask them:** {lower_first(record.ask_them)}" if record.ask_them else ""
    edit_link = context.edit_list("roles", "roles") if edit else ""
    return f"The {lower_first(record.name)} {lower_first(record.does)}\n\n{duties}{ask}{edit_link}"


MACROS = (role_duties,)
