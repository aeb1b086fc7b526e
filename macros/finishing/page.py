"""Finishing, a page: what each step of the finishing takes and gives back."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

#: Before a page's own text, and after it, as the theme's page.html frames it.
BODY, FOOT = '<div class="page-body">', ('<div class="trust">', "</article>")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Made:
    """What the finishing has made beside the pages, for links to it: sizes in words, by key."""

    data_sizes: dict[str, str] = field(default_factory=dict)
    form_sizes: dict[str, str] = field(default_factory=dict)
    search_index: bool = True  # whether the engine has written an index for the search worker

    def __hash__(self) -> int:
        return hash((*self.data_sizes.items(), *self.form_sizes.items(), self.search_index))


@dataclass(frozen=True)
class Page:
    """A built page on its way through the steps: its path below the site's root, as "p20-win/index.html", its HTML."""

    path: str
    html: str
    made: Made = field(default_factory=Made)

    @property
    def up(self) -> str:
        """The relative address that leads from the page to the site's root."""
        return posixpath.relpath(".", posixpath.dirname(self.path) or ".")

    def with_html(self, html: str) -> Page:
        """The same page with other HTML."""
        return replace(self, html=html)


def body(html: str) -> str:
    """A page's own text, between its head and its foot (HTML); "" where it is no page of the playbook."""
    start = html.find(BODY) + len(BODY)
    ends = [end for mark in FOOT if (end := html.find(mark, start)) > 0]
    return html[start : min(ends)] if start >= len(BODY) and ends else ""


#: A page in; the page out, and what is wrong with it.
Step = Callable[[Page], tuple[Page, list[str]]]
