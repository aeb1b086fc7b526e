"""Laws and kinds of data: what each law protects, whom it binds, how sure we are (Markdown)."""

from __future__ import annotations

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


def laws_by_data_kind(context: PageContext) -> str:
    """A heading for each kind of data, with a table of the laws that guard it; then the laws on any data (Markdown).

    Example: `{{ laws_by_data_kind() }}`
    """
    parts = []
    laws: dict[str, Law] = context.definitions.tables["laws"]
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    for key, kind in kinds.items():
        found = [law for law in laws.values() if key in law.data_kinds]
        meaning = f"{worded(context, kind.meaning)} For instance: {', '.join(kind.examples)}."
        parts.append(f"## {kind.name} {{ #{key} }}\n\n{meaning}\n\n{_law_table(context, found)}")
    general = [law for law in laws.values() if set(law.data_kinds) <= {"public-data"}]
    parts.append(f"## Any data of a state agency {{ #any-data }}\n\n{_law_table(context, general)}")
    return "\n\n".join(parts)


def laws_list(context: PageContext, level: str) -> str:
    """Every law of a level ("Connecticut" or "federal") under a heading of its own, in full (Markdown).

    Example: `{{ laws_list("federal") }}`
    """
    if level not in LEVELS:
        raise MacroMistake(f'laws_list: no level "{level}"{nearest(level, LEVELS)}; write "Connecticut" or "federal"')
    laws: list[Law] = [law for law in context.definitions.tables["laws"].values() if law.level == level]
    entries = [f"### {heading(law)} {{ #{law.anchor} }}\n\n{_entry(context, law)}" for law in laws]
    return "\n".join(entries)


def law_says(context: PageContext, key: str) -> str:
    """What a law does, whom it binds, what it requires, how sure we are: the aside "What the law says" (Markdown).

    Example: `{{ law_says("cgs-4-67dd") }}`
    """
    law: Law = context.definitions.find("laws", key)
    context.first_mention(law.name)
    cite = "" if law.cite in law.full else f", {spell_out(context, law.cite)}"
    rows = {"Law": f"[{law.full}]({_target(context, law)}){cite}"} | _substance(context, law)
    rows |= {"How sure we are": f"{how_sure(context, law)} See the {official_link(context, law)}. {_checked(law)}"}
    text = definition_list(rows) + "\nThis is guidance, not legal advice: ask your counsel.\n"
    return f'!!! law "What the law says: {lower_first(law.subject) if law.subject else law.name}"\n\n' + indented(text)


def laws_in_short(context: PageContext) -> str:
    """Each kind of data with the laws that guard it, by their short names, as a table (Markdown).

    Example: `{{ laws_in_short() }}`
    """
    laws: dict[str, Law] = context.definitions.tables["laws"]
    rows = []
    for key in context.definitions.tables["data_kinds"]:
        found = [law_link(context, name, law) for name, law in laws.items() if key in law.data_kinds]
        rows.append([kind_link(context, key), ", ".join(found)])
    return table(["If you hold", "Look at"], rows)


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
    return f"[{law.short}]({_target(context, law)})" if law.subject else mentions.law(context, key)


def kind_link(context: PageContext, key: str) -> str:
    """A kind of data, linked to the laws that guard it (Markdown)."""
    kind: DataKind = context.definitions.tables["data_kinds"][key]
    return f"[{kind.name}]({context.href(f'reference/laws.md#{key}')})"


def how_sure(context: PageContext, law: Law) -> str:
    """In plain words, how far a law was read, and what was not."""
    read = _sources(context, law)
    parts = {
        "read": [f"We read {'part of this' if law.unread else 'this'} in: {read}."],
        "read-secondary": [f"Not read in the text itself, only in other sources: {read}.", CHECK],
        "remembered": ["Not checked. This entry comes from general knowledge.", CHECK],
    }.get(law.confidence, [f"We are not sure of this entry ({law.confidence}).", CHECK])
    parts += [worded(context, law.unread)] if law.unread else []
    parts += ["The address comes from general knowledge."] if law.url_confidence != "read" else []
    return " ".join(parts)


def _law_table(context: PageContext, laws: list[Law]) -> str:
    rows = [
        [
            _law_cell(context, law),
            worded(context, law.protects),
            worded(context, law.binds or "See the text."),
            worded(context, " ".join(filter(None, [law.requires, law.pathway])) or "See the text."),
        ]
        for law in laws
    ]
    return table(["Law", "What it protects or does", "Whom it binds", "Duties and usual pathway"], rows)


def _law_cell(context: PageContext, law: Law) -> str:
    """The law, linked to its entry, with a warning where it was not plainly or not wholly read."""
    context.first_mention(law.name)
    name = law.short if law.short in law.cite else law.full
    name += f": {lower_first(law.subject)}" if law.subject else ""
    warning = "" if law.plain and not law.unread else "<br>*Read in part*" if law.plain else "<br>*Check the text*"
    return f"[{name}]({_target(context, law)}){warning}"


def _entry(context: PageContext, law: Law) -> str:
    context.first_mention(law.name)
    rows = {"Citation": f"{law.cite} ({official_link(context, law)})"} | _substance(context, law)
    rows |= {
        "Usual pathway": worded(context, law.pathway or ""),
        "Where it comes from": worded(context, law.history or ""),
        "Agencies concerned": ", ".join(mentions.agency(context, key) for key in law.agencies),
        "Kinds of data": ", ".join(kind_link(context, key) for key in law.data_kinds),
        "How sure we are": f"{how_sure(context, law)} {_checked(law)}",
    }
    return definition_list(rows)


def _substance(context: PageContext, law: Law) -> dict[str, str]:
    """What a law says, label by label."""
    return {
        "What it protects or does": worded(context, law.protects),
        "Whom it binds": worded(context, law.binds or ""),
        "What it requires": worded(context, law.requires or ""),
        "Terms it lists, as far as we read": "\n".join(f"    - {worded(context, item)}" for item in law.terms).lstrip(),
    }


def _checked(law: Law) -> str:
    return f"Date checked: {in_words(law.checked)}."


def _sources(context: PageContext, record: Record) -> str:
    """The sources of a record that were read, by title."""
    known = context.definitions.tables["sources"]
    return "; ".join(spell_out(context, known[key].title) for key in record.source if key != "general-knowledge")


def _target(context: PageContext, law: Law) -> str:
    return context.href(f"reference/laws.md#{law.anchor}")


def _laws_link(context: PageContext, key: str, kind: DataKind) -> str:
    return f"[Laws on {lower_first(kind.name)}]({context.href(f'reference/laws.md#{key}')})"


MACROS = (
    laws_by_data_kind,
    laws_list,
    law_says,
    laws_in_short,
    critical_data_elements,
)
