"""The promise: pages hold when they are narrow, enlarged, spaced out, recolored, printed or without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.browsing import CUT, PARTS, PHONE, SPACING, WIDE, opened, part_of, restyled, search_for, visit

Soup = Callable[[str], BeautifulSoup]
DOUBLE = "html { font-size: 200% !important; }"


#: The windows that a page is drawn in, each with a reader's own rules: those that begin narrow, those that begin wide.
NARROW = [((320, 256), ""), (PHONE, SPACING), (PHONE, DOUBLE), ((480, 800), "")]
BROAD = [((768, 800), ""), ((1024, 800), ""), (WIDE, SPACING), (WIDE, DOUBLE), ((1920, 800), "")]
#: The complete playbook is drawn as its chapters are; between phone and desk, those stand for it.
ALL_BUT_WHOLE = {(480, 800), (768, 800), (1024, 800), (1920, 800)}


#: Elements that take longer than a blink to change.
SLOW = """() => [...document.querySelectorAll("*")].filter(e => {
  const s = getComputedStyle(e), times = s.transitionDuration + "," + s.animationDuration;
  return times.split(",").some(d => parseFloat(d) * (d.includes("ms") ? 1 : 1000) > 10);
}).map(e => e.outerHTML.slice(0, 80))"""
#: What has no use on paper.
CHROME = ".md-header, .tabs, .section-pages, .md-footer, .contents, .path, .headerlink, .checklist-state"
#: What is wrong with a page on paper.
ON_PAPER = """chrome => {
  const out = [];
  for (const e of document.querySelectorAll(chrome)) if (e.checkVisibility()) out.push("prints: " + e.className);
  for (const d of document.querySelectorAll(".page-body details:not(.tool *, .trust *)")) {
    const inner = [...d.children].find(c => c.localName !== "summary");
    if (inner && !inner.checkVisibility()) out.push("closed: " + d.outerHTML.slice(0, 80));
  }
  for (const a of document.querySelectorAll(".page-body a[href^='http']"))
    if (a.checkVisibility() && !getComputedStyle(a, "::after").content.includes("http"))
      out.push("no address: " + a.outerHTML.slice(0, 80));
  for (const t of document.querySelectorAll("table"))
    if (t.getBoundingClientRect().right > innerWidth + 1) out.push("cut table");
  const ink = getComputedStyle(document.documentElement).color.match(/\\d+/g).map(Number);
  if (Math.max(...ink) > 90) out.push("prints light on white: " + ink);
  return out.slice(0, 5);
}"""
#: One process of pytest-xdist opens the pages of a part for all tests that look at them.
NARROW_PARTS = [pytest.param(part, marks=pytest.mark.xdist_group(f"narrow-{part}")) for part in PARTS]
BROAD_PARTS = [pytest.param(part, marks=pytest.mark.xdist_group(f"broad-{part}")) for part in PARTS]


def cut_off(page: Page, address: str, path: str, windows: list[tuple[tuple[int, int], str]]) -> list[str]:
    """What is cut off on a page, with every box open, in each of the windows; it is opened in the first."""
    page.set_viewport_size({"width": windows[0][0][0], "height": windows[0][0][1]})
    visit(page, address + path)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    faults = []
    for size, css in windows:
        if path == "print/" and size in ALL_BUT_WHOLE:
            continue
        page.set_viewport_size({"width": size[0], "height": size[1]})
        restyled(page, css)
        faults += [f"/{path} at {size} {css[:30]}: {fault}" for fault in page.evaluate(CUT)]
    restyled(page, "")
    return faults


@pytest.fixture(scope="module", params=NARROW_PARTS)
def narrow(request: pytest.FixtureRequest, browser: Browser, server: str, pages: list[str]) -> dict[str, list[str]]:
    """What is wrong with the pages of one part in narrow windows, and on paper."""
    found: dict[str, list[str]] = {"cut": [], "paper": []}
    with opened(browser, NARROW[0][0], reduced_motion="reduce") as page:
        for path in part_of(pages, request.param):
            page.emulate_media(media="screen", color_scheme="light")
            found["cut"] += cut_off(page, server, path, NARROW)
            page.set_viewport_size({"width": 680, "height": 960})
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
            page.emulate_media(media="print", color_scheme="dark")
            found["paper"] += [f"/{path}: {fault}" for fault in page.evaluate(ON_PAPER, CHROME)]
    return found


@pytest.fixture(scope="module", params=BROAD_PARTS)
def broad(request: pytest.FixtureRequest, browser: Browser, server: str, pages: list[str]) -> dict[str, list[str]]:
    """What is wrong with the pages of one part in broad windows, and what moves."""
    found: dict[str, list[str]] = {"cut": [], "moves": []}
    with opened(browser, BROAD[0][0], reduced_motion="reduce") as page:
        for path in part_of(pages, request.param):
            found["cut"] += cut_off(page, server, path, BROAD)
            page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
            found["moves"] += [f"/{path}: {one}" for one in page.evaluate(SLOW)]
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    return found


def test_nothing_is_cut_off_in_narrow_windows_or_with_enlarged_text(narrow: dict[str, list[str]]) -> None:
    assert narrow["cut"] == []


def test_paper_shows_all_of_a_page_and_no_controls(narrow: dict[str, list[str]]) -> None:
    """No chrome, boxes open, outside links with their address, no table cut. Forms print answers only."""
    assert narrow["paper"] == []


def test_nothing_is_cut_off_in_broad_windows_or_with_enlarged_text(broad: dict[str, list[str]]) -> None:
    assert broad["cut"] == []


def test_nothing_moves_for_readers_who_want_no_motion(broad: dict[str, list[str]]) -> None:
    assert broad["moves"] == []


def test_reflow_with_search_and_menu_open(browser: Browser, server: str) -> None:
    with opened(browser, (320, 256)) as page:
        visit(page, server)
        page.click("[data-menu-button]")
        assert page.evaluate(CUT) == []
        page.keyboard.press("Escape")
        search_for(page, "agreement")
        assert page.evaluate(CUT) == []


def test_icons_and_controls_are_seen_in_forced_colors(browser: Browser, server: str) -> None:
    """Icons follow the text's color, and every control shows its focus and its edge."""
    look = """() => [...document.querySelectorAll(":is(a, button) svg")].filter(e => e.checkVisibility()).flatMap(e => {
      const s = getComputedStyle(e), ground = getComputedStyle(e.closest("button, a")).backgroundColor;
      const lost = s.stroke === "none" || s.stroke === ground || s.forcedColorAdjust === "none";
      return lost ? [e.outerHTML.slice(0, 80)] : []; })"""
    for scheme in ("light", "dark"):
        for size in (WIDE, PHONE):
            with opened(browser, size, forced_colors="active", color_scheme=scheme) as page:
                visit(page, server + "responding-to-data-requests/")
                assert page.evaluate(look) == []
                for _ in range(25):
                    page.keyboard.press("Tab")
                    ring = page.evaluate(
                        "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                        " return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor,"
                        " getComputedStyle(document.body).backgroundColor]; })()"
                    )
                    assert ring[1] != "none" and ring[2] >= 2 and ring[3] != ring[4], ring[0]
                number = page.evaluate(
                    "getComputedStyle(document.querySelector('.strategies h2:not(.plain)'), '::before').borderTopWidth"
                )
                assert number != "0px"


