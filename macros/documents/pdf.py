"""PDF: clean pages in, tagged PDFs with numbered contents out, looked over for faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from lxml.html import HtmlElement
from playwright.sync_api import Browser, PdfMargins

from macros.documents.packs import title_of, written

MARGIN = PdfMargins(top="18mm", bottom="20mm", left="16mm", right="16mm")
FOOTER = """<div style="width: 100%; margin: 0 16mm; font: 8pt Arial, sans-serif; color: #46515c; display: flex;
justify-content: space-between"><span>{words}</span><span>Page <span class="pageNumber"></span> of
<span class="totalPages"></span></span></div>"""
#: Printing with numbers could move a line to the next page; then once more.
PASSES = 2
#: Without ink every line still has its place, and a page is printed in a quarter of the time.
INKLESS = "visibility: hidden"


def print_pdf(browser: Browser, page: HtmlElement, path: Path, footer: str) -> None:
    """Prints a page, with page numbers beside the lines of its contents."""
    page.set("style", INKLESS)
    found = _printed(browser, page, path)
    del page.attrib["style"]
    for _ in range(PASSES):
        numbers = found
        _number(page, numbers)
        found = _printed(
            browser,
            page,
            path,
            tagged=True,
            outline=True,
            print_background=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER.format(words=footer),
        )
        if all(numbers.get(anchor) == found.get(anchor) for anchor in _lines(page)):
            break
    _finish(path, title_of(page))


def _printed(browser: Browser, page: HtmlElement, path: Path, **options: Any) -> dict[str, int]:
    """Prints a page as it is; returns the page of paper on which each anchor stands."""
    sheet = browser.new_page()
    sheet.set_content(written(page), wait_until="load")
    sheet.emulate_media(media="print")
    sheet.pdf(path=path, format="Letter", margin=MARGIN, **options)
    sheet.close()
    with pikepdf.open(path) as pdf:
        return pages_of_anchors(pdf)


def _lines(page: HtmlElement) -> dict[str, HtmlElement]:
    """The links of the contents, by the anchor that each leads to."""
    return {link.get("href")[1:]: link for link in page.find_class("contents-list")[0].iter("a")}


def _number(page: HtmlElement, numbers: dict[str, int]) -> None:
    for old in page.find_class("page-number"):
        old.drop_tree()
    for anchor, link in _lines(page).items():
        if anchor in numbers:
            number = page.makeelement("span", {"class": "page-number"})
            number.text = f" {numbers[anchor]}"
            link.append(number)


def _finish(path: Path, title: str) -> None:
    """Names the document, and tells readers' programs to show that name."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = ["en-US"]
        pdf.docinfo["/Title"] = title
        pdf.Root.Lang = pikepdf.String("en-US")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pages_of_anchors(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page, from 1 up, on which each anchor stands that something in the document leads to."""
    order = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    places: Any = pdf.Root.get("/Dests", {})
    return {str(name)[1:]: order[place[0].objgen] for name, place in places.items() if place[0].objgen in order}


def faults(path: Path) -> list[str]:
    """What a PDF lacks that a reader with a screen reader needs; empty when nothing is missing."""
    with pikepdf.open(path) as pdf:
        return [f"{path.name}: {fault}" for fault in _faults(pdf)]


def _faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
        yield "it is not tagged"
    if not str(root.get("/Lang", "")):
        yield "it names no language"
    if not str(pdf.docinfo.get("/Title", "")) or not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "it does not show its title"
    if "/Outlines" not in root or not root.Outlines.get("/First"):
        yield "it has no bookmarks"
    kinds = list(_elements(root.get("/StructTreeRoot")))
    headings = [element for element in kinds if element.get("/S") == "/H1"]
    if len(headings) != 1:
        yield f"it has {len(headings)} main headings, not one"
    if any(element.get("/S") == "/Figure" and not str(element.get("/Alt", "")) for element in kinds):
        yield "a figure has no text in its place"
    for font in _fonts(pdf):
        yield f"the font {font} is not in the file"


def _elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Every element of the tree of tags."""
    pending = [node] if node is not None else []
    while pending:
        one = pending.pop()
        if isinstance(one, pikepdf.Array):
            pending += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield one
            if "/K" in one:
                pending.append(one.K)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The fonts whose letters are not in the file. A font of type 3 is drawn there letter by letter."""
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font" or "/DescendantFonts" in font:
            continue
        held: Any = font.get("/FontDescriptor", {})
        embedded = any(name in held for name in ("/FontFile", "/FontFile2", "/FontFile3"))
        if not embedded and font.get("/Subtype") != "/Type3":
            yield str(font.get("/BaseFont", "without a name"))
