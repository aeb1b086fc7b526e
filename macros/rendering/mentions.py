"""Mentions: a record named in running text, spelled out and linked at first mention, short afterwards (Markdown)."""

from __future__ import annotations

from macros.models.base import Named
from macros.models.legal import Law
from macros.problems import MacroMistake, nearest
from macros.rendering.page_context import PageContext

FORMS = ("", "full", "short", "name")
#: Every law in short, by kind of data. Mentions of a law lead here.
LAWS_PAGE = "reference/laws.md"
#: The book of the state's laws, as terms.yml and citations have it.
STATE_BOOK = "C.G.S."


def agency(context: PageContext, key: str, form: str = "", text: str = "") -> str:
    """An agency: name, link and abbreviation at first mention on the page, the abbreviation afterwards (Markdown).

    `form` "full" gives name and abbreviation, "name" the name alone, "short" the abbreviation, none with a link.
    Example: `{{ agency("SDE") }}`
    """
    record = context.definitions.find("agencies", key)
    return mention(context, record, f"reference/agencies.md#{record.anchor}", form, text)


def term(context: PageContext, key: str, form: str = "", text: str = "") -> str:
    """A word of the glossary, linked at first mention on the page (Markdown). `text` words it to fit the sentence.

    Example: `{{ term("crosswalk", text="crosswalks") }}`
    """
    record = context.definitions.find("terms", key)
    return mention(context, record, f"reference/glossary.md#{anchor_of(record)}", form, text)


def agreement(context: PageContext, key: str, form: str = "", text: str = "") -> str:
    """A type of agreement, linked to its section at first mention on the page (Markdown).

    Example: `{{ agreement("DSA") }}`
    """
    record = context.definitions.find("agreements", key)
    return mention(context, record, f"responding-to-data-requests.md#{record.anchor}", form, text)


def law(context: PageContext, key: str, form: str = "", text: str = "") -> str:
    """A law, linked to its record at first mention on the page (Markdown).

    The book of a section of the General Statutes is spelled out at its first mention on a page; later ones are short.
    Example: `{{ law("FERPA") }}` or `{{ law("cgs-4-67dd") }}`
    """
    record = context.definitions.find("laws", key)
    target = short_entry(record)
    if form or text or not (record.abbreviation or "").startswith(f"{STATE_BOOK} "):
        return mention(context, record, target, form, text)
    if not context.first_mention(record.name):
        return str(record.short)
    return f"[{in_book(context, record.short)}]({context.href(target)})"


def short_entry(law: Law) -> str:
    """Where a law stands in short: a page of the docs with an anchor."""
    return f"{LAWS_PAGE}#{law.anchor}"


def in_book(context: PageContext, cite: str) -> str:
    """A citation of the General Statutes, "C.G.S. 4-67dd", with the book spelled out where a page first names it."""
    sections = cite.removeprefix(f"{STATE_BOOK} ")
    book = context.definitions.find("terms", STATE_BOOK)
    if not context.first_mention(book.name):
        return cite
    return f"{book.full} {'sections' if ' and ' in sections or ' to ' in sections else 'section'} {sections}"


def role(context: PageContext, key: str, form: str = "", text: str = "") -> str:
    """A role, linked to where the playbook describes it at first mention on the page (Markdown).

    Example: `{{ role("agency-data-officer") }}`
    """
    record = context.definitions.find("roles", key)
    anchor = (
        f"enabling-data-sharing.md#{record.anchor}" if record.anchor else f"reference/glossary.md#{anchor_of(record)}"
    )
    return mention(context, record, anchor, form, text)


def mention(context: PageContext, record: Named, target: str, form: str, text: str) -> str:
    """The Markdown of one mention of a record.

    Raises MacroMistake for an unknown form.
    """
    if form not in FORMS:
        raise MacroMistake(f'no form "{form}"{nearest(form, FORMS[1:])}; the forms are "full", "name" and "short"')
    if form:
        context.first_mention(record.name)
        return text or {"full": record.full, "name": record.name, "short": record.short}[form]
    if not context.first_mention(record.name):
        return text or record.short
    abbreviation = f" ({record.abbreviation})" if record.abbreviation else ""
    return f"[{text or record.name}]({context.href(target)}){abbreviation}"


def anchor_of(record: Named) -> str:
    """The anchor of a glossary entry: its abbreviation or name in small letters, words joined by hyphens."""
    kept = "".join(c if c.isalnum() else "-" for c in record.short.lower())
    return "-".join(part for part in kept.split("-") if part)


MACROS = (
    agency,
    term,
    agreement,
    law,
    role,
)
