"""The promise: plain words. Short sentences, abbreviations spelled out, links that say where they lead."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from macros.checks.reading_grade import reading_grade, syllables
from macros.loading.definitions import Definitions
from tests.browsing import WHOLE
from tests.reading import article, bare, blocks, unexpanded

Soup = Callable[[str], BeautifulSoup]

CHAPTERS = [
    "",
    "preparing-a-successful-data-request/",
    "enabling-data-sharing/",
    "responding-to-data-requests/",
    "safeguarding-data/",
    "transferring-data/",
    "steps-to-use-sftp/",
    "linking-datasets/",
    "p20-win/",
    "p20-win/request/",
    "p20-win/agencies/",
    "p20-win/agreements/",
    "p20-win/data/",
    "p20-win/joining/",
    "about/",
    "about/accessibility/",
    "about/privacy/",
]


def sentences(soup: BeautifulSoup) -> list[str]:
    """The sentences of a page's prose, without tables."""
    found = [s for block in blocks(bare(soup, "table")) for s in re.split(r"(?<=[.!?:])\s+(?=[A-Z“\"(\[])", block)]
    return [s for s in found if len(s.split()) > 2]


def masked(text: str, names: list[str]) -> str:
    """The text with proper names of agencies and laws as one short word, as the standard for reading grade says."""
    for name in names:
        text = text.replace(name, "Law")
    text = re.sub(r"C\.G\.S\. § ?[\w-]+|\d+ CFR [\d.]+|\d+ U\.S\.C\. [\w()]+", "Law", text)
    return re.sub(r"\b[A-Z][A-Z0-9-]+\b", "Law", text)


@pytest.fixture(scope="module")
def names(definitions: Definitions) -> list[str]:
    """Proper names, the longest first."""
    found = [r.name for file in ("agencies", "laws", "agreements", "terms") for r in definitions.tables[file].values()]
    found += [body.name for body in definitions.p20win.governance.values()]
    proper = [name for name in found if sum(word[:1].isupper() for word in name.split()) > 1]
    return sorted(proper, key=len, reverse=True)


@pytest.mark.parametrize("page", CHAPTERS)
def test_chapter_reads_easily(page: str, soup: Soup, names: list[str]) -> None:
    prose = [masked(sentence, names) for sentence in sentences(soup(page))]
    lengths = [len(sentence.split()) for sentence in prose]
    assert sum(lengths) / len(lengths) <= 16, f"mean sentence {sum(lengths) / len(lengths):.1f} words"
    long = [s for s, n in zip(prose, lengths, strict=True) if n > 25]
    assert len(long) <= 0.05 * len(prose), f"{len(long)} of {len(prose)} sentences over 25 words: {long}"
    text = " ".join(s if s.endswith((".", "!", "?")) else f"{s}." for s in prose)
    grade = reading_grade(text)
    assert grade <= 9, f"Flesch-Kincaid grade {grade:.1f}"


#: As the CMU Pronouncing Dictionary has them.
SYLLABLES = {
    1: "I strength make named linked files the school those help owe",
    2: "about agree purpose closely statement needed handle being create people data",
    3: "agency media privacy requested audio area manual idea",
    4: "education identify security usually material eligible",
    5: "university organization",
    6: "eligibility confidentiality",
}


def test_syllables_are_counted_as_a_dictionary_counts_them() -> None:
    wrong = {w: syllables(w) for count, words in SYLLABLES.items() for w in words.split() if syllables(w) != count}
    assert not wrong


def test_reading_grade_follows_the_published_formula() -> None:
    """Eight words of ten syllables in two sentences: 0.39 * 4 + 11.8 * 1.25 - 15.59."""
    assert reading_grade("You ask the agency. It then says yes.") == pytest.approx(0.72)
    assert reading_grade("") == 0


def test_no_sentence_is_over_50_words(pages: list[str], soup: Soup) -> None:
    long = {page: s for page in pages if page != WHOLE for s in sentences(soup(page)) if len(s.split()) > 50}
    assert not long


def test_no_abbreviation_stands_twice_in_a_row(pages: list[str], soup: Soup) -> None:
    twice = re.compile(r"\(([A-Z][\w. -]*)\) \(\1\)")
    found = {page: twice.search(" ".join(article(soup(page)).get_text().split())) for page in pages}
    assert {page: match[0] for page, match in found.items() if match} == {}


def test_abbreviations_are_spelled_out_at_first_use(pages: list[str], soup: Soup) -> None:
    missing = []
    for page in pages:
        if page != WHOLE:  # its chapters are tested one by one
            text = [block for block in blocks(bare(soup(page))) if not block.startswith("People also say")]
            missing += [f"{page or '/'}: {found}" for found in unexpanded(" ¶ ".join(text))]
    assert not missing, "\n" + "\n".join(missing)


def test_links_say_where_they_lead(pages: list[str], soup: Soup) -> None:
    empty = re.compile(r"^(click here|here|more|link|read more|this|learn more|this page)$", re.IGNORECASE)
    bad = []
    for page in pages:
        if page == WHOLE:
            continue  # on it a word may lead to the chapter and to the glossary, as in the chapters
        targets: dict[str, set[str]] = {}
        for link in article(soup(page)).find_all("a", href=True):
            words = " ".join(link.get_text(" ").split()) or str(link.get("aria-label", link.get("title", "")))
            if str(link["href"]).startswith("#fn"):
                continue
            if not words or empty.match(words):
                bad.append(f"{page}: {words!r} -> {link['href']}")
            targets.setdefault(words.lower(), set()).add(str(link["href"]))
        bad += [f"{page}: {words!r} leads to {sorted(where)}" for words, where in targets.items() if len(where) > 1]
    assert not bad, "\n" + "\n".join(bad)


def test_no_long_dash_and_no_date_in_figures(pages: list[str], soup: Soup) -> None:
    bad = []
    for page in pages:
        text = article(soup(page)).get_text(" ")
        bad += [f"{page}: {found}" for found in re.findall(r".{20}—.{20}|\b\d{1,2}/\d{1,2}/\d{2,4}\b", text)]
    assert not bad
