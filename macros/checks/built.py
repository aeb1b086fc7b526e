"""The built site as the checks read it: each page parsed once, and kept as long as it stays the same."""

from __future__ import annotations

import posixpath
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

#: The text within an element. Elements of lxml.html would know it, but each is made by a function in Python.
text_of: Any = etree.XPath("string()")
_ids: Any = etree.XPath("//@id", smart_strings=False)
#: Elements whose text is shown as it is written.
AS_WRITTEN = ("code", "pre", "script")


class BuiltPage:
    """One HTML file of the built site; `folder` and `name` are its place below the site's root."""

    def __init__(self, name: str, raw: bytes) -> None:
        self.name = name
        self.folder, self.file = posixpath.split(name)
        self.root: Any = etree.fromstring(raw, etree.HTMLParser(encoding="utf-8"))

    @cached_property
    def all_ids(self) -> list[str]:
        """Every id on the page, in order, with repetitions."""
        return list(map(str, _ids(self.root)))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids on the page."""
        return frozenset(self.all_ids)

    @cached_property
    def article(self) -> Any:
        """The page's own article; None on pages without one, as redirects."""
        return next(self.root.iter("article"), None)

    def texts_with(self, marks: tuple[str, ...]) -> list[str]:
        """Every text of the article, outside code and scripts, that holds one of the marks, in order."""

        def holds(text: str) -> bool:
            return any(mark in text for mark in marks)

        if self.article is None or not holds(text_of(self.article)):
            return []
        return [text for text in filter(holds, self.article.xpath(".//text()")) if not _as_written(text)]


class BuiltSite:
    """All pages of a built site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        paths = sorted(self.folder.rglob("*.html"))
        self.pages = [_page(path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in paths]
        self._at = {page.name: page for page in self.pages}
        self._at |= {page.folder or ".": page for page in self.pages if page.file == "index.html"}

    def at(self, place: str) -> BuiltPage | None:
        """The page at a place below the site's root, "print" or "print/index.html" or "."; None where there is none."""
        return self._at.get(place)

    def landing(self, address: str) -> BuiltPage | None:
        """The page that a reader of an address ("/print") ends on, after a redirect; None where there is none."""
        page = self.at(address.strip("/") or ".")
        moved = page.root.xpath("head/link/@data-moved") if page else []
        return self.at(posixpath.normpath(posixpath.join(page.folder, moved[0]))) if page and moved else page


@lru_cache(maxsize=128)
def _page(name: str, raw: bytes) -> BuiltPage:
    """The same object as long as the page stays the same: checks keep what they found on it."""
    return BuiltPage(name, raw)


def _as_written(text: Any) -> bool:
    """Whether a text of the page stands in an element that shows it as it is written."""
    element = text.getparent()
    if text.is_tail:
        element = element.getparent()
    return any(one.tag in AS_WRITTEN for one in (element, *element.iterancestors()))
