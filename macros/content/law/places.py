"""Places: on which page each law and each kind of data stands (paths below docs/)."""

from __future__ import annotations

from macros.models.legal import DataKind, Law
from macros.rendering.page_context import PageContext

#: The laws on any data stand on the page of this kind: both bind agencies because they are agencies.
BESIDE_ANY_DATA = "public-data"


def kind_of(law: Law) -> str | None:
    """The kind of data under which a law stands in full; None for a law on any data."""
    return None if law.general or not law.data_kinds else law.data_kinds[0]


def page_of(context: PageContext, law: Law) -> str:
    """The page that holds all that a law says."""
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    return kinds[kind_of(law) or BESIDE_ANY_DATA].page


def full_entry(context: PageContext, law: Law) -> str:
    """Where all that a law says stands: a page of the docs with an anchor."""
    return f"{page_of(context, law)}#{law.anchor}"


def laws_of_kind(context: PageContext, kind: str | None) -> dict[str, Law]:
    """The laws, by key, that guard a kind of data; without a kind, those on any data."""
    laws: dict[str, Law] = context.definitions.tables["laws"]
    return {key: law for key, law in laws.items() if (kind in law.data_kinds if kind else kind_of(law) is None)}
