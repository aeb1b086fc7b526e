"""The promise: no statement of law without citation, official address, date checked, and a word on how sure we are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from pydantic import ValidationError

from macros.dates import in_words
from macros.loading.definitions import Definitions
from macros.models.base import NAMED
from macros.models.legal import Law

Soup = Callable[[str], BeautifulSoup]

LAWS = "reference/laws/"
STATE_LAWS = "reference/laws-connecticut/"
FINDER = "tools/agreement-finder/"
TERMS = "tools/terms-by-law/"
RESPONDING = "responding-to-data-requests/"
SAFEGUARDING = "safeguarding-data/"
#: Where the reader decides something that the law touches.
DECIDING = [
    RESPONDING,
    SAFEGUARDING,
    LAWS,
    "reference/agreements/",
    "preparing-a-successful-data-request/",
    "enabling-data-sharing/",
    "transferring-data/",
    "p20-win/agreements/",
]
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


def words(tag: Tag) -> str:
    """The text of a tag as a reader sees it."""
    return " ".join(tag.get_text(" ").replace("¶", "").split()).replace(" ,", ",").replace(" .", ".")


def article(page: BeautifulSoup) -> Tag:
    """The page's own text."""
    found = page.find("article")
    assert isinstance(found, Tag)
    return found


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


def address(definitions: Definitions, law: Law) -> str:
    """The address that a law's entry must link to."""
    return law.url or definitions.tables["links"][law.link].url


def links(tags: Iterable[Tag]) -> set[str]:
    """Every address that the tags link to."""
    return {str(a["href"]) for tag in tags for a in tag.find_all("a", href=True)}


def without_names(text: str) -> list[str]:
    """The stretches of a definition text that no macro rewrites."""
    plain = re.sub(r"\b[A-Z][A-Za-z.]*[A-Z.][A-Za-z0-9.]*\b|C\.G\.S\.", "|", NAMED.sub("|", text))
    return [part.strip(" .,'\"()|") for part in re.split(r"[|\"]", plain) if len(part.split()) > 3]


def all_laws(definitions: Definitions) -> list[Law]:
    """The laws of the definitions."""
    return list(definitions.tables["laws"].values())


def test_every_law_stands_on_the_laws_page_with_citation_address_and_date(definitions: Definitions, soup: Soup) -> None:
    for law in all_laws(definitions):
        for page in (LAWS, f"reference/laws-{law.level.lower()}/"):
            entry = under(soup(page), law.anchor)
            text = " ".join(map(words, entry))
            assert law.cite in text, f"{law.name}: no citation"
            assert f"Date checked: {in_words(law.checked)}" in text, f"{law.name}: no date"
            assert address(definitions, law) in links(entry), f"{law.name}: no official address"


def test_a_law_that_was_not_plainly_read_says_so_and_one_that_was_does_not(
    definitions: Definitions, soup: Soup
) -> None:
    warning = "Check the text before you rely on it."
    for law in all_laws(definitions):
        entry = text_under(soup(LAWS), law.anchor)
        assert (warning in entry) is not law.plain, f"{law.name} ({law.confidence}): {entry}"
        doubt = {"read": "", "derived": "from the number of the chapter"}
        assert doubt.get(law.url_confidence, "address comes from general knowledge") in entry, law.name
        told = "address comes from" in entry or "put the address together" in entry
        assert told is (law.url_confidence != "read"), law.name
        for part in without_names(law.unread or ""):
            assert part in entry, f"{law.name}: the page keeps silent that {part}"


def test_a_law_counts_as_read_only_where_some_text_was_read(definitions: Definitions) -> None:
    sources = definitions.tables["sources"]
    for law in all_laws(definitions):
        own = [key for key in law.source if key != "general-knowledge"]
        assert (law.confidence == "remembered") is (not own), f"{law.name}: {law.confidence} by {law.source}"
        if law.plain:
            assert any(sources[key].read != "in a summary only" for key in own), f"{law.name}: only summaries were read"


