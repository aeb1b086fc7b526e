"""The matrix of laws: a kind of data down, then the laws on it, who may get the data, and what to keep (Markdown)."""

from __future__ import annotations

from macros.content.law.laws import full_entry, warning
from macros.content.law.points import TERMS_PAGE, cited
from macros.models.legal import DataKind, Law, Point
from macros.rendering.abbreviations import worded
from macros.rendering.layout import in_words, lower_first, table
from macros.rendering.page_context import PageContext

HEADS = ["Law, and what it protects", "Who may get the data", "Terms, limits and times"]


def kinds_of_data(context: PageContext) -> str:
    """Every kind of data as a list of links to its laws, with how many there are (Markdown).

    Example: `{{ kinds_of_data() }}`
    """
    laws: list[Law] = list(context.definitions.tables["laws"].values())
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    lines = []
    for key, kind in kinds.items():
        number = sum(key in law.data_kinds for law in laws)
        lines.append(f"- [{kind.name}](#{key}): {in_words(number)} {'law' if number == 1 else 'laws'}")
    return "\n".join([*lines, "- [Any data of a state agency](#any-data)"]) + "\n"


def laws_by_data_kind(context: PageContext) -> str:
    """A heading for each kind of data, with a table of the laws that guard it; then the laws on any data (Markdown).

    Example: `{{ laws_by_data_kind() }}`
    """
    parts = []
    laws: dict[str, Law] = context.definitions.tables["laws"]
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    for key, kind in kinds.items():
        found = {name: law for name, law in laws.items() if key in law.data_kinds}
        examples = f" For instance: {', '.join(kind.examples)}." if kind.examples else ""
        meaning = worded(context, kind.meaning) + examples
        parts.append(f"## {kind.name} {{ #{key} }}\n\n{meaning}\n\n{_table(context, found)}")
    general = {name: law for name, law in laws.items() if set(law.data_kinds) <= {"public-data"}}
    parts.append(f"## Any data of a state agency {{ #any-data }}\n\n{_table(context, general)}")
    return "\n\n".join(parts)


def _table(context: PageContext, laws: dict[str, Law]) -> str:
    rows = [[_law(context, law), _ways(context, law), _rest(context, key, law)] for key, law in laws.items()]
    return table(HEADS, rows)


def _law(context: PageContext, law: Law) -> str:
    """The law, linked to all that it says, what it protects, and a warning where it was not plainly or wholly read."""
    context.first_mention(law.name)
    name = law.short if law.short in law.cite else law.full
    name += f": {lower_first(law.subject)}" if law.subject else ""
    told = f"<br>*{warning(law)}*" if warning(law) else ""
    return f"[{name}]({context.href(full_entry(law))}){told}<br>{worded(context, law.protects.text)}"


def _ways(context: PageContext, law: Law) -> str:
    """Who may get the data by a law, each with its paragraph."""
    ways = []
    for way in law.pathways:
        purpose = f", for {worded(context, way.purpose)}" if way.purpose else ""
        text = f"{worded(context, way.who)}{purpose}{f' ({way.at})' if way.at else ''}"
        ways.append(f"{text[:1].upper()}{text[1:]}")
    return "<br>".join(ways) or worded(context, law.pathway or "") or "It does not say who may get data."


def _rest(context: PageContext, key: str, law: Law) -> str:
    """The terms that an agreement must hold, limits on passing on, records, times, return: with paragraphs."""
    number = in_words(len(law.terms))
    terms = f"[{number} terms of {law.short}]({context.href(f'{TERMS_PAGE}#{key}')})." if law.terms else ""
    parts = {
        "In writing": terms,
        "Passing on": _points(context, law.onward),
        "Records": _points(context, law.records),
        "Times": _points(context, law.times),
        "Return": _points(context, law.disposal),
    }
    return "<br>".join(f"**{label}:** {text}" for label, text in parts.items() if text) or "None named."


def _points(context: PageContext, points: list[Point]) -> str:
    return " ".join(cited(context, point) for point in points)


MACROS = (
    kinds_of_data,
    laws_by_data_kind,
)
