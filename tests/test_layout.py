"""The promise: pages hold when they are narrow, enlarged, spaced out, recolored, printed or without JavaScript."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame

from tests.browsing import (
    CUT,
    CUT_IN,
    LAID_OUT,
    PARTS,
    PHONE,
    RESIZE,
    SPACING,
    WHOLE,
    WIDE,
    framed,
    opened,
    part_of,
    search_for,
    visit,
)

DOUBLE = "html { font-size: 200% !important; }"


#: The windows that a page is drawn in, each with a reader's own rules; those with the same rules cost less in a row.
WINDOWS = [
    *[(size, "") for size in ((320, 256), (480, 800), (768, 800), (1024, 800), (1920, 800))],
    *[(size, css) for css in (SPACING, DOUBLE) for size in (PHONE, WIDE)],
]
#: The complete playbook is drawn as its chapters are; between phone and desk, those stand for it.
ALL_BUT_WHOLE = {(480, 800), (768, 800), (1024, 800), (1920, 800)}
SMALL, UPRIGHT, SHEET = (320, 256), (375, 667), (680, 960)
#: Opens or closes every box.
OPEN = "open => document.querySelectorAll('details').forEach(box => (box.open = open))"


#: Elements that take longer than a blink to change or to scroll.
SLOW = """() => [...document.querySelectorAll("*")].filter(e => {
  const s = getComputedStyle(e), times = s.transitionDuration + "," + s.animationDuration;
  return s.scrollBehavior !== "auto" || times.split(",").some(d => parseFloat(d) * (d.includes("ms") ? 1 : 1000) > 10);
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
#: Keeps how each element looks that gets the focus, and what it stands on.
KEEP_RINGS = """() => {
  window.__rings = [];
  document.addEventListener("focusin", ({target}) => {
    const ring = getComputedStyle(target), ground = getComputedStyle(document.body).backgroundColor;
    window.__rings.push(
      [target.outerHTML.slice(0, 80), ring.outlineStyle, parseFloat(ring.outlineWidth), ring.outlineColor, ground]);
  });
}"""
#: The text of `main` as it is in the file, and as scripts have left it.
TEXTS = """async () => {
  const file = await (await fetch(location)).text();  // a parser runs no scripts, and shows what noscript holds
  const pages = [new DOMParser().parseFromString(file, "text/html"), document];
  return pages.map(page => page.querySelector("article .page-body").textContent.split(/\\s+/).join(" ").trim());
}"""
#: Whether a page has a box below its title, and what is wrong with the first step that it names.
FIRST_STEP = """() => {
  if (!document.querySelector(".page-body > .glance a")) return [false, []];
  const step = [...document.querySelector(".page-body > .glance").querySelectorAll("a")].at(-1);
  const {top, height} = step.getBoundingClientRect(), address = step.getAttribute("href"), out = [];
  if (!height || top >= innerHeight) out.push("the first step is below the first screen");
  if (document.querySelectorAll(address).length !== 1) out.push("the first step leads nowhere: " + address);
  return [true, out];
}"""
#: What scripts add to the text of a page.
ADDED = re.compile(
    r"\d+ of \d+ done\. Ticks stay in this browser only\."
    r"Print this listCopy as textClear the ticksBring it back"
    r"|Mark what is new next time"
)


def cut_off(frame: Frame, path: str) -> list[str]:
    """What is cut off on a page, with every box open, in each of the windows."""
    windows = [one for one in WINDOWS if path != WHOLE or one[0] not in ALL_BUT_WHOLE]
    frame.evaluate(OPEN, True)
    frame.evaluate(LAID_OUT)
    found = zip(windows, frame.evaluate(CUT_IN, windows), strict=True)
    return [f"at {size} {css[:30]}: {fault}" for (size, css), faults in found for fault in faults]


def on_paper(frame: Frame) -> list[str]:
    """What is wrong with a page on paper."""
    frame.evaluate(RESIZE, SHEET)
    frame.evaluate(OPEN, False)
    frame.page.emulate_media(media="print", color_scheme="dark")
    faults: list[str] = frame.evaluate(ON_PAPER, CHROME)
    frame.page.emulate_media(media="screen", color_scheme="light")
    return faults


def lost_text(frame: Frame) -> list[str]:
    """What differs between the file and the page, but for what scripts add."""
    plain, rich = frame.evaluate(TEXTS)
    return [] if " ".join(ADDED.sub("", rich).split()) == plain else ["its text is not what the file holds"]


@dataclass
class Looked:
    """What each test finds wrong with the pages of one part, and which of them have a box below their title."""

    boxed: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, path: str, **found: list[str]) -> None:
        """Keeps what was found on a page."""
        for what, those in found.items():
            self.faults[what] += [f"/{path}: {fault}" for fault in those]


@pytest.fixture(
    scope="module", params=[pytest.param(part, marks=pytest.mark.xdist_group(f"layout-{part}")) for part in PARTS]
)
def looked(request: pytest.FixtureRequest, browser: Browser, server: str, pages: list[str]) -> Looked:
    """Each page of one part, opened once on a small phone for all tests that look at it."""
    looked = Looked()
    with framed(browser, server, reduced_motion="reduce") as frame:
        for path in part_of(pages, request.param):
            frame.evaluate(RESIZE, SMALL)
            visit(frame, server + path)
            looked.note(path, text=lost_text(frame))
            frame.evaluate(RESIZE, UPRIGHT)
            boxed, far = frame.evaluate(FIRST_STEP)
            looked.boxed += [path] * boxed
            looked.note(path, step=far if path != WHOLE else [], cut=cut_off(frame, path))
            frame.evaluate(RESIZE, WIDE)
            looked.note(path, motion=frame.evaluate(SLOW), paper=on_paper(frame))
    return looked


def test_nothing_is_cut_off_in_any_window_or_with_enlarged_text(looked: Looked) -> None:
    assert looked.faults["cut"] == []


def test_paper_shows_all_of_a_page_and_no_controls(looked: Looked) -> None:
    """No chrome, boxes open, outside links with their address, no table cut. Forms print answers only."""
    assert looked.faults["paper"] == []


def test_nothing_moves_for_readers_who_want_no_motion(looked: Looked) -> None:
    assert looked.faults["motion"] == []


def test_text_is_whole_without_javascript(looked: Looked) -> None:
    """The text of `main` is the same; only tools write more into their pages."""
    assert [fault for fault in looked.faults["text"] if not fault.startswith("/tools/")] == []


def test_phone_shows_title_box_and_first_step_first(looked: Looked) -> None:
    assert len(looked.boxed) >= 4
    assert looked.faults["step"] == []


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
    with framed(browser, server, forced_colors="active") as frame:
        for size, scheme in product((WIDE, PHONE), ("light", "dark")):
            frame.page.emulate_media(color_scheme=scheme)
            frame.evaluate(RESIZE, size)
            visit(frame, server + "responding-to-data-requests/")
            assert frame.evaluate(look) == []
            frame.evaluate(KEEP_RINGS)
            frame.evaluate("() => frameElement.focus()")
            for _ in range(25):
                frame.page.keyboard.press("Tab")
            rings = frame.evaluate("() => window.__rings")
            assert len(rings) == 25
            for element, style, width, color, ground in rings:
                assert style != "none" and width >= 2 and color != ground, element
            number = frame.evaluate(
                "getComputedStyle(document.querySelector('.strategies h2:not(.plain)'), '::before').borderTopWidth"
            )
            assert number != "0px"


def test_every_page_is_reached_without_javascript(browser: Browser, server: str, pages: list[str]) -> None:
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
        visit(page, server + WHOLE)
        page.emulate_media(media="print")
        breaks = page.evaluate("[...document.querySelectorAll('h2.chapter')].map(h => getComputedStyle(h).breakBefore)")
        assert len(breaks) >= 10 and set(breaks) == {"page"}
        dated = page.locator("article .on-paper")
        assert dated.is_visible() and "version " in dated.inner_text() and re.search(r"20\d\d", dated.inner_text())
        assert page.evaluate("document.querySelectorAll('.page-body > details a[href^=\"#chapter-\"]').length") >= 10


def test_headings_of_strategies_are_numbered(pages: list[str], site: Path, browser: Browser, server: str) -> None:
    article = re.compile(r'<article class="[^"]*\bstrategies\b')
    numbered = [path for path in pages if article.search((site / path / "index.html").read_text("utf-8"))]
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