def test_each_kind_of_data_lists_exactly_the_laws_on_it(definitions: Definitions, soup: Soup) -> None:
    for key, kind in definitions.tables["data_kinds"].items():
        rows = rows_under(soup(LAWS), key)
        expected = {law.anchor for law in all_laws(definitions) if key in law.data_kinds}
        listed = {str(row.find("td").a["href"]).partition("#")[2] for row in rows}
        assert listed == expected, kind.name
        assert expected, f"{kind.name}: no law at all"


def test_a_table_warns_of_each_law_that_was_not_wholly_read(definitions: Definitions, soup: Soup) -> None:
    by_anchor = {law.anchor: law for law in all_laws(definitions)}
    seen = set()
    for key in [*definitions.tables["data_kinds"], "any-data"]:
        for row in rows_under(soup(LAWS), key):
            cell = row.find("td")
            law = by_anchor[str(cell.a["href"]).partition("#")[2]]
            seen.add(law.anchor)
            expected = "Check the text" if not law.plain else "Read in part" if law.unread else ""
            shown = next((word for word in ("Check the text", "Read in part") if word in words(cell)), "")
            assert shown == expected, law.name
    assert seen == set(by_anchor), "laws in no table"


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


def test_citations_are_recognized() -> None:
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


@pytest.mark.parametrize("page", DECIDING)
def test_pages_where_the_reader_decides_say_that_this_is_no_legal_advice(soup: Soup, page: str) -> None:
    warnings = [words(aside) for aside in article(soup(page)).select(".admonition.legal")]
    assert any("not legal advice" in text and "counsel" in text for text in warnings), warnings


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


def test_the_act_of_2025_is_hedged(definitions: Definitions, soup: Soup) -> None:
    law = definitions.tables["laws"]["cgs-10a-57g"]
    assert not law.plain
    entry = text_under(soup(STATE_LAWS), law.anchor)
    assert "Summaries say that Public Act 25-119" in entry
    assert "was not read in full" in entry


def test_the_ten_required_terms_stand_wherever_a_reader_writes_an_agreement(
    definitions: Definitions, soup: Soup
) -> None:
    law = definitions.tables["laws"]["cgs-4-67aa"]
    assert [term.at for term in law.terms.values()] == [f"4-67aa(a)({number})" for number in range(1, 11)]
    places = [(RESPONDING, "required-terms"), (STATE_LAWS, law.anchor), (FINDER, "paper-terms-4-67aa")]
    for page, anchor in [*places, ("reference/agreements/", "laws-that-speak-of-agreements"), (TERMS, law.anchor)]:
        text = text_under(soup(page), anchor)
        for term in law.terms.values():
            assert f"{term.text} ({term.at})" in text, f"{page}#{anchor}: {term.at}"
    entry = text_under(soup(STATE_LAWS), law.anchor)
    for needed in ("itself a public record", "(4-67aa(c))", "stay exempt in the hands of the recipient. (4-67aa(b))"):
        assert needed in entry, needed
    assert "wage-records" not in law.data_kinds, "Public Act 23-4 took wage data out of the section"


def test_the_law_on_disposal_is_the_one_that_binds_state_agencies(soup: Soup) -> None:
    text = text_under(soup(SAFEGUARDING), "retention-and-disposal")
    assert "State Librarian's approval" in text.replace("’", "'")
    assert "leaves out state agencies" in text
    assert "Agencies and political subdivisions of the state" in text_under(soup(STATE_LAWS), "cgs-42-471")


def test_times_for_public_records_and_disclosures_stand_where_the_reader_acts(soup: Soup) -> None:
    records = text_under(soup(RESPONDING), "freedom-of-information-requests")
    for needed in ("within four business days", "counts as a denial", "30 days to appeal", "25 cents a page"):
        assert needed in records, needed
    log = text_under(soup(SAFEGUARDING), "record-of-disclosures")
    assert "(4-193(c))" in log and "five years or more" in log


def test_each_thing_that_a_law_says_stands_with_its_paragraph(definitions: Definitions, soup: Soup) -> None:
    """A law that names paragraphs names one for all it says, and the page shows each beside its words."""
    seen = 0
    for law in all_laws(definitions):
        entry = text_under(soup(f"reference/laws-{law.level.lower()}/"), law.anchor)
        paragraphs = [at for _, at in law.cited() if at]
        seen += len(paragraphs)
        assert not paragraphs or len(paragraphs) == len(law.cited()), law.name
        assert [at for at in paragraphs if f"({at})" not in entry] == [], law.name
    assert seen > 150


