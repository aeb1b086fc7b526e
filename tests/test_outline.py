"""The promise: counsel gets an outline with every answer, the terms of laws with their paragraph, and no clause."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from docx.document import Document
from playwright.sync_api import Page, expect

from macros.loading.definitions import Definitions
from macros.tools.outlines import EXHIBITS, titles
from tests.browsing import visit
from tests.projects import HOSTILE, PAGE, TEXT, open_file, project, saved, tells, written
from tests.reading import texts, unexpanded


@pytest.fixture(scope="module")
def outlines(site: Path, definitions: Definitions) -> dict[str, Document]:
    return {key: docx.Document(str(site / f"downloads/outline-{key}.docx")) for key in titles(definitions)}


def headings(document: Document, level: int) -> list[str]:
    """Those inside content controls too."""
    found = document.element.body.xpath(f".//w:p[w:pPr/w:pStyle/@w:val='Heading{level}']")
    return ["".join(node.text for node in paragraph.xpath(".//w:t")) for paragraph in found]


def test_each_paper_has_its_headings_and_a_place_for_every_answer(
    outlines: dict[str, Document], definitions: Definitions
) -> None:
    assert {"mou", "dua", "dsa", "baa", "sow", EXHIBITS} == set(outlines)
    for key, document in outlines.items():
        tags = set(document.element.body.xpath(".//w:sdt/w:sdtPr/w:tag/@w:val"))
        assert {*definitions.forms.head, *(f"dates.{day}" for day in definitions.project_plan.dates)} <= tags, key
        if key == EXHIBITS:
            assert [name.split(":")[0] for name in headings(document, 2)][:4] == [f"Exhibit {one}" for one in "ACDF"]
            continue
        asked = {name for name, one in definitions.tables["questions"].items() if "agency" in one.routes}
        assert asked == tags & set(definitions.tables["questions"]), key
        held = definitions.tables["agreements"][key].holds
        shown = [heading.lower() for heading in headings(document, 2)]
        assert len(shown) > len(held), key
        for words in held:
            assert any(words.lower().split(" (")[0][:12] in heading for heading in shown), words


def test_line_stands_on_every_page_and_there_is_one_to_counsel(
    outlines: dict[str, Document], definitions: Definitions
) -> None:
    for key, document in outlines.items():
        assert document.sections[0].header.paragraphs[0].text == "Outline for counsel. Not an agreement.", key
        assert definitions.outlines.to_counsel in texts(document), key


def test_terms_of_laws_stand_with_their_paragraph(outlines: dict[str, Document], definitions: Definitions) -> None:
    laws = [law for law in definitions.tables["laws"].values() if law.terms]
    assert len(laws) > 4
    for key, document in outlines.items():
        shown = " ¶ ".join(texts(document))
        for law in laws:
            assert [point.at for point in law.terms.values() if point.at and f"[{point.at}]" not in shown] == [], key


def test_outline_is_accessible(outlines: dict[str, Document]) -> None:
    for key, document in outlines.items():
        levels = [int(style[-1]) for style in document.element.body.xpath(".//w:pStyle/@w:val") if "Heading" in style]
        assert levels[0] == 1 and all(b <= a + 1 for a, b in pairwise(levels)), key
        assert document.core_properties.title == document.paragraphs[0].text and document.core_properties.language
        numbers = document.element.body.xpath(".//w:sdt/w:sdtPr/w:id/@w:val")
        assert len(numbers) == len(set(numbers)), key
        assert unexpanded(" ¶ ".join(texts(document))) == [], key


def test_page_links_each_outline(site: Path, soup: Callable[[str], BeautifulSoup], definitions: Definitions) -> None:
    links = soup(PAGE).select("[data-outlines] a[data-form]")
    assert [link["data-form"] for link in links] == [f"outline-{key}" for key in titles(definitions)]
    assert all((site / PAGE / str(link["href"])).resolve().is_file() and "(Word, " in link.get_text() for link in links)


def test_project_fills_its_outline_with_the_laws_that_the_finder_named(
    page: Page, server: str, tmp_path: Path, definitions: Definitions
) -> None:
    asked = [key for key, question in definitions.tables["questions"].items() if "agency" in question.routes]
    keys = [*definitions.forms.head, *asked]
    laws = [law for law in definitions.tables["laws"].values() if law.terms]
    file = project(
        answers={key: f"{key}: {HOSTILE}".replace("\ud83d", "") for key in keys},
        fields=[{"name": "=ssn", "reason": "<b>why</b>"}],
        finder={"papers": {"dua": "Data Use Agreement"}, "laws": {laws[0].anchor: laws[0].short}},
        dates={"end": "2027-08-31"},
    )
    visit(page, server + PAGE)
    open_file(page, file)
    tells(page, "The project from the file is open")
    expect(page.locator("[data-outlines] li", has_text="The agreement finder named this one")).to_have_count(1)
    name = page.locator("[data-form=outline-dua]").inner_text()
    path = saved(page, f"Fill with this project: {name}", tmp_path)
    found = written(path)
    for key in keys:
        text = f"{key}: {TEXT}".replace("half a pair \ufffd", "half a pair ").strip()
        assert found[key].strip() == text if key != "laws" else found[key].startswith(text), key
    assert f"Laws to look at, from the agreement finder: {laws[0].short}" in found["laws"]
    assert (
        found["dates.end"] == "August 31, 2027"
        and "=ssn" in found["field-list"]
        and "<b>why</b>" in found["field-list"]
    )
    assert found["dates.review"].startswith(definitions.outlines.blank)
    assert [tag for tag in found if tag.startswith("law.")] == [f"law.{laws[0].anchor}"]
