"""The promise: the playbook to take along is whole, and a screen reader can use it: tagged PDFs and a Word document."""

from __future__ import annotations

import os
import re
import shutil
from itertools import pairwise
from pathlib import Path

import docx
import pikepdf
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from playwright.sync_api import Browser

from macros.commands.downloads import take_along
from macros.content.playbook.downloads import files, size
from macros.documents.packs import clean_page, written
from macros.documents.pdf import faults, pages_of_anchors, print_pdf
from macros.loading.definitions import Definitions
from macros.rendering.chapters import chapters_of
from macros.rendering.engine import settings
from tests.conftest import PROJECT

#: One process of pytest-xdist makes the documents for all of these.
pytestmark = pytest.mark.xdist_group("downloads")
PAGE = "tools/downloads/index.html"


@pytest.fixture(scope="module")
def published(site: Path, tmp_path_factory: pytest.TempPathFactory, definitions: Definitions, browser: Browser) -> Path:
    """The site as it is published: with its documents."""
    folder = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(site, folder)
    assert take_along(folder, definitions, settings(PROJECT), browser) == []
    return folder


def titles(definitions: Definitions, key: str) -> list[str]:
    """The titles of the chapters that a pack holds, in the order of the menu."""
    pages = definitions.tables["packs"][key].pages
    chapters = [c for c in chapters_of(settings(PROJECT)) if c.meta.get("complete", True)]
    return [chapter.title for chapter in chapters if not pages or chapter.page in pages]


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    """The bookmarks below the title of the document."""
    with pdf.open_outline() as outline:
        top = outline.root
        return [item.title for item in (top[0].children if len(top) == 1 else top)]


@pytest.mark.parametrize("key", ["complete", "requester", "data-owner", "p20-win"])
def test_pdf_holds_its_chapters_and_lacks_nothing(published: Path, definitions: Definitions, key: str) -> None:
    path = published / "downloads" / f"{definitions.tables['packs'][key].file}.pdf"
    assert faults(path) == []
    with pikepdf.open(path) as pdf:
        assert bookmarks(pdf) == ["Contents", *titles(definitions, key)]
        assert "UA" not in str(pdf.Root.get("/Metadata", pikepdf.Stream(pdf, b"")).read_bytes())
        links = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
        assert links and all(link.startswith(("https://", "mailto:")) for link in links)


def test_every_pack_is_tried(definitions: Definitions) -> None:
    assert set(definitions.tables["packs"]) >= {"complete", "requester", "data-owner", "p20-win"}


def test_numbers_in_the_contents_are_those_of_the_pages(
    published: Path, definitions: Definitions, browser: Browser, tmp_path: Path
) -> None:
    page = clean_page(published, definitions.tables["packs"]["p20-win"], definitions, settings(PROJECT))
    print_pdf(browser, page, tmp_path / "pack.pdf", "Footer")
    links = BeautifulSoup(written(page), "lxml").select(".contents-list a")
    printed = {str(link["href"])[1:]: int(link.select_one(".page-number").get_text()) for link in links}
    with pikepdf.open(tmp_path / "pack.pdf") as pdf:
        pages = pages_of_anchors(pdf)
        assert printed == {anchor: pages[anchor] for anchor in printed}
        numbers = list(printed.values())
        assert numbers == sorted(numbers) and numbers[0] > 1 and numbers[-1] <= len(pdf.pages)


def test_pdf_without_tags_is_found_out(browser: Browser, tmp_path: Path) -> None:
    """The test of the test."""
    page = browser.new_page()
    page.set_content("<h1>One</h1><h1>Two</h1>")
    page.pdf(path=tmp_path / "plain.pdf", tagged=False)
    page.pdf(path=tmp_path / "tagged.pdf", tagged=True)
    page.close()
    found = " ".join(faults(tmp_path / "plain.pdf"))
    assert all(words in found for words in ("not tagged", "no language", "no bookmarks", "main heading"))
    assert "it has 2 main headings, not one" in " ".join(faults(tmp_path / "tagged.pdf"))


def test_documents_leave_no_date_behind_for_what_is_built_after_them(published: Path) -> None:
    assert (published / "downloads").is_dir()
    assert "SOURCE_DATE_EPOCH" not in os.environ, "the map of a site that is built next would say 1970"


def test_word_document_is_whole_and_accessible(published: Path, definitions: Definitions) -> None:
    pack = definitions.tables["packs"]["complete"]
    document = docx.Document(str(published / "downloads" / f"{pack.file}.docx"))
    styles = {style.style_id: style.name for style in document.styles}  # asked, each paragraph searches all of them
    styled = [(p, styles.get(p._p.style, "")) for p in document.paragraphs]
    headings = [(p.text, int(name[-1])) for p, name in styled if re.fullmatch(r"Heading \d", name)]
    levels = [level for _, level in headings]
    assert [text for text, level in headings if level == 1] == ["Contents", *titles(definitions, "complete")]
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert document.core_properties.title == "Connecticut Data Sharing Playbook"
    assert document.core_properties.language == "en-US"
    assert document.tables and all(
        table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in document.tables
    )
    body = document.element.body
    pictures = list(body.iter(qn("wp:docPr")))
    assert all(picture.get("descr") for picture in pictures)
    words = "".join("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    whole = "".join(words.split())
    page = BeautifulSoup(written(clean_page(published, pack, definitions, settings(PROJECT))), "lxml")
    assert len(pictures) == len(page.select(".picture svg")) > 0
    for tag in page.select("h1, svg"):
        tag.decompose()
    lost = [
        text
        for tag in page.select("p, li, dd, dt, td, th, h2, h3, h4, h5")
        if not tag.find(["p", "ul", "ol", "dl", "table", "div"])
        and (text := "".join(tag.get_text().replace("\u2610", "").split()))  # the sign is the mark of its list
        and text not in whole
    ]
    assert lost == [], f"{len(lost)} texts are not in the document"


def test_page_links_each_document_with_kind_and_size(site: Path, published: Path, definitions: Definitions) -> None:
    page = BeautifulSoup((published / PAGE).read_text("utf-8"), "lxml")
    names = [name for pack in definitions.tables["packs"].values() for name in files(pack)]
    links = {Path(str(a["href"])).name: a for a in page.select("article a[href*='/downloads/']")}
    for name in names:
        file = published / "downloads" / name
        kind = "PDF" if name.endswith("pdf") else "Word"
        assert links[name].get_text().endswith(f"({kind}, {size(file)})")
        assert (published / "tools/downloads" / str(links[name]["href"])).resolve() == file.resolve()
    before = BeautifulSoup((site / PAGE).read_text("utf-8"), "lxml")
    assert "made with each published edition" in before.get_text()
    assert not before.select("a[href$='.pdf']"), "an ordinary build promises no file that is not there"
