"""Finishing, tables: each cell carries its column's heading, so that a table can fold into cards on a phone."""

from __future__ import annotations

import re
from html import escape, unescape

from macros.finishing.page import Page

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
#: The parts that Markdown makes a table of, and what it writes between them.
PART = re.compile(r"<(thead|tbody|tr|th|td)\b([^>]*)>")
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
EMPTY = re.compile(r"\s*</td>")
TAG = re.compile(r"<[^>]*>")
#: Folded cells are no table to a browser any more; these roles keep it one for a screen reader.
ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


def label_cells(page: Page) -> tuple[Page, list[str]]:
    """The page with `data-label` and roles in each of its Markdown tables."""
    return page.with_html(TABLE.sub(lambda found: _labelled(found.group()), page.html)), []


def _labelled(table: str) -> str:
    head = HEAD.search(table)
    headings = [_words(cell) for cell in CELL.findall(head.group())] if head else []
    start, column = head.end() if head else 0, -1

    def part(found: re.Match[str]) -> str:
        nonlocal column
        name, attributes = found.groups()
        column = -1 if name == "tr" else column + 1
        own = [*ATTRIBUTE.findall(attributes), f'role="{ROLES[name]}"']
        if name == "td" and found.start() >= start and column < len(headings) and headings[column]:
            own.append(f'data-label="{escape(headings[column])}"')
        if name == "td" and EMPTY.match(table, found.end()):
            own.append('data-empty=""')
        return f"<{name} {' '.join(sorted(own))}>"

    done = PART.sub(part, table).removeprefix("<table>")
    return '<table role="table">' + done.replace("<br>", "<br/>")  # as in every edition so far: no false differences


def _words(cell: str) -> str:
    """The words of a heading, without its tags."""
    return unescape(" ".join(words for piece in TAG.split(cell) if (words := piece.strip())))
