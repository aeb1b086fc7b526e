"""Links and single facts: outside links by key, contacts by role, statements with a source (Markdown)."""

from __future__ import annotations

from macros.models.people import Contact
from macros.models.words import Link
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext


def link(context: PageContext, key: str, text: str = "") -> str:
    """An outside link under its title, or under `text`; says the kind of file where it is one (Markdown).

    Example: `{{ link("data-dictionary-app") }}` or `{{ link("data-dictionary-app", "the data dictionary") }}`
    """
    return link_markdown(find_link(context, key), text)


def find_link(context: PageContext, key: str) -> Link:
    """The link record.

    Raises MacroMistake where the key is unknown or retired, naming what to use.
    """
    known: dict[str, Link] = {k: v for k, v in context.definitions.tables["links"].items() if not v.retired}
    record: Link = context.definitions.find("links", key)
    if record.retired:
        instead = f'; use "{record.use_instead}"' if record.use_instead else nearest(key, known)
        raise MacroMistake(f'link "{key}" is retired{instead}')
    return record


def link_markdown(record: Link, text: str = "") -> str:
    """The link as Markdown; the kind of file follows in brackets."""
    file = f" ({record.file})" if record.file else ""
    return f"[{text or record.title}{file}]({record.url})"


def contact(context: PageContext, key: str) -> str:
    """A role and how to reach it: mailbox, telephone, page (Markdown).

    Example: `{{ contact("dapa") }}`
    """
    record: Contact = context.definitions.find("contacts", key)
    ways = [f"[{record.email}](mailto:{record.email})"] if record.email else []
    ways += [record.phone] if record.phone else []
    ways += [link(context, record.link)] if record.link else []
    return f"{record.name}: {', '.join(ways)}" if ways else record.name


def fact(context: PageContext, key: str) -> str:
    """One statement with a source, worded in facts.yml (Markdown).

    Example: `{{ fact("sft-removal") }}`
    """
    return spell_out(context, context.definitions.find("facts", key).text)


MACROS = (
    link,
    contact,
    fact,
)
