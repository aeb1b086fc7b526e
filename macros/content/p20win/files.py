"""P20 WIN, files: rules for files, for people, and for destruction (Markdown)."""

from __future__ import annotations

from macros.content.p20win.lists import bullets
from macros.models.p20win import Conflict
from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext


def p20win_file_rules(context: PageContext) -> str:
    """How match files and analysis files are made (Markdown bullets).

    Example: `{{ p20win_file_rules() }}`
    """
    return bullets(context, context.definitions.p20win.files.rules.items)


def p20win_file_conflicts(context: PageContext) -> str:
    """File rules on which the manuals disagree: each reading and the advice, one aside a rule (Markdown).

    Example: `{{ p20win_file_conflicts() }}`
    """
    asides = [_conflict(context, conflict) for conflict in context.definitions.p20win.files.conflicts]
    return "\n".join(asides)


def p20win_destruction_times(context: PageContext) -> str:
    """When which data must be destroyed (Markdown bullets).

    Example: `{{ p20win_destruction_times() }}`
    """
    record = context.definitions.p20win.files.destruction
    return bullets(context, record.items)


def p20win_people_rules(context: PageContext) -> str:
    """Who may see or send what: wage records, e-mail, people who leave (Markdown bullets).

    Example: `{{ p20win_people_rules() }}`
    """
    return bullets(context, context.definitions.p20win.files.people.items)


def _conflict(context: PageContext, conflict: Conflict) -> str:
    lines = [f'!!! warning "Sources disagree on {conflict.rule}"', ""]
    lines += [f"    - {spell_out(context, reading)}" for reading in conflict.readings]
    return "\n".join([*lines, "", f"    **What to do:** {spell_out(context, conflict.advice)}", ""])


MACROS = (
    p20win_file_rules,
    p20win_file_conflicts,
    p20win_destruction_times,
    p20win_people_rules,
)
