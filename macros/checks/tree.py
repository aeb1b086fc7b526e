"""Checks on the pages taken together: their files, their addresses, their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.problems import Problem
from macros.rendering.chapters import Chapters
from macros.rendering.front_matter import address_of

NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\.md")


def check(project: Path, chapters: Chapters) -> list[Problem]:
    """Files of odd names or kinds below docs/, addresses, titles and descriptions used twice."""
    return [*_files(project / "docs"), *_addresses(chapters), *_twice(chapters)]


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


def _addresses(chapters: Chapters) -> Iterator[Problem]:
    """Pages that would be written over each other, or that MkDocs leaves out."""
    seen: dict[str, str] = {}
    for page in chapters.pages:
        address = address_of(page)
        if page.startswith("templates/"):
            yield Problem(f"docs/{page}", 0, 'MkDocs publishes nothing from a folder "templates"; choose another name')
        if address in seen:
            message = f'this page has the same address as docs/{seen[address]}, "{address}"; rename one of them'
            yield Problem(f"docs/{page}", 0, message)
        seen.setdefault(address, page)


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
