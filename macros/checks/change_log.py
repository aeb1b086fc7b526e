"""Checks on the log of changes: the pages that it names are there."""

from __future__ import annotations

from collections.abc import Iterator

from macros.loading.definitions import FOLDER, Definitions
from macros.problems import Problem, nearest
from macros.rendering.chapters import Chapters


def check(definitions: Definitions, chapters: Chapters) -> Iterator[Problem]:
    """Every page in changes.yml that is no file below docs/, with the nearest one."""
    for key, change in definitions.tables["changes"].items():
        for number, page in enumerate(change.pages):
            if page not in chapters:
                mend = nearest(page, chapters.pages) or "; name the file below docs/, as reference/laws.md"
                line = definitions.files["changes"].line((key, "pages", number))
                yield Problem(f"{FOLDER}/changes.yml", line, f'change "{key}": no page "{page}"{mend}')
