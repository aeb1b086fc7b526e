"""Finishing, search: the text of each section of a built page, as its reader sees it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from macros.finishing.page import TAG, body

HEADING = re.compile(r'<h([1-6])\b[^>]*?\bid="([^"]+)".*?</h\1>', re.DOTALL)
UNREAD = re.compile(r"<(script|style|svg|template|button)\b.*?</\1>", re.DOTALL)
MARK = "data-search-exclude"
MARKED = re.compile(rf"{UNREAD.pattern}|<(\w+)\b[^>]*\b{MARK}.*?</\2>", re.DOTALL)
#: A new line begins at every tag but those within a line, so that the words of two cells stay two words.
BREAK = re.compile(
    r"</?(?!(?:a|abbr|b|cite|code|dfn|em|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)\b)\w[^>]*>"
)


@dataclass(frozen=True)
class Part:
    """A heading of a page: its id (empty for the page itself), its level, and the lines up to the next heading."""

    anchor: str
    level: int
    lines: list[str]


@lru_cache(maxsize=128)
def parts(page: str) -> list[Part]:
    """The page itself and its headings, in their order, from its HTML; nothing where it is no page of the playbook."""
    first, *rest = HEADING.split(body(page))
    headings = zip(rest[1::3], map(int, rest[::3]), map(_lines, rest[2::3]), strict=True)
    return [Part("", 1, _lines(first)), *(Part(*heading) for heading in headings)]


def plain(text: str) -> str:
    """The words of a piece of HTML in one line."""
    return " ".join(html.unescape(TAG.sub(" ", text)).split())


def _lines(text: str) -> list[str]:
    unread = MARKED if MARK in text else UNREAD
    broken = TAG.sub("", BREAK.sub("\n", unread.sub("\n", text).replace("\n", " ")))
    lines = (" ".join(html.unescape(line).split()) for line in broken.split("\n"))
    return [line for line in lines if line]
