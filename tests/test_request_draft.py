"""The promise: what somebody writes in the request builder is kept, told when it is not, and never lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import axe
from tests.browsing import FULL, OFF, PHONE, WIDE, opened, resized, visit, watched
from tests.projects import BUILDER, LIST, ROOT, answer, kept, press, saved, shows, tells


def test_draft_survives_a_reload_and_another_edition_of_the_page(page: Page, server: str) -> None:
    resized(page, PHONE)
    visit(page, server + BUILDER)
    page.check("input[name=route][value=p20win]")
    answer(page, "goal", "We decide on the budget.")
    page.reload(wait_until="load")
    expect(page.locator("#answer-goal")).to_have_value("We decide on the budget.")
    assert page.locator("input[name=route][value=p20win]").is_checked()
    draft = kept(page) | {"answers": {"goal": "Still here.", "dropped-question": "Not lost."}, "route": "gone"}
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"{ROOT}project.{draft['id']}", json.dumps(draft)]
    )
    page.reload(wait_until="load")
    expect(page.locator("#answer-goal")).to_have_value("Still here.")
    expect(page.locator(".leftover")).to_contain_text("dropped-question: Not lost.")
    answer(page, "goal", "Changed.")
    tells(page, "Kept in this browser at")
    assert kept(page)["answers"] == {"goal": "Changed.", "dropped-question": "Not lost."}
    page.get_by_role("button", name="Show as text").click()
    assert "Not lost." in page.input_value("#as-text")


@pytest.mark.parametrize(
    ("script", "words"),
    [(OFF, "does not keep projects"), (FULL, "has no room for more projects")],
    ids=["blocked", "full"],
)
def test_browser_that_keeps_nothing_is_told_and_the_text_stays(
    browser: Browser, server: str, script: str, words: str
) -> None:
    errors: list[str] = []
    with opened(browser, WIDE) as page, watched(page, [], errors):
        page.add_init_script(script)
        visit(page, server + BUILDER)
        answer(page, "goal", "We decide on the budget.")
        tells(page, words)
        expect(page.locator("[data-question=goal] .changed")).to_contain_text("Not kept")
        assert axe(page) == []
        expect(page.locator("#answer-goal")).to_have_value("We decide on the budget.")
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.reload()
        assert asked == ["beforeunload"], "whoever leaves with unsaved text is asked"
    assert not errors


def test_request_goes_out_as_a_file_and_what_it_replaced_or_cleared_can_be_brought_back(
    page: Page, server: str, tmp_path: Path
) -> None:
    visit(page, server + BUILDER)
    answer(page, "title", "Course leavers")
    answer(page, "goal", "We decide.")
    file = saved(page, "Save as a file", tmp_path)
    assert file.name == "project-course-leavers.json"
    press(page, "Clear the request")
    goal = page.locator("#answer-goal")
    expect(goal).to_have_value("")
    assert page.evaluate("() => localStorage.length") == 0
    answer(page, "goal", "Something of mine.")
    page.set_input_files("input[type=file]", file)
    expect(goal).to_have_value("We decide.")
    press(page, "Bring it back")
    expect(goal).to_have_value("Something of mine.")
    press(page, "Clear the request")
    expect(goal).to_have_value("")
    press(page, "Bring it back")
    expect(goal).to_have_value("Something of mine.")
    assert kept(page)["answers"] == {"goal": "Something of mine."}


def test_change_in_another_window_is_shown_and_loses_nothing(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        visit(page, server + BUILDER)
        other = page.context.new_page()
        visit(other, server + BUILDER)
        answer(other, "goal", "From the other window.")
        shows(page, "#answer-goal", "From the other window.")
        tells(page, "changed in another window")
        answer(page, "goal", "Mine.")
        shows(other, "#answer-goal", "Mine.")
        press(other, "Bring it back")
        expect(page.locator("#answer-goal")).to_have_value("From the other window.")
        visit(other, server + LIST)
        other.fill("#paste", "grade")
        press(other, "Add these names")
        shows(page, "[data-question=fields] .mark", "grade")
        assert kept(page)["answers"] == {"goal": "From the other window."} and len(kept(page)["fields"]) == 1
