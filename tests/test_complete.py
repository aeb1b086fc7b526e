"""The promise: the complete playbook on one page holds every chapter, and its links stay on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import yaml
from bs4 import BeautifulSoup

from tests.conftest import PROJECT

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
    complete = soup("print/").find("article")
    titles = [h.get_text(" ").replace("¶", "").strip() for h in complete.find_all("h2", class_="chapter")]
    expected = [soup(_address(page)).h1.get_text(" ").replace("¶", "").strip() for page in _chapters()]
    assert titles == expected
    whole = " ".join(complete.get_text(" ").split())
    for page in _chapters():
        for paragraph in soup(_address(page)).find("article").find_all("p"):
            if (
                paragraph.find_parent(class_="next")
                or paragraph.find_parent(["aside", "footer"])
                or paragraph.find(class_="edit-list")
            ):
                continue
            if paragraph.find_previous("h2", id="what-next"):
                continue
            words = " ".join(paragraph.get_text(" ").replace("¶", "").split())[:80]
            assert words in whole, f"{page}: {words}"


def test_links_between_chapters_stay_on_the_page(soup: Soup, site: Path) -> None:
    complete = soup("print/").find("article")
    ids = {tag["id"] for tag in complete.find_all(id=True)}
    inside = [str(a["href"]) for a in complete.find_all("a", href=True) if str(a["href"]).startswith("#")]
    assert len(inside) > 100
    assert [href for href in inside if href[1:] not in ids] == []
    held = {_address(page) for page in _chapters()}
    away = {str(a["href"]) for a in complete.find_all("a", href=True) if str(a["href"]).startswith("../")}
    assert not {href for href in away if re.sub(r"^\.\./|#.*$", "", href) in held}


def test_it_is_kept_out_of_the_search_index(site: Path) -> None:
    index = (site / "search/search_index.json").read_text("utf-8")
    assert '"location":"print/' not in index


def test_strategies_page_lists_every_strategy_once_by_task(soup: Soup) -> None:
    listed = [a.get_text() for a in soup("reference/strategies/").select("article ol > li > a")]
    expected = []
    for page in _pages(yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["nav"]):
        text = (PROJECT / "docs" / page).read_text("utf-8")
        if "\nstrategies: true" not in text.split("\n---\n")[0]:
            continue
        article = soup(_address(page)).find("article")
        expected += [
            h.get_text().replace("¶", "").strip() for h in article.find_all("h2") if "plain" not in h.get("class", [])
        ]
    assert listed == expected
    assert len(expected) >= 25
