"""Points: what a law says, piece by piece, each with its paragraph (Markdown)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from macros.models.legal import Law, Pathway, Point
from macros.rendering import mentions
from macros.rendering.abbreviations import worded
from macros.rendering.layout import lower_first
from macros.rendering.page_context import PageContext

#: The page that lists the terms of each law.
TERMS_PAGE = "tools/terms-by-law.md"
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
#: What the aside in a chapter shows: what agencies act on.
IN_SHORT = (
    *("protects", "binds", "not_binding", "duties", "terms_for", "terms"),
    *("onward", "records", "times", "disposal"),
)


def laws_with_terms(laws: dict[str, Law], kinds: Collection[str] = ()) -> dict[str, Law]:
    """The laws, by key, that list terms for agreements: on any of these kinds of data, or on all where none is given.

    A law that is on no kind in particular is always among them.
    """
    return {
        key: law
        for key, law in laws.items()
        if law.terms and (not kinds or not law.data_kinds or not set(law.data_kinds).isdisjoint(kinds))
    }


def cited(context: PageContext, point: Point) -> str:
    """A point with its paragraph in brackets (Markdown)."""
    return worded(context, point.text) + (f" ({point.at})" if point.at else "")


def terms_link(context: PageContext, key: str) -> str:
    """A law, linked to the terms that it lists for agreements (Markdown)."""
    law: Law = context.definitions.tables["laws"][key]
    return (
        f"[the terms of {in_sentence(law)}]({context.href(f'{TERMS_PAGE}#{key}')})"
        if law.terms
        else mentions.law(context, key)
    )


def in_sentence(law: Law) -> str:
    """A law as it stands inside a sentence: "C.G.S. 4-67aa", "the federal tax information rule" (plain text)."""
    is_title = re.search(r"[A-Z]", re.sub(r"\([^)]*\)", "", law.name)[1:])  # "Common Rule", "Privacy Act of 1974"
    return law.abbreviation or f"the {law.name if is_title else lower_first(law.name)}"


def way_in_short(context: PageContext, way: Pathway) -> str:
    """Who may get data, for what, on which condition, by which paper: never one without the others (Markdown)."""
    parts = [worded(context, way.who), f"for {worded(context, way.purpose)}" if way.purpose else ""]
    parts.append(worded(context, way.condition) if way.condition else "")
    text = ", ".join(filter(None, parts))
    paper = f" Paper: {worded(context, way.paper)}." if way.paper else ""
    return f"{text[:1].upper()}{text[1:]}.{paper}"


def pathway(context: PageContext, way: Pathway) -> str:
    """A way on which data may go to somebody: who, for what, on which condition, by which paper (Markdown)."""
    text = way_in_short(context, way)
    if way.terms_of:
        text += f" It holds {terms_link(context, way.terms_of)}."
    if way.record:
        text += f" Record: {worded(context, way.record)}."
    return text + (f" ({way.at})" if way.at else "")


def substance(context: PageContext, law: Law, parts: tuple[str, ...]) -> dict[str, str]:
    """What a law says, label by label, in the order of LABELS."""
    return {label: _part(context, getattr(law, part)) for part, label in LABELS.items() if part in parts}


def _part(context: PageContext, value: Point | Mapping[str, Point] | Sequence[Point | Pathway] | None) -> str:
    """One part of a law: a point, or points or pathways as a list (Markdown for a definition list)."""
    if value is None or isinstance(value, Point):
        return cited(context, value) if value else ""
    items = list(value.values()) if isinstance(value, Mapping) else list(value)
    texts = [pathway(context, item) if isinstance(item, Pathway) else cited(context, item) for item in items]
    return "\n".join(f"    - {text}" for text in texts).lstrip()
