"""Suggestions for plainer words, which inform and never fail: `python -m macros.commands.suggestions`, `make suggest`.

`--since COMMIT` keeps those on lines changed since; `--github` also shows them on the lines of a pull request.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.checks.reading_grade import reading_grade as flesch_kincaid
from macros.commands.annotations import show
from macros.commands.changed import changed_lines
from macros.loading.definitions import DOCUMENTS, Definitions
from macros.loading.yaml_file import Location
from macros.models.base import Model
from macros.problems import DefinitionsError, Problem
from macros.rendering.chapters import Chapters
from macros.rendering.markdown_source import HEADING, Line, Source

LONGEST = 25
HIGHEST_GRADE = 9
IRREGULAR = (
    "built|chosen|done|drawn|found|given|held|kept|known|led|lost|made|met|paid|read|sent|set|shown|taken|told|written"
)
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being) (?:not |\w+ly )?(?:\w{{2,}}ed|{IRREGULAR})\b(?= by\b|[.,;:]|$)", re.I
)
ABBREVIATION = re.compile(r"(?<![\w.-])[A-Z]{2,}(?:-[A-Z]+)*(?![\w-])")
#: Abbreviations that everyone knows.
COMMON = {"AM", "CT", "HTML", "ID", "OK", "PDF", "PM", "US", "WIN", "YAML", "ZIP"}
#: Fields of records that hold no running text.
NOT_PROSE = {
    "abbreviation",
    "also",
    "anchor",
    "cite",
    "fields",
    "history",
    "key",
    "name",
    "note",
    "not_shown",
    "source",
    "title",
    "url",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page, with the line on which it begins."""

    line: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has; a macro call counts as one."""
        return len(self.text.split())


def sentences(source: Source) -> list[Sentence]:
    """The sentences of a page's prose: paragraphs and list items, not headings, tables, titles of asides."""
    found: list[Sentence] = []
    block: list[Line] = []
    for line in [*source.lines, Line(0, "")]:
        text = line.text.strip()
        starts_item = re.match(r"([-*+]|\d+\.|:) +", text)
        skip = not text or HEADING.match(line.text) or text.startswith(("|", "!!!", "???", "<", "[^"))
        if (skip or starts_item) and block:
            found += _split(block)
            block = []
        if not skip:
            block.append(line)
    return found


def _split(block: list[Line]) -> Iterator[Sentence]:
    """The sentences of one paragraph, which may run over several lines."""
    starts, text = [], ""
    for line in block:
        starts.append((len(text), line.number))
        text += _plain(line) + " "
    begin = 0
    for end in [*(m.end() for m in re.finditer(r"[.!?:][)\"”*]*\s+(?=[A-Z“\"(*\d])", text)), len(text)]:
        part = text[begin:end]
        offset = begin + len(part) - len(part.lstrip())
        if part.strip():
            yield Sentence(max(number for at, number in starts if at <= offset), part.strip())
        begin = end


def _plain(line: Line) -> str:
    """The line as it reads: links as their words, code and macro calls as one word."""
    text = re.sub(r"\{\{.*?\}\}|`[^`]*`", "Name", line.text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    return re.sub(r"^([-*+]|\d+\.|:) +(\[.\] )?", "", text.strip())


def long_sentences(source: Source) -> Iterator[tuple[int, str]]:
    """Sentences with more words than a reader holds in mind."""
    for sentence in sentences(source):
        if sentence.words > LONGEST:
            yield sentence.line, f"this sentence has {sentence.words} words; two sentences read more easily"


def passive_voice(source: Source) -> Iterator[tuple[int, str]]:
    """Sentences that hide who acts."""
    for sentence in sentences(source):
        found = PASSIVE.search(sentence.text)
        if found:
            yield (
                sentence.line,
                f'"{found.group(0)}" may hide who acts; if it matters, name them: "the agency signs", not "is signed"',
            )


def reading_grade(source: Source) -> Iterator[tuple[int, str]]:
    """A page whose words and sentences ask for many years of school."""
    prose = [re.sub(r"\b[A-Z][A-Z0-9-]+\b", "Name", s.text) for s in sentences(source) if s.words > 2]
    text = " ".join(s if s.endswith((".", "!", "?")) else f"{s}." for s in prose)
    grade = flesch_kincaid(text)
    if grade > HIGHEST_GRADE:
        yield (
            1,
            f"this page reads at grade {grade:.0f}; shorter words and sentences bring it to {HIGHEST_GRADE} or less",
        )


def abbreviations(source: Source) -> Iterator[tuple[int, str]]:
    """Abbreviations that the page never spells out."""
    whole = "\n".join(line.prose for line in source.lines)
    told: set[str] = set()
    for line in source.lines:
        if HEADING.match(line.text):
            continue
        for word in ABBREVIATION.findall(re.sub(r"\]\([^)]*\)", "", line.prose)):
            if word in COMMON or word in told or f"({word})" in whole or re.search(rf"\b{word} \([A-Z]", whole):
                continue
            told.add(word)
            yield (
                line.number,
                f'"{word}" is not spelled out on this page; write the whole name first, or add it to terms.yml',
            )


def doubled_words(source: Source) -> Iterator[tuple[int, str]]:
    """The same word twice in a row, as a slip of the hand leaves it."""
    for sentence in sentences(source):
        for word in re.findall(r"\b([A-Za-z]+) \1\b", sentence.text):
            if word.lower() not in ("had", "that", "name"):
                yield sentence.line, f'"{word} {word}" stands here; once may be enough'


CHECKS: tuple[Callable[[Source], Iterator[tuple[int, str]]], ...] = (
    reading_grade,
    long_sentences,
    passive_voice,
    abbreviations,
    doubled_words,
)


def suggestions(project: Path) -> list[Problem]:
    """Every suggestion for the pages and definitions of `project`."""
    found = []
    for source in Chapters.of(project / "docs").sources:
        found += [Problem(source.shown_as, line, message) for check in CHECKS for line, message in check(source)]
    return sorted({*found, *_in_definitions(project)})


def _in_definitions(project: Path) -> Iterator[Problem]:
    try:
        definitions = Definitions(project)
    except DefinitionsError:
        return  # `make check` speaks of it
    for name in (*definitions.tables, *DOCUMENTS):
        root = definitions.tables.get(name, getattr(definitions, name, None))
        for place, text in _texts(root, ()):
            for part in re.split(r"(?<=[.!?:]) ", re.sub(r"\{[^}]*\}", "Name", text)):
                if len(part.split()) > LONGEST:
                    message = f"a sentence here has {len(part.split())} words; two sentences read more easily"
                    file = definitions.file_of(name, str(place[0]) if place else "")
                    yield Problem(file.shown_as, file.line(place), message)


def _texts(value: Any, place: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*place, index))
    elif isinstance(value, Model):
        for key in type(value).model_fields.keys() - NOT_PROSE:
            yield from _texts(getattr(value, key), (*place, key))


def main() -> int:
    """Runs the command line; returns 0, whatever it finds."""
    parser = argparse.ArgumentParser(description="Suggest plainer words.")
    parser.add_argument("--since", help="only on lines changed since this commit")
    parser.add_argument("--github", action="store_true", help="also show each on its line of a pull request")
    options = parser.parse_args()
    project = Path().resolve()
    found = suggestions(project)
    if options.since:
        changed = changed_lines(project, options.since)
        found = [s for s in found if s.line in changed.get(s.file, ()) or (s.line == 1 and s.file in changed)]
    for suggestion in found:
        print(suggestion)
    if options.github:
        show(found, "notice")
    print(f"{len(found)} suggestion(s); none of them stops anything.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
