"""The promise: no statement of law without citation, official address, date checked, and a word on how sure we are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from pydantic import ValidationError

from macros.dates import in_words
from macros.loading.definitions import Definitions
from macros.models.legal import Law
from tests.browsing import WHOLE
from tests.reading import article, links, words

Soup = Callable[[str], BeautifulSoup]

#: Measures of 2026 whose fate the sources do not settle: no page may name them.
UNSETTLED = re.compile(r"(?:SB|Senate Bill) (?:384|86)\b|Public Act 26-|PA 26-|AI act\b|omnibus AI", re.IGNORECASE)

SECTION = r"\d+[a-z]{0,2}-\d+[a-z]{0,3}"
BOOK = r"(?:C\.G\.S\.|Connecticut General Statutes(?: \(C\.G\.S\.\))?,?)"
STATE = re.compile(rf"{BOOK}\s*(?:sections?\s+)?({SECTION}(?:(?:,| and| to|, and) {SECTION})*)")
FEDERAL = re.compile(
    r"(\d+) (U\.S\.C\.|CFR|FR) (?:Parts? )?(\d+[a-z]*(?:-\d+[a-z]*)?)(?:\.\d+)?(?: and (\d+)\b(?! CFR))?"
)
ACTS = re.compile(r"(?:Public Acts?|PA) (\d\d-\d+(?:(?:,| and|, and) \d\d-\d+)*)")


def citations(text: str) -> set[str]:
    """Every citation of a statute, regulation or public act in a text, regulations down to their part."""
    found = {f"C.G.S. {part}" for run in STATE.findall(text) for part in re.findall(SECTION, run)}
    for title, book, first, second in FEDERAL.findall(text):
        number = first.split("-")[0] if book == "CFR" else first
        found |= {f"{title} {book} {part}" for part in (number, second) if part}
    return found | {f"PA {act}" for run in ACTS.findall(text) for act in re.findall(r"\d\d-\d+", run)}


def address(definitions: Definitions, law: Law) -> str:
    """The address that a law's entry must link to."""
    return law.url or definitions.tables["links"][law.link].url


def all_laws(definitions: Definitions) -> list[Law]:
    """The laws of the definitions."""
    return list(definitions.tables["laws"].values())


def test_a_law_counts_as_read_only_where_some_text_was_read(definitions: Definitions) -> None:
    sources = definitions.tables["sources"]
    for law in all_laws(definitions):
        own = [key for key in law.source if key != "general-knowledge"]
        assert (law.confidence == "remembered") is (not own), f"{law.name}: {law.confidence} by {law.source}"
        if law.plain:
            assert any(sources[key].read != "in a summary only" for key in own), f"{law.name}: only summaries were read"


def test_every_citation_on_the_site_belongs_to_a_law_record(
    definitions: Definitions, soup: Soup, pages: list[str]
) -> None:
    known = set()
    for law in all_laws(definitions):
        text = [law.cite, law.pathway, law.history, law.unread, *(point for point, _ in law.cited())]
        known |= citations(" ".join(filter(None, text)))
    strangers = {
        f"{page or '/'}: {citation}" for page in pages for citation in citations(words(article(soup(page)))) - known
    }
    assert not strangers, f"no law record: {sorted(strangers)}"


def test_every_form_of_a_citation_is_recognized() -> None:
    state = "C.G.S. 4-67dd"
    federal = "34 CFR 99.31(a)(1), 45 CFR Parts 160 and 164, 20 U.S.C. 1232g, 42 CFR 431.300-431.307, 89 FR 12472"
    assert citations(f"{state}, {federal}") == {
        "C.G.S. 4-67dd",
        "34 CFR 99",
        "45 CFR 160",
        "45 CFR 164",
        "20 U.S.C. 1232g",
        "42 CFR 431",
        "89 FR 12472",
    }
    assert citations(
        "Connecticut General Statutes, sections 4e-70, 4-190 and 4-196, by Public Acts 15-142 and 17-207"
    ) == {
        "C.G.S. 4e-70",
        "C.G.S. 4-190",
        "C.G.S. 4-196",
        "PA 15-142",
        "PA 17-207",
    }
    assert not citations("P20 WIN, 2022-2023, Part 2 of the form, section 3")


def test_no_page_speaks_of_measures_whose_fate_is_unsettled(soup: Soup, pages: list[str]) -> None:
    assert UNSETTLED.search("the AI Act of 2026") and UNSETTLED.search("Senate Bill 384")
    for page in pages:
        found = UNSETTLED.search(words(article(soup(page))))
        assert not found, f"{page}: {found and found.group()}"


