"""The promise: the strategies and the glossary narrow to what somebody types, in place, and nothing is lost by it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.axe import axe
from tests.browsing import PHONE, WIDE, resized, visit, watched

BOX = "[data-filter] input"
HEADINGS = ".page-body :is(h2, h3)"
STATE = ".home-search [role=status]"
GLOSSARY, STRATEGIES = "reference/glossary/", "reference/strategies/"


@pytest.fixture
def page(page: Page) -> Page:
    """The window of this file with a phone's size."""
    resized(page, PHONE)
    return page


def in_sight(page: Page, selector: str) -> list[str]:
    """The texts of what can be seen."""
    found = "selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility())"
    return page.evaluate(f"{found}.map(one => one.innerText.replace(/#$/, ''))", selector)


def test_the_glossary_shows_the_entries_that_hold_the_words(page: Page, server: str) -> None:
    visit(page, server + GLOSSARY)
    every, items = in_sight(page, HEADINGS), in_sight(page, ".page-body li")
    page.locator(BOX).press_sequentially("Data Élements")
    shown = in_sight(page, HEADINGS)
    assert "Data element" in shown
    assert "E-MOU" not in " ".join(shown)
    assert len(shown) < len(every) / 3
    entries = page.locator(".page-body h3").all_inner_texts()
    found = re.fullmatch(r"(\d+) of (\d+) entries hold these words\. .+", page.locator(STATE).inner_text())
    assert found
    assert 0 < int(found[1]) < int(found[2])
    assert int(found[2]) >= len(entries)
    page.locator(BOX).press("Escape")
    assert in_sight(page, HEADINGS) == every
    assert in_sight(page, ".page-body li") == items
    expect(page.locator(STATE)).to_have_text("")


def test_a_letter_without_an_entry_and_a_list_without_an_item_are_hidden(page: Page, server: str) -> None:
    visit(page, server + GLOSSARY)
    page.fill(BOX, "emou")
    shown = in_sight(page, HEADINGS)
    assert "Enterprise Memorandum of Understanding (E-MOU)" in shown
    assert "Abbreviations" in shown
    assert "Z" not in shown
    assert not page.locator(".letters").is_visible()
    page.fill(BOX, "no entry holds this")
    assert in_sight(page, HEADINGS) == []
    assert in_sight(page, ".page-body li") == []
    assert page.locator(STATE).inner_text().startswith("0 of ")


def test_a_strategy_is_found_by_its_words_or_by_its_role(page: Page, server: str) -> None:
    visit(page, server + STRATEGIES)
    page.fill(BOX, "say no")
    leaves = ".page-body li:not(:has(li))"
    assert set(in_sight(page, leaves)) == {"Say no with reasons"}
    assert len(in_sight(page, leaves)) > 1, "by task and by role"
    assert "Linking datasets" not in in_sight(page, HEADINGS)
    page.fill(BOX, "legal counsel agreements")
    assert "Legal counsel" in in_sight(page, HEADINGS)
    assert "Requester" not in in_sight(page, HEADINGS)


def test_the_filter_works_without_the_search_and_enter_opens_it(page: Page, server: str) -> None:
    fetched: list[str] = []
    with watched(page, fetched, []):
        visit(page, server + STRATEGIES)
        page.fill(BOX, "thumb drive")
        assert in_sight(page, HEADINGS) == []
    assert not [url for url in fetched if "search_index" in url or "bundle" in url]
    page.locator(BOX).press("Enter")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    expect(page.locator(".md-search__input")).to_have_value("thumb drive")


def test_a_link_to_a_hidden_entry_brings_it_back(page: Page, server: str) -> None:
    visit(page, server + GLOSSARY)
    page.fill(BOX, "crosswalk")
    hidden = page.locator("#emou, #e-mou").first
    assert not hidden.is_visible()
    page.evaluate("id => { location.hash = id }", hidden.get_attribute("id"))
    expect(page.locator(BOX)).to_have_value("")
    expect(hidden).to_be_in_viewport()


@pytest.mark.parametrize("words", ["data", "zzz"])
def test_a_filtered_page_breaks_no_rule(words: str, page: Page, server: str) -> None:
    resized(page, WIDE)
    visit(page, server + STRATEGIES)
    page.fill(BOX, words)
    assert axe(page) == []
