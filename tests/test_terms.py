"""The promise: counsel sees each term that a law asks for, by kind of data, ticks it and takes it along in Word."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from macros.content.law.points import laws_with_terms
from macros.loading.definitions import Definitions
from tests.axe import axe
from tests.browsing import CUT, PHONE, WIDE, opened, resized, visit, watched

TERMS = "tools/terms-by-law/"
#: The heading of each law that is shown.
SHOWN = "[data-kinds]:visible h3"


def test_each_law_with_terms_lists_every_one_with_its_paragraph(
    definitions: Definitions, soup: Callable[[str], BeautifulSoup]
) -> None:
    laws = laws_with_terms(definitions.tables["laws"])
    page = soup(TERMS)
    assert [part.h3["id"] for part in page.select("[data-kinds]")] == list(laws)
    for key, law in laws.items():
        boxes = page.select(f"[data-checklist='terms-{key}'] label")
        assert [box.input["data-item"] for box in boxes] == list(law.terms)
        for box, term in zip(boxes, law.terms.values(), strict=True):
            assert box.get_text(" ", strip=True).endswith(f"({term.at})"), term.text


def test_laws_of_a_kind_of_data_are_those_on_it_and_those_on_any(definitions: Definitions) -> None:
    laws = definitions.tables["laws"]
    found = laws_with_terms(laws, ["wage-records"])
    assert "cgs-31-254" in found and "cgs-4-67n" in found
    assert "cgs-4-67aa" not in found and "cgs-7-51" not in found
    assert laws_with_terms(laws, ["meal-records"]).keys() <= laws_with_terms(laws).keys()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_choice_shows_only_its_laws_and_stands_in_the_address(
    page: Page, server: str, definitions: Definitions, size: tuple[int, int]
) -> None:
    errors: list[str] = []
    resized(page, size)
    page.emulate_media(reduced_motion="reduce")
    with watched(page, [], errors):
        visit(page, server + TERMS)
        every = page.locator(SHOWN).count()
        assert every == len(laws_with_terms(definitions.tables["laws"]))
        page.check("input[value=tax-information]")
        expect(page.locator(SHOWN).filter(has_text="4-67aa")).to_have_count(1)
        expect(page.locator(SHOWN).filter(has_text="31-254")).to_have_count(0)
        assert page.url.endswith("#kinds=tax-information")
        assert axe(page) == [] and page.evaluate(CUT) == []
        visit(page, server + TERMS + "#kinds=tax-information,nothing")
        expect(page.locator("[data-terms] [role=status]")).to_contain_text("choose again")
        page.click("text=Show all laws")
        expect(page.locator(SHOWN)).to_have_count(every)
        assert "#" not in page.url
    assert not errors


def test_word_document_holds_the_chosen_terms_with_their_ticks(
    page: Page, server: str, definitions: Definitions
) -> None:
    law = definitions.tables["laws"]["cgs-4-67aa"]
    visit(page, server + TERMS + "#kinds=tax-information")
    page.check("[data-checklist=terms-cgs-4-67aa] [data-item=length]")
    with page.expect_download() as download:
        page.click("text=Save as Word")
    file = Path(download.value.path()).read_bytes()
    document = docx.Document(io.BytesIO(file))
    texts = ["".join(node.text or "" for node in p.xpath(".//w:t")) for p in document.element.body.xpath(".//w:p")]
    assert "not legal advice" in " ".join(texts)
    assert f"\u2612 {law.terms['length'].text} (4-67aa(a)(9))" in texts
    assert f"\u2610 {law.terms['immigration'].text} (4-67aa(a)(8))" in texts
    assert not [text for text in texts if "31-254(g)" in text], "a law that was not chosen"


def test_without_javascript_every_term_is_there(browser: Browser, server: str, definitions: Definitions) -> None:
    with opened(browser, WIDE, java_script_enabled=False) as page:
        page.goto(server + TERMS, wait_until="load")
        assert page.locator("[data-terms]").is_hidden()
        assert page.locator("noscript").first.inner_text().startswith("Choosing needs JavaScript")
        terms = sum(len(law.terms) for law in definitions.tables["laws"].values())
        expect(page.locator("[data-kinds]:visible input[data-item]")).to_have_count(terms)
