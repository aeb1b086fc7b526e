"""The promise: the file of a project keeps its rules, older ones open without loss, and none overwrites anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Page

from tests.browsing import visit
from tests.projects import (
    BUILDER,
    DECISION,
    OLD_DRAFT,
    PAGE,
    ROOT,
    answer,
    keep_now,
    kept,
    project,
    saved,
    tells,
    title,
)


@pytest.fixture(scope="module")
def rules(site: Path) -> Draft202012Validator:
    schema = json.loads((site / "data/schemas/project.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


#: Files that are no project, or one that cannot be read -> what the page says.
WRONG = {
    "no JSON": ("no JSON", "This file is no project"),
    "another file": ("[1, 2]", "This file holds no project"),
    "nothing": ("null", "This file holds no project"),
    "another kind": ('{"kind": "recipe", "answers": {}}', "This file holds no project"),
    "old draft, odd answer": ('{"format": 1, "answers": {"goal": 5}}', "damaged in the part “answers”"),
    "newer draft": ('{"format": 99, "answers": {}}', "from a newer edition"),
    "newer project": (json.dumps(project(version=3)), "from a newer edition"),
    "no version": (json.dumps(project(version=None)), "This file is damaged"),
    "list for answers": (json.dumps(project(answers=["x"])), "damaged in the part “answers”"),
    "field without a name": (json.dumps(project(fields=[{"reason": "x"}])), "damaged in the part “fields”"),
    "number as a date": (json.dumps(project(dates={"end": 5})), "damaged in the part “dates”"),
    "flat review": (json.dumps(project(review={"goal": "x"})), "damaged in the part “review”"),
    "too large": ("x" * 1_100_000, "too large"),
}


#: Opens each text as a file of its own; gives what the page says of each, which it has to say anew.
OPEN_EACH = """async texts => {
  const box = document.querySelector('input[accept=".json"]'), line = document.querySelector(".tool [role=status]");
  const told = [];
  for (const text of texts) {
    line.textContent = "";
    const held = new DataTransfer();
    held.items.add(new File([text], "x.json"));
    box.files = held.files;
    box.dispatchEvent(new Event("change", {bubbles: true}));
    for (let turn = 0; !line.textContent && turn < 2000; turn++) await new Promise(done => setTimeout(done));
    told.push(line.textContent);
  }
  return told;
}"""


@pytest.mark.parametrize("where", [PAGE, BUILDER, DECISION])
def test_wrong_file_is_told_and_changes_nothing(page: Page, server: str, where: str) -> None:
    visit(page, server + PAGE)
    title(page, "Mine.")
    before = kept(page)
    visit(page, server + where)
    told = page.evaluate(OPEN_EACH, [text for text, _ in WRONG.values()])
    for (name, (_, message)), words in zip(WRONG.items(), told, strict=True):
        assert message in words, name
    assert kept(page) == before


def test_what_the_rules_refuse_the_page_refuses_too(rules: Draft202012Validator) -> None:
    for name, (text, message) in WRONG.items():
        if "damaged" in message and "draft" not in name:
            assert not rules.is_valid(json.loads(text)), name
    assert rules.is_valid(project())


@pytest.mark.parametrize("way", ["kept by the browser", "as a file"])
def test_draft_of_the_first_edition_opens_without_loss(
    page: Page, server: str, tmp_path: Path, rules: Draft202012Validator, way: str
) -> None:
    draft = json.loads(OLD_DRAFT.read_text("utf-8"))
    if way == "as a file":
        visit(page, server + BUILDER)
        page.set_input_files("input[type=file]", OLD_DRAFT)
        tells(page, "The project from the file is open")
    else:
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{ROOT}request", json.dumps(draft)])
        visit(page, server + BUILDER)
        tells(page, "This is your request")
    assert {box: page.input_value(f"#answer-{box}") for box in draft["answers"]} == draft["answers"]
    assert page.locator("input[name=route][value=p20win]").is_checked()
    page.reload()
    assert kept(page)["answers"] == draft["answers"] and kept(page)["route"] == draft["route"]
    assert page.evaluate("key => localStorage.getItem(key)", f"{ROOT}request") is None
    file = json.loads(saved(page, "Save as a file", tmp_path).read_text("utf-8"))
    rules.validate(file)
    assert file["answers"] == draft["answers"]


def test_damaged_draft_of_the_first_edition_is_left_alone(page: Page, server: str) -> None:
    page.evaluate("key => localStorage.setItem(key, '{broken')", f"{ROOT}request")
    visit(page, server + BUILDER)
    answer(page, "goal", "New.")
    keep_now(page)
    tells(page, "Kept in this browser at")
    assert page.evaluate("key => localStorage.getItem(key)", f"{ROOT}request") == "{broken"


def test_project_of_a_newer_edition_in_this_browser_is_not_overwritten(page: Page, server: str) -> None:
    newer = json.dumps(project(version=3, answers={"title": "Newer"}))
    page.evaluate(
        """([root, text]) => { localStorage.setItem(`${root}project.abcd1234`, text);
          localStorage.setItem(`${root}open-project`, '"abcd1234"'); }""",
        [ROOT, newer],
    )
    visit(page, server + PAGE)
    title(page, "Older page")
    assert page.evaluate("key => localStorage.getItem(key)", f"{ROOT}project.abcd1234") == newer
