"""Laws and kinds of data: what each law protects, whom it binds, how sure we are (Markdown)."""

from __future__ import annotations

from typing import Any

from macros.dates import in_words
from macros.models.base import Record
from macros.models.legal import DataKind, Law, Pathway, Point
from macros.problems import MacroMistake, nearest
from macros.rendering import mentions
from macros.rendering.abbreviations import spell_out, worded
from macros.rendering.layout import definition_list, indented, lower_first, table
from macros.rendering.links import find_link
from macros.rendering.page_context import PageContext

LEVELS = ("Connecticut", "federal")
CHECK = "Check the text before you rely on it."
#: The parts of a law's record in the order in which a reader meets them, each with its label.
LABELS = {
    "protects": "What it protects or does",
    "binds": "Whom it binds",
    "not_binding": "Whom it leaves out",
    "duties": "What it requires",
    "pathways": "Who may get the data",
    "terms_for": "Which agreements must hold its terms",
    "terms": "Terms that the agreement must hold",
    "onward": "Limits on passing data on",
    "records": "Records to keep",
    "times": "Time limits",
    "disposal": "Return and destruction",
    "penalties": "Penalties",
    "says": "What else it says",
}
#: How sure we are of the address, where it was not read.
OF_ADDRESS = {
    "derived": "We put the address together from the number of the chapter, and did not open it.",
    "remembered": "The address comes from general knowledge.",
}
#: What the aside in a chapter shows: what agencies act on.
IN_SHORT = (
    *("protects", "binds", "not_binding", "duties", "terms_for", "terms"),
    *("onward", "records", "times", "disposal"),
)


def laws_by_data_kind(context: PageContext) -> str:
    """A heading for each kind of data, with a table of the laws that guard it; then the laws on any data (Markdown).

    Example: `{{ laws_by_data_kind() }}`
    """
    parts = []
    laws: dict[str, Law] = context.definitions.tables["laws"]
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    for key, kind in kinds.items():
        found = [law for law in laws.values() if key in law.data_kinds]
        examples = f" For instance: {', '.join(kind.examples)}." if kind.examples else ""
        meaning = worded(context, kind.meaning) + examples
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
    cite = "" if law.cite in law.full else f", {spell_out(context, law.cite)}"
    rows = {"Law": f"[{law.full}]({_target(context, law)}){cite}"} | _substance(context, law, parts or IN_SHORT)
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


def cited(context: PageContext, point: Point) -> str:
    """A point with its paragraph in brackets (Markdown)."""
    return worded(context, point.text) + (f" ({point.at})" if point.at else "")


def pathway(context: PageContext, way: Pathway) -> str:
    """A way on which data may go to somebody: who, for what, on which condition, by which paper (Markdown)."""
    parts = [worded(context, way.who), f"for {worded(context, way.purpose)}" if way.purpose else ""]
    text = ", ".join(filter(None, parts))
    text = f"{text[:1].upper()}{text[1:]}" + (f", {worded(context, way.condition)}" if way.condition else "") + "."
    if way.paper:
        text += f" Paper: {worded(context, way.paper)}."
    if way.terms_of:
        text += f" Its terms: {law_link(context, way.terms_of, context.definitions.tables['laws'][way.terms_of])}."
    if way.record:
        text += f" Record: {worded(context, way.record)}."
    return text + (f" ({way.at})" if way.at else "")


def _law_table(context: PageContext, laws: list[Law]) -> str:
    rows = [
        [
            _law_cell(context, law),
            worded(context, law.protects.text),
            worded(context, law.binds.text if law.binds else "See the text."),
            _ways_in_short(context, law),
        ]
        for law in laws
    ]
    return table(["Law", "What it protects or does", "Whom it binds", "Who may get the data, and how"], rows)


def _ways_in_short(context: PageContext, law: Law) -> str:
    """Who may get the data by a law, for a cell of a table (Markdown)."""
    ways = [f"{worded(context, way.who)}{f' ({way.at})' if way.at else ''}" for way in law.pathways]
    duties = [worded(context, point.text) for point in law.duties] if not ways else []
    text = "; ".join(ways) or " ".join([*duties, worded(context, law.pathway or "")]).strip()
    return f"{text[:1].upper()}{text[1:]}" if text else "See its entry."


def _law_cell(context: PageContext, law: Law) -> str:
    """The law, linked to its entry, with a warning where it was not plainly or not wholly read."""
    context.first_mention(law.name)
    name = law.short if law.short in law.cite else law.full
    name += f": {lower_first(law.subject)}" if law.subject else ""
    warning = "" if law.plain and not law.unread else "<br>*Read in part*" if law.plain else "<br>*Check the text*"
    return f"[{name}]({_target(context, law)}){warning}"


def _entry(context: PageContext, law: Law) -> str:
    context.first_mention(law.name)
    rows = {"Citation": f"{law.cite} ({official_link(context, law)})"} | _substance(context, law, tuple(LABELS))
    rows |= {
        "Usual pathway": worded(context, law.pathway or ""),
        "Where it comes from": worded(context, law.history or ""),
        "Agencies concerned": ", ".join(mentions.agency(context, key) for key in law.agencies),
        "Kinds of data": ", ".join(kind_link(context, key) for key in law.data_kinds),
        "How sure we are": f"{how_sure(context, law)} {_checked(law)}",
    }
    return definition_list(rows)


def _substance(context: PageContext, law: Law, parts: tuple[str, ...]) -> dict[str, str]:
    """What a law says, label by label, in the order of LABELS."""
    return {label: _part(context, getattr(law, part)) for part, label in LABELS.items() if part in parts}


def _part(context: PageContext, value: Any) -> str:
    """One part of a law: a point, or points or pathways as a list (Markdown for a definition list)."""
    if value is None or isinstance(value, Point):
        return cited(context, value) if value else ""
    items = list(value.values()) if isinstance(value, dict) else value
    texts = [pathway(context, item) if isinstance(item, Pathway) else cited(context, item) for item in items]
    return "\n".join(f"    - {text}" for text in texts).lstrip()


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
