"""The promise: each law stands in short under its kind of data, and whole on one page of its subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page

from macros.dates import in_words
from macros.loading.definitions import Definitions
from macros.models.legal import Law
from tests.breaking import said_by_the_build
from tests.conftest import PREFIX
from tests.reading import links, rows_under, text_under, under, without_names, words

Soup = Callable[[str], BeautifulSoup]

LAWS = "reference/laws/"
#: What the page of laws says of a law that was not plainly read.
WARNING = "Check the text before you rely on it."


def all_laws(definitions: Definitions) -> list[Law]:
    """The laws of the definitions."""
    return list(definitions.tables["laws"].values())


def full_entry(soup: Soup, law: Law) -> tuple[str, list[Tag]]:
    """The page to which a law's short entry leads, and what that page says under the law's heading."""
    said = under(soup(LAWS), law.anchor)
    leads = {urljoin(LAWS, address) for address in links(said) if "laws-" in address}
    page, _, anchor = next(address for address in leads if address.endswith(f"#{law.anchor}")).partition("#")
    return page, under(soup(page), anchor)


def tables(definitions: Definitions, soup: Soup) -> Iterator[tuple[str, list[Tag]]]:
    """Each kind of data with the rows of its table, and "any-data" with its own."""
    kinds = definitions.tables["data_kinds"]
    for key in kinds:
        yield key, rows_under(soup(kinds[key].page.replace(".md", "/")), key)
    yield "any-data", rows_under(soup("reference/laws-state-agencies/"), "any-data")


def law_of(row: Tag) -> str:
    """The anchor of the law that a row of a table speaks of."""
    return str(row.find("td").a["href"]).partition("#")[2]


def test_each_law_in_short_says_what_it_covers_what_to_do_first_and_where_the_rest_is(
    definitions: Definitions, soup: Soup
) -> None:
    for law in all_laws(definitions):
        text = text_under(soup(LAWS), law.anchor)
        for part in (law.cite, "First:", "All it says:", f"Date checked: {in_words(law.checked)}"):
            assert part in text, f"{law.name}: {part}"
        assert (f"({law.protects.at})" in text) is (law.protects.at is not None), law.name
        assert ("whether your agreement must hold" in text) is bool(law.terms), law.name
        assert (WARNING in text) is not law.plain, law.name
        assert ("Read in part" in text) is (law.plain and law.unread is not None), law.name


def test_each_law_stands_whole_on_one_page_with_citation_address_and_date(definitions: Definitions, soup: Soup) -> None:
    for law in all_laws(definitions):
        _, entry = full_entry(soup, law)
        text = " ".join(map(words, entry))
        assert law.cite in text, f"{law.name}: no citation"
        assert f"Date checked: {in_words(law.checked)}" in text, f"{law.name}: no date"
        official = law.url or definitions.tables["links"][law.link].url
        assert official in links(entry), f"{law.name}: no official address"
        assert official in links(under(soup(LAWS), law.anchor)), f"{law.name}: no official address in short"


def test_a_law_that_was_not_plainly_read_says_so_and_one_that_was_does_not(
    definitions: Definitions, soup: Soup
) -> None:
    for law in all_laws(definitions):
        entry = " ".join(map(words, full_entry(soup, law)[1]))
        assert (WARNING in entry) is not law.plain, f"{law.name} ({law.confidence}): {entry}"
        doubt = {"read": "", "derived": "from the number of the chapter"}
        assert doubt.get(law.url_confidence, "address comes from general knowledge") in entry, law.name
        told = "address comes from" in entry or "put the address together" in entry
        assert told is (law.url_confidence != "read"), law.name
        for part in without_names(law.unread or ""):
            assert part in entry, f"{law.name}: the page keeps silent that {part}"


def test_each_kind_of_data_lists_exactly_the_laws_on_it(definitions: Definitions, soup: Soup) -> None:
    for key, rows in tables(definitions, soup):
        if key == "any-data":
            continue
        expected = {law.anchor for law in all_laws(definitions) if key in law.data_kinds}
        assert expected, f"{key}: no law at all"
        assert {law_of(row) for row in rows} == expected, key
        section = under(soup(LAWS), key)
        entries = {str(tag["id"]) for tag in section if tag.name == "h3"}
        others = {address[1:] for address in links(section) if address.startswith("#")}
        assert entries | (others & {law.anchor for law in all_laws(definitions)}) >= expected, key
        assert entries <= expected, key


def test_a_table_warns_of_each_law_that_was_not_wholly_read(definitions: Definitions, soup: Soup) -> None:
    by_anchor = {law.anchor: law for law in all_laws(definitions)}
    seen = set()
    for _, rows in tables(definitions, soup):
        for row in rows:
            law = by_anchor[law_of(row)]
            seen.add(law.anchor)
            expected = "Check the text" if not law.plain else "Read in part" if law.unread else ""
            text = words(row.find("td"))
            shown = next((word for word in ("Check the text", "Read in part") if word in text), "")
            assert shown == expected, law.name
    assert seen == set(by_anchor), "laws in no table"


def test_nobody_may_get_data_in_a_table_without_the_condition(definitions: Definitions, soup: Soup) -> None:
    """ "Anyone" alone would be wrong where the law asks for consent: the condition and the paper stand beside it."""
    by_anchor = {law.anchor: law for law in all_laws(definitions)}
    seen = 0
    for _, rows in tables(definitions, soup):
        for row in rows:
            law, cell = by_anchor[law_of(row)], words(row.find_all("td")[1])
            for way in law.pathways:
                parts = [part for text in (way.condition, way.paper) for part in without_names(text or "")]
                needed = [re.sub(" an?$", "", part.strip(";: ")) for part in parts]  # "an MOU", "a memorandum"
                seen += len(needed)
                assert [part for part in needed if part not in cell] == [], law.name
            silent = not law.pathways and not law.pathway
            assert (cell == "We list no way here. Read the entry.") is silent, law.name  # the law may name one
    assert seen > 60


def test_each_thing_that_a_law_says_stands_with_its_paragraph(definitions: Definitions, soup: Soup) -> None:
    """A law that names paragraphs names one for all it says, and the page shows each beside its words."""
    seen = 0
    for law in all_laws(definitions):
        entry = " ".join(map(words, full_entry(soup, law)[1]))
        paragraphs = [at for _, at in law.cited() if at]
        seen += len(paragraphs)
        assert not paragraphs or len(paragraphs) == len(law.cited()), law.name
        assert [at for at in paragraphs if f"({at})" not in entry] == [], law.name
    assert seen > 150


def test_a_law_stands_on_the_page_of_its_subject(definitions: Definitions, soup: Soup) -> None:
    expected = {
        "FERPA": "reference/laws-education/",
        "HIPAA": "reference/laws-health/",
        "cgs-17b-90": "reference/laws-benefits-and-families/",
        "cgs-12-15": "reference/laws-work-and-tax/",
        "cgs-54-142g": "reference/laws-justice-and-vehicles/",
        "cgs-36a-701b": "reference/laws-personal-information/",
        "cgs-4-67aa": "reference/laws-state-agencies/",
        "FOIA": "reference/laws-state-agencies/",
    }
    found = {key: full_entry(soup, definitions.find("laws", key))[0] for key in expected}
    assert found == expected


def test_a_law_is_found_by_its_name(definitions: Definitions, soup: Soup) -> None:
    page = soup(LAWS)
    for level, anchor in (("Connecticut", "connecticut-laws"), ("federal", "federal-laws")):
        named = {address[1:] for address in links(under(page, anchor))}
        assert named == {law.anchor for law in all_laws(definitions) if law.level == level}, level


@pytest.mark.parametrize("old", ["reference/laws-connecticut/#cgs-4-67aa", "reference/laws-federal/#ferpa"])
def test_the_old_pages_of_laws_lead_to_the_law(page: Page, server: str, old: str) -> None:
    anchor = old.partition("#")[2]
    page.goto(server + old)
    page.wait_for_url(f"**{PREFIX}{LAWS}#{anchor}")
    assert page.locator(f"#{anchor}").is_visible()


def test_the_act_of_2025_is_hedged(definitions: Definitions, soup: Soup) -> None:
    law = definitions.tables["laws"]["cgs-10a-57g"]
    assert not law.plain
    entry = " ".join(map(words, full_entry(soup, law)[1]))
    assert "Summaries say that Public Act 25-119" in entry
    assert "was not read in full" in entry


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("reference/laws-helth.md", 'did you mean "reference/laws-health.md"?'),
        (
            "reference/glossary.md",
            '"reference/glossary.md" does not show what laws say; name a page that calls laws_in_full()',
        ),
    ],
)
def test_a_page_that_holds_no_laws_is_told_with_its_line(project_copy: Path, page: str, says: str) -> None:
    path = project_copy / "macros/definitions/data_kinds.yml"
    lines = path.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "reference/laws-health.md" in line)
    lines[number - 1] = f"  page: {page}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = [str(problem) for problem in said_by_the_build(project_copy, lambda problem: says in problem.message)]
    assert any(line.startswith(f"macros/definitions/data_kinds.yml:{number}:") and says in line for line in told), told
