"""The promise: the P20 WIN pages tell one story, from one list, and say where the sources disagree."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag

from macros.content.p20win.data import learning_agenda
from macros.content.p20win.names import p20win_name
from macros.loading.definitions import Definitions
from macros.problems import MacroMistake
from macros.rendering.layout import in_words
from macros.rendering.page_context import PageContext
from tests.reading import words_of

Soup = Callable[[str], BeautifulSoup]


def prose(soup: BeautifulSoup) -> str:
    """The text of a page's article."""
    article = soup.find("article")
    assert isinstance(article, Tag)
    return words_of(article)


def after(soup: BeautifulSoup, heading: str, name: str) -> Tag:
    """The first `name` after the heading with this id."""
    start = soup.find(id=heading)
    assert isinstance(start, Tag), f"no heading #{heading}"
    found = start.find_next(name)
    assert isinstance(found, Tag), f"no {name} after #{heading}"
    return found


def rows(table: Tag) -> list[list[str]]:
    """The cells of a table's body."""
    return [[words_of(cell) for cell in row.find_all("td")] for row in table.find_all("tr") if row.find("td")]


def asides(soup: BeautifulSoup, heading: str) -> list[Tag]:
    """The asides between a heading and the next h2."""
    start = soup.find(id=heading)
    assert isinstance(start, Tag)
    found = []
    for tag in start.find_next_siblings():
        if tag.name == "h2":
            break
        found += [tag] if "admonition" in tag.get("class", []) else []
    return found


@pytest.fixture
def members(soup: Soup) -> list[list[str]]:
    """The rows of the table of participating agencies."""
    return rows(after(soup("p20-win/agencies/"), "participating-agencies", "table"))


def test_each_member_is_listed_once(members: list[list[str]], definitions: Definitions) -> None:
    expected = [record for record in definitions.tables["agencies"].values() if record.p20win]
    assert sorted(row[0] for row in members) == sorted(record.full for record in expected)
    for record, row in zip(expected, members, strict=True):
        assert row[1] == record.p20win.listed, row


def test_counts_in_the_introduction_and_on_the_agencies_page_agree_with_the_list(
    members: list[list[str]], soup: Soup
) -> None:
    earlier = in_words(sum("2022 edition" in row[1] for row in members))
    everyone = in_words(len(members))
    for page in ("", "p20-win/agencies/"):
        text = prose(soup(page)).lower()
        assert f"named {earlier} members" in text, page
        assert "founding" not in text, f"{page or 'Introduction'}: no source names founding members"
        assert f"{everyone} participating agencies" in text, page
        told = set(re.findall(r"\b(\w+) (?:members|participating agencies)\b", text))
        numbers = {in_words(number) for number in range(2, 21)}
        assert told & numbers <= {earlier, everyone, "two"}, f"{page or 'Introduction'} gives other counts: {told}"


def test_no_page_calls_the_operating_group_a_participating_agency(
    members: list[list[str]], soup: Soup, pages: list[str], definitions: Definitions
) -> None:
    office = definitions.tables["agencies"]["OPM"]
    assert not any(office.name in row[0] for row in members)
    claim = re.compile(
        rf"(?:{re.escape(office.name)}|OPM)[^.]{{0,40}}\b(?:is|as)\b[^.]{{0,20}}\b(?:participating agency|member)\b",
        re.IGNORECASE,
    )
    for page in pages:
        assert not claim.search(prose(soup(page))), page


def test_the_steps_of_a_request_stand_in_order_with_the_actor_in_bold(soup: Soup, definitions: Definitions) -> None:
    steps = definitions.p20win.request.steps
    shown = after(soup("p20-win/request/"), "follow-the-steps-in-order", "ol").find_all("li", recursive=False)
    assert len(shown) == len(steps)
    for step, item in zip(steps, shown, strict=True):
        actor = item.find("strong")
        assert isinstance(actor, Tag)
        assert words_of(item).startswith(words_of(actor)), "the actor comes first"
        assert set(re.findall(r"\w+", step.who)) <= set(re.findall(r"\w+", words_of(actor)))
        assert step.title.lower() in words_of(item).lower()
    order = [
        "data dictionary",
        "proposal",
        "request form",
        "approve",
        "sign",
        "match files",
        "disclosure",
        "destroy or return",
    ]
    text = " ".join(words_of(item).lower() for item in shown)
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_every_step_with_a_paper_names_it(soup: Soup, definitions: Definitions) -> None:
    shown = after(soup("p20-win/request/"), "follow-the-steps-in-order", "ol").find_all("li", recursive=False)
    for step, item in zip(definitions.p20win.request.steps, shown, strict=True):
        assert ("Paper: " in words_of(item)) is bool(step.paper)


