"""Checks on the pages taken together: their files, their place in the menu, their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.problems import Problem
from macros.rendering.chapters import Chapters

NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\.md")


def check(project: Path, chapters: Chapters) -> list[Problem]:
    """Files of odd names or kinds below docs/, pages named twice in the menu, titles and descriptions used twice."""
    return [*_files(project / "docs"), *_menu(project / "mkdocs.yml"), *_twice(chapters)]


def _files(docs: Path) -> Iterator[Problem]:
    for path in sorted(path for path in docs.rglob("*") if path.is_file()):
        name = path.relative_to(docs).as_posix()
        if name.startswith("assets/"):
            continue
        if path.suffix != ".md":
            yield Problem(
                f"docs/{name}", 0, "this file would be published as it is; pages end in .md, images go to docs/assets/"
            )
        elif not all(NAME.fullmatch(f"{part.removesuffix('.md')}.md") for part in name.split("/")):
            slug = re.sub(r"[^a-z0-9/]+", "-", name.removesuffix(".md").lower()).strip("-")
            yield Problem(f"docs/{name}", 0, f"this name becomes the page's address; write it as {slug}.md")


def _menu(path: Path) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        found = re.match(r"^ +- (?:[^:#]+: +)?([\w./-]+\.md) *$", line)
        if found and found[1] in seen:
            yield Problem(
                "mkdocs.yml", number, f'nav names "{found[1]}" in line {seen[found[1]]} already; delete one of them'
            )
        elif found:
            seen[found[1]] = number


def _twice(chapters: Chapters) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for source in chapters.sources:
        file = source.fields
        for field in ("title", "description"):
            value = file.data.get(field) if isinstance(file.data, dict) else None
            if not isinstance(value, str):
                continue
            if (field, value) in seen:
                other = seen[field, value]
                yield Problem(
                    source.shown_as, file.line((field,)), f"{other} has the same {field}; word one of them anew"
                )
            seen.setdefault((field, value), source.shown_as)
