"""The promise: the agreement finder works by keyboard alone, keeps its result in its address, and sends nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from macros.loading.definitions import Definitions
from tests.axe import COLOR_RULES, axe
from tests.browsing import CUT, PHONE, WIDE, opened, resized, visit, watched

FINDER = "tools/agreement-finder/"
#: A vendor that may handle health information for a covered body.
VENDOR = "#public=no&route=direct&who=contractor&detail=named&kinds=health,wages&behalf=yes&research=no"
PAPERS = "[data-finder-result] [data-papers] h3"


def papers(page: Page) -> list[str]:
    expect(page.locator("[data-finder-result]")).to_be_visible()
    return page.locator(PAPERS).all_inner_texts()


def test_used_from_start_to_end_by_keyboard(page: Page, server: str) -> None:
    seen: list[str] = []
    errors: list[str] = []
    with watched(page, seen, errors):
        visit(page, server + FINDER)
        page.locator("input[name=public]").first.focus()
        no, first, second = ["ArrowDown"], ["Tab", "Space"], ["Tab", "Space", "ArrowDown"]
        tax, once = ["Tab"] * 4 + ["Space"], ["Tab"] * 6 + ["Space"]
        # Not public, not through the network, to another agency, totals, tax information, once, no study.
        for key in [*no, *second, *first, *first, *tax, *once, *second, "Enter"]:
            page.keyboard.press(key)
        expect(page.locator("[data-finder-result] h2")).to_be_focused()
        assert [name.split(" (")[0] for name in papers(page)] == ["Data Use Agreement"]
        assert page.url.endswith("who=agency&detail=totals&kinds=tax&times=once&research=no")
        assert "Because you said that" in page.locator("[data-papers]").inner_text()
        assert "not legal advice" in page.locator("[data-finder-result]").inner_text()
        assert page.evaluate("() => window.__csp || []") == []
    assert not errors
    assert not [url for url in seen if not url.startswith(server)]


def test_first_open_question_is_named_and_focused(page: Page, server: str) -> None:
    resized(page, PHONE)
    visit(page, server + FINDER)
    page.check("input[name=public][value=no]")
    page.click("text=Show the papers")
    expect(page.locator(".finder [role=status]")).to_contain_text("Still to answer: Will the data go through")
    expect(page.locator("input[name=route]").first).to_be_focused()
    expect(page.locator("[data-finder-result]")).to_be_hidden()


def test_only_questions_that_apply_are_asked(page: Page, server: str) -> None:
    visit(page, server + FINDER)
    shown = page.locator(".finder fieldset:visible")
    assert shown.count() == 1
    page.check("input[name=public][value=no]")
    page.check("input[name=route][value=direct]")
    page.check("input[name=who][value=agency]")
    assert page.locator("[data-question=behalf]").is_hidden()
    page.check("input[name=kinds][value=health]")
    assert page.locator("[data-question=behalf]").is_visible()
    assert shown.count() == 8
    page.check("input[name=kinds][value=none]")
    assert not page.locator("input[name=kinds][value=health]").is_checked()
    assert page.locator("[data-question=behalf]").is_hidden()


def test_address_holds_the_result_and_back_leads_back(page: Page, server: str) -> None:
    visit(page, server + FINDER + VENDOR)
    found = papers(page)
    assert [name.split(" (")[0] for name in found] == [
        "Statement of Work",
        "Business Associate Agreement",
        "Non-Disclosure Agreement",
        "Terms that a statute lists for wage records",
    ]
    laws = page.locator("[data-finder-result] [data-laws]").inner_text()
    assert "HIPAA" in laws and "31-254" in laws and "FERPA" not in laws.replace("C.G.S.", "").split("Health")[0]
    page.check("input[name=who][value=agency]")
    expect(page.locator("[data-finder-result]")).to_be_hidden()  # it no longer fits the answers
    page.check("input[name=times][value=once]")
    page.click("text=Show the papers")
    assert papers(page) != found
    page.go_back()
    expect(page.locator(PAPERS).first).to_contain_text("Statement of Work")
    assert page.locator("input[name=who][value=contractor]").is_checked()


def test_not_knowing_is_an_answer_that_says_what_to_find_out(page: Page, server: str) -> None:
    """Its papers are those of the answer that it counts as, and it stands alone among several."""
    unsure = "#public=unsure&route=unsure&who=unsure&detail=unsure&kinds=unsure&times=unsure&research=unsure"
    counted = "#public=no&route=direct&who=researcher&detail=named&kinds=none&times=often&research=yes"
    page.goto(server + FINDER + counted, wait_until="load")
    found = papers(page)
    expect(page.locator("[data-finder-result] [data-find]")).to_be_hidden()
    page.goto(server + FINDER, wait_until="load")
    page.goto(server + FINDER + unsure, wait_until="load")
    assert papers(page) == found
    open_points = page.locator("[data-finder-result] [data-find] > div").all_inner_texts()
    assert len(open_points) == 7 and all("Ask" in text for text in open_points)
    page.check("input[name=kinds][value=health]")
    assert not page.locator("input[name=kinds][value=unsure]").is_checked()


def test_result_shows_the_ways_for_its_recipient_and_says_where_none_was_read(page: Page, server: str) -> None:
    start = "#public=no&route=direct&detail=named&times=once&research=no"
    ways = "[data-finder-result] [data-ways]"
    page.goto(server + FINDER + f"{start}&who=agency&kinds=tax", wait_until="load")
    expect(page.locator(ways)).to_contain_text("12-15(b)(1)(A)")
    expect(page.locator(ways)).not_to_contain_text("12-15(b)(3)")  # tax officers of another state
    page.goto(server + FINDER, wait_until="load")
    page.goto(server + FINDER + f"{start}&who=tribe&kinds=tax", wait_until="load")
    expect(page.locator(ways)).to_contain_text("no way names this recipient")
    expect(page.locator("[data-finder-result] [data-find]")).to_contain_text("no Connecticut law")


@pytest.mark.parametrize(
    "address",
    ["#public=perhaps", "#public=no&route=direct", "#public=no&route=direct&who=<script>alert(1)</script>", "#public"],
)
def test_address_that_does_not_fit_is_told_and_harms_nothing(page: Page, server: str, address: str) -> None:
    errors: list[str] = []
    with watched(page, [], errors):
        visit(page, server + FINDER + address)
        expect(page.locator(".finder [role=status]")).to_contain_text("choose again")
        expect(page.locator("[data-finder-result]")).to_be_hidden()
    assert not errors


def test_table_that_does_not_load_is_told_and_can_be_asked_for_again(page: Page, server: str) -> None:
    page.route("**/answers.json", lambda route: route.abort())
    visit(page, server + FINDER)
    page.check("input[name=public][value=yes]")
    page.click("text=Show the papers")
    expect(page.locator(".finder [role=status]")).to_contain_text("could not be loaded")
    page.unroute("**/answers.json")
    page.click("text=Show the papers")
    assert papers(page) == ["No agreement: publish the data"]


def test_saved_as_word_it_reads_as_on_the_page(page: Page, server: str) -> None:
    visit(page, server + FINDER + VENDOR)
    found = papers(page)
    with page.expect_download() as download:
        page.click("text=Save as Word")
    file = Path(download.value.path()).read_bytes()
    reasons = page.locator("[data-papers] h3 + p").all_inner_texts()
    assert download.value.suggested_filename == "papers-for-data-sharing.docx"
    assert zipfile.ZipFile(io.BytesIO(file)).testzip() is None
    document = docx.Document(io.BytesIO(file))
    paragraphs = document.element.body.xpath(".//w:p")
    texts = ["".join(node.text or "" for node in p.xpath(".//w:t")) for p in paragraphs]
    styles = [next(iter(p.xpath("./w:pPr/w:pStyle/@w:val")), "") for p in paragraphs]
    titles = [text for text, style in zip(texts, styles, strict=True) if style in ("Heading1", "Heading2")]
    ways = titles.index("Ways that these laws open")
    assert titles[titles.index("Papers that fit your answers") + 1 : ways] == found
    assert titles[ways + 1] == "Health records, or treatment for substance use"
    assert set(reasons) <= set(texts)
    assert texts.count("Laws to look at") > 1, "each paper names its laws, and the kinds of data name theirs"
    assert any("not legal advice" in text for text in texts)
    assert document.core_properties.title and document.core_properties.language == "en-US"
    assert [text for text in texts if "reference/laws/#hipaa" in text], "links keep their address"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_result_is_accessible_and_nothing_is_cut(page: Page, server: str, size: tuple[int, int]) -> None:
    resized(page, size)
    page.emulate_media(reduced_motion="reduce")
    visit(page, server + FINDER + VENDOR)
    papers(page)
    assert axe(page) == []
    assert page.evaluate(CUT) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, COLOR_RULES, again=True) == []
    assert page.evaluate(CUT) == []
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_only_the_result_is_printed(page: Page, server: str) -> None:
    visit(page, server + FINDER + VENDOR)
    papers(page)
    page.emulate_media(media="print")
    text = page.locator("article").inner_text()
    assert "Papers that fit your answers" in text and "not legal advice" in text
    assert "Every situation in one table" not in text and "Save as Word" not in text
    assert page.locator(".finder").is_hidden()


def test_start_again_empties_the_finder(page: Page, server: str) -> None:
    visit(page, server + FINDER + VENDOR)
    papers(page)
    page.click("text=Start again")
    expect(page.locator("[data-finder-result]")).to_be_hidden()
    expect(page.locator(".finder input:checked")).to_have_count(0)
    expect(page.locator("input[name=public]").first).to_be_focused()
    assert "#" not in page.url


def test_without_javascript_a_table_says_the_same(browser: Browser, server: str, definitions: Definitions) -> None:
    with opened(browser, WIDE, java_script_enabled=False) as page:
        page.goto(server + FINDER, wait_until="load")
        assert page.locator(".finder").is_hidden()
        assert page.locator("noscript").first.inner_text().startswith("The form needs JavaScript")
        rows = page.locator("#every-situation ~ table tbody tr").all_inner_texts()
        assert len(rows) == len(definitions.finder.rules)
        for row, rule in zip(rows, definitions.finder.rules, strict=True):
            said = [definitions.finder.questions[key].answers[a].said for key, of in rule.when.items() for a in of]
            # Words with which all answers of a question begin or end stand once.
            told = set(re.findall(r"\w+", row.lower()))
            assert [
                words for words in said if not set(re.findall(r"\w+", words.split("P20 WIN")[0].lower())) <= told
            ] == []
        assert any(
            row.startswith("A contractor or a nonprofit that runs a program for the agency gets the") for row in rows
        )


def test_nothing_is_kept_in_the_browser(page: Page, server: str) -> None:
    visit(page, server + FINDER + VENDOR)
    papers(page)
    assert page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_form_spells_out_no_less_than_the_page(soup: Callable[[str], BeautifulSoup]) -> None:
    """The questions come before the text that spells out; so they hold no abbreviation but the name of the system."""
    form = soup(FINDER).select_one("form.finder").get_text(" ")
    assert set(re.findall(r"\b[A-Z]{2,}\b", form)) <= {"WIN"}