def test_each_aside_on_what_a_law_says_cites_it(definitions: Definitions, soup: Soup, pages: list[str]) -> None:
    addresses = {address(definitions, law): law for law in all_laws(definitions)}
    seen = 0
    for page in pages:
        for aside in article(soup(page)).select(".admonition.law"):
            title = aside.find(class_="admonition-title")
            if not isinstance(title, Tag) or not words(title).startswith("What the law says:"):
                continue
            seen += 1
            law = next((addresses[href] for href in links([aside]) if href in addresses), None)
            assert law is not None, f"{page}: {words(title)}: no official address"
            text = words(aside)
            assert f"Date checked: {in_words(law.checked)}" in text
            assert law.short in text
            assert "not legal advice" in text
            assert (law.plain or "Check the text" in text) is True
    assert seen >= 5, "the chapters lost their asides on the law"


def law_with(**fields: object) -> Law:
    """A law record with these fields."""
    base = {
        "name": "A law",
        "level": "federal",
        "cite": "1 U.S.C. 1",
        "protects": "Data.",
        "anchor": "a-law",
        "source": ["x"],
        "checked": date(2026, 11, 22),
    }
    return Law.model_validate(base | fields)


def test_a_law_has_one_official_address() -> None:
    assert law_with(url="https://example.gov/law").url
    assert law_with(link="index").link
    with pytest.raises(ValidationError, match="needs an address"):
        law_with()
    with pytest.raises(ValidationError, match="not both"):
        law_with(url="https://example.gov/law", link="index")


@pytest.mark.parametrize("field", ["cite", "protects", "checked", "source"])
def test_a_law_without_its_evidence_is_refused(field: str) -> None:
    whole = law_with(url="https://example.gov/law").model_dump()
    whole.pop(field)
    with pytest.raises(ValidationError, match=field):
        Law.model_validate(whole)


def test_a_second_reading_is_claimed_only_of_what_stands_in_the_record() -> None:
    read = {"url": "https://example.gov/law", "protects": "It guards data. [1-1(a)]", "second_read": date(2026, 11, 25)}
    assert law_with(**read).second_read
    with pytest.raises(ValidationError, match="no paragraph that was read"):
        law_with(**read | {"protects": "It guards data."})
    with pytest.raises(ValidationError, match="no paragraph that was read"):
        law_with(**read | {"confidence": "read-secondary"})
    with pytest.raises(ValidationError, match="let a second person read it again"):
        law_with(**read | {"checked": date(2026, 11, 26)})


#: Words over a statement of law that was not read in the law itself.
HEDGE = re.compile(r"as (?:we|far as we) (?:understand|know)|summaries say|not read|check the text|from memory", re.I)
#: Words of doubt that may not stand over a law that was read.
DOUBT = re.compile(r"as (?:we|far as we) (?:understand|know)", re.I)


def statements(page: BeautifulSoup, anchors: set[str]) -> Iterable[tuple[str, set[str]]]:
    """Each sentence-like block that links to laws: its text, and the anchors of those laws."""
    for block in article(page).select("p, li, dd, td"):
        if block.select("p, li, dd, td"):
            continue
        named = {str(a["href"]).partition("#")[2] for a in block.select("a[href*='laws']")} & anchors
        rest = words(block)
        for link in block.select("a"):
            rest = rest.replace(words(link), "")
        if named and len(re.findall(r"[a-z]{2,}", rest)) > 4:  # else it only names laws
            yield words(block), named


def test_a_law_that_was_not_read_is_hedged_wherever_it_is_stated_and_one_that_was_is_not(
    definitions: Definitions, soup: Soup, pages: list[str]
) -> None:
    by_anchor = {law.anchor: law for law in all_laws(definitions)}
    bare, doubted, seen = [], [], 0
    for page in pages:
        for text, named in statements(soup(page), set(by_anchor)) if page != WHOLE else ():
            seen += 1
            unread = {anchor for anchor in named if not by_anchor[anchor].plain}
            bare += [f"{page}: {text}"] if unread and not HEDGE.search(text) else []
            doubted += [f"{page}: {text}"] if not unread and DOUBT.search(text) else []
    assert seen > 50
    assert not bare, "\n".join(bare)
    assert not doubted, "\n".join(doubted)
