"""Laws and kinds of data: what each law protects, whom it binds, how sure we are (Markdown)."""

from __future__ import annotations

from macros.content.law.places import full_entry, page_of
from macros.content.law.points import IN_SHORT, LABELS, substance
from macros.dates import in_words
from macros.models.base import Record
from macros.models.legal import DataKind, Law
from macros.problems import MacroMistake, nearest
from macros.rendering import mentions
from macros.rendering.abbreviations import spell_out, worded
from macros.rendering.layout import definition_list, indented, lower_first, table
from macros.rendering.links import find_link
from macros.rendering.page_context import PageContext

LEVELS = ("Connecticut", "federal")
CHECK = "Check the text before you rely on it."
#: How sure we are of the address, where it was not read.
OF_ADDRESS = {
    "derived": "We put the address together from the number of the chapter, and did not open it.",
    "remembered": "The address comes from general knowledge.",
}


def laws_in_full(context: PageContext) -> str:
    """All that each law of this page says, point by point with its paragraph (Markdown).

    Example: `{{ laws_in_full() }}`
    """
    laws: dict[str, Law] = context.definitions.tables["laws"]
    here = [law for law in laws.values() if page_of(context, law) == context.page]
    if not here:
        raise MacroMistake(f"laws_in_full: no kind of data in data_kinds.yml has `page: {context.page}`")
    return "\n".join(f"## {heading(law)} {{ #{law.anchor} }}\n\n{_entry(context, law)}" for law in here)


def law_says(context: PageContext, key: str, *parts: str) -> str:
    """What a law says, with its paragraphs, and how sure we are: the aside "What the law says" (Markdown).

    It shows the named parts of the record, such as "terms" or "times"; without names, the parts that agencies act on.
    Example: `{{ law_says("cgs-4-67dd") }}`, `{{ law_says("foia", "times") }}`
    """
    law: Law = context.definitions.find("laws", key)
    for part in parts:
        if part not in LABELS:
            raise MacroMistake(f'law_says: no part "{part}"{nearest(part, LABELS)}; the parts are {", ".join(LABELS)}')
    context.first_mention(law.name)
    is_section = law.short.startswith(mentions.STATE_BOOK)  # a section of the General Statutes is named by its citation
    name, cite = (mentions.in_book(context, law.cite), "") if is_section else (law.full, law.cite)
    cite = "" if cite in name else f", {spell_out(context, cite)}"
    rows = {"Law": f"[{name}, point by point]({context.href(full_entry(context, law))}){cite}"} | substance(
        context, law, parts or IN_SHORT
    )
    rows |= {"How sure we are": f"{how_sure(context, law)} See the {official_link(context, law)}. {_checked(law)}"}
    text = definition_list(rows) + "\nThis is guidance, not legal advice: ask your counsel.\n"
    return f'!!! law "What the law says: {lower_first(law.subject) if law.subject else law.name}"\n\n' + indented(text)


def critical_data_elements(context: PageContext) -> str:
    """The kinds of data that need the most care, with examples and the laws on each, as a table (Markdown).

    Example: `{{ critical_data_elements() }}`
    """
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    rows = [
        [f"**{kind.name}**", worded(context, kind.meaning), ", ".join(kind.examples), _laws_link(context, key, kind)]
        for key, kind in kinds.items()
        if kind.critical
    ]
    return table(["Data", "What it is", "Examples", "Laws"], rows)


def heading(law: Law) -> str:
    """What heads a law's entry: its subject with the citation in brackets, or its name."""
    return f"{law.subject} ({law.short})" if law.subject else law.full


def official_link(context: PageContext, law: Law) -> str:
    """The link to a law's official text, or to the index that leads to it (Markdown)."""
    if law.link:
        page = find_link(context, law.link)
        return f"[{page.title}]({page.url})"
    return f"[official page: {law.short}]({law.url})"


def law_link(context: PageContext, key: str, law: Law) -> str:
    """A law as lists name it: a state law by its citation, others as running text does (Markdown)."""
    return f"[{law.short}]({context.href(mentions.short_entry(law))})" if law.subject else mentions.law(context, key)


def kind_link(context: PageContext, key: str) -> str:
    """A kind of data, linked to the laws that guard it (Markdown)."""
    kind: DataKind = context.definitions.tables["data_kinds"][key]
    return f"[{kind.name}]({context.href(f'{mentions.LAWS_PAGE}#{key}')})"


def how_sure(context: PageContext, law: Law) -> str:
    """In plain words, how far a law was read, and what was not."""
    read = _sources(context, law)
    known = context.definitions.tables["sources"]
    limits = dict.fromkeys(known[key].limits for key in law.source if known[key].limits)  # each said once
    parts = {
        "read": [f"We read {'part of this' if law.unread else 'this'} in: {read}.", *limits],
        "read-secondary": [f"Not read in the text itself, only in other sources: {read}.", CHECK],
        "remembered": ["Not checked. This entry comes from general knowledge.", CHECK],
    }.get(law.confidence, [f"We are not sure of this entry ({law.confidence}).", CHECK])
    parts += [worded(context, law.unread)] if law.unread else []
    parts += [OF_ADDRESS.get(law.url_confidence, "")]
    return " ".join(parts)


def warning(law: Law) -> str:
    """What a list says beside a law that was not plainly or not wholly read; "" for others."""
    return "Check the text" if not law.plain else "Read in part" if law.unread else ""


def _entry(context: PageContext, law: Law) -> str:
    context.first_mention(law.name)
    named = law.full if law.abbreviation and law.abbreviation not in law.cite else ""
    rows = {"Full name": named, "Citation": f"{law.cite} ({official_link(context, law)})"} | substance(
        context, law, tuple(LABELS)
    )
    rows |= {
        "Usual pathway": worded(context, law.pathway or ""),
        "Where it comes from": worded(context, law.history or ""),
        "Agencies concerned": ", ".join(mentions.agency(context, key) for key in law.agencies),
        "Kinds of data": ", ".join(kind_link(context, key) for key in law.data_kinds),
        "How sure we are": f"{how_sure(context, law)} {_checked(law)}",
    }
    return definition_list(rows)


def _checked(law: Law) -> str:
    return f"Date checked: {in_words(law.checked)}."


def _sources(context: PageContext, record: Record) -> str:
    """The sources of a record that were read, by title."""
    known = context.definitions.tables["sources"]
    return "; ".join(spell_out(context, known[key].title) for key in record.source if key != "general-knowledge")


def _laws_link(context: PageContext, key: str, kind: DataKind) -> str:
    return f"[Laws on {lower_first(kind.name)}]({context.href(f'{mentions.LAWS_PAGE}#{key}')})"


MACROS = (
    laws_in_full,
    law_says,
    critical_data_elements,
)
