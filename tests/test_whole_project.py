"""The promise: a whole project runs from the finder to its end, over two machines and a reload in each tool."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import icalendar
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page, expect

from macros.loading.definitions import Definitions
from tests.browsing import ANNOUNCE, PHONE, READY, WIDE, opened, visit, watched
from tests.projects import (
    BUILDER,
    DECISION,
    LIST,
    PAGE,
    answer,
    keep_now,
    kept,
    open_file,
    press,
    saved,
    shows,
    state,
    tells,
    written,
)

#: Answers of the finder that lead to a Data Use Agreement.
FOUND = "#public=no&route=direct&who=agency&detail=records&kinds=wages&times=once&research=no"


def project_of(page: Page) -> dict[str, Any]:
    """What is kept of the one project, and the ticks, without what changes with each saving."""
    file = kept(page)
    ticks = page.evaluate("() => Object.entries(localStorage).filter(([key]) => key.includes('checklist')).sort()")
    return {"ticks": ticks} | {key: file[key] for key in file if key not in ("saved", "id", "checklists")}


#: A project from start to end, as a requester and a data owner would write it.
STORY = {
    "title": "Course leavers",
    "from": "OWS, evaluation manager",
    "to": "DOL, agency data officer",
    "date": "November 25, 2026",
}


def in_the_middle(page: Page) -> None:
    """A reload after what was written is kept; nothing may be lost by it."""
    page.reload(wait_until="load")
    page.wait_for_function(READY, arg=ANNOUNCE)


def as_the_requester(page: Page, server: str, answers: dict[str, str], folder: Path) -> tuple[dict[str, str], bytes]:
    """Finder, field list and request; the request as Word, and the file that goes to the data owner."""
    visit(page, f"{server}tools/agreement-finder/{FOUND}")
    press(page, "Keep in your project")
    expect(page.locator(".finder-result [role=status]")).to_contain_text("in your project now")
    visit(page, server + LIST)
    page.fill("#paste", "ssn, course_length, region")
    press(page, "Add these names")
    for number in range(3):
        page.locator(".field-row").nth(number).get_by_label("Why you need it").fill(f"Reason {number}")
    shows(page, "[data-fields] [role=status]", "Kept")
    in_the_middle(page)
    expect(page.locator(".field-row").nth(2).get_by_label("Why you need it")).to_have_value("Reason 2")
    visit(page, server + BUILDER)
    for key, text in answers.items():
        answer(page, key, text)
    keep_now(page)
    tells(page, "Kept in this browser at")
    in_the_middle(page)
    expect(page.locator(".tool-bar")).to_contain_text("Every place has an answer")
    return written(saved(page, "Save as Word", folder)), saved(page, "Save as a file", folder).read_bytes()


def as_the_data_owner(page: Page, server: str, file: bytes, folder: Path) -> tuple[dict[str, str], bytes]:
    """Review and decision on another machine; the letter, and the file that goes back."""
    visit(page, server + DECISION)
    open_file(page, file)
    tells(page, "The project from the file is open")
    page.locator("[data-review] summary").click()
    page.locator("[data-question=goal]").get_by_label("The answer is enough").check()
    page.get_by_label("Approve as asked").check()
    page.get_by_label("Reasons, conditions").fill("A real decision.")
    keep_now(page)
    tells(page, "Kept")
    in_the_middle(page)
    expect(page.get_by_label("Reasons, conditions")).to_have_value("A real decision.")
    letter = written(saved(page, "Save the letter as Word", folder))
    return letter, saved(page, "Save the project as a file", folder).read_bytes()


def to_the_end(page: Page, server: str, file: bytes, folder: Path) -> tuple[dict[str, str], bytes]:
    """Dates, outline and the closing checklist; the outline, and the calendar. Export and import lose nothing."""
    visit(page, server + PAGE)
    open_file(page, file)
    expect(page.locator("#project-title")).to_have_value(STORY["title"])
    page.fill("#date-end", "2027-08-31")
    keep_now(page)
    tells(page, "Kept in this browser")
    in_the_middle(page)
    calendar = saved(page, "Save the dates as a calendar file", folder).read_bytes()
    name = page.locator("[data-form=outline-dua]").inner_text()
    outline = written(saved(page, f"Fill with this project: {name}", folder))
    visit(page, server + "tools/checklists/")
    for box in page.locator("[data-checklist=closing-out] input").all():
        box.check()
    in_the_middle(page)
    visit(page, server + PAGE)
    for part in ("Purpose", "Field list", "Decision", "Checklist for the end"):
        assert state(page, part) == f"{part}: done"
    last = saved(page, "Save the project as a file", folder).read_bytes()
    before = project_of(page)
    press(page, "Delete this project")
    assert page.evaluate("() => Object.keys(localStorage)") == []
    open_file(page, last)
    expect(page.locator("#project-title")).to_have_value(STORY["title"])
    assert project_of(page) == before
    return outline, calendar


def test_a_whole_project_from_the_finder_to_the_closing_checklist(
    browser: Browser, server: str, tmp_path: Path, definitions: Definitions, site: Path
) -> None:
    seen: list[str] = []
    errors: list[str] = []
    asked = [key for key, one in definitions.tables["questions"].items() if "agency" in one.routes]
    answers = STORY | {key: f"About {key}" for key in asked}
    with opened(browser, WIDE) as page, watched(page, seen, errors):
        request, mailed = as_the_requester(page, server, answers, tmp_path)
    with opened(browser, PHONE) as page, watched(page, seen, errors):
        letter, returned = as_the_data_owner(page, server, mailed, tmp_path)
    with opened(browser, WIDE) as page, watched(page, seen, errors):
        outline, calendar = to_the_end(page, server, returned, tmp_path)
    rules = Draft202012Validator(json.loads((site / "data/schemas/project.json").read_text("utf-8")))
    for file in (mailed, returned):
        rules.validate(json.loads(file))
    carried = "About laws\nPapers, from the agreement finder: Data Use Agreement (DUA)"
    assert request.pop("laws").startswith(carried) and outline["laws"].startswith(carried)
    assert all(request.get(key, text) == text and outline[key].startswith(text) for key, text in answers.items())
    assert all(f"Reason {number}" in paper["field-list"] for paper in (request, outline) for number in range(3))
    assert (letter["from"], letter["to"], letter["reasons"]) == (STORY["from"], STORY["to"], "A real decision.")
    events = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert [event["SUMMARY"] for event in events] == ["End of use: Course leavers"]
    assert not errors
    assert not [url for url in seen if not url.startswith((server, "blob:"))]
