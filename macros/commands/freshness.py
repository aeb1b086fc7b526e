"""What is past its review date, pages and facts: `python -m macros.commands.freshness`, or `make stale`.

It informs and never fails: a page past its date may still be right. `--today DATE` looks from another day.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.dates import due_date, in_words
from macros.loading.definitions import DOCUMENTS, Definitions, singular
from macros.loading.yaml_file import Location
from macros.models.base import Record
from macros.models.page import FrontMatter
from macros.problems import DefinitionsError
from macros.rendering.chapters import Chapters

#: Months after which a record of each file is checked again; law, contacts and numbers change soonest.
REVIEW_MONTHS = {"laws": 6, "contacts": 6, "breach_steps": 6, "facts": 12, "links": 12, "terms": 24, "examples": 24}
OTHERS = 12


@dataclass(frozen=True)
class Due:
    """A page or record past its review date."""

    file: str
    line: int
    what: str
    checked: date
    since: date

    def age(self, today: date) -> str:
        """For how long it has been due, in words."""
        days = (today - self.since).days
        return "today" if days == 0 else "1 day ago" if days == 1 else f"{days} days ago"

    def line_of_text(self, today: date) -> str:
        """One line: place, what it is, when it was checked, since when it is due."""
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.what}: checked {in_words(self.checked)}, due {in_words(self.since)} ({self.age(today)})"


def months_for(file: str) -> int:
    """The review interval of a definition file."""
    return REVIEW_MONTHS.get(file, OTHERS)


def stale(project: Path, today: date) -> list[Due]:
    """Everything that is due on `today`, the longest overdue first."""
    found = [*_pages(project), *_records(Definitions(project))]
    return sorted((due for due in found if due.since <= today), key=lambda due: (due.since, due.file, due.line))


def _pages(project: Path) -> Iterator[Due]:
    for source in Chapters.of(project / "docs").sources:
        file = source.fields
        try:
            meta = FrontMatter.model_validate(file.data)
        except ValidationError:
            continue  # `make check` speaks of it
        since = due_date(meta.reviewed, meta.review_months)
        yield Due(source.shown_as, file.line(("reviewed",)), f'page "{meta.title}"', meta.reviewed, since)


def _records(definitions: Definitions) -> Iterator[Due]:
    for name in (*definitions.tables, *DOCUMENTS):
        root = definitions.tables.get(name, getattr(definitions, name, None))
        label = singular(name) if name in definitions.tables else name
        for place, record in _walk(root, ()):
            shown = ".".join(str(part) for part in place)
            since = due_date(record.checked, months_for(name))
            file = definitions.file_of(name, str(place[0]) if place else "")
            yield Due(file.shown_as, file.line(place), f'{label} "{shown}"', record.checked, since)


def _walk(value: Any, place: Location) -> Iterator[tuple[Location, Record]]:
    """Every record in a value, with where it stands."""
    if isinstance(value, Record):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*place, key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _walk(item, (*place, index))
    elif hasattr(type(value), "model_fields"):
        for key in type(value).model_fields:
            yield from _walk(getattr(value, key), (*place, key))


def report(found: list[Due], today: date) -> str:
    """The list as the body of an issue, one heading a file; empty where nothing is due (Markdown)."""
    if not found:
        return ""
    lines = [f"As of {in_words(today)}, {_count(len(found))} past the review date.", "", *HOW, ""]
    for file in sorted({due.file for due in found}):
        lines += [f"### {file}", ""]
        for due in (d for d in found if d.file == file):
            lines.append(f"- [ ] line {due.line}: {due.what}, checked {in_words(due.checked)}, due {due.age(today)}")
        lines.append("")
    return "\n".join(lines)


HOW = (
    "1. Open the source of the page or record and compare. Mend what has changed.",
    "2. Write today's date after `reviewed` (page) or `checked` (record), also where nothing has changed.",
    "",
    "This list is made anew each month, and the issue closes by itself when nothing is due.",
)


def _count(number: int) -> str:
    return "1 page or fact is" if number == 1 else f"{number} pages and facts are"


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="List the pages and facts past their review date.")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to look from")
    parser.add_argument("--report", type=Path, help="also write the list to this file, as the body of an issue")
    parser.add_argument("--project", type=Path, default=Path(), help="the project to look at (default: here)")
    options = parser.parse_args()
    try:
        found = stale(options.project.resolve(), options.today)
    except DefinitionsError as error:
        print(error)
        return 1
    for due in found:
        print(due.line_of_text(options.today))
    if options.report:
        options.report.write_text(report(found, options.today), encoding="utf-8")
    print(f"{_count(len(found))} past the review date." if found else "Nothing is due.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
