"""Tries structural edits: which are told, which build, which end in a fault, which lose words.

The cheap half of the build tells most of them. The others are built together, each in a file of its own, and those that
the build tells are taken out until the rest builds. One is built alone only where what is told may be of another.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from macros import faults
from macros.checks import sources
from macros.commands.build import build
from macros.loading.definitions import Definitions
from macros.problems import DefinitionsError, Problem
from macros.rendering.markdown_source import Source
from tests.structural_edits import StructuralEdit, Workshop

#: So many edits share a build.
TOGETHER = 16
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

    def __init__(self, project: Path, site: Path) -> None:
        """Takes a copy of the project, and the site that it makes before any edit."""
        self.workshop = Workshop(project)
        self.project = project
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
        """The outcomes of edits that are built together."""
        left = list(edits)
        while left:
            problems, lost = self._build(left)
            if not problems:
                yield from self._judged_by_words(left, lost)
                return
            named = {problem: _named(problem, left) for problem in problems}
            told = [edit for edit in left if any(edit in some for some in named.values())] or left
            for edit in told:
                own = [problem for problem in problems if edit in named[problem]]
                outcome = _judged(edit.name, edit.good, own or problems)
                if len(left) == 1 or (own and outcome.fine and all(named[problem] == [edit] for problem in own)):
                    yield outcome
                else:
                    yield from self._built([edit])
            left = [edit for edit in left if edit not in told]

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


def _named(problem: Problem, edits: list[StructuralEdit]) -> list[StructuralEdit]:
    """The edits of which a problem may speak: what a page misses may have been lost in any file of definitions."""
    missed = problem.message.startswith("no ")
    return [
        edit
        for edit in edits
        if problem.file == edit.file or Path(edit.file).name in str(problem) or (missed and edit.file.endswith(".yml"))
    ]


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


#: The first repeats all chapters; the others show the first record of a file as an example, whichever it is: of each
#: file, and of the worked requests for each question.
NOT_READ = ("print", "fields", "request-builder")


def _runs_of_site(site: Path) -> set[str]:
    pages = [page for page in site.rglob("index.html") if page.parent.name not in NOT_READ]
    articles = [html.document_fromstring(page.read_text("utf-8")).find(".//article") for page in pages]
    return {run for one in articles if one is not None for run in _runs(" ".join(one.xpath(".//text()")))}


def _runs_of_source(path: Path, project: Path) -> set[str]:
    if path.suffix == ".md":
        source = Source(path.name, path.read_bytes())
        return {run for line in source.lines for run in _runs(re.sub(r"\]\([^)]*\)|\{[^}]*\}", " ", line.prose))}
    return {run for line in path.read_text("utf-8-sig").splitlines() for run in _runs(line.partition(":")[2])}
