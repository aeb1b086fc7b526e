"""The promise: everything can be reached and used by keyboard alone, and the focus is always seen."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.async_api import async_playwright
from playwright.sync_api import Browser, expect

from macros.commands import chromium
from tests.browsing import PARTS, PHONE, WIDE, opened, part_of, search_for, visit
from tests.tab_walk import WATCH, Found, walks


@pytest.fixture(scope="module")
def walked(server: str, pages: list[str]) -> Iterator[Callable[[int], Found]]:
    """Walks over a part of all pages, in a thread with a browser of its own.

    Only Playwright's other interface sends presses at once.
    """
    with ThreadPoolExecutor(1) as thread:
        runner = asyncio.Runner()

        def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
            return thread.submit(runner.run, coroutine).result()

        playwright = run(async_playwright().start())
        browser = run(playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS))
        yield functools.cache(lambda part: run(walks(browser, part_of(pages, part), server)))
        run(browser.close())
        run(playwright.stop())
        thread.submit(runner.close).result()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("part", [pytest.param(n, marks=pytest.mark.xdist_group(f"keyboard-{n}")) for n in PARTS])
def test_tab_reaches_everything_and_shows_it(walked: Callable[[int], Found], part: int, size: tuple[int, int]) -> None:
    faults = []
    for path, (stops, missed) in walked(part)[size].items():
        if not stops or "md-skip" not in stops[0]["cls"]:
            faults.append(f"/{path}: the first stop is not the skip link")
        faults += [f"/{path}: {s['tag']} “{s['name']}” {fault}" for s in stops for fault in s["faults"]]
        faults += [f"/{path}: never reached: {control}" for control in missed]
    assert not faults


def test_skip_link_leads_to_the_content(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        visit(page, server + "transferring-data/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('article')")


def test_menu_opens_closes_and_gives_the_focus_back(browser: Browser, server: str) -> None:
    with opened(browser, PHONE) as page:
        visit(page, server + "transferring-data/")
        button = page.get_by_role("button", name="Menu")
        assert button.get_attribute("aria-expanded") == "false"
        assert not page.locator("#menu").is_visible()
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('#menu')"), "Tab does not go on into the menu"
        page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert page.evaluate("document.activeElement.matches('[data-menu-button]')")
        page.keyboard.press("Space")
        links = page.locator("#menu a")
        assert links.count() >= 20
        for _ in range(links.count() + 1):
            page.keyboard.press("Tab")
        assert button.get_attribute("aria-expanded") == "false", "leaving the menu by Tab does not close it"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_search_is_reached_used_and_left_by_keyboard(browser: Browser, server: str, size: tuple[int, int]) -> None:
    with opened(browser, size) as page:
        visit(page, server)
        search_for(page, "agreement")
        page.evaluate(WATCH)
        reached = False
        for _ in range(8):
            page.keyboard.press("Tab")
            assert page.evaluate("document.querySelector('#__search').checked"), "Tab closes the search"
            reached = reached or page.evaluate("!!document.activeElement.closest('.md-search-result__item')")
        assert reached, "Tab does not reach the results"
        assert [stop for stop in page.evaluate("() => window.__seen") if stop["faults"]] == []
        page.keyboard.press("Escape")
        assert not page.evaluate("document.querySelector('#__search').checked")
        back = "input.md-search__input" if size == WIDE else "[data-search-open]"
        assert page.evaluate("s => document.activeElement.matches(s)", back)
        if size == PHONE:
            assert page.locator("[data-search-open]").get_attribute("aria-expanded") == "false"


def test_arrows_and_enter_open_a_result(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        visit(page, server)
        search_for(page, "suppression")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?h=*")
        visit(page, server + "transferring-data/?h=suppression")
        page.wait_for_selector("article mark")


def test_single_keys_do_nothing(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        visit(page, server + "transferring-data/")
        page.evaluate("document.querySelector('script[data-later]') && import('../assets/javascripts/find.js')")
        page.hover("input.md-search__input")
        page.wait_for_function("() => window.component$")
        page.mouse.move(10, 600)
        address = page.url
        for key in "fs/np.,":
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement === document.body"), f"the key {key} moves the focus"
            assert page.url == address
        assert not page.evaluate("document.querySelector('#__search').checked")


def test_the_large_search_box_hands_its_words_over(browser: Browser, server: str) -> None:
    with opened(browser, PHONE) as page:
        visit(page, server)
        page.fill(".home-search input", "destroy data")
        page.keyboard.press("Enter")
        page.wait_for_selector(".md-search-result__link")
        assert page.locator("input.md-search__input").input_value() == "destroy data"
        assert page.url == f"{server}?q=destroy+data", "the search is told to nobody but the address bar"


def test_no_control_is_moved_in_the_tab_order(site: Path) -> None:
    paths = list(site.rglob("index.html"))
    given = [(path, int(order)) for path in paths for order in html.parse(path).xpath("//@tabindex")]
    assert len(given) > len(paths), "no control has a place of its own, so none was looked at"
    assert not [str(path) for path, order in given if order > 0]


def test_anchors_of_headings_are_no_second_stop(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        visit(page, server + "transferring-data/")
        heading = page.locator("#aggregating-data")
        heading.hover()
        sign = heading.locator("a.headerlink")
        expect(sign).to_have_attribute("href", "#aggregating-data")
        expect(sign).to_have_css("opacity", "1")
        assert sign.evaluate("sign => sign.tabIndex") == -1
        page.locator("h1").hover()
        heading.hover()
        expect(sign).to_have_count(1)


def test_scheme_switch_keeps_its_choice(browser: Browser, server: str) -> None:
    with opened(browser, WIDE, color_scheme="light") as page:
        visit(page, server)
        paper = "getComputedStyle(document.documentElement).backgroundColor"
        light = page.evaluate(paper)
        page.get_by_role("button", name="Dark").press("Enter")
        dark = page.evaluate(paper)
        assert dark != light
        page.goto(server + "transferring-data/", wait_until="commit")
        page.wait_for_selector("article")
        assert page.evaluate(paper) == dark, "the choice does not hold on the next page"
        page.get_by_role("button", name="Light").click()
        assert page.evaluate(paper) == light


def test_checklists_count_keep_and_clear_their_ticks(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        visit(page, server + "responding-to-data-requests/")
        first = page.locator(".checklist input").first
        first.focus()
        page.keyboard.press("Space")
        status = page.locator(".checklist [role=status]").first
        assert status.inner_text().startswith("1 of ")
        page.reload(wait_until="load")
        assert first.is_checked()
        page.get_by_role("button", name="Clear the ticks").first.press("Enter")
        assert not first.is_checked()
        assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('checklist'))") == []
