"""The promise: axe finds nothing on any page, wide or narrow, light or dark, with search or menu open."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Frame, Page

from tests.axe import COLOR_RULES, axe, source
from tests.browsing import (
    NO_SEARCH,
    PARTS,
    PHONE,
    RESIZE,
    WHOLE,
    WIDE,
    WIDEN,
    framed,
    opened,
    part_of,
    restyled,
    search_for,
    visit,
)

Soup = Callable[[str], BeautifulSoup]


Scheme = Literal["light", "dark"]


def found_in_both_schemes(
    page: Page | Frame, schemes: tuple[Scheme, Scheme] = ("light", "dark"), still: bool = False, colors: bool = False
) -> list[str]:
    """What axe finds on the page as it stands: in light all rules, in dark those that a scheme can break.

    `still`: nothing on the page moves, so that its boxes are measured once for both. `colors`: only those in light too.
    """
    faults = []
    for scheme in schemes:
        (page if isinstance(page, Page) else page.page).emulate_media(color_scheme=scheme)
        found = axe(page, COLOR_RULES if scheme == "dark" or colors else None, again=still and scheme != schemes[0])
        faults += [f"{scheme}: {fault}" for fault in found]
    return faults


@pytest.mark.parametrize("part", PARTS)
def test_axe_finds_nothing(browser: Browser, server: str, pages: list[str], part: int) -> None:
    """Every page, narrow and wide, in the light scheme with all rules and in the dark one with the rules on color.

    The complete playbook repeats the chapters, each judged on its own page: in a wide window, only its colors are.
    """
    faults = []
    with framed(browser, server, reduced_motion="reduce") as frame:
        for script in (NO_SEARCH, source()):  # sent once, not with each page
            frame.page.add_init_script(script)
        for path in part_of(pages, part):
            frame.evaluate(RESIZE, PHONE)
            frame.page.emulate_media(color_scheme="light")
            visit(frame, server + path)
            found = [f"phone {fault}" for fault in found_in_both_schemes(frame, still=True)]
            frame.evaluate(WIDEN, WIDE)
            wide = found_in_both_schemes(frame, ("dark", "light"), still=True, colors=path == WHOLE)
            found += [f"wide {fault}" for fault in wide]
            faults += [f"/{path} {fault}" for fault in found]
    assert not faults


#: Bad colors: of one kind of element, of one element, of what lies behind one, of something that lies under one, and of
#: one link in a sentence, which nothing else tells from the words around it.
BAD = {
    "a kind": "article p { color: #999 }",
    "one": "#aggregating-data + p { color: #999 }",
    "its ground": "#aggregating-data + p { background: #777 }",
    "under one": """h1 { position: relative; z-index: 1 }
        .md-skip { all: unset; font-size: 0; position: absolute; inset: 0; background: #555 }""",
    "a link": "#content p:has(a) a:first-of-type { color: #333; text-decoration: none; border: 0 }",
}


@pytest.mark.parametrize("css", BAD.values(), ids=BAD)
def test_a_bad_color_is_found(browser: Browser, server: str, css: str) -> None:
    """The test of the test, as axe judges the colors of one element of each look, and a look once in all pages."""
    with opened(browser, PHONE, color_scheme="light", reduced_motion="reduce") as page:
        visit(page, server + "transferring-data/")
        assert not axe(page, COLOR_RULES)
        restyled(page, css)
        assert axe(page, COLOR_RULES), "no rule on color sees it"


@pytest.mark.parametrize("css", ["color: #444", "background: #ccc"], ids=["color", "ground"])
def test_a_bad_color_of_one_scheme_is_found(browser: Browser, server: str, css: str) -> None:
    """The test of the test, as boxes are measured once for both schemes."""
    with opened(browser, PHONE, color_scheme="light", reduced_motion="reduce") as page:
        visit(page, server + "transferring-data/")
        restyled(page, f"@media (prefers-color-scheme: dark) {{ #aggregating-data + p {{ {css} }} }}")
        assert found_in_both_schemes(page, still=True)[0].startswith("dark: color-contrast")


#: Bad targets: too low, with others close by; and large ones, mostly covered by others.
SMALL = {
    "low": ".md-footer :is(li, li a) { display: block; height: 11px; min-height: 0; padding: 0; overflow: hidden }",
    "covered": ".trust summary { position: relative; margin-bottom: -40px; height: 44px }",
}


