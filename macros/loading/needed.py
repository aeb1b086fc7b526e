"""What the programs take for granted of the records: definitions in; records that are missing or out of order out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.loading.yaml_file import Location
from macros.models.base import Record
from macros.models.words import Link

#: A record that pages name in code, and the field of it that they show.
NEEDED = (
    ("contacts", "dapa", "email", "the foot of every page gives this mailbox"),
    ("sources", "manual-2025", "dated", "the number of P20 WIN's members is said to be as of this manual"),
    ("suppression", "small-count", "limit", "the worked table of small cells is hidden by this number"),
)
#: Marks that say that somebody saw it at the source.
SEEN = ("read", "counted")
Fault = tuple[str, Location, str]


def faults(tables: dict[str, dict[str, Any]], written: dict[str, set[str]]) -> Iterator[Fault]:
    """The file, the place and the message of each such mistake; `written` has the keys that each file holds."""
    for file, key, field, why in NEEDED:
        if tables[file] and key not in written[file]:
            yield file, (), f'the record "{key}" is missing; put it back, for {why}'
        elif key in tables[file] and not getattr(tables[file][key], field):
            yield file, (key,), f'"{key}": the field "{field}" is missing; add it, for {why}'
    yield from _newest_first(tables["editions"])
    yield from _parts_together(tables["questions"])
    yield from _surer_than_read(tables)


def _newest_first(editions: dict[str, Any]) -> Iterator[Fault]:
    """Every page shows the first edition as the present one."""
    before = None
    for key, edition in editions.items():
        if before and edition.date > before.date:
            message = f'edition "{key}" is newer than "{before.version}" above it; the newest edition stands first'
            yield "editions", (key, "date"), message
        before = edition


def _parts_together(questions: dict[str, Any]) -> Iterator[Fault]:
    """Each part of the questions is a section of its own."""
    closed: dict[str, str] = {}
    before = None
    for key, question in questions.items():
        if before and question.part != before.part:
            closed[before.part] = before.name
        if question.part in closed:
            message = (
                f'move it up: the other questions of the part "{question.part}" end with "{closed[question.part]}"'
            )
            yield "questions", (key,), f'question "{key}": {message}'
            continue
        before = question


def _surer_than_read(tables: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """A fact is no surer than its sources: what is known from summaries alone is not marked as read."""
    sources = tables["sources"]
    for name, table in tables.items():
        for key, record in table.items():
            # Of a link, the address is what was read, whatever stands behind it.
            if not isinstance(record, Record) or isinstance(record, Link) or record.confidence not in SEEN:
                continue
            known = [sources[source].read for source in record.source if source in sources]
            if known and set(known) == {"in a summary only"}:
                message = f'"{key}": is marked "{record.confidence}", but its sources were read in a summary only'
                yield name, (key,), f"{message}; write `confidence: read-secondary` or what fits, and hedge its words"