def test_where_the_manuals_disagree_both_readings_stand_with_the_advice(soup: Soup, definitions: Definitions) -> None:
    shown = asides(soup("p20-win/data/"), "settle-the-rules-on-which-sources-disagree")
    conflicts = definitions.p20win.files.conflicts
    assert len(shown) == len(conflicts) > 0
    for conflict, aside in zip(conflicts, shown, strict=True):
        codes = {code for reading in conflict.readings for code in re.findall(r"`([^`]+)`", reading)}
        assert codes <= {words_of(code) for code in aside.find_all("code")}
        assert len(aside.find_all("li")) == len(conflict.readings) > 1
        assert "What to do:" in words_of(aside)


def test_both_patterns_of_file_names_are_shown_and_the_agreement_wins(soup: Soup) -> None:
    naming = asides(soup("p20-win/data/"), "settle-the-rules-on-which-sources-disagree")[0]
    shown = {words_of(code) for code in naming.find_all("code")}
    assert {"AGENCY.REQUEST.MM_DD_YYYY.contents", "P20_Qxxxx_AGENCY_match_vN"} <= shown
    assert re.search(r"Use the first pattern.*\bDSA\b.*wins", words_of(naming))


def test_exhibits_stand_in_order_and_the_unknown_one_is_called_unknown(soup: Soup, definitions: Definitions) -> None:
    exhibits = rows(after(soup("p20-win/agreements/"), "exhibits", "table"))
    letters = [row[0] for row in exhibits if len(row[0]) == 1]
    assert letters == sorted(letters)
    assert letters == [exhibit.id for exhibit in definitions.p20win.agreement.exhibits if exhibit.id]
    assert "not found" in dict(exhibits)["E"].lower()
    assert "certificate" in dict(exhibits)["F"].lower()


def test_the_license_is_told_as_disputed(soup: Soup) -> None:
    aside = asides(soup("p20-win/agreements/"), "data-use-license")[0]
    assert "Sources disagree" in words_of(aside)
    assert len(aside.find_all("li")) == 2


def test_every_governance_body_leads_to_its_section(soup: Soup, definitions: Definitions) -> None:
    page = soup("p20-win/")
    table = after(page, "governance", "figure")
    links = {
        words_of(link): str(link["href"]).lstrip("#")
        for link in table.find_all("a")
        if str(link["href"]).startswith("#")
    }
    bodies = {body.name: body for body in definitions.p20win.governance.values()}
    assert {name: links.get(name) for name in bodies} == {name: body.anchor for name, body in bodies.items()}
    for name, body in bodies.items():
        heading = page.find(id=body.anchor)
        assert isinstance(heading, Tag)
        assert words_of(heading) == name
        section = heading.find_next("dl")
        assert isinstance(section, Tag)
        caution = heading.find_next(class_="admonition")
        beside = isinstance(caution, Tag) and caution.find_previous(["h2", "h3"]) is heading
        assert beside is bool(body.caution), name
        assert not body.caution or body.caution.split(". ")[0] in words_of(caution)


def test_the_statute_is_cited_with_its_hedge(soup: Soup) -> None:
    page = soup("p20-win/")
    first, *_ = asides(page, "the-law-behind-it")
    assert "10a-57g" in words_of(first)
    assert "Summaries say" in words_of(first)
    assert "Check the text before you rely on it" in words_of(first)


def test_both_learning_agendas_stand_under_their_own_heading(soup: Soup, definitions: Definitions) -> None:
    agenda = definitions.p20win.learning_agenda
    page = soup("p20-win/request/")
    for part, heading in (
        (agenda.current, "current-learning-agenda"),
        (agenda.previous, "previous-learning-agenda"),
    ):
        assert [words_of(item) for item in after(page, heading, "ul").find_all("li")] == part.topics
        between = page.find(id=heading)
        assert isinstance(between, Tag)
        assert any(part.dated in words_of(p) for p in between.find_next_siblings("p", limit=2))