@pytest.mark.parametrize("css", SMALL.values(), ids=SMALL)
def test_a_small_target_is_found(browser: Browser, server: str, css: str) -> None:
    """The test of the test, as axe judges only targets that could be too small."""
    with opened(browser, PHONE, reduced_motion="reduce") as page:
        visit(page, server + "transferring-data/")
        restyled(page, css)
        assert axe(page, ["target-size"]), "the rule on target sizes does not see it"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_with_search_open(browser: Browser, server: str, size: tuple[int, int]) -> None:
    with opened(browser, size, reduced_motion="reduce") as page:
        page.add_init_script(source())
        for path in ("", "safeguarding-data/"):
            visit(page, server + path)
            search_for(page, "data sharing agreement")
            assert page.locator(".md-search-result__link").first.is_visible()
            page.wait_for_selector(".search-direct")
            assert found_in_both_schemes(page) == []
        for words, part in (("data stuard", ".search-above button"), ("zqxjkvbw", ".search-none")):
            page.fill("input.md-search__input", words)
            page.wait_for_selector(part)
            assert found_in_both_schemes(page) == [], words


def test_axe_finds_nothing_with_the_menu_open(browser: Browser, server: str) -> None:
    with opened(browser, PHONE, reduced_motion="reduce") as page:
        page.add_init_script(source())
        for path in ("", "p20-win/request/"):
            visit(page, server + path)
            page.click("[data-menu-button]")
            assert page.locator("#menu a").first.is_visible()
            assert found_in_both_schemes(page) == []


def test_every_page_has_one_outline_and_named_landmarks(pages: list[str], soup: Soup) -> None:
    """One h1, no level skipped, one main, unique names of landmarks, a language."""
    faults = []
    for path in [*pages, "404.html"]:
        html = soup(path)
        levels = [int(h.name[1]) for h in html.find("main").find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        if html.find_all("h1") != html.find("main").find_all("h1") or levels.count(1) != 1 or levels[0] != 1:
            faults.append(f"/{path}: not one h1 that comes first in main: {levels[:4]}")
        faults += [f"/{path}: h{b} follows h{a}" for a, b in pairwise(levels) if b > a + 1]
        if len(html.find_all("main")) != 1 or html.html.get("lang") != "en":
            faults.append(f"/{path}: not one main, or no language")
        names = [tag.get("aria-label") for tag in html.find_all("nav")]
        if None in names or len(set(names)) != len(names):
            faults.append(f"/{path}: names of nav: {names}")
    assert not faults


def test_no_invalid_attributes_and_no_double_ids(pages: list[str], soup: Soup) -> None:
    faults = []
    for path in [*pages, "404.html"]:
        html = soup(path)
        ids = [str(tag["id"]) for tag in html.find_all(id=True)]
        faults += [f"/{path}: two ids {i}" for i in set(ids) if ids.count(i) > 1]
        faults += [f"/{path}: autocomplete on a checkbox" for _ in html.select("input[type=checkbox][autocomplete]")]
        faults += [f"/{path}: {t.name} has align or valign" for t in html.select("[align], [valign]")]
        known = set(ids)
        for tag in html.select("[aria-controls], [aria-labelledby], [aria-describedby], label[for]"):
            for name in ("aria-controls", "aria-labelledby", "aria-describedby", "for"):
                value = tag.get(name) or ""
                wanted = [value] if name == "for" else str(value).split()
                faults += [f"/{path}: {name} names no id: {i}" for i in wanted if i and i not in known]
    assert not faults


def test_every_checkbox_of_a_chapter_has_a_label(pages: list[str], soup: Soup) -> None:
    faults = [
        f"/{path}: {box}"
        for path in pages
        for box in soup(path).select("article input")
        if box.find_parent("label") is None and soup(path).find("label", attrs={"for": box.get("id")}) is None
    ]
    assert not faults


def test_results_are_announced(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        visit(page, server)
        search_for(page, "agreement")
        status = page.locator("[role=dialog][aria-label] [role=status]")
        assert "matching" in status.inner_text()


def test_a_cell_of_a_folded_table_says_its_column(site: Path, pages: list[str], soup: Soup) -> None:
    cells = [cell for path in pages for cell in soup(path).select("article tbody td")]
    assert cells
    assert all(cell.get("role") == "cell" and cell.find_parent("table").get("role") == "table" for cell in cells)
    headed = [cell for cell in cells if cell.find_parent("table").select_one("thead th").get_text(strip=True)]
    assert all(cell.get("data-label") for cell in headed)
