"""What the tests of the tools share: the pages, the buttons, what the browser keeps, what stands in a Word document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from playwright.sync_api import Locator, Page

from tests.conftest import PROJECT

PAGE, BUILDER, DECISION, LIST = "tools/project/", "tools/request-builder/", "tools/decision/", "tools/field-list/"
#: How the names of all that is kept in the browser begin.
ROOT = "data-sharing-playbook."
#: A draft of the request builder's first edition, with an answer to each of its questions.
OLD_DRAFT = PROJECT / "tests/data/request-draft-1.json"
#: Markup, quotes, right-to-left words, an emoji of several parts, what XML does not allow, and 10,000 characters.
HOSTILE = (
    "<script>window.hacked = 1</script><b>&amp; ]]> \"quotes\" 'too'\n\n"
    "emoji \U0001f9d1\u200d\U0001f33e, Hebrew \u05e9\u05dc\u05d5\u05dd, \u202eturned\u202c, "
    "a bell \u0007 and half a pair \ud83d.\n" + "long " * 2000
)
#: The same as Word and XML can hold it.
TEXT = HOSTILE.replace("\u0007", "\ufffd").replace("\ud83d", "\ufffd")


def press(page: Page, name: str) -> None:
    """Presses the button of exactly this name."""
    page.get_by_role("button", name=name, exact=True).click()


def saved(page: Page, button: str, folder: Path) -> Path:
    """The file that a button saves, under the name that the page gives it."""
    with page.expect_download() as given:
        press(page, button)
    path = folder / given.value.suggested_filename
    given.value.save_as(path)
    return path


def said(page: Page) -> Locator:
    """The line that tells what a tool did."""
    return page.locator(".tool [role=status]")


def tells(page: Page, words: str) -> None:
    """Waits until the line says these words: looks whenever the page is drawn, where expect would in growing steps."""
    shows(page, ".tool [role=status]", words)


def shows(page: Page, selector: str, words: str) -> None:
    """Waits in the same way until an element, or the value of a box, holds these words."""
    page.wait_for_function(
        """([selector, words]) => {
          const one = document.querySelector(selector);
          return one && (one.value ?? one.textContent).includes(words);
        }""",
        arg=[selector, words],
    )


def keep_now(page: Page) -> None:
    """Has the tool keep what was written at once, as when its page is left; else it does so after a pause."""
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")


def open_file(page: Page, content: bytes | str | dict[str, Any]) -> None:
    """Opens a project's file in the tool of the page, given as its bytes, its text or its data."""
    text = json.dumps(content) if isinstance(content, dict) else content
    buffer = text.encode() if isinstance(text, str) else text
    page.set_input_files('input[accept=".json"]', {"name": "x.json", "mimeType": "", "buffer": buffer})


def project(**parts: Any) -> dict[str, Any]:
    """The data of a project with these parts; the others are empty."""
    names = ("answers", "finder", "review", "decision", "dates", "checklists")
    head = {"kind": "data-sharing-project", "version": 2, "id": "abcd1234", "route": "agency", "fields": []}
    return head | {name: {} for name in names} | parts


def kept(page: Page) -> dict[str, Any]:
    """The project that is kept in the browser; the first where there are several, nothing where there is none."""
    found = page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => /\\.project\\./.test(key)).map(([, text]) => text)"
    )
    return json.loads(found[0]) if found else {}


def title(page: Page, text: str) -> None:
    """Gives the project a title on its page, and has it kept."""
    page.fill("#project-title", text)
    keep_now(page)


def go_to(page: Page, key: str) -> Locator:
    """The box of a question of the request, after its part was shown as a link to it would."""
    box = page.locator(f"#answer-{key}")
    if not box.is_visible():
        page.evaluate("key => { location.hash = ''; location.hash = `answer-${key}` }", key)
        box.wait_for()
    return box


def answer(page: Page, key: str, text: str) -> None:
    """Answers a question of the request."""
    go_to(page, key).fill(text)


def state(page: Page, part: str) -> str:
    """What the page of the project says of a part of a step."""
    return page.locator(".project-step li", has=page.get_by_role("link", name=part, exact=True)).inner_text()


def written(path: Path) -> dict[str, str]:
    """The text of each field of a Word form, by its tag; of a box to tick, its sign."""
    body = docx.Document(str(path)).element.body
    found = {}
    for control in body.iter(qn("w:sdt")):
        paragraphs = list(control.iter(qn("w:p"))) or [control]
        text = "\n".join("".join(node.text or "" for node in part.iter(qn("w:t"))) for part in paragraphs)
        found[control.find(f".//{qn('w:tag')}").get(qn("w:val"))] = text
    return found
