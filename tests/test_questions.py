"""The promise: the questions that measure the search are honest, and each right answer stands on the built site.

In `tests/data/`, `questions.json`, `questions_c.json` and `questions_d.json` have the form of the other lists, which
`tests.search_eval` reads:
  q       what a reader types, never invented for a page of this site
  want    the right answers, chosen by hand by one who did not touch the ranking or look at its results:
          the address of a page ("p20-win/request/") or of a section ("p20-win/request/#plan-your-time-and-money")
  kind    question, keyword, abbreviation or misspelling
  role    who asks: requester, data owner, counsel, security officer, researcher or editor
  source  a key of `tests/data/question_sources.json`, which gives the title and address of the page that asked it;
          "readers" are words of the roles, written for this list
  half    A or B, by the rule of `half_of`, or C or D, in files of their own: questions written later, each time by
          others, when the earlier ones had nothing left to teach. Tune the ranking on A and on two thirds of C and D
          (`part_of` in `tests/search_rank.py`), report on all, and never look at single failures of the rest
  pair    where there is one: asked from the other side too, under the same word ("how to make" and "how to answer")
Where a new page answers a question better, add it to `want`, before you see what the search says. Drop no question.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.conftest import PROJECT
from tests.search_rank import LISTS, QUESTIONS, part_of

DATA = PROJECT / "tests/data"
KINDS = {"question", "keyword", "abbreviation", "misspelling"}
ROLES = {"requester", "data owner", "counsel", "security officer", "researcher", "editor"}


def half_of(query: str) -> str:
    """The half that a query belongs to: A where the SHA-256 of its small letters is even, B where it is odd."""
    digest = hashlib.sha256(query.lower().encode("utf-8")).digest()
    return "B" if digest[-1] % 2 else "A"


def read(name: str) -> Any:
    """A list of queries, or what else a file of the data folder holds."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    """Every question with its answers."""
    return [question for name in QUESTIONS for question in read(name)]


def test_each_answer_stands_on_the_site(
    questions: list[dict[str, Any]], pages: list[str], soup: Callable[[str], BeautifulSoup]
) -> None:
    wanted = {place.partition("#")[0] for question in questions for place in question["want"]}
    anchors = {page: {str(tag["id"]) for tag in soup(page).select("[id]")} for page in wanted & set(pages)}
    lost = []
    for question in questions:
        assert question["want"], question["q"]
        for place in question["want"]:
            page, _, anchor = place.partition("#")
            if page not in anchors or (anchor and anchor not in anchors[page]):
                lost.append(f"{question['q']!r} wants {place}, which is no page or section of the site")
    assert not lost, "\n".join(lost)


def test_each_question_has_its_kind_role_source_and_half(questions: list[dict[str, Any]]) -> None:
    sources = read("question_sources")
    for question in questions:
        assert question.keys() - {"pair"} == {"q", "want", "kind", "role", "source", "half"}, question
        assert question["kind"] in KINDS, question
        assert question["role"] in ROLES, question
        assert question["source"] in sources, question
        assert question["half"] in ("C", "D", half := half_of(question["q"])), f"{question['q']!r} belongs to {half}"
        assert len(question["want"]) == len(set(question["want"])), question
    assert {question["half"] for question in read("questions_c")} == {"C"}
    assert {question["half"] for question in read("questions_d")} == {"D"}
    assert {question["half"] for question in read("questions")} == {"A", "B"}
    assert {question["source"] for question in questions} == sources.keys(), "a source that no question names"


def test_no_question_is_asked_twice(questions: list[dict[str, Any]]) -> None:
    asked = Counter(question["q"].lower() for question in questions)
    elsewhere = {query["q"].lower() for name in LISTS for query in read(name)}
    assert not [query for query, times in asked.items() if times > 1 or query in elsewhere]


def test_every_part_is_large_and_of_every_kind(questions: list[dict[str, Any]]) -> None:
    assert len(read("questions")) >= 240
    assert len(read("questions_c")) >= 360 <= len(read("questions_d"))
    sizes = Counter((question["half"], question["kind"]) for question in questions)
    assert all(sizes[half, kind] >= 15 for half in "ABCD" for kind in KINDS), sizes
    parts = Counter(map(part_of, questions))
    assert all(parts[part] >= 100 for part in ("C-look", "C-check", "D-look", "D-check")), parts
    public = sum(question["source"] != "readers" for question in read("questions"))
    assert public >= 140, "fewer than 140 come from public guides"


def test_every_pair_has_two_sides(questions: list[dict[str, Any]]) -> None:
    sides = Counter(question["pair"] for question in questions if "pair" in question)
    assert set(sides.values()) == {2}, sides
