"""The promise: the definitions can be had as JSON, each file keeps its schema, pages that show a list link to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from macros.content.playbook import open_data
from macros.finishing import data_files
from macros.finishing.page import Made, Page
from macros.loading.definitions import Definitions
from macros.models.base import NAMED
from macros.rendering.engine import settings
from tests.conftest import PROJECT

Soup = Callable[[str], BeautifulSoup]
FIRST_FIVE = ["agencies", "terms", "agreements", "laws", "strategies"]


def read(site: Path, name: str) -> dict:
    return json.loads((site / "data" / f"{name}.json").read_text("utf-8"))


def test_the_five_files_are_there() -> None:
    assert set(FIRST_FIVE) <= set(open_data.FILES)


@pytest.mark.parametrize("file", open_data.FILES)
def test_file_keeps_its_schema(site: Path, file: str) -> None:
    document, schema = read(site, file), read(site, f"schemas/{file}")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(document)] == []
    assert document["$schema"] == schema["$id"]
    assert document["records"]


@pytest.mark.parametrize("file", open_data.FILES)
def test_schema_refuses_what_the_model_refuses(site: Path, file: str) -> None:
    document, validator = read(site, file), Draft202012Validator(read(site, f"schemas/{file}"))
    key = next(iter(document["records"]))
    document["records"][key]["wesbite"] = "no such field"
    assert not validator.is_valid(document)
    del document["records"][key]["wesbite"]
    del document["records"][key][validator.schema["$defs"]["record"]["required"][0]]
    assert not validator.is_valid(document)


def test_no_file_holds_notes_for_editors_or_unfinished_words(site: Path) -> None:
    for file in open_data.FILES:
        text = (site / f"data/{file}.json").read_text("utf-8")
        assert '"note":' not in text and '"not_shown":' not in text
        assert not NAMED.search(text), file


def test_keys_named_by_a_record_are_in_the_file_they_belong_to(site: Path) -> None:
    records = {file: read(site, file)["records"] for file in open_data.FILES}
    named = {"agencies": "agencies", "laws": "laws", "data_kinds": "data_kinds", "link": "links", "source": "sources"}
    named |= {"combines_with": "agreements", "audience": "roles", "use_instead": "links"}
    missing = []
    for file, table in records.items():
        for key, record in table.items():
            for field, target in named.items():
                value = record.get(field, [])
                keys = value if isinstance(value, list) else [value]
                missing += [f"{file} {key}: {field} {k}" for k in keys if k not in records[target]]
    assert not missing


def test_every_address_leads_to_its_record(site: Path, soup: Soup) -> None:
    root = settings(PROJECT)["site_url"]
    for file in ("agencies", "terms", "agreements", "laws", "strategies"):
        for key, record in read(site, file)["records"].items():
            page, _, anchor = record["address"].removeprefix(root).partition("#")
            assert soup(page).find(id=anchor), f"{file} {key}: {record['address']}"


def test_strategies_are_those_of_the_chapters(site: Path, soup: Soup) -> None:
    shown = {
        a["href"].removeprefix("../../") for a in soup("reference/strategies/").select(".page-body ol li a[href*='/#']")
    }
    assert set(read(site, "strategies")["records"]) == shown


def test_page_lists_every_file_with_its_true_size(site: Path, soup: Soup) -> None:
    rows = soup("about/data/").select("article tbody tr")
    assert len(rows) == len(open_data.FILES)
    for row in rows:
        data, schema = row.find_all("a")
        path = (site / "about/data" / data["href"]).resolve()
        assert f"(JSON, {max(1, round(path.stat().st_size / 1000))} kB)" in row.get_text(" ")
        assert (site / "about/data" / schema["href"]).resolve().is_file()


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("reference/agencies/", "agencies"),
        ("reference/glossary/", "terms"),
        ("reference/agreements/", "agreements"),
        ("reference/laws/", "laws"),
        ("reference/strategies/", "strategies"),
        ("p20-win/agencies/", "agencies"),
    ],
)
def test_page_that_shows_a_list_links_to_its_data(site: Path, soup: Soup, page: str, file: str) -> None:
    links = [a["href"] for a in soup(page).select("article a[href]") if str(a["href"]).endswith(f"/data/{file}.json")]
    assert len(links) == 1
    assert (site / page / links[0]).resolve().is_file()


def test_linking_twice_changes_nothing(site: Path, definitions: Definitions) -> None:
    address = "reference/laws/index.html"
    sizes = {file: open_data.size(file, definitions, settings(PROJECT)) for file in data_files.FILES}
    page = Page(address, (site / address).read_text("utf-8"), Made(data_sizes=sizes))
    assert data_files.link_lists(page) == (page, [])
