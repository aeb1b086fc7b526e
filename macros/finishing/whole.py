"""Finishing, the complete playbook: each chapter in a part that a browser lays out only when a reader comes near."""

from __future__ import annotations

import re

from macros.finishing.page import Page

PAGE = "print/index.html"
CHAPTER = re.compile(r'(?=<h2 class="chapter\b)')
FOOT = '<div class="trust">'
PART = '<section class="whole-chapter">'
#: On so long a page nobody looks for the sign beside a heading; the chapter's own page has it.
SIGN = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')


def part(page: Page) -> tuple[Page, list[str]]:
    """The complete playbook in parts, a chapter each; any other page as it is, and so is one that has its parts."""
    if page.path != PAGE or PART in page.html:
        return page, []
    head, *chapters = CHAPTER.split(SIGN.sub("", page.html))
    text, foot, rest = "".join(f"{PART}\n{chapter}</section>\n" for chapter in chapters).partition(FOOT)
    if not foot:
        return page, ["the complete playbook has no foot; theme/partials/trust.html writes it"]
    return page.with_html(f"{head}{text}</section>\n{foot}{rest.replace('</section>', '', 1)}"), []
