"""Finishing, tables: each cell carries its column's heading, so that a table can fold into cards on a phone."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
#: Folded cells are no table to a browser any more; these roles keep it one for a screen reader.
ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


def label_cells(html: str) -> str:
    """The page with `data-label` and roles in each of its Markdown tables."""
    return TABLE.sub(lambda found: _labelled(found.group()), html)


def _labelled(table: str) -> str:
    soup = BeautifulSoup(table, "html.parser")
    headings = [th.get_text(" ", strip=True) for th in soup.select("thead th")]
    soup.table["role"] = "table"
    for name, role in ROLES.items():
        for tag in soup.find_all(name):
            tag["role"] = role
    for row in soup.select("tbody tr"):
        for cell, heading in zip(row.find_all("td", recursive=False), headings, strict=False):
            if heading:
                cell["data-label"] = heading
            if not cell.get_text(strip=True) and cell.find(True) is None:
                cell["data-empty"] = ""
    return str(soup)
