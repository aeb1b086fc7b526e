"""The promise: the complete playbook on one page holds every chapter, and its links stay on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from tests.browsing import WHOLE, resized
from tests.conftest import PROJECT
from tests.reading import article, bare, blocks, words_of

Soup = Callable[[str], BeautifulSoup]


def _pages(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    values = nav.values() if isinstance(nav, dict) else nav
    return [page for value in values for page in _pages(value)]


def _address(page: str) -> str:
    stem = page.removesuffix(".md")
    return f"{stem.removesuffix('index').rstrip('/')}/".lstrip("/") if stem.endswith("index") else f"{stem}/"


def _chapters() -> list[str]:
    pages = _pages(yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["nav"])
    return [page for page in pages if "\ncomplete: false" not in (PROJECT / "docs" / page).read_text("utf-8")]


def test_every_chapter_stands_whole_and_in_menu_order(soup: Soup) -> None:
    titles = [words_of(h) for h in article(soup(WHOLE)).find_all("h2", class_="chapter")]
    assert titles == [words_of(soup(_address(page)).h1) for page in _chapters()]
    whole = " ".join(bare(soup(WHOLE)).get_text().split())
    for page in _chapters():
        text = bare(soup(_address(page)))
        # The glossary's lists of pages that use a word serve its own page alone.
        told = [block for block in blocks(text) if not block.startswith("Used in:")]
        assert not [block for block in told if block not in whole], page


def test_links_between_chapters_stay_on_the_page(soup: Soup) -> None:
    links = [str(a["href"]) for a in bare(soup(WHOLE)).find_all("a", href=True)]
    ids = {str(tag["id"]) for tag in article(soup(WHOLE)).find_all(id=True)}
    inside = [href for href in links if href.startswith("#")]
    assert len(inside) > 100
    assert [href for href in inside if href[1:] not in ids] == []
    held = {_address(page) for page in _chapters()}
    assert not {href for href in links if href.startswith("../") and re.sub(r"^\.\./|#.*$", "", href) in held}


def test_it_is_kept_out_of_the_search_index(site: Path) -> None:
    index = (site / "search/search_index.json").read_text("utf-8")
    assert '"location":"print/' not in index


def test_strategies_page_lists_every_strategy_once_by_task(soup: Soup) -> None:
    listed = [a.get_text() for a in bare(soup("reference/strategies/")).select("ol > li > a")]
    expected = []
    for page in _pages(yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["nav"]):
        text = (PROJECT / "docs" / page).read_text("utf-8")
        if "\nstrategies: true" in text.split("\n---\n")[0]:
            headings = article(soup(_address(page))).find_all("h2")
            expected += [words_of(heading) for heading in headings if "plain" not in heading.get("class", [])]
    assert listed == expected
    assert len(expected) >= 25


@pytest.fixture(scope="module")
def whole(window: Page, server: str) -> Page:
    """The page with every chapter, opened once; its tests leave it as it was, but for its size."""
    window.goto(server + WHOLE)
    return window


@pytest.mark.parametrize("width", [320, 412, 1280])
def test_each_chapter_has_room_before_it_is_laid_out(whole: Page, width: int) -> None:
    """A place too low would let chapters overlap for whatever measures the page, and a long one moves the reader."""
    resized(whole, (width, 800))
    rooms = whole.evaluate(
        """() => [...document.querySelectorAll(".whole-chapter")].map((chapter) => {
          const given = parseFloat(getComputedStyle(chapter).containIntrinsicHeight.split(" ").at(-1));
          chapter.style.contentVisibility = "visible";
          const room = [chapter.querySelector("h2").id, given, chapter.offsetHeight];
          chapter.style.contentVisibility = "";
          return room;
        })"""
    )
    assert len(rooms) == len(_chapters())
    assert [room for room in rooms if room[1] < room[2]] == []
