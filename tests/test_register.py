"""The promise: a register of agreements can be published from an empty file with rules that a program checks."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from macros.loading.definitions import Definitions

PAGE = "enabling-data-sharing/"
FIELD_TYPES = {"string", "date", "boolean"}


def test_the_empty_file_the_rules_and_the_page_name_the_same_columns(
    definitions: Definitions, site: Path, soup: Callable[[str], BeautifulSoup]
) -> None:
    names = list(definitions.tables["register_fields"])
    rows = list(csv.reader((site / "data/agreement-register.csv").open(encoding="utf-8", newline="")))
    assert rows == [names], "the template holds one line, that of the columns, and no invented entry"
    rules = json.loads((site / "data/schemas/agreement-register.json").read_text("utf-8"))
    assert [field["name"] for field in rules["fields"]] == names
    assert {field["type"] for field in rules["fields"]} <= FIELD_TYPES
    section = soup(PAGE).find(id="register-of-agreements")
    shown = section.find_next("table").select("td:first-child code")
    assert [code.get_text() for code in shown] == names


def test_the_page_links_to_both_files_with_type_and_size(site: Path, soup: Callable[[str], BeautifulSoup]) -> None:
    items = soup(PAGE).find(id="register-of-agreements").find_next("table").find_next("ul").find_all("li")
    for item, name in zip(items, ["agreement-register.csv", "schemas/agreement-register.json"], strict=True):
        path = (site / PAGE / item.a["href"]).resolve()
        assert path == (site / "data" / name).resolve() and path.is_file()
        kind = path.suffix[1:].upper()
        assert f"({kind}, {max(1, round(path.stat().st_size / 1000))} kB)" in item.get_text()
