"""The matrix of laws: the laws on a kind of data down, then who may get the data, and what to keep (Markdown)."""

from __future__ import annotations

from macros.content.law.laws import warning
from macros.content.law.overview import ANY, ANY_ANCHOR
from macros.content.law.places import BESIDE_ANY_DATA, full_entry, laws_of_kind
from macros.content.law.points import TERMS_PAGE, cited, in_sentence, way_in_short
from macros.models.legal import DataKind, Law, Point
from macros.problems import MacroMistake
from macros.rendering.abbreviations import worded
from macros.rendering.layout import in_words, lower_first, table
from macros.rendering.page_context import PageContext

HEADS = ["Law, and what it protects", "Who may get the data", "Terms, limits and times"]


def laws_side_by_side(context: PageContext) -> str:
    """The laws on each kind of data of this page, as a table: who may get the data, terms, limits, times (Markdown).

    Example: `{{ laws_side_by_side() }}`
    """
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    here = {key: kind for key, kind in kinds.items() if kind.page == context.page}
    if not here:
        raise MacroMistake(f"laws_side_by_side: no kind of data in data_kinds.yml has `page: {context.page}`")
    parts = [
        f"### {kind.name} {{ #{key} }}\n\n{_table(context, laws_of_kind(context, key))}" for key, kind in here.items()
    ]
    if BESIDE_ANY_DATA in here:
        parts.append(f"### {ANY} {{ #{ANY_ANCHOR} }}\n\n{_table(context, laws_of_kind(context, None))}")
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
    return f"[{name}]({context.href(full_entry(context, law))}){told}<br>{worded(context, law.protects.text)}"


def _ways(context: PageContext, law: Law) -> str:
    """Who may get the data by a law, on which condition, each with its paragraph."""
    ways = [way_in_short(context, way) + (f" ({way.at})" if way.at else "") for way in law.pathways]
    return "<br>".join(ways) or worded(context, law.pathway or "") or "We list no way here. Read the entry."


def _rest(context: PageContext, key: str, law: Law) -> str:
    """The terms that an agreement must hold, limits on passing on, records, times, return: with paragraphs."""
    number = in_words(len(law.terms))
    terms = f"[{number} terms of {in_sentence(law)}]({context.href(f'{TERMS_PAGE}#{key}')})." if law.terms else ""
    parts = {
        "In writing": terms,
        "Passing on": _points(context, law.onward),
        "Records": _points(context, law.records),
        "Times": _points(context, law.times),
        "Return": _points(context, law.disposal),
    }
    return "<br>".join(f"**{label}:** {text}" for label, text in parts.items() if text) or "We list none here."


def _points(context: PageContext, points: list[Point]) -> str:
    return " ".join(cited(context, point) for point in points)


MACROS = (laws_side_by_side,)
