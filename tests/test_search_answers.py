"""The promise: above its results the search answers a name, owns up to a mended slip, and helps when it finds none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import CUT, PHONE, resized
from tests.conftest import PREFIX
from tests.search_eval import SIZE, ready_page
from tests.search_eval import ask as asked

#: The same process asks the queries of tests/test_search.py.
pytestmark = pytest.mark.xdist_group("search")
#: Asks at once: to type would search anew for each letter, which tests/test_search.py does.
ask = partial(asked, pasted=True)
#: How many pages' names stand in the part of the list that can be seen without scrolling.
IN_SIGHT = """() => {
  const end = Math.min(innerHeight, document.querySelector(".md-search__scrollwrap").getBoundingClientRect().bottom);
  const names = [...document.querySelectorAll(".md-search-result__item h1")];
  return names.filter((name) => name.getBoundingClientRect().bottom <= end).length;
}"""


@pytest.fixture(scope="module")
def ready(browser: Browser, server: str) -> Iterator[Page]:
    """A page ready to search, two folders deep."""
    page = ready_page(browser, server + "p20-win/request/")
    yield page
    page.close()


@pytest.fixture
def page(ready: Page) -> Page:
    """The same in its first size."""
    resized(ready, (SIZE["width"], SIZE["height"]))
    ready.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return ready


@pytest.mark.parametrize(
    ("name", "entry", "says"),
    [
        ("DSA", "dsa", "agreement"),
        ("data sharing agreements", "dsa", "agreement"),
        ("ferpa", "ferpa", "Education records"),
        ("Office of the Attorney General", "oag", ""),
        ("crosswalk", "crosswalk", ""),
    ],
)
def test_a_name_is_answered_by_its_definition(name: str, entry: str, says: str, page: Page) -> None:
    ask(page, name)
    link = page.locator(".search-direct")
    expect(link).to_have_attribute("href", re.compile(rf"{PREFIX}reference/glossary/#{entry}$"))
    text = page.locator("[data-search-above] span").inner_text()
    assert says in text
    assert 20 < len(text) <= 300
    assert text.endswith((".", "?"))
    assert "People also say" not in text
    assert page.locator(".md-search-result__link").count()


def test_a_law_without_an_entry_is_answered_by_what_it_does(page: Page) -> None:
    ask(page, "CGS 4-67p")
    expect(page.locator(".search-direct")).to_have_attribute(
        "href", re.compile(f"{PREFIX}reference/laws.*/#cgs-4-67p$")
    )
    assert "chief data officer" in page.locator("[data-search-above] span").inner_text()


@pytest.mark.parametrize(
    ("name", "says", "way"),
    [
        ("help desk", "Help desk for secure file transport", "https://"),
        ("dapa@ct.gov", "Data and Policy Analytics", "mailto:dapa@ct.gov"),
        ("P20 WIN contact", "P20 WIN staff", "mailto:"),
    ],
)
def test_a_contact_is_answered_by_the_ways_to_it(name: str, says: str, way: str, page: Page) -> None:
    ask(page, name)
    answer = page.locator("[data-search-above] p", has_text=f"Contact: {says}")
    expect(answer.locator(".search-direct")).to_have_attribute(
        "href", re.compile(f"{PREFIX}reference/agencies/#contacts$")
    )
    assert [link for link in answer.locator("a").all() if str(link.get_attribute("href")).startswith(way)]


def test_three_different_pages_are_in_sight(page: Page) -> None:
    """On a laptop where no answer stands above them, and on the smallest phone below an answer too."""
    plain = ("who signs the agreement", "may I send student data by email", "how long does a request take")
    answered = ("FERPA", "DSA", "help desk", "encrytion method")
    for query in plain + answered:
        ask(page, query)
        page.locator(".md-search-result__item p:empty").first.wait_for(state="detached")
        for width, height in ((1280, 720), (360, 740), PHONE) if query in plain else (PHONE,):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(IN_SIGHT) >= 3, (width, query)


def test_answers_and_results_hold_at_twice_the_size_on_the_smallest_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    for query, part in (("help desk", ".search-direct"), ("encrytion method", ".search-above button")):
        ask(page, query)
        expect(page.locator(part)).to_be_visible()
        # What is typed into a box runs on to its side.
        assert [fault for fault in page.evaluate(CUT) if "<input" not in fault] == [], query


def test_no_definition_stands_over_a_question(page: Page) -> None:
    ask(page, "DSA")
    expect(page.locator(".search-direct")).to_be_visible()
    ask(page, "who signs the DSA")
    expect(page.locator("[data-search-above] *")).to_have_count(0)


def test_a_mended_slip_is_told_and_can_be_taken_back(page: Page) -> None:
    ask(page, "encrytion method")
    above = page.locator("[data-search-above]")
    expect(above.locator("strong")).to_have_text("encryption method")
    assert above.get_attribute("aria-live") == "polite"
    above.locator("button").focus()
    page.keyboard.press("Enter")
    box = page.locator(".md-search__input")
    expect(box).to_have_value('"encrytion method"')
    expect(box).to_be_focused()
    expect(above.locator("button")).to_have_count(0)


def test_a_short_name_that_the_site_does_not_know_is_not_taken_for_another(page: Page) -> None:
    ask(page, "VPN")
    expect(page.locator(".search-none")).to_be_visible()
    expect(page.locator("[data-search-above] *")).to_have_count(0)


def test_nothing_found_offers_doors_whom_to_ask_and_a_letter(page: Page) -> None:
    ask(page, "zqxjkvbw")
    help_box = page.locator(".search-none")
    expect(help_box).to_be_visible()
    assert page.locator(".md-search-result__meta").inner_text() == "No matching documents"
    links = [str(link.get_attribute("href")) for link in help_box.locator("li a").all()]
    assert {"../../responding-to-data-requests/", "../../reference/strategies/", "../../reference/agencies/"} <= set(
        links
    )
    letter = help_box.locator("[data-search-mail]")
    expect(letter).to_have_attribute("href", re.compile("zqxjkvbw"))
    assert "I looked for: zqxjkvbw" in unquote(str(letter.get_attribute("href")))
    ask(page, "agreement")
    expect(help_box).to_be_hidden()


def test_the_address_holds_the_search_and_back_leads_to_it(browser: Browser, server: str) -> None:
    page = ready_page(browser, server + "about/")
    ask(page, "thumb drive")
    page.wait_for_function("() => new URLSearchParams(location.search).get('q') === 'thumb drive'")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/transferring-data/**")
    page.go_back()
    page.wait_for_url("**/about/?q=thumb+drive")
    expect(page.locator(".md-search__input")).to_have_value("thumb drive")
    page.locator(".md-search__input").fill("")
    page.wait_for_function("() => !location.search")
    assert page.evaluate("() => Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    page.close()
