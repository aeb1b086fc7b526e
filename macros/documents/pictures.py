"""Pictures: a clean page in, its drawings replaced by images with words in their place out, for Word."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from lxml.html import HtmlElement
from playwright.sync_api import Browser

from macros.documents.packs import written

DRAWINGS = ".picture svg"
#: How wide an image stands on paper, in the pixels of 96 to an inch that Word reads.
WIDTH = 340


def as_images(page: HtmlElement, browser: Browser, folder: Path) -> None:
    """Replaces each drawing by an image of it in `folder`, with its title and description as the words in its place.

    Within the page, Pandoc would take longer over the images than over all words, and describe each by its bytes.
    """
    sheet = browser.new_page(device_scale_factor=2, color_scheme="light")
    sheet.set_content(written(_with_drawings(page)), wait_until="load")
    names: list[str] = []
    for drawing in sheet.query_selector_all(DRAWINGS):
        names.append(f"drawing-{len(names) + 1}.png")
        drawing.screenshot(path=folder / names[-1])
    sheet.close()
    drawings = [drawing for picture in page.find_class("picture") for drawing in picture.iter("svg")]
    for drawing, name in zip(drawings, names, strict=True):
        words = ". ".join(part.text_content() for part in drawing.iter("title", "desc"))
        shown = drawing.makeelement("img", src=name, alt=words, width=str(WIDTH))
        shown.tail = drawing.tail
        drawing.getparent().replace(drawing, shown)


def _with_drawings(page: HtmlElement) -> HtmlElement:
    """The page with nothing in it but what holds drawings: before each image the browser lays out all that there is."""
    page = deepcopy(page)
    for part in page.find_class("page-body")[0].findall("*"):
        if not part.find_class("picture"):
            part.drop_tree()
    return page
