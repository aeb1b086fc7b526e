"""The promise: a newcomer finds their way. Files and functions stay short, and the papers name what is there."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT

MODULES = sorted([*(PROJECT / "macros").rglob("*.py"), *(PROJECT / "docs/assets/javascripts").rglob("*.js")])
PYTHON = [path for path in [*MODULES, *sorted((PROJECT / "tests").glob("*.py"))] if path.suffix == ".py"]
CONTRIBUTING = (PROJECT / ".github/CONTRIBUTING.md").read_text("utf-8")
README = (PROJECT / "README.md").read_text("utf-8")


def long_functions(path: Path, most: int) -> Iterator[str]:
    """The functions of a module with more lines than `most`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > most:
            yield f"{path.relative_to(PROJECT)}:{node.lineno}: {node.name}"


def test_no_file_of_code_or_tests_is_over_300_lines() -> None:
    files = [*MODULES, *PYTHON]
    lines = {path.relative_to(PROJECT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: count for name, count in lines.items() if count > 300} == {}


def test_no_function_is_over_40_lines() -> None:
    assert [found for path in PYTHON for found in long_functions(path, 40)] == []


def test_what_tests_share_stands_in_no_file_of_tests() -> None:
    takes = re.compile(r"^from tests\.test_|^from tests import .*\btest_|^import tests\.test_", re.MULTILINE)
    assert [path.name for path in (PROJECT / "tests").glob("*.py") if takes.search(path.read_text("utf-8"))] == []


def test_every_module_says_in_its_first_line_what_it_is() -> None:
    silent = [path for path in MODULES if not re.match(r'"""\w|// \w', path.read_text("utf-8"))]
    assert silent == []


def test_every_folder_stands_on_the_map() -> None:
    folders = {
        f"macros/{path.name}/" for path in (PROJECT / "macros").iterdir() if path.is_dir() and path.name[0] != "_"
    }
    assert sorted(folder for folder in folders if f"`{folder}`" not in README) == []


def test_every_test_is_found_from_what_it_looks_after() -> None:
    """Add the name of a new file of tests to the table "Which test looks after what" of CONTRIBUTING.md."""
    table = CONTRIBUTING.split("## Which test looks after what")[1].split("What tests share")[0]
    named = set(
        re.findall(r"\b[a-z0-9_]+\b", " ".join(row.split("|")[2] for row in table.splitlines() if row[:1] == "|"))
    )
    there = {path.stem.removeprefix("test_") for path in (PROJECT / "tests").glob("test_*.py")}
    assert sorted(there - named) == []


@pytest.mark.parametrize("paper", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_paths_in_the_papers_are_there(paper: str) -> None:
    paths = re.findall(r"`((?:macros|docs|theme|tests)/[\w./-]+)`", paper)
    assert len(paths) > 10
    assert [path for path in paths if not (PROJECT / path).exists()] == []


@pytest.mark.xdist_group("house")
def test_tests_of_one_group_run_in_one_process(request: pytest.FixtureRequest) -> None:
    """What a group shares is made once. pytest 9.2 lost the groups, and nothing but the clock told of it."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@house")
