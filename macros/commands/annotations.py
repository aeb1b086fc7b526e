"""Annotations: problems as GitHub shows them, on their lines of a pull request and in the summary of the job."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from macros.problems import Problem

Level = Literal["error", "notice"]


def annotation(problem: Problem, level: Level = "error") -> str:
    """The command that makes GitHub show a problem on its line."""
    place = f"file={_value(problem.file)},line={max(1, problem.line)}"
    return f"::{level} {place}::{_text(' '.join(problem.message.split()))}"


def summary(problems: Iterable[Problem]) -> str:
    """The problems as a list for the summary of the job, which shows all of them (Markdown)."""
    rows = [f"- `{p.file}`, line {p.line}: {code(p)}" if p.line else f"- `{p.file}`: {code(p)}" for p in problems]
    return "\n".join(["## What to mend", "", *rows, ""]) if rows else ""


def code(problem: Problem) -> str:
    """The message with what Markdown and HTML would take for their own marks made harmless."""
    text = " ".join(problem.message.split()).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{c}" if c in "\\`*_[]|#!" else c for c in text)


def show(problems: list[Problem], level: Level = "error") -> None:
    """Prints the annotations, and adds the list to the job's summary where there is one."""
    for problem in problems:
        print(annotation(problem, level))
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary_file and problems and level == "error":
        with Path(summary_file).open("a", encoding="utf-8") as stream:
            stream.write(summary(problems) + "\n")


def _text(value: str) -> str:
    """Escaped as GitHub's workflow commands ask for a message."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(value: str) -> str:
    """Escaped as GitHub's workflow commands ask for a property."""
    return _text(value).replace(":", "%3A").replace(",", "%2C")
