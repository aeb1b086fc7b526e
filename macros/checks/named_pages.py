"""Checks on pages that records name: those of the log of changes and of the kinds of data are there."""

from __future__ import annotations

from collections.abc import Iterator

from macros.loading.definitions import FOLDER, Definitions
from macros.problems import Problem, nearest
from macros.rendering.chapters import Chapters

#: What shows, on the page of a kind of data, all that its laws say.
SHOWS = "laws_in_full("


def check(definitions: Definitions, chapters: Chapters) -> Iterator[Problem]:
    """Every page in changes.yml and data_kinds.yml that is no file below docs/, or that does not show the laws."""
    for key, change in definitions.tables["changes"].items():
        for number, page in enumerate(change.pages):
            if page not in chapters:
                line = definitions.files["changes"].line((key, "pages", number))
                yield Problem(f"{FOLDER}/changes.yml", line, f'change "{key}": {_unknown(page, chapters)}')
    texts = {source.page: source.raw.decode("utf-8", "replace") for source in chapters.sources}
    for key, kind in definitions.tables["data_kinds"].items():
        line = definitions.files["data_kinds"].line((key, "page"))
        if kind.page not in chapters:
            yield Problem(f"{FOLDER}/data_kinds.yml", line, f'kind of data "{key}": {_unknown(kind.page, chapters)}')
        elif SHOWS not in texts[kind.page]:
            message = (
                f'kind of data "{key}": "{kind.page}" does not show what laws say; name a page that calls {SHOWS})'
            )
            yield Problem(f"{FOLDER}/data_kinds.yml", line, message)


def _unknown(page: str, chapters: Chapters) -> str:
    return f'no page "{page}"{nearest(page, chapters.pages) or "; name the file below docs/, as reference/laws.md"}'
