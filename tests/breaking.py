"""What the tests of bad edits share: the files that they break, how, and what the build says of it."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from macros.checks import sources
from macros.commands.build import build
from macros.loading.definitions import Definitions
from macros.problems import DefinitionsError, Problem

Change = Callable[[str], tuple[str, int]]

PAGE = "docs/p20-win/index.md"
CHAPTER = "docs/preparing-a-successful-data-request.md"
AGENCIES = "macros/definitions/agencies.yml"
LINKS = "macros/definitions/links.yml"
TERMS = "macros/definitions/terms.yml"
LAWS = "macros/definitions/laws_connecticut.yml"
DEFINITIONS = "macros/definitions/"


@dataclass(frozen=True)
class Edit:
    """One bad edit: what it does to which file, and what the editor must read."""

    name: str
    file: str
    change: Change
    says: str  # part of the message
    told_in: str = ""  # the file that the message names, or the folder, where it is not the edited one
    any_line: bool = False  # the mistake has no line, as for a file that is gone

    def is_told_by(self, problem: Problem) -> bool:
        """Whether the problem speaks of this edit."""
        return problem.file.startswith(self.told_in or self.file) and self.says in problem.message


@dataclass(frozen=True)
class Told:
    """An edit as it was made, its line, and what the build then said."""

    edit: Edit
    line: int
    problems: list[Problem]

    @property
    def own(self) -> list[Problem]:
        """What was said of this edit."""
        return [problem for problem in self.problems if self.edit.is_told_by(problem)]


def first_half(project: Path) -> list[Problem]:
    """What the first half of the build says, the checks of the sources; the other takes ten times as long."""
    try:
        return sources.check(project, Definitions.of(project))
    except DefinitionsError as error:
        return error.problems


def said_by_the_build(project: Path, is_meant: Callable[[Problem], bool]) -> list[Problem]:
    """What the build says; only its first half where that tells what is meant: use this where a message is tested."""
    early = first_half(project)
    return early if any(is_meant(problem) for problem in early) else build(project, None)


def told_apart(project: Path, edits: Sequence[Edit]) -> dict[str, Told]:
    """What the first half of the build says of each edit, as if it had been made alone.

    A page is copied for each of its edits, so that all pages are checked at once. A file of definitions has one edit at
    a time, while the others have theirs.
    """
    told = {}
    for group in _groups(edits):
        before, made = {}, []
        for number, edit in enumerate(group):
            path = project / edit.file
            old = path.read_text("utf-8")
            new, line = edit.change(old)
            if path.suffix == ".md":
                path = path.with_stem(f"{path.stem}-{number}")
                edit = replace(edit, file=path.relative_to(project).as_posix())  # noqa: PLW2901
            else:
                before[path] = old
            path.write_text(new, encoding="utf-8")
            made.append((path, edit, line))
        problems = first_half(project)
        for path, edit, line in made:
            told[edit.name] = Told(edit, line, problems)
            path.write_text(before[path], encoding="utf-8") if path in before else path.unlink()
    return told


def _groups(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Those outside the definitions, then one of each file of definitions, another of each, and so on."""
    yield [edit for edit in edits if not edit.file.startswith(DEFINITIONS)]
    of_files: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.file.startswith(DEFINITIONS):
            of_files.setdefault(edit.file, []).append(edit)
    for group in zip_longest(*of_files.values()):
        yield [edit for edit in group if edit]


def told_together(project: Path, edits: Sequence[Edit]) -> dict[str, Told]:
    """What the whole build says of edits that are made all at once; those of one file from its top to its end."""
    before: dict[Path, str] = {}
    lines = {}
    for edit in edits:
        path = project / edit.file
        old = path.read_text("utf-8")
        before.setdefault(path, old)
        new, lines[edit.name] = edit.change(old)
        path.write_text(new, encoding="utf-8")
    problems = build(project, None)
    for path, old in before.items():
        path.write_text(old, encoding="utf-8")
    return {edit.name: Told(edit, lines[edit.name], problems) for edit in edits}


def append(text: str) -> Change:
    """Adds a paragraph at the end; the mistake stands in its first line."""

    def change(old: str) -> tuple[str, int]:
        start = old.rstrip("\n") + "\n\n"
        return f"{start}{text}\n", start.count("\n") + 1

    return change


def swap(pattern: str, new: str, *, line_of: int = 0, after: str = "") -> Change:
    """Replaces the first match of a pattern below `after`; the mistake stands `line_of` lines below its start."""

    def change(old: str) -> tuple[str, int]:
        found = re.compile(pattern, re.MULTILINE).search(old, old.index(after))
        assert found, f"the edit no longer fits the file: {pattern}"
        line = old[: found.start()].count("\n") + 1 + line_of
        return old[: found.start()] + found.expand(new) + old[found.end() :], line

    return change


def png(width: int, weight: int) -> bytes:
    """The beginning of a PNG of that width, filled up to that many bytes."""
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, 10, 8, 2, 0, 0, 0)
    return head.ljust(weight, b"\0")
