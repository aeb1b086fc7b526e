"""Tries structural edits: which are told, which build, which end in a fault, which lose words.

The cheap half of the build tells most of them. The others are built together, each in a file of its own, and those that
the build tells are taken out until the rest builds.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from macros import faults
from macros.checks import sources
from macros.commands.build import build
from macros.loading.definitions import Definitions
from macros.problems import DefinitionsError, Problem
from macros.rendering.markdown_source import Source
from tests.structural_edits import StructuralEdit, Workshop

#: So many edits share a build.
TOGETHER = 12
RUN = 4


@dataclass(frozen=True)
class Outcome:
    """What became of an edit, or of a pair: "builds", "told", or what is wrong with how it was taken."""

    name: str
    verdict: str
    said: tuple[str, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether the edit was taken as the promise has it."""
        return self.verdict in ("builds", "told")


class Trials:
    """One workshop, and what the site says before any edit."""

    def __init__(self, project: Path) -> None:
        self.workshop = Workshop(project)
        self.project = project
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            assert build(project, site) == []
            self.runs = _runs_of_site(site)

    def each(self, edits: Iterable[StructuralEdit]) -> Iterator[Outcome]:
        """The outcome of every edit."""
        waiting: list[StructuralEdit] = []
        for edit in edits:
            outcome = self.cheaply([edit])
            if outcome:
                yield outcome
            elif any(_same_files(edit, other) for other in waiting):
                yield from self._built(waiting)
                waiting = [edit]
            else:
                waiting.append(edit)
            if len(waiting) == TOGETHER:
                yield from self._built(waiting)
                waiting = []
        yield from self._built(waiting)

    def cheaply(self, edits: list[StructuralEdit]) -> Outcome | None:
        """The outcome as far as the checks of the sources know it; None where only the build can tell."""
        name = " + ".join(edit.name for edit in edits)
        try:
            self._make(edits)
            problems = _checked(self.project)
        finally:
            self.workshop.restore()
        return _judged(name, all(edit.good for edit in edits), problems) if problems else None

    def _built(self, edits: list[StructuralEdit]) -> Iterator[Outcome]:
        """The outcomes of edits that are built together; one alone where its problems name no file of an edit."""
        left = list(edits)
        while left:
            problems, lost = self._build(left)
            if not problems:
                yield from self._judged_by_words(left, lost)
                return
            named = [edit for edit in left if any(_names(problem, edit) for problem in problems)] or left
            if len(left) == 1:
                yield _judged(left[0].name, left[0].good, problems)
                return
            for edit in named:
                yield from self._built([edit])
            left = [edit for edit in left if edit not in named]

    def _judged_by_words(self, edits: list[StructuralEdit], lost: dict[str, str]) -> Iterator[Outcome]:
        """Edits that build; one whose file shows less is built alone, since another may have taken a page away."""
        for edit in edits:
            if edit.file not in lost:
                yield Outcome(edit.name, "builds")
            elif len(edits) > 1:
                yield from self._built([edit])
            else:
                yield Outcome(edit.name, f"loses words: {lost}")

    def _build(self, edits: list[StructuralEdit]) -> tuple[list[Problem], dict[str, str]]:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            try:
                self._make(edits)
                problems = build(self.project, site)
                return problems, {} if problems else self._lost(site, edits)
            finally:
                self.workshop.restore()

    def _lost(self, site: Path, edits: list[StructuralEdit]) -> dict[str, str]:
        """For each edited file, words of it that the site showed before and shows no more."""
        now = _runs_of_site(site)
        lost = {}
        for edit in edits:
            path = self.project / edit.file
            if path.is_file() and path.suffix in (".md", ".yml"):
                gone = (_runs_of_source(path, self.project) & self.runs) - now
                if gone:
                    lost[edit.file] = min(gone)
        return lost

    def _make(self, edits: list[StructuralEdit]) -> None:
        for edit in edits:
            # The other edit of a pair may have taken the file, or the place in it, away.
            with contextlib.suppress(FileNotFoundError, AssertionError):
                edit.make(self.project)


def _checked(project: Path) -> list[Problem]:
    """What the first half of the build says."""
    try:
        return sources.check(project, Definitions.of(project))
    except DefinitionsError as error:
        return error.problems
    except Exception as error:
        return [faults.told(error, project)]


def _judged(name: str, good: bool, problems: list[Problem]) -> Outcome:
    said = tuple(str(problem) for problem in problems[:5])
    if any(faults.SENTENCE in problem.message for problem in problems):
        return Outcome(name, "fault", said)
    if good:
        return Outcome(name, "false alarm", said)
    vague = [problem for problem in problems if len(problem.message) < 20 or "Error" in problem.message]
    return Outcome(name, "vague" if vague else "told", said)


def _names(problem: Problem, edit: StructuralEdit) -> bool:
    return problem.file == edit.file or Path(edit.file).stem in str(problem)


def _same_files(one: StructuralEdit, other: StructuralEdit) -> bool:
    """Whether two edits touch the same file; new pages also touch the menu."""
    menu = "mkdocs.yml"
    touched = [{edit.file, menu} if "new" in edit.kind else {edit.file} for edit in (one, other)]
    return bool(touched[0] & touched[1])


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _runs(text: str) -> set[str]:
    """Every run of a few words."""
    words = _words(text)
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


#: The one repeats all chapters; the other shows the first record of each file as an example, whichever it is.
NOT_READ = ("print", "fields")


def _runs_of_site(site: Path) -> set[str]:
    pages = [page for page in site.rglob("index.html") if page.parent.name not in NOT_READ]
    articles = [BeautifulSoup(page.read_text("utf-8"), "lxml").article for page in pages]
    return {run for article in articles if article for run in _runs(article.get_text(" "))}


def _runs_of_source(path: Path, project: Path) -> set[str]:
    if path.suffix == ".md":
        source = Source(path.name, path.read_bytes())
        return {run for line in source.lines for run in _runs(re.sub(r"\]\([^)]*\)|\{[^}]*\}", " ", line.prose))}
    return {run for line in path.read_text("utf-8-sig").splitlines() for run in _runs(line.partition(":")[2])}
