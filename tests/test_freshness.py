"""The promise: every page and record has a review date, what is due is listed, and nothing cries wolf."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from macros import dates
from macros.commands import freshness
from macros.loading.definitions import FOLDER, Definitions, files_of
from macros.rendering import theme_context
from macros.rendering.chapters import Chapters
from macros.rendering.engine import settings
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    ("checked", "months", "due"),
    [
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
    ],
)
def test_review_falls_due_so_many_months_after_the_check(checked: date, months: int, due: date) -> None:
    assert dates.due_date(checked, months) == due


def test_every_page_and_every_record_comes_due_one_day() -> None:
    found = freshness.stale(PROJECT, date(2090, 1, 1))
    pages = {due.file for due in found if due.file.startswith("docs/")}
    assert pages == {f"docs/{p.relative_to(PROJECT / 'docs').as_posix()}" for p in (PROJECT / "docs").rglob("*.md")}
    listed = {(due.file, due.line) for due in found}
    for path in sorted((PROJECT / FOLDER).glob("*.yml")):
        dates = [
            n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip().startswith("checked:")
        ]
        shown_as = f"{FOLDER}/{path.name}"
        assert len(dates) == sum(file == shown_as for file, _ in listed), (
            f"{shown_as}: a record is listed twice or not at all"
        )


def test_interval_depends_on_the_kind_of_fact() -> None:
    known = {path.stem for path in (PROJECT / FOLDER).glob("*.yml")}
    assert {file for table in freshness.REVIEW_MONTHS for file in files_of(table)} <= known
    assert freshness.months_for("laws") < freshness.months_for("agencies")


def test_nothing_is_due_on_the_day_after_the_check(definitions: Definitions) -> None:
    newest = max(r.checked for _, r in freshness._walk(definitions.tables, ()))
    assert [due for due in freshness.stale(PROJECT, newest) if due.checked == newest] == []


def test_one_record_is_due_at_its_line(project_copy: Path) -> None:
    path = project_copy / FOLDER / "laws_connecticut.yml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"  checked: [\d-]+", "  checked: 2026-01-22", text, count=1), encoding="utf-8")
    today = date(2026, 7, 23)
    (due,) = freshness.stale(project_copy, today)
    key = next(iter(yaml.safe_load(text)))
    line = text[: text.index(f"\n{key}:") + 1].count("\n") + 1
    assert due.line_of_text(today) == (
        f'{FOLDER}/laws_connecticut.yml:{line}: law "{key}": checked January 22, 2026, due July 22, 2026 (1 day ago)'
    )
    assert f"- [ ] line {line}: law" in freshness.report([due], today)


def test_command_informs_and_never_fails(
    tmp_path: Path, run_here: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    report = tmp_path / "report.md"
    command = [sys.executable, "-m", "macros.commands.freshness", "--today", "2090-01-01", "--report", str(report)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith(("docs/", "macros/"))
    assert report.read_text("utf-8").startswith("As of January 1, 2090, ")
    done = run_here(freshness.main, PROJECT, "--today", "2020-01-01", "--report", str(report))
    assert done.returncode == 0 and done.stdout == "" and report.read_text("utf-8") == ""


def test_page_says_when_it_was_reviewed_and_when_again(definitions: Definitions) -> None:
    conf = settings(PROJECT)
    line = theme_context.trust(conf, definitions, Chapters.of(PROJECT / "docs"), date(2026, 11, 24))["p20-win/request/"]
    assert line["reviewed"].startswith("Last compared with its sources in November 2026. Next review: November 2027. ")
    assert line["reviewed"].endswith(" Questions: P20 WIN staff, OPM.")


def test_page_past_its_date_says_so_calmly(definitions: Definitions) -> None:
    late = date.today() + timedelta(days=20_000)
    for line in theme_context.trust(settings(PROJECT), definitions, Chapters.of(PROJECT / "docs"), late).values():
        assert ". Facts may have changed since. Questions: " in line["reviewed"]
