"""What the checks say: one problem, with file, line, what is wrong and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake that stops the build.

    `file` is relative to the project, `line` counts from 1; line 0 means the file as a whole.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """The problem as `file:line: message`, one line."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {' '.join(self.message.split())}"


class DefinitionsError(Exception):
    """The definitions cannot be used; carries every problem found in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class MacroMistake(Exception):
    """An editor's mistake in a macro call; the message says what to write instead."""


def nearest(word: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """The known word most like `word` as `; did you mean "…"?`, or "" where none is near.

    `cutoff` says how alike they must be, from 0 to 1.
    """
    by_lower = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.lower(), list(by_lower), n=1, cutoff=cutoff)
    return f'; did you mean "{by_lower[found[0]]}"?' if found else ""
