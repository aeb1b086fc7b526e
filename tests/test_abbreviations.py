"""The promise: an abbreviation typed into a definition is spelled out where a page first shows it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from macros.loading.definitions import Definitions
from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext


@pytest.fixture
def context(definitions: Definitions) -> PageContext:
    """A context on a page that has named nothing yet."""
    page = SimpleNamespace(file=SimpleNamespace(src_uri="p20-win/data.md"), meta={})
    return PageContext(SimpleNamespace(page=page), definitions)


def test_spelled_out_once_with_the_right_article(context: PageContext) -> None:
    first = spell_out(context, "Send an SSN only if asked.")
    assert first == "Send a [Social Security number](../reference/glossary.md#ssn) (SSN) only if asked."
    assert spell_out(context, "An SSN has nine characters.") == "An SSN has nine characters."


def test_articles_at_the_start_of_a_sentence_are_capital(context: PageContext) -> None:
    assert spell_out(context, "An SSN is a number.").startswith("A [Social Security number]")
    office = context.definitions.tables["agencies"]["OPM"].name
    assert spell_out(context, "OPM decides.") == f"The [{office}](../reference/agencies.md#opm) (OPM) decides."


def test_an_agency_takes_one_article(context: PageContext) -> None:
    name = context.definitions.tables["agencies"]["DOL"].name
    written = spell_out(context, "Sent by the DOL today.")
    assert written == f"Sent by the [{name}](../reference/agencies.md#dol) (DOL) today."


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Outside P20 WIN this is practice.", "Outside the [Preschool"),
        ("P20 WIN links data.", "The [Preschool"),
        ("They ask. P20 WIN links data.", "They ask. The [Preschool"),
        ("Ask the P20 WIN staff.", "Ask the [Preschool"),
        ("Names 15 P20 WIN agencies.", "Names 15 [Preschool"),
        ("P20 WIN", "[Preschool"),
    ],
)
def test_a_network_takes_an_article_where_a_person_would_say_it(context: PageContext, text: str, start: str) -> None:
    assert spell_out(context, text).startswith(start)


def test_a_common_noun_stays_small_inside_a_sentence(context: PageContext) -> None:
    assert "and [institutional review board]" in spell_out(context, "Ethics papers, and IRB papers.")


def test_code_links_and_longer_words_are_left_alone(context: PageContext) -> None:
    for text in ("`DOL.000.01_01_2000.matching`", "[DOL](page.md)", "P20_Q0000_CSCU_match", "DOLs"):
        assert spell_out(context, text) == text


def test_the_longest_abbreviation_wins(context: PageContext) -> None:
    written = spell_out(context, "Sign the E-MOU.")
    name = context.definitions.find("agreements", "E-MOU").name
    assert f"[{name}](" in written
    assert written.count("](") == 1
