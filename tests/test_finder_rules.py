"""The promise: the agreement finder names the papers that a data sharing lawyer expects, for every way to answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.commands.build import build
from macros.loading.definitions import Definitions
from macros.loading.finder_rules import Answers
from tests.finder_oracle import every_combination, result


def answers(text: str) -> Answers:
    """Answers from one line: "public=no who=agency kinds=health,tax"."""
    return {key: tuple(given.split(",")) for key, given in (part.split("=") for part in text.split())}


#: What somebody tells a data sharing lawyer, what they would answer, and the papers the lawyer expects.
DIRECT = "public=no route=direct"
SITUATIONS = [
    ("A town asks for a table that is on the open data portal", "public=yes", "publish"),
    (
        "A reporter asks an agency for its client list",
        f"{DIRECT} who=public",
        "records-request",
    ),
    (
        "An agency wants linked enrollment and wages through the network, for a program review",
        "public=no route=p20win kinds=student,wages research=no",
        "emou dsa nda",
    ),
    (
        "A university wants linked school and college records through the network, for a study",
        "public=no route=p20win kinds=student research=yes",
        "emou dsa nda irb",
    ),
    (
        "Two members want linked benefits and housing records through the network",
        "public=no route=p20win kinds=services research=no",
        "emou dsa nda",
    ),
    (
        "A sister agency wants unpublished totals of course leavers, once",
        f"{DIRECT} who=agency detail=totals kinds=student times=once research=no",
        "dua",
    ),
    (
        "A sister agency wants records without names about trainees, once",
        f"{DIRECT} who=agency detail=records kinds=none times=once research=no",
        "dua nda",
    ),
    (
        "A sister agency needs names of benefit clients every month",
        f"{DIRECT} who=agency detail=named kinds=services times=often research=no",
        "mou dsa nda",
    ),
    (
        "The tax department gets wage records for one audit",
        f"{DIRECT} who=agency detail=named kinds=wages times=once research=no",
        "dua nda terms-31-254",
    ),
    (
        "The chancellor of the state colleges gets wage records each year, to evaluate programs",
        f"{DIRECT} who=agency detail=named kinds=wages times=often research=no",
        "mou dsa nda terms-31-254",
    ),
    (
        "An agency gets tax information each year under a standing arrangement",
        f"{DIRECT} who=agency detail=named kinds=tax times=often research=no",
        "mou dsa nda",
    ),
    (
        "A vendor hosts the client database of an agency",
        f"{DIRECT} who=contractor detail=named kinds=none research=no",
        "sow nda",
    ),
    (
        "A vendor handles claims for a state health plan",
        f"{DIRECT} who=contractor detail=named kinds=health behalf=yes research=no",
        "sow baa nda",
    ),
    (
        "A vendor evaluates a health program and keeps nothing for a covered body",
        f"{DIRECT} who=contractor detail=records kinds=health behalf=no research=no",
        "sow nda",
    ),
    (
        "A vendor makes charts from unpublished totals of tax returns",
        f"{DIRECT} who=contractor detail=totals kinds=tax research=no",
        "sow",
    ),
    (
        "A sister agency processes health claims for a covered agency, for years",
        f"{DIRECT} who=agency detail=named kinds=health times=often behalf=yes research=no",
        "mou dsa baa nda",
    ),
    (
        "A university wants a limited set of hospital records once, for a study",
        f"{DIRECT} who=researcher detail=records kinds=health times=once behalf=no research=yes",
        "dua nda irb",
    ),
    (
        "A university gets a limited set of hospital records every quarter, for a registry study",
        f"{DIRECT} who=researcher detail=records kinds=health times=often behalf=no research=yes",
        "dsa dua nda irb",
    ),
    (
        "A college professor wants school records with names, once, for a study",
        f"{DIRECT} who=researcher detail=named kinds=student times=once research=yes",
        "dua nda irb",
    ),
    (
        "A school district wants records of benefit clients each year",
        f"{DIRECT} who=town detail=records kinds=services times=often research=no",
        "mou dsa nda",
    ),
    (
        "A federal agency compares names of benefit clients once",
        f"{DIRECT} who=federal detail=named kinds=services times=once research=no",
        "dua nda matching",
    ),
    (
        "A nonprofit runs a job program and needs wages by name",
        f"{DIRECT} who=nonprofit detail=named kinds=wages research=no",
        "sow nda terms-31-254",
    ),
    (
        "A tribal nation wants totals of driver records once",
        f"{DIRECT} who=tribe detail=totals kinds=vehicles times=once research=no",
        "dua",
    ),
    (
        "A think tank wants unpublished totals of court cases every year",
        f"{DIRECT} who=researcher detail=totals kinds=justice times=often research=no",
        "dsa",
    ),
    (
        "A researcher asks for totals of wages, once, and calls it a study",
        f"{DIRECT} who=researcher detail=totals kinds=wages times=once research=yes",
        "dua terms-31-254",
    ),
    (
        "An institute outside state government wants tax facts linked through the network, for an evaluation",
        "public=no route=p20win kinds=tax research=no",
        "emou dsa nda terms-4-67aa",
    ),
]


@pytest.fixture(scope="module")
def ways(definitions: Definitions) -> list[Answers]:
    """Every way to answer: on November 25, 2026, these were 16,386."""
    return list(every_combination(definitions.finder))


@pytest.mark.parametrize(("situation", "given", "papers"), SITUATIONS, ids=[row[0] for row in SITUATIONS])
def test_situation_leads_to_the_papers(
    situation: str, given: str, papers: str, definitions: Definitions, ways: list[Answers]
) -> None:
    asked = answers(given)
    assert asked in ways, f"these answers cannot be given: {situation}"
    assert set(result(definitions.finder, asked)) == set(papers.split())


def test_every_way_to_answer_ends_in_a_paper_with_a_reason(definitions: Definitions, ways: list[Answers]) -> None:
    finder = definitions.finder
    for given in ways:
        found = result(finder, given)
        assert found, given
        for paper, reasons in found.items():
            assert all(text.startswith("Because you said that ") for text in reasons), (paper, given)
            assert not set(finder.papers[paper].never_with) & set(found), (paper, given)


def test_file_of_the_page_says_what_the_rules_say(site: Path, definitions: Definitions, ways: list[Answers]) -> None:
    """The browser only looks up: each way through the lists of the file ends where the rules do."""
    finder = definitions.finder
    table = json.loads((site / "tools/agreement-finder/answers.json").read_text("utf-8"))
    for given in ways:
        way = table["ways"]
        for key, picked in given.items():
            keys = [name for name, answer in finder.questions[key].answers.items() if not answer.counts_as]
            many = finder.questions[key].many
            way = way[sum(2 ** keys.index(k) for k in picked if k != "none") if many else keys.index(picked[0])]
        found = {paper: tuple(table["reasons"][n] for n in numbers) for paper, numbers in table["outcomes"][way]}
        assert found == result(finder, given), given
    assert len(ways) == len(re.findall(r"\d+", json.dumps(table["ways"]))) > 1000


def test_every_paper_says_what_it_holds_who_signs_and_what_is_next(
    soup: Callable[[str], BeautifulSoup], definitions: Definitions
) -> None:
    cards = soup("tools/agreement-finder/").select("[data-paper]")
    assert [card["data-paper"] for card in cards] == list(definitions.finder.papers)
    for card in cards:
        labels = [label.get_text() for label in card.select("dt")]
        assert {"What it holds", "Who signs", "Next step"} <= set(labels), card["data-paper"]
        assert card.select("dd li") and card.select("dd a[href]"), card["data-paper"]


#: What an editor gets wrong: the text, the slip, what the check says, the mend it names.
MISTAKES = [
    ("    papers: [publish]", "    papers: [publlish]", 'no paper "publlish"', "publish"),
    ("who: [public]}\n    papers", "whom: [public]}\n    papers", 'no question "whom"', "who"),
    ("named]}\n    papers: [nda]", "named]}\n    papers: [nda, publish]", "contradict", "narrow"),
    ("        counts_as: named", "        counts_as: name", 'counts as "name"', "totals, records, named"),
    (
        "  - when: {who: [contractor, nonprofit]}",
        "  - when: {who: [contractor], times: [once]}",
        "can be given",
        "widen",
    ),
    ("  - when: {who: [public]}", "  - when: {who: [contractor]}", "no rule fits", "add a rule"),
    ("      totals:\n", "      Totals only:\n", "cannot be part of an address", "small letters"),
    ("    only_if: {route: [direct]}", "    only_if: {times: [once]}", 'no question "times" before this one', "public"),
]


@pytest.mark.parametrize(("right", "wrong", "message", "mend"), MISTAKES, ids=[row[2] for row in MISTAKES])
def test_mistake_in_the_rules_stops_the_build(
    right: str, wrong: str, message: str, mend: str, project_copy: Path
) -> None:
    file = project_copy / "macros/definitions/finder.yml"
    text = file.read_text("utf-8")
    assert text.count(right) == 1
    file.write_text(text.replace(right, wrong), "utf-8")
    problems = build(project_copy, None)
    told = [str(problem) for problem in problems if message in problem.message]
    assert told and told[0].startswith("macros/definitions/finder.yml:") and mend in told[0], problems