def test_a_request_for_data_of_another_agency_is_referred(soup: Soup) -> None:
    text = text_under(soup(RESPONDING), "data-that-came-from-another-agency")
    for needed in (
        "agency of origin",
        "in writing",
        "name, address and telephone number",
        "date of the referral",
        "4-67dd",
    ):
        assert needed in text, needed


def test_every_agreement_has_its_section(definitions: Definitions, soup: Soup) -> None:
    for record in definitions.tables["agreements"].values():
        text = text_under(soup(RESPONDING), record.anchor)
        for label in ("Use it when", "Who signs", "What it holds"):
            assert label in text, f"{record.name}: {label}"
        for part in (record.use_when, record.who_signs, *record.holds):
            for stretch in without_names(part[1:]):
                assert stretch in text, f"{record.name}: {stretch}"


def test_what_is_not_settled_about_agreements_is_said(definitions: Definitions, soup: Soup) -> None:
    for record in definitions.tables["agreements"].values():
        text = text_under(soup(RESPONDING), record.anchor)
        assert ("partly practice" in text) is (record.who_signs_confidence == "remembered"), record.name
        assert ("comes from general knowledge" in text) is (record.holds_confidence == "remembered"), record.name
        assert ("Sources disagree" in text) is (record.confidence == "conflicting"), record.name
        assert record.confidence != "conflicting" or record.caution, f"{record.name}: conflicting, and no caution"


def test_every_agreement_stands_in_the_overview_and_among_the_situations(definitions: Definitions, soup: Soup) -> None:
    anchors = {record.anchor for record in definitions.tables["agreements"].values()}
    for page, heading in (
        ("reference/agreements/", "types-of-agreements"),
        (RESPONDING, "which-agreement-do-you-need"),
    ):
        linked = {href.partition("#")[2] for row in rows_under(soup(page), heading) for href in links([row])}
        assert anchors <= linked, f"{page}: {anchors - linked}"


def test_the_anchors_of_2022_stand_on_these_pages(soup: Soup) -> None:
    published = (Path(__file__).parent / "data/published_addresses.txt").read_text("utf-8").split()
    for page in (RESPONDING, SAFEGUARDING):
        anchors = [line.partition("#")[2] for line in published if line.startswith(f"/{page}#")]
        assert anchors
        assert [anchor for anchor in anchors if not soup(page).find(id=anchor)] == []


def test_the_steps_after_a_breach_come_in_order_with_their_limits(definitions: Definitions, soup: Soup) -> None:
    steps = definitions.tables["breach_steps"]
    page = soup(SAFEGUARDING)
    headings = [str(h["id"]) for tag in under(page, "suspected-breach") for h in [tag] if tag.name == "h3"]
    assert headings == [f"breach-{key}" for key in steps]
    for key, step in steps.items():
        text = text_under(page, f"breach-{key}")
        for label in ("Tell", "Do", "By when", "Why"):
            assert label in text, f"{key}: {label}"
        assert (step.basis == "advice") is ("Advice of this playbook" in text)
        assert step.basis != "law" or (step.laws and step.limits), f"{key}: a duty of law without law or limits"
    residents = text_under(page, "breach-residents")
    assert "within 60 days of discovery" in residents
    assert "takes in state agencies" in residents and "36a-2(49)" in residents
    assert "two years or more" in residents and "credit monitoring" not in residents
    assert "As soon as practical" in text_under(page, "breach-contractor")
    assert "any breach of the agreement" in text_under(page, "breach-agreement")
    assert "We did not read a time limit" in text_under(page, "breach-p20win")


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
        for text, named in statements(soup(page), set(by_anchor)) if page != "print/" else ():
            seen += 1
            unread = {anchor for anchor in named if not by_anchor[anchor].plain}
            bare += [f"{page}: {text}"] if unread and not HEDGE.search(text) else []
            doubted += [f"{page}: {text}"] if not unread and DOUBT.search(text) else []
    assert seen > 50
    assert not bare, "\n".join(bare)
    assert not doubted, "\n".join(doubted)