def test_the_dictionary_table_adds_up_to_the_sentence(soup: Soup, definitions: Definitions) -> None:
    page = soup("p20-win/data/")
    counts = [row[1] for row in rows(after(page, "search-the-data-dictionary", "table"))]
    numbers = [int(count.replace(",", "")) for count in counts if count[:1].isdigit()]
    assert numbers == sorted(numbers, reverse=True)
    text = prose(page)
    assert f"{sum(numbers):,} data elements from {len(numbers)} agencies" in text
    assert definitions.p20win.dictionary.counted in text
    assert f"{in_words(len(counts) - len(numbers))} members were not in it" in text.lower()


def test_tabs_are_for_match_files_and_the_request_settles_analysis_files(soup: Soup) -> None:
    text = prose(soup("p20-win/data/"))
    for told in ("Use tabs without quotation marks for match files", "the format that the approved request names"):
        assert told in text


def test_times_of_destruction_and_limits_on_people_are_told(soup: Soup) -> None:
    text = prose(soup("p20-win/data/"))
    for told in ("5 business days", "24 hours of notice", "not state employees or officials", "never go by e-mail"):
        assert told in text


def test_joining_opens_with_the_caution_before_the_steps(soup: Soup) -> None:
    page = soup("p20-win/joining/")
    text = prose(page)
    assert text.index("We did not read the enacted text") < text.index("Write to the Executive Board")
    steps = after(page, "follow-the-steps-to-join", "ol").find_all("li", recursive=False)
    assert all(words_of(item).startswith(words_of(item.find("strong"))) for item in steps)


def test_other_names_lead_readers_here(soup: Soup, definitions: Definitions) -> None:
    names = definitions.p20win.names
    text = prose(soup("p20-win/"))
    for name in (names.name, names.full_name, names.presented_as, names.former_statutory_name):
        assert name in text
    title = soup("p20-win/").find("h1")
    assert isinstance(title, Tag)
    assert names.presented_as in words_of(title)


def test_a_slip_in_a_call_names_the_nearest_part(definitions: Definitions) -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri="p20-win/index.md"), meta={})
    context = PageContext(SimpleNamespace(page=page), definitions)
    with pytest.raises(MacroMistake, match='did you mean "current"'):
        learning_agenda(context, "curent")
    with pytest.raises(MacroMistake, match='did you mean "former"'):
        p20win_name(context, "formr")


def test_the_crosswalk_goes_to_whoever_joins_the_files(soup: Soup, definitions: Definitions) -> None:
    moves = definitions.p20win.flow.moves
    to = {move.what: move.receiver for move in moves}
    assert to["Crosswalk"] == to["Reviewed analysis files"] == moves[-1].receiver
    assert "Crosswalk. From the Data Integration Hub to the data recipient" in prose(soup("p20-win/"))
    assert "sends the recipient the crosswalk" in prose(soup("p20-win/data/"))


def test_the_crosswalk_waits_for_the_review_wherever_the_files_are_told(soup: Soup, definitions: Definitions) -> None:
    """The manual of 2025 puts the review before any data reach the recipient."""
    order = [move.what for move in definitions.p20win.flow.moves]
    assert order.index("Analysis files") < order.index("Crosswalk")
    assert "As we read the 2025 manual, it waits for the review" in prose(soup("p20-win/"))
    days = [(move.what, move.day) for move in definitions.tables["examples"]["p20win"].transfers]
    review = next(day for what, day in days if what.startswith("The reviewed"))
    assert all(day >= review for what, day in days if what.startswith("Crosswalk"))
    for page, review, sent in (
        ("p20-win/data/", "reviews the analysis files", "sends the recipient the crosswalk"),
        ("linking-datasets/", "pass a review", "The crosswalk goes to"),
        ("p20-win/request/", "reviews the analysis files", "the crosswalk comes"),
    ):
        text = prose(soup(page))
        assert text.index(review) < text.index(sent), page
