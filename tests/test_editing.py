"""The promise: the editors' manual is right. Its examples are tried, its tables are read from the code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import macros
from macros.commands.build import build
from macros.content.playbook.editing import ENGINE_FIELDS
from macros.loading.definitions import TABLES, files_of
from macros.models.base import Record
from macros.models.field_help import help_of
from macros.models.page import FrontMatter
from macros.problems import Problem
from tests.breaking import said_by_the_build
from tests.conftest import PROJECT, copy_project

#: One process of pytest-xdist tries the examples for all tests of them.
pytestmark = pytest.mark.xdist_group("editing")
Soup = Callable[[str], BeautifulSoup]
MESSAGES = PROJECT / "docs/about/error-messages.md"
EXAMPLE = re.compile(
    r"^### (?P<name>.+?) \{.*?You wrote:\n\n```text\n(?P<bad>.*?)\n```"
    r"\n\nThe check says:\n\n```text\n(?P<says>.*?)\n```\n\nWrite:\n\n```text\n(?P<good>.*?)\n```",
    re.DOTALL | re.MULTILINE,
)
EXAMPLES = [found.groupdict() for found in EXAMPLE.finditer(MESSAGES.read_text("utf-8"))]


def put(example: dict[str, str], words: str, project: Path) -> int:
    """Writes the words where the example has them: in place of its field, or below the text; returns their line."""
    path = project / example["says"].split(":")[0]
    text = path.read_text("utf-8")
    field = re.match(r"(?:  )?\w+: ", example["good"])
    if field:
        start = re.search(rf"^{re.escape(field.group(0))}.*$", text, re.MULTILINE)
        assert start, f"{path.name} has no line {field.group(0)}"
        path.write_text(text[: start.start()] + words + text[start.end() :], encoding="utf-8")
        return text[: start.start()].count("\n") + 1
    before, mark, after = text.partition("## What next")
    path.write_text(f"{before}{words}\n\n{mark}{after}", encoding="utf-8")
    return before.count("\n") + 1


def together(example: dict[str, str]) -> bool:
    """Whether the mistake leaves the rest of its page readable, so that others can be made beside it."""
    return not re.match(r"(?:  )?\w+: ", example["good"]) and "straight" not in example["says"]


def says(example: dict[str, str]) -> Callable[[Problem], bool]:
    """Whether a problem is the one that the example shows."""
    message = example["says"].split(": ", 1)[1]
    return lambda problem: problem.message == message


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, list[Problem]]]:
    """What the check says to each example, and the line in which it was made."""
    project = copy_project(tmp_path_factory.mktemp("examples"))
    answers = {}
    for group in [[e for e in EXAMPLES if together(e)], *([e] for e in EXAMPLES if not together(e))]:
        files = {project / example["says"].split(":")[0] for example in group}
        old = {path: path.read_text("utf-8") for path in files}
        lines = [put(example, example["bad"], project) for example in group]
        problems = said_by_the_build(project, says(group[0])) if len(group) == 1 else build(project, None)
        answers |= {e["name"]: (line, problems) for e, line in zip(group, lines, strict=True)}
        for path, text in old.items():
            path.write_text(text, encoding="utf-8")
    return answers


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["name"] for e in EXAMPLES])
def test_message_is_what_the_check_says(example: dict[str, str], told: dict[str, tuple[int, list[Problem]]]) -> None:
    file, _, message = re.fullmatch(r"([^:]+):(\d+): (.*)", example["says"]).groups()
    line, problems = told[example["name"]]
    found = [p.line - line for p in problems if p.file == file and p.message == message]
    assert found, f"the page is out of date; the check says {[str(p) for p in problems]}"
    assert set(found) & {0, 1, 2}


def test_there_are_examples_of_each_kind_of_file() -> None:
    assert len(EXAMPLES) >= 14
    assert {example["says"].split("/")[0] for example in EXAMPLES} == {"docs", "macros"}


def test_words_to_write_instead_pass(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "mended")
    pages = [e for e in EXAMPLES if not re.match(r"(?:  )?\w+: ", e["good"])]
    for example in pages:
        put(example, example["good"], project)
    assert [str(problem) for problem in build(project, None)] == []


def test_cheat_sheet_shows_every_macro_once(soup: Soup) -> None:
    page = soup("about/editing/")
    calls = [code.get_text() for code in page.select("table td:first-child code") if code.get_text().startswith("{{")]
    names = [re.match(r"\{\{ (\w+)\(", call).group(1) for call in calls]
    assert {macro.__name__ for macro in macros.MACROS} == set(names)


def test_every_field_of_every_file_is_shown(soup: Soup) -> None:
    boxes = {box.summary.get_text(strip=True): box for box in soup("about/fields/").find_all("details")}
    for table, model in TABLES.items():
        box = boxes[", ".join(f"{file}.yml" for file in files_of(table))]
        name = files_of(table)[0]
        shown = {code.get_text() for code in box.select("td:first-child code")}
        own = model.model_fields.keys() - (Record.model_fields.keys() if issubclass(model, Record) else set())
        assert own <= shown, name
        sample = box.find("pre").get_text()
        assert sample.strip() in (PROJECT / f"macros/definitions/{name}.yml").read_text("utf-8"), name


def test_every_field_of_a_page_is_shown(soup: Soup) -> None:
    shown = {code.get_text() for code in soup("about/editing/").select("#add-a-chapter ~ * td:first-child code")}
    assert FrontMatter.model_fields.keys() - set(ENGINE_FIELDS) <= shown


def test_words_about_a_field_stand_beside_it() -> None:
    assert help_of(TABLES["laws"])["cite"] == "the citation, as lawyers write it"
    assert help_of(TABLES["laws"])["checked"].startswith("the day on which")
    assert help_of(FrontMatter)["audience"] == "who the page is for"


def test_manual_speaks_no_jargon(soup: Soup) -> None:
    jargon = r"\b(repo|commit hash|regex|parse[rs]?|schema|boolean|string|null|stack ?trace|traceback|CLI|repository)\b"
    for page in ("about/editing/", "about/fields/", "about/error-messages/"):
        article = BeautifulSoup(str(soup(page).select_one(".page-body")), "lxml")
        for tag in article.find_all(["code", "pre", "table"]):
            tag.decompose()
        found = re.findall(jargon, article.get_text(" "), re.IGNORECASE)
        assert not found, f"{page}: {found}"


TASKS = ["sentence", "agency", "law", "link", "term", "resource", "strategy", "chapter"]


@pytest.mark.parametrize("task", TASKS)
def test_task_is_told_in_numbered_steps(task: str, soup: Soup) -> None:
    heading = soup("about/editing/").find(id=re.compile(f"^(?:change|add)-an?-{task}$"))
    steps = heading.find_next_sibling("ol").find_all("li", recursive=False)
    assert 3 <= len(steps) <= 8
    rest = str(heading.find_next_sibling("ol")) + "".join(str(t) for t in heading.find_next_siblings("p")[:1])
    assert "#propose-a-change" in rest, "each task ends with proposing the change"
