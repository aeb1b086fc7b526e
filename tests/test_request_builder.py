"""The promise: the request builder asks part by part, and gives the request out as Word, as text and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from macros.loading.definitions import Definitions
from tests.axe import axe
from tests.browsing import CUT, PHONE, WIDE, opened, resized, visit, watched
from tests.projects import BUILDER, HOSTILE, ROOT, TEXT, answer, go_to, press, saved, tells, written


def test_filled_from_start_to_end_by_keyboard(
    page: Page, server: str, tmp_path: Path, definitions: Definitions
) -> None:
    seen: list[str] = []
    errors: list[str] = []
    look = "() => [document.activeElement.localName, document.activeElement.textContent]"
    with watched(page, seen, errors):
        visit(page, server + BUILDER)
        page.locator("input[name=route]").first.focus()
        page.keyboard.press("ArrowDown")
        fields = page.locator("form.builder [data-question]:not([hidden]) textarea").count()
        for number in range(fields):
            while (focused := page.evaluate(look))[0] != "textarea":
                # Enter puts the cursor into the first box of the part.
                page.keyboard.press("Enter" if focused[1].startswith("Next part") else "Tab")
            page.keyboard.type(f"A{number + 1}")
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
    assert list(answers.values()) == [f"A{n + 1}" for n in range(fields)]
    assert path.name == "data-request-a1.docx"
    assert not errors
    assert not [url for url in seen if not url.startswith((server, "blob:"))]


def test_hostile_text_comes_out_as_text(page: Page, server: str, tmp_path: Path) -> None:
    errors: list[str] = []
    with watched(page, [], errors):
        visit(page, server + BUILDER)
        keys = page.evaluate(
            """text => [...document.querySelectorAll("[data-question] textarea")].map(box => {
              box.value = text; box.dispatchEvent(new Event("input", {bubbles: true})); return box.name; })""",
            HOSTILE,
        )
        press(page, "Show as text")
        assert page.input_value("#as-text").count("<script>window.hacked = 1</script>") >= 20
        assert page.locator(".answer-on-paper script, .answer-on-paper b, .output b").count() == 0
        assert page.locator(".answer-on-paper").first.text_content().startswith("<script>window.hacked = 1</script><b>")
        path = saved(page, "Save as Word", tmp_path)
        assert page.evaluate("() => window.hacked") is None
        assert page.evaluate("() => window.__csp || []") == []
        page.emulate_media(media="print")
        assert page.evaluate(CUT) == []
    answers = {tag: text for tag, text in written(path).items() if tag != "field-list"}
    assert len(answers) >= 20 and set(answers) <= set(keys)
    assert {text.strip() for text in answers.values()} == {TEXT.strip()}
    assert path.name.startswith("data-request-") and path.name.endswith(".docx") and len(path.name) < 70
    assert not errors


def test_other_route_keeps_its_answers_and_the_count_says_what_is_next(page: Page, server: str) -> None:
    visit(page, server + BUILDER)
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


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (PHONE, "light")], ids=["wide-dark", "phone-light"])
def test_filled_form_is_accessible_on_the_screen_and_prints_answers_without_controls(
    page: Page, server: str, size: tuple[int, int], scheme: str
) -> None:
    resized(page, size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    with page.add_init_script(f"localStorage.setItem('{ROOT}request', JSON.stringify({{answers: {{gone: 'x'}}}}))"):
        visit(page, server + BUILDER)
        press(page, "Clear the request")
        answer(page, "goal", "Line one.\n" * 30 + "The last line. " + "long " * 200)
        press(page, "Show as text")
        assert axe(page) == []
        assert page.evaluate(CUT) == []
        page.emulate_media(media="print")
        assert page.locator("[data-question=goal] .answer-on-paper").is_visible()
        assert "The last line." in page.locator("[data-question=goal]").inner_text()
        assert page.locator("form.builder textarea:visible, form.builder button:visible").count() == 0
        assert page.locator("form.builder details:visible").count() == 0


def test_parts_say_how_far_they_are_and_the_bar_stays_in_sight(page: Page, server: str) -> None:
    visit(page, server + BUILDER)
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


def test_review_sheet_is_half_filled_and_a_form_that_does_not_load_is_told(
    page: Page, server: str, tmp_path: Path
) -> None:
    visit(page, server + BUILDER)
    answer(page, "goal", "We decide.")
    texts = written(saved(page, "Save the review sheet as Word", tmp_path))
    page.route("**/*.docx", lambda route: route.abort())
    press(page, "Save as Word")
    tells(page, "could not be loaded")
    expect(page.locator("#answer-goal")).to_have_value("We decide.")
    assert texts["goal"] == "We decide."
    assert texts["questions"].startswith("Write your answer here")
    assert texts["goal.notes"].startswith("Notes")


def test_without_javascript_it_is_a_form_to_fill_and_print(browser: Browser, server: str, site: Path) -> None:
    with opened(browser, WIDE, java_script_enabled=False) as page:
        page.goto(server + BUILDER, wait_until="load")
        page.fill("#answer-goal", "By hand.")
        assert page.locator("[data-question=learning-agenda]").is_visible()
        assert "Only for a request through" in page.locator("[data-question=learning-agenda] label").inner_text()
        page.emulate_media(media="print")
        assert page.locator("#answer-goal").is_visible()
        assert page.locator("a[data-form=agency]").get_attribute("href").endswith(".docx")
