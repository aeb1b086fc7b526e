"""The promise: the request builder keeps a draft, loses nothing, and gives it out as Word, as text and on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from playwright.sync_api import Browser, Locator, Page, expect

from macros.loading.definitions import Definitions
from tests.browsing import CUT, FULL, OFF, PHONE, WIDE, axe, opened, watched

BUILDER = "tools/request-builder/"
ROOT = "data-sharing-playbook."
HOSTILE = (
    "<script>window.hacked = 1</script><b>&amp; ]]> \"quotes\" 'too'\n\n"
    "emoji \U0001f9d1\u200d\U0001f33e, Hebrew \u05e9\u05dc\u05d5\u05dd, \u202eturned\u202c, "
    "a bell \u0007 and half a pair \ud83d.\n" + "long " * 2000
)
TEXT = HOSTILE.replace("\u0007", "\ufffd").replace("\ud83d", "\ufffd")


def builder(page: Page, server: str) -> None:
    page.goto(server + BUILDER, wait_until="load")
    expect(status(page)).not_to_be_empty()


def status(page: Page) -> Locator:
    return page.locator(".tool-desk [role=status]")


def go_to(page: Page, key: str) -> Locator:
    """The box of a question, after its part was shown as a link to it would."""
    page.evaluate("key => { location.hash = ''; location.hash = `answer-${key}` }", key)
    expect(page.locator(f"#answer-{key}")).to_be_visible()
    return page.locator(f"#answer-{key}")


def answer(page: Page, key: str, text: str) -> None:
    go_to(page, key).fill(text)


def kept(page: Page) -> dict:
    """The project that is kept in the browser; the first where there are several."""
    found = page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => /\\.project\\./.test(key)).map(([, text]) => text)"
    )
    return json.loads(found[0]) if found else {}


def written(path: Path) -> dict[str, str]:
    """The text of each field of a Word form, by its tag; of a box to tick, its sign."""
    body = docx.Document(str(path)).element.body
    found = {}
    for control in body.iter(qn("w:sdt")):
        paragraphs = list(control.iter(qn("w:p"))) or [control]
        text = "\n".join("".join(node.text or "" for node in part.iter(qn("w:t"))) for part in paragraphs)
        found[control.find(f".//{qn('w:tag')}").get(qn("w:val"))] = text
    return found


def saved_as_word(page: Page, folder: Path, name: str = "Save as Word") -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_filled_from_start_to_end_by_keyboard(
    browser: Browser, server: str, tmp_path: Path, definitions: Definitions
) -> None:
    seen: list[str] = []
    errors: list[str] = []
    with opened(browser, WIDE) as page:
        watched(page, seen, errors)
        builder(page, server)
        page.locator("input[name=route]").first.focus()
        page.keyboard.press("ArrowDown")
        fields = page.locator("form.builder [data-question]:not([hidden]) textarea").count()
        for number in range(fields):
            while page.evaluate("() => document.activeElement.localName") != "textarea":
                if page.evaluate("() => document.activeElement.textContent").startswith("Next part"):
                    page.keyboard.press("Enter")  # puts the cursor into the first box of the part
                else:
                    page.keyboard.press("Tab")
            page.keyboard.type(f"Answer {number + 1}")
            page.keyboard.press("Tab")
        expect(page.locator(".tool-bar")).to_contain_text("Every place has an answer")
        page.get_by_role("button", name="Save as Word").focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        assert page.evaluate("() => window.__csp || []") == []
    p20win = [key for key, record in definitions.tables["questions"].items() if "p20win" in record.routes]
    answers = {tag: text for tag, text in written(path).items() if tag != "field-list"}
    assert list(answers) == [*definitions.forms.head, *p20win]
    assert list(answers.values()) == [f"Answer {n + 1}" for n in range(fields)]
    assert path.name == "data-request-answer-1.docx"
    assert not errors
    assert not [url for url in seen if not url.startswith((server, "blob:"))]


def test_draft_survives_a_reload_and_another_edition_of_the_page(browser: Browser, server: str) -> None:
    with opened(browser, PHONE) as page:
        builder(page, server)
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
        expect(status(page)).to_contain_text("Kept in this browser at")
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
    with opened(browser, WIDE) as page:
        watched(page, [], errors)
        page.add_init_script(script)
        builder(page, server)
        answer(page, "goal", "We decide on the budget.")
        expect(status(page)).to_contain_text(words)
        expect(page.locator("[data-question=goal] .changed")).to_contain_text("Not kept")
        assert axe(page) == []
        expect(page.locator("#answer-goal")).to_have_value("We decide on the budget.")
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.reload()
        assert asked == ["beforeunload"], "whoever leaves with unsaved text is asked"
    assert not errors


def test_hostile_text_comes_out_as_text(browser: Browser, server: str, tmp_path: Path) -> None:
    errors: list[str] = []
    with opened(browser, WIDE) as page:
        watched(page, [], errors)
        builder(page, server)
        keys = page.evaluate(
            """text => [...document.querySelectorAll("[data-question] textarea")].map(box => {
              box.value = text; box.dispatchEvent(new Event("input", {bubbles: true})); return box.name; })""",
            HOSTILE,
        )
        page.get_by_role("button", name="Show as text").click()
        assert page.input_value("#as-text").count("<script>window.hacked = 1</script>") >= 20
        assert page.locator(".answer-on-paper script, .answer-on-paper b, .output b").count() == 0
        assert page.locator(".answer-on-paper").first.text_content().startswith("<script>window.hacked = 1</script><b>")
        path = saved_as_word(page, tmp_path)
        assert page.evaluate("() => window.hacked") is None
        assert page.evaluate("() => window.__csp || []") == []
        page.emulate_media(media="print")
        assert page.evaluate(CUT) == []
    answers = {tag: text for tag, text in written(path).items() if tag != "field-list"}
    assert len(answers) >= 20 and set(answers) <= set(keys)
    assert {text.strip() for text in answers.values()} == {TEXT.strip()}
    assert path.name.startswith("data-request-") and path.name.endswith(".docx") and len(path.name) < 70
    assert not errors


def test_request_goes_out_as_a_file_and_comes_back(browser: Browser, server: str, tmp_path: Path) -> None:
    with opened(browser, WIDE) as page:
        builder(page, server)
        answer(page, "title", "Course leavers")
        answer(page, "goal", "We decide.")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as a file").click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
    assert file.name == "project-course-leavers.json"
    with opened(browser, PHONE) as page:
        builder(page, server)
        answer(page, "goal", "Something of mine.")
        page.set_input_files("input[type=file]", file)
        expect(page.locator("#answer-goal")).to_have_value("We decide.")
        page.get_by_role("button", name="Bring it back").click()
        expect(page.locator("#answer-goal")).to_have_value("Something of mine.")


def test_other_route_keeps_its_answers_and_the_count_says_what_is_next(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        builder(page, server)
        go_to(page, "goal")
        assert page.locator("#answer-learning-agenda").is_hidden()
        go_to(page, "title")
        page.check("input[name=route][value=p20win]")
        answer(page, "learning-agenda", "Topic two.")
        go_to(page, "title")
        page.check("input[name=route][value=agency]")
        expect(page.locator(".tool-bar")).to_contain_text("0 of 26 places filled. Next: Working title")
        page.check("input[name=route][value=p20win]")
        expect(page.locator("#answer-learning-agenda")).to_have_value("Topic two.")
        expect(page.locator(".tool-bar")).to_contain_text("1 of 27 places filled.")
        page.get_by_role("link", name="Working title").click()
        assert page.url.endswith("#answer-title")


def test_cleared_request_can_be_brought_back(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        builder(page, server)
        answer(page, "goal", "Mine.")
        page.get_by_role("button", name="Clear the request").click()
        expect(page.locator("#answer-goal")).to_have_value("")
        assert page.evaluate("() => localStorage.length") == 0
        page.get_by_role("button", name="Bring it back").click()
        expect(page.locator("#answer-goal")).to_have_value("Mine.")


def test_change_in_another_window_is_told(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        builder(page, server)
        other = page.context.new_page()
        builder(other, server)
        answer(other, "goal", "From the other window.")
        expect(status(page)).to_contain_text("changed in another window")
        page.get_by_role("button", name="Show the newer one").click()
        expect(page.locator("#answer-goal")).to_have_value("From the other window.")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filled_form_is_accessible(browser: Browser, server: str, size: tuple[int, int], scheme: str) -> None:
    with opened(browser, size, color_scheme=scheme, reduced_motion="reduce") as page:
        page.add_init_script(f"localStorage.setItem('{ROOT}request', JSON.stringify({{answers: {{gone: 'x'}}}}))")
        builder(page, server)
        answer(page, "goal", "long " * 200)
        page.get_by_role("button", name="Clear the request").click()
        answer(page, "goal", "long " * 200)
        page.get_by_role("button", name="Show as text").click()
        assert axe(page) == []
        assert page.evaluate(CUT) == []


def test_parts_say_how_far_they_are_and_the_bar_stays_in_sight(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        builder(page, server)
        answer(page, "goal", "We decide.")
        parts = page.locator(".parts button")
        assert parts.all_inner_texts()[:3] == ["Start: 0 of 4", "Purpose: 1 of 4", "Data: 0 of 6"]
        expect(page.locator(".parts [aria-current=step]")).to_have_text("Purpose: 1 of 4")
        page.evaluate("() => scrollTo(0, document.querySelector('[data-question=questions]').offsetTop - 300)")
        for name in ("Next part: Data", "Save as Word", "Save as a file", "Print"):
            expect(page.get_by_role("button", name=name)).to_be_in_viewport()
        page.get_by_role("button", name="Next part: Data").click()
        expect(page.locator("#answer-sources")).to_be_focused()
        assert page.locator("#answer-goal").is_hidden()
        page.get_by_role("button", name="Back").click()
        expect(page.locator("#answer-goal")).to_be_focused()


def test_sample_and_owners_view_stand_beside_each_question(
    soup: Callable[[str], BeautifulSoup], definitions: Definitions
) -> None:
    form = soup(BUILDER).select_one("form.builder")
    for key, question in definitions.tables["questions"].items():
        beside = form.select_one(f"[data-question={key}] .beside")
        assert beside.find("p").get_text() == "What the data owner looks for", key
        routes = {sample["data-routes"] for sample in beside.select("details")}
        assert routes == set(question.routes), key
        assert all("invented" in sample.get_text() for sample in beside.select("details")), key


def test_review_sheet_is_half_filled_from_the_same_answers(browser: Browser, server: str, tmp_path: Path) -> None:
    with opened(browser, WIDE) as page:
        builder(page, server)
        answer(page, "goal", "We decide.")
        path = saved_as_word(page, tmp_path, "Save the review sheet as Word")
    texts = written(path)
    assert texts["goal"] == "We decide."
    assert texts["questions"].startswith("Write your answer here")
    assert texts["goal.notes"].startswith("Notes")


def test_on_paper_stand_questions_and_answers_and_no_controls(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        builder(page, server)
        answer(page, "goal", "Line one.\n" * 30 + "The last line.")
        page.emulate_media(media="print")
        assert page.locator("[data-question=goal] .answer-on-paper").is_visible()
        assert "The last line." in page.locator("[data-question=goal]").inner_text()
        assert page.locator("form.builder textarea:visible, form.builder button:visible").count() == 0
        assert page.locator("form.builder details:visible").count() == 0


def test_without_javascript_it_is_a_form_to_fill_and_print(browser: Browser, server: str, site: Path) -> None:
    with opened(browser, WIDE, java_script_enabled=False) as page:
        page.goto(server + BUILDER, wait_until="load")
        page.fill("#answer-goal", "By hand.")
        assert page.locator("[data-question=learning-agenda]").is_visible()
        assert "Only for a request through" in page.locator("[data-question=learning-agenda] label").inner_text()
        page.emulate_media(media="print")
        assert page.locator("#answer-goal").is_visible()
        assert page.locator("a[data-form=agency]").get_attribute("href").endswith(".docx")


def test_form_that_does_not_load_is_told_and_the_text_stays(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        page.route("**/*.docx", lambda route: route.abort())
        builder(page, server)
        answer(page, "goal", "Mine.")
        page.get_by_role("button", name="Save as Word").click()
        expect(status(page)).to_contain_text("could not be loaded")
        expect(page.locator("#answer-goal")).to_have_value("Mine.")
