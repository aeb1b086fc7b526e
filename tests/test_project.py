"""The promise: one project carries answers from tool to tool, in the browser or a file, and loses nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect

from macros.loading.definitions import Definitions
from tests.axe import axe
from tests.browsing import CUT, FULL, OFF, PHONE, WIDE, opened, visit, watched
from tests.projects import (
    BUILDER,
    DECISION,
    HOSTILE,
    LIST,
    PAGE,
    answer,
    keep_now,
    open_file,
    press,
    project,
    saved,
    state,
    tells,
    title,
    written,
)


@pytest.fixture
def shown(page: Page, server: str) -> Page:
    visit(page, server + PAGE)
    return page


def projects(page: Page) -> list[str]:
    return [line.split(", changed")[0] for line in page.locator(".projects li").all_inner_texts()]


@pytest.mark.usefixtures("shown")
def test_projects_stand_side_by_side_with_their_own_ticks(page: Page, server: str) -> None:
    def tick(number: int) -> None:
        visit(page, server + "tools/checklists/")
        page.locator("[data-checklist=requester] input").nth(number).check()
        visit(page, server + PAGE)

    title(page, "First")
    tick(0)
    assert state(page, "Checklist before you send") == "Checklist before you send: 1 of 10"
    press(page, "Start a new project")
    expect(page.locator("#project-title")).to_be_focused()
    assert state(page, "Checklist before you send") == "Checklist before you send: 0 of 10"
    title(page, "Second")
    tick(1)
    tick(2)
    assert projects(page) == ["Second", "First"]
    press(page, "Open First")
    assert page.input_value("#project-title") == "First"
    assert state(page, "Checklist before you send") == "Checklist before you send: 1 of 10"
    press(page, "Open Second")
    assert state(page, "Checklist before you send") == "Checklist before you send: 2 of 10"
    press(page, "Delete this project")
    assert projects(page) == ["First"]
    press(page, "Bring it back")
    assert sorted(projects(page)) == ["First", "Second"]
    assert page.input_value("#project-title") == "Second"
    assert state(page, "Checklist before you send") == "Checklist before you send: 2 of 10"


@pytest.mark.usefixtures("shown")
def test_deleted_project_leaves_nothing_behind(page: Page, server: str) -> None:
    title(page, "Gone")
    visit(page, server + "tools/checklists/")
    page.locator("[data-checklist=requester] input").first.check()
    visit(page, server + PAGE)
    press(page, "Delete this project")
    assert page.evaluate("() => Object.keys(localStorage)") == []


@pytest.mark.usefixtures("shown")
def test_file_of_a_project_that_is_kept_opens_beside_it(page: Page, tmp_path: Path) -> None:
    title(page, "One")
    file = saved(page, "Save the project as a file", tmp_path)
    title(page, "One anew")
    page.set_input_files("input[type=file]", file)
    expect(page.locator("#project-title")).to_have_value("One")
    assert sorted(projects(page)) == ["One", "One anew"]


@pytest.mark.parametrize(
    ("script", "words"), [(OFF, "does not keep projects"), (FULL, "has no room for more projects")]
)
def test_browser_that_keeps_nothing_says_so_and_saves_to_a_file(
    page: Page, server: str, tmp_path: Path, script: str, words: str
) -> None:
    with page.add_init_script(script):
        visit(page, server + PAGE)
        page.fill("#project-title", "Not kept")
        keep_now(page)
        tells(page, f"{words}. Save it as a file")
        file = json.loads(saved(page, "Save the project as a file", tmp_path).read_text("utf-8"))
    assert file["answers"] == {"title": "Not kept"}


@pytest.mark.usefixtures("shown")
def test_next_step_is_the_first_that_is_open_and_says_with_whom(page: Page, definitions: Definitions) -> None:
    steps = page.locator(".project-step h3").all_inner_texts()
    assert [step.split(". ")[1].removesuffix("#") for step in steps] == [
        record.title for record in definitions.tables["process"].values()
    ]
    expect(page.locator("[data-project]")).to_contain_text("Next: Purpose, in step 1. Ask and publish.")
    expect(page.locator("[data-project]")).to_contain_text("With: the office that will act on the answer.")
    purpose = {key: "x" for key, one in definitions.tables["questions"].items() if one.part == "Purpose"}
    purpose.pop("learning-agenda")
    file = project(answers={**purpose, **dict.fromkeys(definitions.forms.head, "x")})
    open_file(page, file)
    expect(page.locator("[data-project]")).to_contain_text("Next: Papers and laws, in step 3. Write it down.")
    assert state(page, "Purpose") == "Purpose: done"


def test_every_question_and_checklist_belongs_to_a_step(
    browser: Browser, server: str, definitions: Definitions
) -> None:
    with opened(browser, WIDE, java_script_enabled=False) as page:
        page.goto(server + PAGE, wait_until="load")
        holds = page.eval_on_selector_all("[data-holds]", "links => links.map(link => link.dataset.holds.split(' '))")
        assert page.locator("#date-end").is_visible()
    keys = [key.split("@")[0] for kind, *keys in holds if kind == "questions" for key in keys]
    assert sorted(keys) == sorted([*definitions.forms.head, *definitions.tables["questions"]])
    assert [key for kind, *keys in holds if kind == "checklist" for key in keys[:1]] == list(
        definitions.tables["checklists"]
    )


@pytest.mark.usefixtures("shown")
def test_dates_are_shown_in_order_and_go_into_a_calendar(page: Page, tmp_path: Path, definitions: Definitions) -> None:
    calendar = page.get_by_role("button", name="Save the dates as a calendar file")
    expect(calendar).to_be_disabled()
    name = 'Café; "one", two\\three \U0001f9d1\u200d\U0001f33e ' + "long, " * 40
    title(page, name)
    days = {"destruction": date(2027, 9, 30), "end": date(2027, 8, 31), "review": date(2020, 2, 29)}
    for key, day in days.items():
        page.fill(f"#date-{key}", day.isoformat())
    tells(page, "Kept in this browser")
    assert page.locator("[data-dates] ol li").all_inner_texts() == [
        "February 29, 2020: Review of the results (this day has passed)",
        "August 31, 2027: End of use",
        "September 30, 2027: Destruction",
    ]
    page.reload()
    path = saved(page, "Save the dates as a calendar file", tmp_path)
    assert path.suffix == ".ics"
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")) and b"\n" not in raw.replace(b"\r\n", b"")
    read = icalendar.Calendar.from_ical(raw)
    assert read["VERSION"] == "2.0" and read["PRODID"] and not read.errors
    events = {event.decoded("DTSTART"): event for event in read.walk("VEVENT")}
    assert set(events) == set(days.values())
    assert len({event["UID"] for event in events.values()}) == 3
    end = events[date(2027, 8, 31)]
    assert end["SUMMARY"] == f"End of use: {name.strip()}"
    assert not [event.errors for event in events.values() if event.errors] and end.decoded("DTSTAMP")
    items = page.locator("[data-date=end] li").all_text_contents()
    assert len(items) == len(definitions.tables["checklists"]["closing-out"].items)
    assert [line[4:] for line in end["DESCRIPTION"].split("\n") if line.startswith("[ ] ")] == items


@pytest.mark.usefixtures("shown")
def test_odd_dates_of_a_file_are_left_out(page: Page) -> None:
    file = project(dates={"end": "soon", "review": "2027-02-31x", "unknown": "2027-01-01", "renewal": "2027-01-01"})
    open_file(page, file)
    expect(page.locator("[data-dates] ol li")).to_have_text(["January 1, 2027: Renewal"])


def test_answers_of_the_finder_and_the_list_say_where_they_came_from(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, server + LIST)
    page.fill("#paste", "grade, ssn")
    press(page, "Add these names")
    visit(page, server + "tools/agreement-finder/#public=no&route=p20win&kinds=student&research=no")
    press(page, "Keep in your project")
    expect(page.locator(".finder-result [role=status]")).to_contain_text("in your project now")
    visit(page, server + BUILDER + "#answer-laws")
    assert page.locator("input[name=route][value=p20win]").is_checked()
    carried = page.locator("[data-question=laws] .mark")
    expect(carried).to_contain_text("from the agreement finder: Enterprise Memorandum of Understanding")
    expect(carried).to_contain_text("Family Educational Rights and Privacy Act")
    expect(carried.get_by_role("link")).to_have_attribute("href", "../agreement-finder/")
    listed = page.locator("[data-question=fields] .mark")
    expect(listed).to_have_text("From your field list: grade, ssn. Change it there")
    answer(page, "laws", "Our own words.")
    texts = written(saved(page, "Save as Word", tmp_path))
    assert texts["laws"].startswith("Our own words.\nPapers, from the agreement finder: Enterprise")
    assert "grade" in texts["field-list"] and "ssn" in texts["field-list"]


@pytest.mark.parametrize("where", [PAGE, DECISION])
def test_filled_page_is_accessible_and_takes_hostile_text(page: Page, server: str, where: str) -> None:
    errors: list[str] = []
    words = HOSTILE.replace("\ud83d", "")
    file = project(
        answers={"title": words, "goal": words, "from": words},
        fields=[{"name": words}],
        finder={"papers": {"dua": words}, "laws": {words: words}},
        review={"goal": {"verdict": words, "notes": words}},
        decision={"reasons": words, "decision": words},
        dates={"end": "2027-08-31"},
        checklists={"requester": {words: words}},
    )
    page.emulate_media(reduced_motion="reduce")
    with watched(page, [], errors):
        visit(page, server + where)
        open_file(page, file)
        tells(page, "The project from the file is open")
        if where == DECISION:
            page.locator("[data-review] summary").click()
        assert page.evaluate("() => window.hacked") is None
        assert page.locator(".tool script, .tool b").count() == 0
        for (width, height), scheme in ((WIDE, "light"), (PHONE, "dark")):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            assert axe(page) == [], scheme
            assert page.evaluate(CUT) == [], scheme
    assert not errors