def test_text_is_whole_without_javascript(browser: Browser, server: str, pages: list[str]) -> None:
    """The text of `main` is the same, and every page can be reached."""
    both = """async () => {
      const file = await (await fetch(location)).text();  // a parser runs no scripts, and shows what noscript holds
      const pages = [new DOMParser().parseFromString(file, "text/html"), document];
      return pages.map(page => page.querySelector("article .page-body").textContent.split(/\\s+/).join(" ").trim());
    }"""
    with opened(browser, PHONE) as page:
        for path in pages:
            visit(page, server + path)
            plain, rich = page.evaluate(both)
            added = re.sub(
                r"\d+ of \d+ done\. Ticks stay in this browser only\."
                r"Print this listCopy as textClear the ticksBring it back"
                r"|Mark what is new next time",
                "",
                rich,
            )
            assert " ".join(added.split()) == plain or path.startswith("tools/"), path
    with opened(browser, PHONE, java_script_enabled=False) as page:
        page.goto(server, wait_until="load")
        assert not page.locator("[data-menu-button]").is_visible()
        assert not page.locator("input.md-search__input").is_visible()
        page.get_by_role("link", name="Menu").click()
        listed = {a.get_attribute("href") for a in page.locator("#all-pages a").all()}
        assert len(listed) == len(pages)
        page.get_by_role("link", name="Glossary", exact=False).first.click()
        assert "glossary" in page.url
    with opened(browser, WIDE, java_script_enabled=False) as page:
        page.goto(server + "transferring-data/", wait_until="load")
        assert page.locator("nav.tabs a").first.is_visible()
        assert page.locator("nav.contents a").first.is_visible()


def test_complete_playbook_is_dated_and_begins_each_chapter_on_a_new_page(browser: Browser, server: str) -> None:
    with opened(browser, (680, 960), color_scheme="dark") as page:
        visit(page, server + "print/")
        page.emulate_media(media="print")
        breaks = page.evaluate("[...document.querySelectorAll('h2.chapter')].map(h => getComputedStyle(h).breakBefore)")
        assert len(breaks) >= 10 and set(breaks) == {"page"}
        dated = page.locator("article .on-paper")
        assert dated.is_visible() and "version " in dated.inner_text() and re.search(r"20\d\d", dated.inner_text())
        assert page.evaluate("document.querySelectorAll('.page-body > details a[href^=\"#chapter-\"]').length") >= 10


def test_headings_of_strategies_are_numbered(pages: list[str], soup: Soup, browser: Browser, server: str) -> None:
    numbered = [path for path in pages if soup(path).select_one("article.strategies")]
    assert len(numbered) >= 6
    with opened(browser, WIDE) as page:
        visit(page, server + numbered[0])
        marks = page.evaluate(
            "[...document.querySelectorAll('.page-body > h2')]"
            ".map(h => [h.classList.contains('plain'), getComputedStyle(h, '::before').content])"
        )
        assert all((mark == "none") == plain for plain, mark in marks)


def test_phone_shows_title_purpose_and_search_first(browser: Browser, server: str) -> None:
    with opened(browser, (375, 667)) as page:
        visit(page, server)
        for selector in ("h1", ".lede", ".home-search input"):
            box = page.locator(selector).first.bounding_box()
            assert box and box["y"] + box["height"] <= 667, selector


def test_phone_shows_title_box_and_first_step_first(
    browser: Browser, server: str, pages: list[str], soup: Soup
) -> None:
    boxed = [path for path in pages if path != "print/" and soup(path).select_one(".page-body > .glance a")]
    assert len(boxed) >= 15
    with opened(browser, (375, 667)) as page:
        for path in boxed:
            visit(page, server + path)
            step = page.locator(".page-body > .glance").first.locator("a").last
            box = step.bounding_box()
            assert box and box["y"] < 667, f"/{path}: the first step is below the first screen"
            anchor = step.get_attribute("href")
            assert anchor and page.locator(anchor).count() == 1, path
