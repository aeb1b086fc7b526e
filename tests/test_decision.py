"""The promise: a data owner decides beside the answers, and the decision goes out as letters and as a review sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.loading.definitions import Definitions
from tests.browsing import WIDE, opened, visit, watched
from tests.projects import DECISION, OLD_DRAFT, keep_now, kept, press, said, saved, tells, written

TICKED, OPEN = "\u2612", "\u2610"
NOTE = "Why the name?\n<b>=1+1</b> \u05e9\u05dc\u05d5\u05dd"
#: What the statute on referrals asks the letter to name, by the label of its box.
REFERRAL = {
    "Agency of origin": "DOL",
    "Its address": "200 A Street",
    "Its telephone number": "860-555-0100",
    "Date of the referral": "November 25, 2026",
}


@pytest.fixture
def asked(page: Page, server: str) -> Iterator[Page]:
    """The page of the decision with a request of another edition open in it."""
    errors: list[str] = []
    with watched(page, [], errors):
        visit(page, server + DECISION)
        page.set_input_files("input[type=file]", OLD_DRAFT)
        tells(page, "The project from the file is open")
        page.locator("[data-review] summary").click()
        yield page
    assert not errors


def review(page: Page) -> None:
    """Goes through the answers: the goal is enough, the fields are not."""
    page.locator("[data-question=goal]").get_by_label("The answer is enough").check()
    fields = page.locator("[data-question=fields]")
    fields.get_by_label("Ask again").check()
    fields.get_by_label("Notes").fill(NOTE)
    page.get_by_label("Approve with changes").check()
    page.get_by_label("Reasons, conditions").fill("The purpose is real.")


@pytest.mark.usefixtures("asked")
def test_each_answer_stands_beside_what_to_look_for(page: Page, definitions: Definitions) -> None:
    goal = page.locator("[data-question=goal]")
    assert goal.locator("[data-answer]").inner_text().startswith("SDE decides in the fall")
    assert definitions.tables["questions"]["goal"].good_answer in goal.inner_text()
    assert page.locator("[data-question=learning-agenda]").is_visible(), "the request goes through P20 WIN"
    expect(page.locator("form[data-decision] > p").first).to_contain_text("Career courses and work")


@pytest.mark.usefixtures("asked")
def test_review_sheet_letter_and_referral_hold_what_the_owner_wrote(
    page: Page, tmp_path: Path, definitions: Definitions
) -> None:
    review(page)
    press(page, "List what to ask again")
    expect(said(page)).to_have_text("Added to what you ask for: 1.")
    page.get_by_label("Signed by, with role and agency").fill("The data owner, SDE")
    for label, text in REFERRAL.items():
        page.get_by_label(label).fill(text)
    sheet = written(saved(page, "Save the review sheet as Word", tmp_path))
    assert sheet["goal"].startswith("SDE decides in the fall")
    verdicts = [sheet[tag] for tag in ("goal.enough", "goal.ask", "fields.enough", "fields.ask")]
    assert verdicts == [TICKED, OPEN, OPEN, TICKED]
    assert sheet["fields.notes"] == NOTE
    path = saved(page, "Save the letter as Word", tmp_path)
    assert path.name == "decision-career-courses-and-work.docx"
    letter = written(path)
    assert letter["from"] == "SDE, evaluation director" and letter["to"] == "The Operating Group at OPM"
    assert letter["title"] == "Career courses and work" and letter["signed"] == "The data owner, SDE"
    assert letter["changes"] == f"{definitions.tables['questions']['fields'].ask}\n{NOTE}"
    for paper in (sheet, letter):
        assert [paper[f"decision.{key}"] for key in definitions.forms.decisions] == [OPEN, TICKED, OPEN]
        assert paper["reasons"] == "The purpose is real."
    referral = written(saved(page, "Save the referral as Word", tmp_path))
    given = [referral[f"origin.{key}"] for key in ("agency", "address", "telephone", "day")]
    assert given == list(REFERRAL.values())


@pytest.mark.usefixtures("asked")
def test_decision_survives_a_reload_and_can_be_cleared_and_brought_back(page: Page) -> None:
    review(page)
    tells(page, "Kept in this browser")
    page.reload()
    expect(page.get_by_label("Approve with changes")).to_be_checked()
    page.locator("[data-review] summary").click()
    expect(page.locator("[data-question=fields]").get_by_label("Notes")).to_have_value(NOTE)
    press(page, "Clear the decision")
    expect(page.get_by_label("Approve with changes")).not_to_be_checked()
    assert kept(page)["review"] == {} and kept(page)["answers"]
    press(page, "Bring it back")
    expect(page.get_by_label("Approve with changes")).to_be_checked()
    assert set(kept(page)["review"]) == {"goal", "fields"}


def test_without_a_request_the_owner_can_write_all_the_same(page: Page, browser: Browser, server: str) -> None:
    visit(page, server + DECISION)
    assert page.locator("[data-review]").is_hidden()
    page.get_by_label("Cannot approve").check()
    keep_now(page)
    tells(page, "Kept in this browser")
    assert kept(page)["decision"] == {"decision": "deny"}
    with opened(browser, WIDE, java_script_enabled=False) as plain:
        plain.goto(server + DECISION, wait_until="load")
        assert plain.get_by_label("Cannot approve").is_visible()
        assert plain.locator("a[data-form]").count() == 3
