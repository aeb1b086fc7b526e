"""The chapters in the order of the menu, read from their files, for pages that are made from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.rendering.front_matter import front_matter
from macros.rendering.markdown_source import Heading, Source
from macros.rendering.page_context import PageContext


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
        return "\n".join(self.source.all_lines[self.source.body_start :])

    @property
    def strategies(self) -> list[Heading]:
        """Its strategies: the main headings that are not marked plain."""
        if not self.meta.get("strategies"):
            return []
        return [h for h in self.source.headings if h.level == 2 and not h.is_plain]


def chapters(context: PageContext) -> list[Chapter]:
    """Every page named in the menu, in its order; pages that have no file yet are left to the nav check."""
    return chapters_of(context.env.conf)


def chapters_of(conf: Any) -> list[Chapter]:
    """The same, from the site's settings."""
    docs = Path(conf["docs_dir"])
    pages = [page for page in _pages(conf["nav"]) if (docs / page).is_file()]
    return [Chapter(page, front_matter(docs, page), Source(docs / page, docs)) for page in pages]


def _pages(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _pages(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _pages(value)
