"""The promise: the blank Word forms and the review sheet ask what the site asks, and anyone can read and fill them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from copy import copy
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from docx.document import Document
from docx.oxml.ns import qn

from macros.documents.forms import FILES, made
from macros.loading.definitions import Definitions
from macros.tools.questions import asked
from tests.conftest import PROJECT
from tests.reading import texts, unexpanded

CONF = {"site_name": "The playbook", "site_author": "The office"}
ROUTE = {"agency": "agency", "p20win": "p20win", "review": ""}
#: The headings of the letters, by the names of their words in forms.yml.
LETTERS = {"decision_letter": ("letter", "decision"), "referral_letter": ("referral", "agency")}


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, Document]:
    return {key: docx.Document(str(site / "downloads" / name)) for key, name in FILES.items()}


@pytest.mark.parametrize("key", ROUTE)
def test_form_asks_every_question_of_its_route_in_order(
    key: str, documents: dict[str, Document], definitions: Definitions
) -> None:
    names = {id(record): name for name, record in definitions.tables["questions"].items()}
    wanted = [names[id(question)] for question in asked(definitions, ROUTE[key])]
    tags = documents[key].element.body.xpath(".//w:sdt/w:sdtPr/w:tag/@w:val")
    assert [tag for tag in tags if tag in wanted] == wanted
    assert [tag for tag in tags if tag.endswith(".notes")] == [f"{name}.notes" for name in wanted if key == "review"]
    headings = [p.text for p in documents[key].paragraphs if p.style.name.lower() == "heading 2"]
    assert [heading.split(".")[0] for heading in headings] == [str(n) for n in range(1, len(wanted) + 1)]
    shown = " ".join(texts(documents[key]))
    for question in asked(definitions, ROUTE[key]):
        own = question.good_answer if key == "review" else question.help
        assert own.split(".")[0].split(" C.")[0].split("IRB")[0] in shown


@pytest.mark.parametrize("key", FILES)
def test_form_is_accessible(key: str, documents: dict[str, Document]) -> None:
    document = documents[key]
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.lower().startswith("heading")]
    assert all(level == 1 for level in levels[:1]) and all(b <= a + 1 for a, b in pairwise(levels))
    assert document.paragraphs[0].style.name == "Title"
    assert document.core_properties.title == document.paragraphs[0].text
    assert document.core_properties.language == "en-US"
    assert document.styles.element.xpath(".//w:rPrDefault//w:lang/@w:val") == ["en-US"]
    for table in document.element.body.iter(qn("w:tbl")):
        assert table.xpath("./w:tr[1]/w:trPr/w:tblHeader"), "the headings of a table repeat on each page"
        assert all(cell.xpath("string(.)").strip() for cell in table.xpath("./w:tr[1]/w:tc"))
    for properties in document.element.body.iter(qn("w:sdtPr")):
        assert all(properties.find(qn(name)).get(qn("w:val")).strip() for name in ("w:alias", "w:tag"))
    numbers = document.element.body.xpath(".//w:sdt/w:sdtPr/w:id/@w:val")
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("key", FILES)
def test_page_ends_neither_between_a_question_and_its_answer_nor_in_a_row(
    key: str, documents: dict[str, Document]
) -> None:
    body = documents[key].element.body
    kept = {style.style_id for style in documents[key].styles if style.element.xpath("./w:pPr/w:keepNext")}
    for control in body.xpath("./w:sdt[not(.//w:tbl)]"):
        assert control.getprevious().style in kept, "".join(control.itertext())
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in body.iter(qn("w:tr")))


@pytest.mark.parametrize("key", FILES)
def test_form_spells_out_its_abbreviations(key: str, documents: dict[str, Document]) -> None:
    assert unexpanded(" ¶ ".join(texts(documents[key]))) == []


@pytest.mark.parametrize("key", FILES)
def test_form_says_what_not_to_write(key: str, documents: dict[str, Document], definitions: Definitions) -> None:
    assert definitions.forms.caution in texts(documents[key])


@pytest.mark.parametrize("key", ["agency", "p20win", "review", "fields"])
def test_list_of_fields_has_its_columns_and_room(
    key: str, documents: dict[str, Document], definitions: Definitions
) -> None:
    (table,) = documents[key].element.body.iter(qn("w:tbl"))
    rows = [[cell.xpath("string(.)") for cell in row.xpath("./w:tc")] for row in table.xpath("./w:tr")]
    assert rows[0] == list(definitions.forms.columns.values())
    assert len(rows) > 6 and not any("".join(row) for row in rows[1:])
    widths = [int(width) for width in table.xpath("./w:tblGrid/w:gridCol/@w:w")]
    assert max(widths) > 1.5 * min(widths) and table.xpath("./w:tblPr/w:tblLayout/@w:type") == ["fixed"]


@pytest.mark.parametrize("key", LETTERS)
def test_letter_has_a_place_for_each_of_its_parts(
    key: str, documents: dict[str, Document], definitions: Definitions
) -> None:
    words, first = LETTERS[key]
    headings = [p.text for p in documents[key].paragraphs if p.style.name.lower() in ("heading 1", "label")]
    assert headings[:4] == [definitions.forms.letter[part] for part in ("date", "to", "from", "about")]
    assert headings[4] == getattr(definitions.forms, words)[first]
    assert headings[-1] == definitions.forms.letter["signed"]
    if key == "referral_letter":
        assert "4-67dd" in " ".join(texts(documents[key]))


def test_same_words_make_the_same_file() -> None:
    first, second = Definitions(PROJECT), Definitions(PROJECT)
    for key in FILES:
        one, two = made(key, first, CONF), made(key, second, CONF)
        assert one == two
        with zipfile.ZipFile(io.BytesIO(one)) as file:
            assert file.testzip() is None
            assert {info.compress_type for info in file.infolist()} == {zipfile.ZIP_STORED}


def test_other_programs_open_the_forms_too(site: Path, tmp_path: Path) -> None:
    """LibreOffice, on machines that have it; python-docx has read them above."""
    office = shutil.which("soffice")
    for name in FILES.values():
        file = site / "downloads" / name
        assert len(texts(docx.Document(str(file)))) > 20
        if office:
            profile = f"-env:UserInstallation=file://{tmp_path}/profile"
            command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
            subprocess.run(command, check=True, capture_output=True)
            assert (tmp_path / name).with_suffix(".pdf").stat().st_size > 10_000


def test_page_links_to_each_form_with_kind_and_size(site: Path, soup: Callable[[str], BeautifulSoup]) -> None:
    links = soup("tools/request-builder/").select("a[data-form]")
    assert [link["data-form"] for link in links] == list(ROUTE)
    links = soup("tools/downloads/").select("a[data-form]")
    assert [link["data-form"] for link in links] == list(FILES)
    for link in links:
        file = (site / "tools/downloads" / str(link["href"])).resolve()
        assert f"(Word, {round(file.stat().st_size / 1000)} kB)" in link.get_text()


def test_reworded_question_is_reworded_in_the_form(definitions: Definitions) -> None:
    """The test of the test: the form is made from the definitions and not from a copy."""
    table = dict(definitions.tables["questions"])
    table["goal"] = table["goal"].model_copy(update={"ask": "Why do you ask?"})
    changed = copy(definitions)
    changed.tables = {**definitions.tables, "questions": table}
    assert "1. Why do you ask?" in texts(docx.Document(io.BytesIO(made("agency", changed, CONF))))
