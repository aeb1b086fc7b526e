"""The chapters: every Markdown file below docs/ in, read once a build; their text, front matter and order out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros.rendering.engine import Settings
from macros.rendering.markdown_source import Heading, Source


@dataclass(frozen=True)
class Chapter:
    """A page of the menu: its address below docs/, its front matter, its text."""

    page: str
    meta: dict[str, Any]
    source: Source

    @property
    def title(self) -> str:
        """The title of the page."""
        return str(self.meta.get("title", self.page))

    @property
    def text(self) -> str:
        """The Markdown after the front matter, with its macro calls."""
        return "\n".join(self.source.all_lines[self.source.body_start :]).lstrip("\n")

    @property
    def strategies(self) -> list[Heading]:
        """Its strategies: the main headings that are not marked plain."""
        if not self.meta.get("strategies"):
            return []
        return [h for h in self.source.headings if h.level == 2 and not h.is_plain]


class Chapters:
    """Every page of the site as it stands in its file. One object serves a whole build: checks, macros, finishing.

    Make it with `Chapters.of` when the build starts. Under `make serve` each build makes a new one, which reads again
    only the files that have changed since.
    """

    def __init__(self, docs: Path, sources: list[Source]) -> None:
        self.docs = docs
        self.sources = sources
        self._by_page = {source.page: source for source in sources}

    @classmethod
    def of(cls, docs: Path) -> Chapters:
        """The chapters below a folder as they stand now."""
        return cls(docs, [_read(path, docs, *state) for path, state in _files(docs)])

    @property
    def pages(self) -> list[str]:
        """The path of every page below docs/, in the order of the file names."""
        return list(self._by_page)

    def __contains__(self, page: str) -> bool:
        return page in self._by_page

    def meta(self, page: str) -> dict[str, Any]:
        """The front matter of a page; empty where there is none that can be read, or no such page."""
        return self._by_page[page].meta if page in self._by_page else {}

    def in_menu(self, nav: Any) -> list[Chapter]:
        """Every page named in the menu, in its order; pages that have no file yet are left to the nav check."""
        found = (self._by_page[page] for page in _pages(nav) if page in self._by_page)
        return [Chapter(source.page, source.meta, source) for source in found]


def chapters_of(conf: Settings) -> list[Chapter]:
    """Every page named in the menu, in its order, from the site's settings."""
    return Chapters.of(Path(conf["docs_dir"])).in_menu(conf["nav"])


def _files(docs: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Every Markdown file with its time and size, by which a change is noticed."""
    found = [Path(folder) / name for folder, _, names in os.walk(docs) for name in names if name.endswith(".md")]
    for path in sorted(found):
        state = path.stat()
        yield path, (state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1024)
def _read(path: Path, docs: Path, _time: int, _size: int) -> Source:
    """A page's file, kept while its time and size stay the same."""
    return _source(path.relative_to(docs).as_posix(), path.read_bytes())


@lru_cache(maxsize=1024)
def _source(page: str, raw: bytes) -> Source:
    """What a page's file holds, the same object as long as it holds the same: checks keep what they found in it."""
    return Source(page, raw)


def _pages(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _pages(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _pages(value)
