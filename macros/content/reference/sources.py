"""Sources: the publications behind the facts, the marks on records, the date of the newest check (Markdown)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.content.reference.resources import publisher
from macros.dates import in_words
from macros.models.base import Model, Record
from macros.models.words import Source
from macros.rendering import links
from macros.rendering.abbreviations import worded
from macros.rendering.layout import table
from macros.rendering.page_context import PageContext

#: What each mark on a record says; the marks are those of macros/models/base.py.
MARKS = {
    "read": "We read the passage itself in a stored copy of the source.",
    "counted": "We counted it from the source.",
    "derived": "It follows from other facts that we read.",
    "read-secondary": "We read it only in somebody else's summary.",
    "remembered": "It is general knowledge that nobody checked for this edition.",
    "inferred": "We worked it out from how a source uses a word.",
    "conflicting": "Sources disagree.",
    "not-found": "We looked for it and did not find it.",
}


def sources_table(context: PageContext) -> str:
    """The publications that the facts come from: publisher, date, how much was read, where it stands (Markdown table).

    Example: `{{ sources_table() }}`
    """
    records: list[Source] = list(context.definitions.tables["sources"].values())
    rows = [
        [
            worded(context, record.title),
            publisher(context, record.publisher),
            record.dated,
            record.read,
            links.link(context, record.link) if record.link else "None noted",
        ]
        for record in records
    ]
    return table(["Source", "Publisher", "Dated", "We read it", "Address"], rows)


def marks_table(context: PageContext) -> str:
    """What the marks on our facts mean, and how many records carry each (Markdown table).

    Example: `{{ marks_table() }}`
    """
    given = [record.confidence for record in _records(context)]
    rows = [[mark.capitalize(), words, f"{given.count(mark):,}"] for mark, words in MARKS.items() if mark in given]
    return table(["Mark", "What it means", "Records"], rows)


def facts_checked(context: PageContext) -> str:
    """The day on which the newest facts were checked, in words (plain text).

    Example: `{{ facts_checked() }}`
    """
    return in_words(max(record.checked for record in _records(context)))


def _records(context: PageContext) -> Iterator[Record]:
    """Every record of the definitions that carries a source."""
    pending: list[Any] = [context.definitions.p20win, *context.definitions.tables.values()]
    while pending:
        value = pending.pop()
        if isinstance(value, Record):
            yield value
        if isinstance(value, Model):
            held = [getattr(value, field) for field in type(value).model_fields]
            pending += [one for one in held if isinstance(one, (Model, dict, list))]
        elif isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value


MACROS = (
    sources_table,
    marks_table,
    facts_checked,
)
