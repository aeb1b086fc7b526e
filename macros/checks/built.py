"""The built site as the checks read it: each page parsed once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement


class BuiltPage:
    """One HTML file of the built site."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root: HtmlElement = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))

    @cached_property
    def all_ids(self) -> list[str]:
        """Every id on the page, in order, with repetitions."""
        return [str(value) for value in self.root.xpath("//@id")]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids on the page."""
        return frozenset(self.all_ids)

    @property
    def article(self) -> HtmlElement | None:
        """The page's own article; None on pages without one, as redirects."""
        return self.root.find(".//article")


class BuiltSite:
    """All pages of a built site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.pages = {path: BuiltPage(path) for path in sorted(self.folder.rglob("*.html"))}

    def landing(self, address: str) -> BuiltPage | None:
        """The page that a reader of an address ("/print") ends on, after a redirect; None where there is none."""
        page = self.pages.get(self.folder / address.strip("/") / "index.html")
        moved = page.root.xpath("//link/@data-moved") if page else []
        return self.pages.get((page.path.parent / moved[0] / "index.html").resolve()) if page and moved else page
