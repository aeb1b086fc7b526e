"""Roles: what each does, and what to ask the person (Markdown)."""

from __future__ import annotations

from macros.models.people import Role
from macros.rendering.layout import lower_first
from macros.rendering.page_context import PageContext


def role_duties(context: PageContext, key: str) -> str:
    """What a role does: a sentence, its duties and what to ask the person (Markdown).

    Example: `{{ role_duties("data-owner") }}`
    """
    record: Role = context.definitions.find("roles", key)
    duties = "\n".join(f"- {duty}" for duty in record.duties)
    ask = f"\n\n**Ask them:** {lower_first(record.ask_them)}" if record.ask_them else ""
    return f"The {lower_first(record.name)} {lower_first(record.does)}\n\n{duties}{ask}"


MACROS = (role_duties,)
