"""Requesting: the home page's doors and picture, the question list, the checklists, the worked examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import cast, get_args

import pytest
from bs4 import BeautifulSoup, Tag
from pydantic import ValidationError

from macros.content.practice.examples import PARTS, ROUTES, worked_example
from macros.loading.definitions import Definitions
from macros.models.example import Example, MatchReport, Sample
from macros.models.practice import FormTopic, Question
from macros.problems import MacroMistake
from macros.rendering.layout import in_words
from macros.rendering.page_context import PageContext
from macros.tools.checklists import checklist
from macros.tools.questions import question_list, question_table
from tests.browsing import WHOLE
from tests.reading import words_of

REQUESTING = "preparing-a-successful-data-request/"
RESPONDING = "responding-to-data-requests/"
Soup = Callable[[str], BeautifulSoup]
Shows = Callable[[str, str], bool]


@pytest.fixture(scope="module")
def shows(definitions: Definitions) -> Callable[[str, str], bool]:
    """A function that says whether a text shows the words of a definition, abbreviations spelled out or not."""
    tables = (definitions.tables[file] for file in ("agencies", "agreements", "laws", "terms"))
    named = {record.abbreviation: record.name for table in tables for record in table.values() if record.abbreviation}
    longest = sorted(named, key=len, reverse=True)
    pattern = "|".join(f"{re.escape(named[short])} \\({re.escape(short)}\\)|{re.escape(short)}" for short in longest)
    spelled = re.compile(rf"(?:\b(?:the|an?) )?(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)

    def folded(text: str) -> str:
        """The text in small letters, each name that has an abbreviation reduced to it."""
        short = spelled.sub(lambda found: re.sub(r".* \((.*)\)$|^(the|an?) ", r"\1", found[0], flags=re.I), text)
        return short.replace("C.G.S. section ", "C.G.S. ").lower()  # so a page names a section the first time

    def check(text: str, words: str) -> bool:
        return folded(words) in folded(text)

    return check


def _boxes(soup: Soup, pages: list[str]) -> Iterator[tuple[str, Tag]]:
    for page in pages:
        for box in soup(page).select("article details.example"):
            summary = box.find("summary")
            assert summary is not None
            yield words_of(summary), box


@pytest.fixture(scope="module")
def boxes(soup: Soup, pages: list[str]) -> dict[str, Tag]:
    """The title of each worked example box of the site, and the box."""
    return dict(_boxes(soup, [page for page in pages if page != WHOLE]))


def test_every_question_stands_on_the_preparing_page_with_its_help(
    soup: Soup, definitions: Definitions, shows: Shows
) -> None:
    asked = [words_of(term) for term in soup(REQUESTING).select('article h3[id^="questions-"] ~ dl > dt')]
    helped = [words_of(help_text) for help_text in soup(REQUESTING).select('article h3[id^="questions-"] ~ dl > dd')]
    questions: list[Question] = list(definitions.tables["questions"].values())
    for number, question in enumerate(questions, 1):
        assert shows(asked[number - 1], f"{number}. {question.ask}")
        assert shows(helped[number - 1], question.help)
        assert ("Only for" in asked[number - 1]) == (len(question.routes) == 1)


def test_the_owner_reads_what_a_good_answer_looks_like(soup: Soup, definitions: Definitions, shows: Shows) -> None:
    rows = [words_of(row) for row in soup(RESPONDING).select("article tr")]
    for question in definitions.tables["questions"].values():
        if "agency" not in question.routes:
            continue
        assert any(shows(row, question.ask) and shows(row, question.good_answer) for row in rows), question.name


def test_the_questions_cover_the_form_of_p20_win(definitions: Definitions) -> None:
    covered = {topic for question in definitions.tables["questions"].values() for topic in question.form_topics}
    assert covered == set(get_args(FormTopic))
    assert len(covered) == len(definitions.p20win.request_form.items), "the form has gained or lost a topic"


def test_every_item_of_every_checklist_has_a_labelled_checkbox(
    soup: Soup, pages: list[str], definitions: Definitions, shows: Shows
) -> None:
    shown: dict[str, dict[str, str]] = {}
    for page in pages:
        if page == WHOLE:  # a copy of the others
            continue
        for box in soup(page).select("article .checklist[data-checklist]"):
            for control in box.select("input[type=checkbox]"):
                label = control.find_parent("label")
                assert label is not None, f"{page}: {control} has no label"
                shown.setdefault(str(box["data-checklist"]), {})[str(control["data-item"])] = words_of(label)
            assert box.get("role") == "group" and box.get("aria-label"), f"{page}: a checklist without a name"
    for key, record in definitions.tables["checklists"].items():
        assert 5 <= len(record.items) <= 10, f"{key} has {len(record.items)} items"
        labels = shown.get(key, {})
        missing = [item for item, text in record.items.items() if not shows(labels.get(item, ""), text)]
        assert not missing, f"{key}: no page shows {missing}"


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("key", ["agency-to-agency", "p20win"])
def test_every_part_of_each_worked_example_is_shown(
    boxes: dict[str, Tag], definitions: Definitions, shows: Shows, key: str, part: str
) -> None:
    example: Example = definitions.tables["examples"][key]
    title = f"Worked example, {ROUTES[example.route]}: {PARTS[part][0]}"
    assert title in boxes, f'no page calls {{{{ worked_example("{key}", "{part}") }}}}'
    assert shows(words_of(boxes[title]), example.fictional), "the box does not say that it is invented"


def test_each_worked_example_answers_every_question_of_its_route(definitions: Definitions) -> None:
    for key, example in definitions.tables["examples"].items():
        asked = [k for k, question in definitions.tables["questions"].items() if example.route in question.routes]
        assert [answer.question for answer in example.answers] == asked, key


def test_the_match_reports_show_figures_that_agree(boxes: dict[str, Tag], definitions: Definitions) -> None:
    for example in definitions.tables["examples"].values():
        text = words_of(boxes[f"Worked example, {ROUTES[example.route]}: {PARTS['match'][0]}"])
        report: MatchReport = example.match_report
        sample = report.sample
        counts = Counter(true=sample.true_links, false=sample.false_links, missed=sample.missed_matches)
        precision = counts["true"] / (counts["true"] + counts["false"])
        recall = counts["true"] / (counts["true"] + counts["missed"])
        assert f"{counts['true']} true links / {sample.links_made} links made = {precision * 100:.1f}%" in text
        assert f"{counts['true']} true links / {sample.true_matches} true matches = {recall * 100:.1f}%" in text
        assert f"{report.linked:,} of {report.sent:,}, a match rate of {report.linked / report.sent * 100:.1f}%" in text
        for group in sample.groups:
            assert f"{group.found} of {group.true_matches} = {group.found / group.true_matches * 100:.1f}%" in text


@pytest.mark.parametrize("field", ["true_links", "false_links", "missed_matches", "links_made", "true_matches"])
def test_a_sample_that_does_not_add_up_is_refused(definitions: Definitions, field: str) -> None:
    for example in definitions.tables["examples"].values():
        figures = example.match_report.sample.model_dump()
        Sample.model_validate(figures)
        with pytest.raises(ValidationError, match="add up to"):
            Sample.model_validate({**figures, field: figures[field] + 1})


def test_the_transfer_logs_count_as_many_records_as_the_match_reports(definitions: Definitions) -> None:
    for example in definitions.tables["examples"].values():
        report: MatchReport = example.match_report
        logged = " ".join(transfer.what for transfer in example.transfers)
        assert f"{report.sent:,} records" in logged
        days = [transfer.day for transfer in example.transfers]
        assert days == sorted(days)


def test_the_rules_on_wage_and_education_records_hold_in_the_examples(definitions: Definitions) -> None:
    """Social Security numbers travel only to be linked with wages, and never into the data to be analyzed."""
    for example in definitions.tables["examples"].values():
        numbers = [field for field in example.fields if "Social Security number" in field.field]
        assert all(field.file == "match" for field in numbers)
        assert not numbers or any("wages" in field.field.lower() for field in example.fields)


def test_the_doors_of_the_home_page_lead_to_places_that_exist(soup: Soup) -> None:
    doors = soup("").select(".doors > ul > li")
    assert len(doors) == 6
    for door in doors:
        heading, steps = door.find("h3"), door.select("ol > li > a[href]")
        assert heading is not None and heading.get("id")
        assert len(steps) == 3, words_of(heading)
        assert not [broken for step in steps if (broken := _broken(soup, str(step["href"])))]


def test_the_text_beside_the_picture_leads_to_each_step_of_both_sides(soup: Soup, definitions: Definitions) -> None:
    items = soup("").select("figure.picture ol > li")
    steps = list(definitions.tables["process"].values())
    assert len(items) == len(steps)
    for item, step in zip(items, steps, strict=True):
        for leads, side in zip(item.find_all("a", href=True), (step.requester, step.owner), strict=True):
            assert words_of(leads) == side.do and not _broken(soup, str(leads["href"]))
        assert f"Passes {step.paper_goes}: {step.paper}." in words_of(item)


def _broken(soup: Soup, href: str) -> str:
    """The address, as the home page writes it, where no page or no anchor answers to it; else nothing."""
    path, _, anchor = href.partition("#")
    page = soup(path.removeprefix("./"))
    return href if page.find("main") is None or (anchor and page.find(id=anchor) is None) else ""


def test_the_home_page_says_how_many_agencies_take_part(soup: Soup, definitions: Definitions) -> None:
    members = [agency.p20win for agency in definitions.tables["agencies"].values() if agency.p20win]
    earlier = [member for member in members if member.listed == "2022 edition"]
    manual = definitions.tables["sources"]["manual-2025"].dated
    text = words_of(soup("").select_one("article") or soup(""))
    assert f"The 2022 edition of this playbook named {in_words(len(earlier))} members." in text
    assert f"The governance manual of {manual} lists {in_words(len(members))} participating agencies" in text
    assert soup("").select_one(".home-search") is not None


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda context: worked_example(context, "p20win", "mach"), 'no part "mach"; did you mean "match"?'),
        (lambda context: worked_example(context, "p20-win", "match"), 'no example "p20-win"; did you mean "p20win"?'),
        (lambda context: question_list(context, "p20"), 'no route "p20"; did you mean "p20win"?'),
        (lambda context: question_table(context, "agencies"), 'no route "agencies"; did you mean "agency"?'),
        (lambda context: checklist(context, "requestor"), 'no checklist "requestor"; did you mean "requester"?'),
    ],
)
def test_a_wrong_word_in_a_call_is_told_with_the_nearest(
    definitions: Definitions, call: Callable[[PageContext], str], told: str
) -> None:
    context = cast("PageContext", SimpleNamespace(definitions=definitions))
    with pytest.raises(MacroMistake, match=re.escape(told)):
        call(context)
