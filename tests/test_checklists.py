"""The promise: checklists keep their ticks in this browser, say when a line was reworded, and go on paper."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from macros.loading.definitions import Definitions
from tests.axe import axe
from tests.browsing import FULL, OFF, PHONE, WIDE, opened, resized, watched

LISTS = "tools/checklists/"
KEY = "data-sharing-playbook.checklist.requester"


def requester(page: Page, server: str, path: str = LISTS) -> None:
    page.goto(server + path, wait_until="load")
    expect(page.locator("[data-checklist=requester] [role=status]")).not_to_be_empty()


def status(page: Page) -> str:
    return page.locator("[data-checklist=requester] [role=status]").inner_text()


def test_every_list_is_there_with_labels(soup: Callable[[str], BeautifulSoup], definitions: Definitions) -> None:
    lists = {str(box["data-checklist"]): box for box in soup(LISTS).select("[data-checklist]")}
    assert set(lists) == set(definitions.tables["checklists"])
    for key, box in lists.items():
        items = [control["data-item"] for control in box.select("label input")]
        assert items == list(definitions.tables["checklists"][key].items)
        assert all(label.get_text(strip=True) for label in box.select("label"))


def test_ticked_by_keyboard_kept_and_shown_in_the_chapter_too(page: Page, server: str) -> None:
    errors: list[str] = []
    seen: list[str] = []
    with watched(page, seen, errors):
        requester(page, server)
        page.locator("[data-checklist=requester] input").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert status(page).startswith("2 of ")
        requester(page, server, "preparing-a-successful-data-request/")
        assert status(page).startswith("2 of ")
        page.locator("[data-checklist=requester]").get_by_role("button", name="Clear the ticks").press("Enter")
        requester(page, server)
        assert status(page).startswith("0 of ")
        assert page.evaluate("() => localStorage.length") == 0
    assert not errors
    assert not [url for url in seen if not url.startswith(server)]


def test_cleared_ticks_can_be_brought_back_by_keyboard(page: Page, server: str) -> None:
    resized(page, PHONE)
    requester(page, server)
    box = page.locator("[data-checklist=requester]")
    back = box.get_by_role("button", name="Bring it back")
    expect(back).to_be_hidden()
    page.locator("[data-item=goal]").check()
    box.get_by_role("button", name="Clear the ticks").press("Enter")
    assert status(page).startswith("0 of ")
    page.keyboard.press("Tab")
    expect(back).to_be_focused()
    assert axe(page) == []
    page.keyboard.press("Enter")
    assert page.locator("[data-item=goal]").is_checked()
    expect(back).to_be_hidden()
    expect(box.get_by_role("button", name="Clear the ticks")).to_be_focused()
    requester(page, server)
    assert status(page).startswith("1 of ")


def test_line_that_was_reworded_after_the_tick_says_so(page: Page, server: str) -> None:
    resized(page, PHONE)
    requester(page, server)
    page.locator("[data-item=goal]").check()
    page.locator("[data-item=law]").first.check()
    kept = json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))
    page.evaluate("([key, ticks]) => localStorage.setItem(key, ticks)", [KEY, json.dumps({**kept, "goal": "older"})])
    requester(page, server)
    line = page.locator("[data-checklist=requester] label", has=page.locator("[data-item=goal]"))
    assert page.locator("[data-checklist=requester] .changed").count() == 1
    expect(line).to_contain_text("Changed since you ticked it")
    assert page.locator("[data-item=goal]").is_checked()
    assert axe(page) == []
    line.locator("input").uncheck()
    line.locator("input").check()
    requester(page, server)
    assert page.locator(".changed").count() == 0


def test_ticks_of_an_older_edition_are_kept(page: Page, server: str) -> None:
    """Records without versions, and items that are gone, harm nothing; what is no record at all is left aside."""
    requester(page, server)
    page.evaluate("key => localStorage.setItem(key, JSON.stringify(['goal', 'gone-since']))", KEY)
    requester(page, server)
    assert page.locator("[data-item=goal]").is_checked()
    assert status(page).startswith("1 of ")
    page.evaluate("key => localStorage.setItem(key, '{broken')", KEY)
    requester(page, server)
    assert status(page).startswith("0 of ")


@pytest.mark.parametrize(
    ("script", "words"), [(OFF, "does not keep ticks"), (FULL, "has no room for more ticks")], ids=["blocked", "full"]
)
def test_browser_that_keeps_nothing_is_told_and_the_ticks_stay(
    page: Page, server: str, script: str, words: str
) -> None:
    errors: list[str] = []
    with watched(page, [], errors), page.add_init_script(script):
        requester(page, server)
        page.locator("[data-item=goal]").check()
        assert words in status(page)
        assert page.locator("[data-item=goal]").is_checked()
    assert not errors


def test_list_is_copied_as_text_with_its_ticks(browser: Browser, server: str, definitions: Definitions) -> None:
    with opened(browser, WIDE, permissions=["clipboard-read", "clipboard-write"]) as page:
        requester(page, server)
        page.locator("[data-item=goal]").check()
        page.locator("[data-checklist=requester]").get_by_role("button", name="Copy as text").click()
        expect(page.locator("[data-checklist=requester] [role=status]")).to_contain_text("copied")
        lines = page.evaluate("() => navigator.clipboard.readText()").splitlines()
    record = definitions.tables["checklists"]["requester"]
    assert lines[0] == record.title
    assert lines[1].startswith("[x] ") and all(line.startswith("[ ] ") for line in lines[2:])
    assert len(lines) == 1 + len(record.items)


def test_one_list_is_printed_alone(page: Page, server: str) -> None:
    script = (
        "window.print = () => { window.onPaper = [...document.querySelectorAll('.checklist')]"
        ".filter(e => e.checkVisibility()).map(e => e.dataset.checklist) }"
    )
    with page.add_init_script(script):
        page.emulate_media(media="print")
        requester(page, server)
        page.evaluate("() => document.querySelector('[data-checklist=linking] .checklist-state button').click()")
        assert page.evaluate("() => window.onPaper") == ["linking"]
        assert page.locator("[data-checklist=requester]").is_visible()


def test_without_javascript_the_boxes_can_be_ticked_and_printed(browser: Browser, server: str) -> None:
    with opened(browser, WIDE, java_script_enabled=False) as page:
        page.goto(server + LISTS, wait_until="load")
        page.locator("[data-checklist=legal] input").first.check()
        assert page.locator(".checklist button").count() == 0
        page.emulate_media(media="print")
        assert page.locator("[data-checklist=closing-out] input").last.is_visible()
