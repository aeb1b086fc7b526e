"""What a reader reads on a built page: its text, without what the theme and the macros put around it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from docx.document import Document

from macros.models.base import NAMED

BLOCKS = ["p", "li", "dd", "dt", "td", "th", "summary", "figcaption"]
#: What the theme or a macro puts on a page besides its text: contents, boxes, trust line.
FURNITURE = ["nav", "footer", "svg", "aside", "form", "script", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre"]
FURNITURE_CLASSES = [
    "trust",
    "toc-small",
    "glance",
    "lanes",
    "next",
    "on-paper",
]


def article(soup: BeautifulSoup) -> Tag:
    """The page's own article."""
    found = soup.find("article")
    assert isinstance(found, Tag)
    return found


def bare(soup: BeautifulSoup, *more: str) -> Tag:
    """A copy of the article with only its text: no furniture, and none of the elements named in `more`."""
    text = copy.copy(article(soup))
    for tag in [*text.find_all([*FURNITURE, *more]), *text.find_all(class_=FURNITURE_CLASSES)]:
        tag.decompose()
    return text


def blocks(text: Tag) -> list[str]:
    """The text block by block in reading order; a block inside another stands on its own."""
    for tag in text.find_all(BLOCKS):
        tag.insert(0, "\n¶")
        tag.append("\n¶")
    return [line for part in text.get_text().split("¶") if (line := " ".join(part.split()))]


def words_of(tag: Tag) -> str:
    """The words of a heading or link, with single spaces."""
    return " ".join(tag.get_text().split())


#: Abbreviations that need no spelling out: names of file kinds and of the country, and codes shown as examples.
COMMON = {"PDF", "ID", "IDS", "U.S.", "US", "ZIP", "HTML", "JSON", "YAML", "CT", "OK", "AM", "PM"}
COMMON |= {"WIN", "DNA", "IP", "URL"}
ABBREVIATION = re.compile(
    r"(?<![\w.-])(?:P20 WIN|E-MOU|(?:[A-Z]\.){2,}|[A-Z]{2,}(?:-[A-Z]+)+|[A-Z]{2,})(?=s?(?![\w-]))"
)


def unexpanded(text: str) -> list[str]:
    """The abbreviations of a text that are not spelled out where they first stand, with their surroundings."""
    missing, seen = [], set()
    for found in ABBREVIATION.finditer(text):
        word, start, end = found.group(0), found.start(), found.end()
        if word in seen or word in COMMON or re.fullmatch(r"[IVX]+", word):
            continue
        seen.add(word)
        inside = re.search(r"\w \([^()]*$", text[:start]) is not None
        explained = re.match(r"[\w -]{0,12} \([A-Z]", text[end:]) is not None
        if not inside and not explained:
            missing.append(f"{word}: …{text[max(0, start - 40) : end + 20]}…")
    return missing


def table_after(soup: BeautifulSoup, anchor: str, text: str = "") -> list[list[str]]:
    """The first table after the element with this id, or after the first later bold text: its rows as text."""
    start = soup.find(id=anchor)
    assert start, f"no #{anchor}"
    if text:
        start = start.find_next(lambda tag: tag.name == "strong" and tag.get_text(strip=True).startswith(text))
        assert start, f"no {text} after #{anchor}"
    rows = start.find_next("table").find_all("tr")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in rows]


def section(soup: BeautifulSoup, anchor: str) -> str:
    """The text between a heading and the next heading of its level or above."""
    heading = soup.find(id=anchor)
    assert heading, f"no #{anchor}"
    parts = []
    for sibling in heading.find_next_siblings():
        if re.fullmatch("h[1-6]", sibling.name) and sibling.name <= heading.name:
            break
        parts.append(sibling.get_text(" ", strip=True))
    return " ".join(parts)


def words(tag: Tag) -> str:
    """The text of a tag as a reader sees it."""
    return " ".join(tag.get_text(" ").replace("¶", "").split()).replace(" ,", ",").replace(" .", ".")


def under(page: BeautifulSoup, anchor: str) -> list[Tag]:
    """The tags between the heading with this id and the next heading of its rank or a higher one."""
    start = page.find(id=anchor)
    assert isinstance(start, Tag), f"no #{anchor}"
    found = []
    for tag in start.find_next_siblings():
        if re.fullmatch(r"h[1-6]", tag.name) and tag.name <= start.name:
            break
        found.append(tag)
    return found


def text_under(page: BeautifulSoup, anchor: str) -> str:
    """What stands under a heading."""
    return " ".join(words(tag) for tag in under(page, anchor))


def rows_under(page: BeautifulSoup, anchor: str) -> list[Tag]:
    """The rows of the table under a heading, without its head."""
    return [row for tag in under(page, anchor) for row in tag.find_all("tr") if row.find("td")]


def links(tags: Iterable[Tag]) -> set[str]:
    """Every address that the tags link to."""
    return {str(a["href"]) for tag in tags for a in tag.find_all("a", href=True)}


def without_names(text: str) -> list[str]:
    """The stretches of a definition text that no macro rewrites."""
    plain = re.sub(r"\b[A-Z][A-Za-z.]*[A-Z.][A-Za-z0-9.]*\b|C\.G\.S\.", "|", NAMED.sub("|", text))
    return [part.strip(" .,'\"()|") for part in re.split(r"[|\"]", plain) if len(part.split()) > 3]


def texts(document: Document) -> list[str]:
    """Every paragraph of a Word document, those inside content controls too."""
    return ["".join(t.text or "" for t in p.xpath(".//w:t")) for p in document.element.body.xpath(".//w:p")]
