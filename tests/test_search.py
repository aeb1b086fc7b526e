"""The promise: whatever readers call it, the search finds the right strategy first, quickly and without a fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from macros.finishing.search.index import TEXTS
from tests.search_eval import Row, ask, measured, ready_page, success
from tests.search_rank import DATA, LEARNED, LISTS, PARTS, queries, rank, ranking_page

#: One process of pytest-xdist ranks the queries for all tests of them.
pytestmark = pytest.mark.xdist_group("search")
#: success@1 and success@3 for pages, then for sections. The 60 were given; of our own, one in 30 may be hard.
#: A, C-look and D-look were tuned for, B, C-check and D-check were not.
LIMITS = {
    "queries": (0.90, 0.98, 0.80, 0.92),
    "own_queries": (0.85, 0.95, 0.75, 0.90),
    "gap_queries": (0.85, 1, 0.85, 1),
    "A": (0.96, 0.99, 0.91, 0.97),
    "B": (0.90, 0.97, 0.80, 0.91),
    "C-look": (0.96, 0.99, 0.91, 0.97),
    "C-check": (0.90, 0.97, 0.77, 0.90),
    "D-look": (0.95, 0.98, 0.86, 0.96),
    "D-check": (0.83, 0.95, 0.74, 0.85),
}


@pytest.fixture(scope="module")
def rows(browser: Browser, server: str) -> dict[str, list[Row]]:
    """How every query of every list does, ranked by the search's own modules without typing."""
    page, _ = ranking_page(browser, server)
    found = {name: rank(page, asked) for name, asked in queries().items()}
    page.close()
    return found


@pytest.fixture(scope="module")
def asked(browser: Browser, server: str) -> Iterator[tuple[Page, list[str]]]:
    """A page ready to search, and the errors that it reports."""
    page, errors = ready_page(browser, server), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield page, errors
    page.close()


def first(page: Page, query: str) -> str:
    """The first section or page that the list shows for a query; to type it would search anew for each letter."""
    groups, _ = ask(page, query, pasted=True)
    best = max((link for link in groups[0]), key=lambda link: link["score"])
    return best["place"]


@pytest.mark.parametrize("name", LIMITS)
def test_the_answer_comes_first(name: str, rows: dict[str, list[Row]]) -> None:
    found = rows[name]
    pages, sections = [row.page for row in found], [row.section for row in found]
    reached = (success(pages, 1), success(pages, 3), success(sections, 1), success(sections, 3))
    known = (row for row in found if name in (*LISTS, *LEARNED) and (row.page != 1 or row.section > 3))
    missed = "\n".join(map(str, known))
    assert all(got >= least for got, least in zip(reached, LIMITS[name], strict=True)), f"{reached}\n{missed}"


@pytest.mark.parametrize("name", ["queries", "own_queries"])
def test_a_reader_who_types_sees_what_was_ranked(
    name: str, rows: dict[str, list[Row]], asked: tuple[Page, list[str]]
) -> None:
    some = slice(None, None, 10)
    typed = list(measured(asked[0], queries()[name][some], {}))
    assert len(typed) >= 3
    for seen, ranked in zip(typed, rows[name][some], strict=True):
        assert (seen.page, seen.section, seen.top[:5]) == (ranked.page, ranked.section, ranked.top[:5]), seen


def test_no_query_with_an_answer_finds_nothing(rows: dict[str, list[Row]]) -> None:
    assert not [row.query for name in (*LISTS, *LEARNED) for row in rows[name] if not row.results]
    assert all(row.results for name in PARTS if name not in LEARNED for row in rows[name]), "nobody looks which"


def test_each_list_is_whole() -> None:
    sizes = {name: len(json.loads((DATA / f"{name}.json").read_text("utf-8"))) for name in LISTS}
    assert sizes == {"queries": 60, "own_queries": 30, "gap_queries": 8}


@pytest.mark.parametrize(
    "spellings",
    [
        ("E-MOU", "EMOU", "e mou", "emou"),
        ("P20 WIN", "P20WIN", "p20 win"),
        ("de-identify", "deidentify", "de identify"),
        ("anonymize", "anonymise", "anonymised", "anonymizing"),
        ("encryption", "encription", "encrytion"),
        ("agreement template", "how do I get an agreement template", "agreement templates"),
        ("agreement", "agréement", "AGREEMENT"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_word_find_the_same(spellings: tuple[str, ...], asked: tuple[Page, list[str]]) -> None:
    assert len({first(asked[0], spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("solicitor", "enabling-data-sharing/#legal-counsel"),
        ("opioid", "reference/laws/#substance-use-records"),
        ("offender", "reference/laws/#justice-records"),
        ("nicknames", "linking-datasets/#probabilistic-data-linking"),
    ],
)
def test_everyday_words_that_no_page_holds_lead_to_what_it_says(
    word: str, place: str, asked: tuple[Page, list[str]], site: Path
) -> None:
    texts = [path for path in (site / TEXTS).rglob("*.json") if path.parent.name != "about"]
    assert len(texts) > 20
    assert not [path for path in texts if word in path.read_text("utf-8").lower()], "a page holds the word now"
    assert first(asked[0], word) == place


ODD = [
    '"data sharing"',
    "+data -agreement",
    "~~~",
    "<script>alert(1)</script>",
    "x" * 300,
    "data " * 60,
    "résumé naïve",
]
ODD += [
    "§ 4-67p",
    "(MOU)",
    "*",
    "a",
    " ",
    "constructor",
    "__proto__",
    "title:data^10",
    "data~2",
    "\\",
    "日本語",
    "%20&h=x",
]


@pytest.mark.parametrize("query", ODD, ids=lambda query: query[:20])
def test_odd_input_does_no_harm(query: str, asked: tuple[Page, list[str]]) -> None:
    page, errors = asked
    groups, _ = ask(page, query)
    assert not errors
    assert len(groups) <= 10
    assert not page.locator(".md-search-result script").count()
    assert first(page, "BAA").endswith("#business-associate-agreement-baa"), "it broke"


def test_letters_find_the_name_whose_words_begin_with_them(asked: tuple[Page, list[str]]) -> None:
    assert first(asked[0], "hvdi").endswith("#update-connecticuts-high-value-data-inventory")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("§ 4-67p", "reference/laws/#cgs-4-67p"),
        ("(MOU)", "responding-to-data-requests/#memorandum-of-understanding-mou"),
    ],
)
def test_marks_around_a_word_do_not_hide_it(query: str, place: str, asked: tuple[Page, list[str]]) -> None:
    assert first(asked[0], query) == place
