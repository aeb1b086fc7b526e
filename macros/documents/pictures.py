"""Pictures: a clean page in, its drawings replaced by images with words in their place out, for Word."""

from __future__ import annotations

from base64 import b64encode

from bs4 import BeautifulSoup
from playwright.sync_api import Browser

DRAWINGS = ".picture svg"
#: How wide an image stands on paper, in the pixels of 96 to an inch that Word reads.
WIDTH = 340
#: Takes what holds no drawing off the page: before each image the browser would lay out all chapters anew.
ALONE = """drawings => {
  for (const part of document.querySelectorAll(".page-body > *")) if (!part.querySelector(drawings)) part.remove();
}"""


def as_images(page: BeautifulSoup, browser: Browser) -> None:
    """Replaces each drawing by an image of it, with its title and description as the words in its place."""
    sheet = browser.new_page(device_scale_factor=2, color_scheme="light")
    sheet.set_content(str(page), wait_until="load")
    sheet.evaluate(ALONE, DRAWINGS)
    taken = [drawing.screenshot() for drawing in sheet.query_selector_all(DRAWINGS)]
    sheet.close()
    for drawing, image in zip(page.select(DRAWINGS), taken, strict=True):
        words = ". ".join(part.get_text() for part in drawing.find_all(["title", "desc"]))
        source = f"data:image/png;base64,{b64encode(image).decode()}"
        drawing.replace_with(page.new_tag("img", attrs={"src": source, "alt": words, "width": str(WIDTH)}))
