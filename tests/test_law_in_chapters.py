"""The promise: what a law asks of agencies stands where they act on it: agreements, disposal, referral, breach."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.loading.definitions import Definitions
from tests.reading import article, links, rows_under, text_under, under, without_names, words

Soup = Callable[[str], BeautifulSoup]

STATE_LAWS = "reference/laws-state-agencies/"
FINDER = "tools/agreement-finder/"
TERMS = "tools/terms-by-law/"
RESPONDING = "responding-to-data-requests/"
SAFEGUARDING = "safeguarding-data/"
#: Where the reader decides something that the law touches.
DECIDING = [
    RESPONDING,
    SAFEGUARDING,
    "reference/laws/",
    "reference/laws-health/",
    "reference/agreements/",
    "preparing-a-successful-data-request/",
    "enabling-data-sharing/",
    "transferring-data/",
    "p20-win/agreements/",
]


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
    assert "As a rule, public records may be disposed of only with" in text
    assert "Some laws say otherwise" in text, "see 31-254(a)(1)"
    assert "leaves out state agencies" in text
    assert "Agencies and political subdivisions of the state" in text_under(
        soup("reference/laws-personal-information/"), "cgs-42-471"
    )


def test_the_inventory_has_the_date_and_the_eight_tests_of_the_law(soup: Soup) -> None:
    """4-67p(g) asks for it at least once a year, and 4-67o(3) lets the head of the department judge all eight."""
    anchor = "update-connecticuts-high-value-data-inventory"
    text = text_under(soup("enabling-data-sharing/"), anchor)
    assert "due at least once a year" in text and "The months are our advice" in text
    lists = [tag for tag in under(soup("enabling-data-sharing/"), anchor) if tag.name == "ul"]
    assert [len(tag.find_all("li")) for tag in lists] == [8]
    assert "when the head of the department finds one of these true" in text


def test_an_exemption_and_a_way_to_data_come_with_their_limits(soup: Soup) -> None:
    drafts = text_under(soup(STATE_LAWS), "cgs-1-210")
    assert "Other exemptions still apply. (1-210(e)(1))" in drafts and "that are not public already" in drafts
    vehicles = text_under(soup("reference/laws-justice-and-vehicles/"), "cgs-14-10")
    assert "not published, disclosed or used to contact anyone" in vehicles and "express consent" in vehicles
    fraud = text_under(soup("reference/laws-benefits-and-families/"), "cgs-17a-28")
    assert "looking into fraud, without what identifies people" in fraud
    notice = text_under(soup("reference/laws-health/"), "cgs-52-146c")
    assert "after notice in writing to the person" in notice


def test_times_for_public_records_and_disclosures_stand_where_the_reader_acts(soup: Soup) -> None:
    records = text_under(soup(RESPONDING), "freedom-of-information-requests")
    for needed in ("within four business days", "not met the request by then", "30 days to appeal", "25 cents a page"):
        assert needed in records, needed
    assert "gets the copy promptly" in records and "silen" not in records
    assert "Some laws oblige" in text_under(soup(RESPONDING), "say-no-with-reasons")
    log = text_under(soup(SAFEGUARDING), "record-of-disclosures")
    assert "(4-193(c))" in log and "five years or more" in log


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
    assert "within 60 days of discovery, or sooner where a federal law says so" in residents
    assert "takes in state agencies" in residents and "36a-2(49)" in residents
    assert "two years or more" in residents and "credit monitoring" not in residents
    assert "As soon as practical" in text_under(page, "breach-contractor")
    assert "any breach of the agreement" in text_under(page, "breach-agreement")
    assert "We did not read a time limit" in text_under(page, "breach-p20win")


@pytest.mark.parametrize("page", DECIDING)
def test_pages_where_the_reader_decides_say_that_this_is_no_legal_advice(soup: Soup, page: str) -> None:
    warnings = [words(aside) for aside in article(soup(page)).select(".admonition.legal")]
    assert any("not legal advice" in text and "counsel" in text for text in warnings), warnings
