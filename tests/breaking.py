"""What the tests of bad edits share: the files that they break, how, and what the build says of it."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
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


def said_by_the_build(project: Path, is_meant: Callable[[Problem], bool]) -> list[Problem]:
    """What the build says; only its first half, the checks of the sources, where that half tells what is meant.

    The first half takes a third of a second, the whole build two: use this wherever only a message is tested.
    """
    try:
        early = sources.check(project, Definitions(project))
    except DefinitionsError as error:
        early = error.problems
    return early if any(is_meant(problem) for problem in early) else build(project, None)


def append(text: str) -> Change:
    """Adds a paragraph at the end; the mistake stands in its first line."""

    def change(old: str) -> tuple[str, int]:
        start = old.rstrip("\n") + "\n\n"
        return f"{start}{text}\n", start.count("\n") + 1

    return change


def swap(pattern: str, new: str, *, line_of: int = 0) -> Change:
    """Replaces the first match of a pattern; the mistake stands `line_of` lines below its start."""

    def change(old: str) -> tuple[str, int]:
        found = re.search(pattern, old, re.MULTILINE)
        assert found, f"the edit no longer fits the file: {pattern}"
        line = old[: found.start()].count("\n") + 1 + line_of
        return old[: found.start()] + found.expand(new) + old[found.end() :], line

    return change


def png(width: int, weight: int) -> bytes:
    """The beginning of a PNG of that width, filled up to that many bytes."""
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, 10, 8, 2, 0, 0, 0)
    return head.ljust(weight, b"\0")
