"""The promise: an abbreviation typed into a definition is spelled out where a page first shows it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from macros.definitions import Definitions
from macros.desk import Desk
from macros.weave import weave


@pytest.fixture
def desk(definitions: Definitions) -> Desk:
    """A desk on a page that has named nothing yet."""
    return Desk(SimpleNamespace(page=SimpleNamespace(file=SimpleNamespace(src_uri="p20-win/data.md"))), definitions)


def test_spelled_out_once_with_the_right_article(desk: Desk) -> None:
    first = weave(desk, "Send an SSN only if asked.")
    assert first == "Send a [Social Security number](../reference/glossary.md#ssn) (SSN) only if asked."
    assert weave(desk, "An SSN has nine characters.") == "An SSN has nine characters."


def test_articles_at_the_start_of_a_sentence_are_capital(desk: Desk) -> None:
    assert weave(desk, "An SSN is a number.").startswith("A [Social Security number]")
    office = desk.definitions.tables["agencies"]["OPM"].name
    assert weave(desk, "OPM decides.") == f"The [{office}](../reference/agencies.md#opm) (OPM) decides."


def test_an_agency_takes_one_article(desk: Desk) -> None:
    name = desk.definitions.tables["agencies"]["DOL"].name
    assert weave(desk, "Sent by the DOL today.") == f"Sent by the [{name}](../reference/agencies.md#dol) (DOL) today."


def test_a_common_noun_stays_small_inside_a_sentence(desk: Desk) -> None:
    assert "and [institutional review board]" in weave(desk, "Ethics papers, and IRB papers.")


def test_code_links_and_longer_words_are_left_alone(desk: Desk) -> None:
    for text in ("`DOL.000.01_01_2000.matching`", "[DOL](page.md)", "P20_Q0000_CSCU_match", "DOLs"):
        assert weave(desk, text) == text


def test_the_longest_abbreviation_wins(desk: Desk) -> None:
    written = weave(desk, "Sign the E-MOU.")
    name = desk.definitions.find("agreements", "E-MOU").name
    assert f"[{name}](" in written
    assert written.count("](") == 1
