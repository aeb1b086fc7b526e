"""P20 WIN, names: what it is called, what it is, since when (Markdown or plain text)."""

from __future__ import annotations

from macros.content.p20win.lists import bullets, definition_list
from macros.problems import MacroMistake, nearest
from macros.rendering.page_context import PageContext


def p20win_name(context: PageContext, form: str = "presented") -> str:
    """One of the names of P20 WIN: "presented" on the page of OPM, "former" in statute, "full" (plain text).

    Example: `{{ p20win_name("presented") }}`
    """
    record = context.definitions.p20win.names
    forms = {"presented": record.presented_as, "former": record.former_statutory_name, "full": record.full_name}
    if form not in forms:
        known = 'write "presented", "former" or "full"'
        raise MacroMistake(f'p20win_name: no form "{form}"{nearest(form, forms)}; {known}')
    return forms[form]


def p20win_names(context: PageContext) -> str:
    """The names of P20 WIN with what each is, as a definition list (Markdown).

    Example: `{{ p20win_names() }}`
    """
    record = context.definitions.p20win.names
    rows = {
        record.name: record.name_about,
        record.presented_as: record.presented_as_about,
        record.former_statutory_name: record.former_statutory_name_about,
    }
    return definition_list(context, rows)


def p20win_kind(context: PageContext) -> str:
    """What sort of system P20 WIN is, as bullets (Markdown).

    Example: `{{ p20win_kind() }}`
    """
    return bullets(context, context.definitions.p20win.names.kind)


def p20win_since(context: PageContext) -> str:
    """The year in which P20 WIN began (plain text).

    Example: `{{ p20win_since() }}`
    """
    return context.definitions.p20win.names.since


MACROS = (
    p20win_name,
    p20win_names,
    p20win_kind,
    p20win_since,
)
