"""The promise: what is defined can be looked up. Glossary, resource library, agencies, contacts, sources, editions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from bs4 import BeautifulSoup, Tag

from macros.commands.build import build
from macros.content.reference import resources, sources
from macros.content.reference.glossary import HEDGES
from macros.loading.definitions import Definitions
from macros.models.base import Confidence
from macros.rendering.mentions import anchor_of
from tests.conftest import PROJECT
from tests.reading import words_of

Soup = Callable[[str], BeautifulSoup]
GLOSSARY = "reference/glossary/"
#: Files whose records join the glossary by themselves, and the macro that names them.
FILES = {"terms": "term", "agreements": "agreement", "agencies": "agency", "roles": "role"}
#: Parts of addresses that the edition of 2022 gave and that are known to have moved, been replaced or died.
RETIRED = [
    *("http://", "ajlunited.org", "d4bl.org/conference", "axway.com", "toolkit.data.gov.au", "data.nal.usda.gov"),
    *("52ei-h2pn", "P20WIN_Data_Dictionary.xlsx", "OPM/P20Win/Request-Data", "OPM/P20Win/Learning-Agenda"),
    *("Data-Governance-Manual/data-policies", "Data-Governance-Manual/key-processes", "CTData/Content/Agency-Guidance"),
    *("Data_Aggregation_Guidance", "Metadata-Guidelines", "baileymj", "hipaa/for-professionals/privacy/special-topics"),
]


def entry(page: BeautifulSoup, anchor: str) -> str:
    """The text below a heading, up to the next heading."""
    heading = page.find(id=anchor)
    assert isinstance(heading, Tag), f"no entry #{anchor}"
    parts = []
    for tag in heading.find_next_siblings():
        if tag.name in ("h1", "h2", "h3"):
            break
        parts.append(words_of(tag))
    return " ".join(parts)


def plain(text: str) -> str:
    """A definition text as a page may start it: up to the first record that it names."""
    return " ".join(text.split("{", maxsplit=1)[0].split())


def test_every_term_stands_in_the_glossary_with_its_meaning(definitions: Definitions, soup: Soup) -> None:
    page = soup(GLOSSARY)
    for key, record in definitions.tables["terms"].items():
        heading = page.find("h3", id=anchor_of(record))
        assert isinstance(heading, Tag), f'term "{key}" is not in the glossary'
        assert words_of(heading) == record.full
        assert plain(record.meaning)[:40] in entry(page, anchor_of(record)), key


@pytest.mark.parametrize("file", [file for file in FILES if file != "terms"])
def test_agreements_agencies_and_roles_join_the_glossary(file: str, definitions: Definitions, soup: Soup) -> None:
    anchors = {str(tag["id"]) for tag in soup(GLOSSARY).find_all("h3", id=True)}
    missing = [key for key, record in definitions.tables[file].items() if anchor_of(record) not in anchors]
    assert not missing


def test_laws_that_readers_know_by_a_short_name_join_the_glossary(soup: Soup) -> None:
    page = soup(GLOSSARY)
    for short in ("ferpa", "hipaa", "foia"):
        assert page.find("h3", id=short), short
    assert not [tag for tag in page.find_all("h3") if "(C.G.S. " in tag.get_text()], "a section number is no name"


def test_glossary_runs_from_a_to_z_and_each_letter_can_be_reached(soup: Soup) -> None:
    page = soup(GLOSSARY)
    names = [words_of(tag).lower() for tag in page.find("article").find_all("h3")]
    firsts = [name[0] for name in names]
    assert firsts == sorted(firsts)
    letters = [str(tag["id"]) for tag in page.find_all("h2", id=True) if str(tag["id"]).startswith("letter-")]
    assert [f"#{letter}" for letter in letters] == [str(a["href"]) for a in page.select("nav.letters a")]
    assert {f"letter-{first}" for first in firsts} == set(letters)


def test_every_abbreviation_leads_to_its_entry(definitions: Definitions, soup: Soup) -> None:
    page = soup(GLOSSARY)
    start = page.find(id="abbreviations")
    listed = {words_of(item): str(item.a["href"]) for item in start.find_next("ul").find_all("li")}
    for record in definitions.tables["terms"].values():
        if record.abbreviation:
            assert listed[f"{record.abbreviation} ({record.name})"] == f"#{anchor_of(record)}"


def test_words_whose_meaning_was_not_read_say_so(definitions: Definitions, soup: Soup) -> None:
    page = soup(GLOSSARY)
    for record in definitions.tables["terms"].values():
        hedged = any(hedge in entry(page, anchor_of(record)) for hedge in HEDGES.values())
        assert hedged != record.plain, record.name


def test_every_resource_stands_in_the_library_with_its_address(definitions: Definitions, soup: Soup) -> None:
    items = soup("reference/resources/").find("article").find_all("li")
    lines = [(str(item.a["href"]), words_of(item)) for item in items if item.a]
    for key, record in definitions.tables["resources"].items():
        link = definitions.tables["links"][record.link]
        assert not link.retired, f'resource "{key}" is retired'
        title = record.title or link.title
        text = next((line for href, line in lines if href == link.url and line.startswith(title)), None)
        assert text, f'resource "{key}" does not stand in the library under its title'
        assert record.why[:30] in text
        assert str(record.year or "") in text
        assert ("not opened" in text) != record.plain
        assert ("not confirmed" in text) == (link.address != "read")


def test_resource_topics_keep_the_headings_of_2022(soup: Soup) -> None:
    old = (PROJECT / "tests/data/published_addresses.txt").read_text("utf-8").split()
    anchors = [line.split("#")[1] for line in old if line.startswith("/linking-datasets/#")]
    page = soup("reference/resources/")
    assert anchors
    assert [anchor for anchor in anchors if not page.find("h2", id=anchor)] == []
    assert [tag["id"] for tag in page.find("article").find_all("h2", id=True)] == list(resources.TOPICS)


def test_unknown_topic_names_the_known_ones(project_copy: Path) -> None:
    path = project_copy / "macros/definitions/resources.yml"
    path.write_text(path.read_text("utf-8").replace("topic: metadata", "topic: metdata", 1), encoding="utf-8")
    messages = [str(problem) for problem in build(project_copy, None)]
    assert any('"metdata" cannot stand in "topic"; write one of' in message for message in messages), messages


def test_no_page_leads_to_a_retired_address(pages: list[str], definitions: Definitions, soup: Soup) -> None:
    retired = [*RETIRED, *(link.url for link in definitions.tables["links"].values() if link.retired)]
    outside = {str(a["href"]) for page in pages for a in soup(page).find_all("a", href=True)}
    assert len(outside) > 100
    assert [href for href in outside if any(part in href for part in retired)] == []


def test_every_agency_has_its_place_on_the_agencies_page(definitions: Definitions, soup: Soup) -> None:
    page = soup("reference/agencies/")
    for key, record in definitions.tables["agencies"].items():
        heading = page.find("h3", id=record.anchor)
        assert isinstance(heading, Tag), key
        assert words_of(heading) == record.full
        text = entry(page, record.anchor)
        if record.p20win:
            assert f"member, listed in the {record.p20win.listed}" in text
            assert str(record.p20win.dictionary_elements or "none") in text
        if record.website:
            assert heading.find_next("a", href=record.website)


def test_contacts_are_roles_with_a_way_to_reach_them(definitions: Definitions, soup: Soup) -> None:
    page = soup("reference/agencies/")
    hrefs = {str(a["href"]) for a in page.find("article").find_all("a", href=True)}
    for record in definitions.tables["contacts"].values():
        assert record.name in page.get_text()
        if record.email:
            assert f"mailto:{record.email}" in hrefs
        if record.link:
            assert definitions.tables["links"][record.link].url in hrefs


def test_every_source_stands_on_the_about_page(definitions: Definitions, soup: Soup) -> None:
    rows = soup("about/sources/").find(id="every-source").find_next("table").find_all("tr")[1:]
    records = list(definitions.tables["sources"].values())
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        cells = [words_of(cell) for cell in row.find_all("td")]
        assert cells[2:4] == [record.dated, record.read]
        assert bool(row.find("a", href=lambda href: href.startswith("https://"))) == bool(record.link)


def test_every_mark_is_explained() -> None:
    assert set(sources.MARKS) == set(get_args(Confidence))


def test_editions_stand_newest_first_with_their_changes(definitions: Definitions, soup: Soup) -> None:
    article = soup("about/changelog/").find("article")
    records = sorted(definitions.tables["editions"].values(), key=lambda record: record.date, reverse=True)
    shown = [tag for tag in article.find_all("h2") if words_of(tag).startswith("Version ")]
    assert [words_of(tag) for tag in shown] == [f"Version {record.version}, {record.dated}" for record in records]
    for tag, record in zip(shown, records, strict=True):
        own = [key for key, change in definitions.tables["changes"].items() if change.edition == record.version]
        assert {item["id"] for item in tag.find_next_sibling("ul").find_all("li")} == set(own)
