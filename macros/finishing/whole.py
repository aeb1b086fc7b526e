"""Finishing, the complete playbook: each chapter in a part that a browser lays out only when a reader comes near."""

from __future__ import annotations

import re

from macros.finishing.page import Page

PAGE = "print/index.html"
CHAPTER = re.compile(r'(?=<h2 class="chapter\b)')
FOOT = '<div class="trust">'
PART = '<section class="whole-chapter'
#: Each chapter is given a place at least as high as it is on a phone: else chapters overlap for programs that measure.
#: So many pixels a character it takes at the most.
HIGH = 1.7
#: The heights that the stylesheet knows, as classes: tall-8 is 8,000 pixels.
HEIGHTS = (8, 16, 32, 64, 128)
TAG = re.compile(r"<[^>]+>")


def part(page: Page) -> tuple[Page, list[str]]:
    """The complete playbook in parts, a chapter each; any other page as it is, and so is one that has its parts."""
    if page.path != PAGE or PART in page.html:
        return page, []
    head, *chapters = CHAPTER.split(page.html)
    text, foot, rest = "".join(f"{_opened(chapter)}\n{chapter}</section>\n" for chapter in chapters).partition(FOOT)
    if not foot:
        return page, ["the complete playbook has no foot; theme/partials/trust.html writes it"]
    return page.with_html(f"{head}{text}</section>\n{foot}{rest.replace('</section>', '', 1)}"), []


def _opened(chapter: str) -> str:
    """The tag that opens a chapter's part, with the class of the height that it is given until it is laid out."""
    needed = len(TAG.sub("", chapter)) * HIGH / 1000
    height = next((height for height in HEIGHTS if height >= needed), HEIGHTS[-1])
    return f'{PART} tall-{height}">'
