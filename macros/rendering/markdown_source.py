"""A Markdown source as the checks read it: its lines, with front matter, code and macro calls told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from macros.loading.yaml_file import YamlFile

FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)$")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*(?:\{:?\s*([^}]*?)\s*\})?\s*$")
CODE = re.compile(r"`+[^`]*`+")
CALL = re.compile(r"\{\{.*?\}\}")


@dataclass(frozen=True)
class Line:
    """One line of a page outside front matter and code."""

    number: int
    text: str

    @cached_property
    def prose(self) -> str:
        """The line without inline code and macro calls, each replaced by spaces of the same length."""
        if "`" not in self.text and "{{" not in self.text:
            return self.text
        return CALL.sub(_blank, CODE.sub(_blank, self.text))


@dataclass(frozen=True)
class Heading:
    """A heading: its level, its words, its attributes as written in the braces."""

    number: int
    level: int
    words: str
    attributes: str

    @property
    def id(self) -> str:
        """The id given in the braces, or "" where there is none."""
        found = re.search(r"#([\w-]+)", self.attributes)
        return found.group(1) if found else ""

    @property
    def is_plain(self) -> bool:
        """Whether the heading is marked as no strategy."""
        return ".plain" in self.attributes.split()


class Source:
    """A page's file: its path below docs/, and what it holds."""

    def __init__(self, page: str, raw: bytes) -> None:
        self.page = page
        self.shown_as = f"docs/{page}"
        self.raw = raw
        self.text = self.raw.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")
        self.all_lines = self.text.split("\n")
        self.body_start = self._end_of_front_matter()
        self.open_fence = 0  # the line of a fence that nothing closes
        self.lines = self._outside_code()
        self.headings = [h for line in self.lines if (h := _heading(line))]

    def _end_of_front_matter(self) -> int:
        if self.all_lines[0].strip() != "---":
            return 0
        for number, line in enumerate(self.all_lines[1:], start=2):
            if line.strip() in ("---", "..."):
                return number
        return 0

    @property
    def front_matter(self) -> str:
        """The text between the two marks, or "" where they are not both there."""
        return "\n".join(self.all_lines[1 : self.body_start - 1]) if self.body_start else ""

    @cached_property
    def fields(self) -> YamlFile:
        """The front matter as YAML, with the lines of its fields in the file and what is wrong with it."""
        return YamlFile(None, self.shown_as, "\n" + self.front_matter)

    @property
    def meta(self) -> dict[str, Any]:
        """The fields of the front matter; empty where there are none that can be read."""
        return self.fields.data if isinstance(self.fields.data, dict) else {}

    def _outside_code(self) -> list[Line]:
        kept, fence, opened = [], "", 0
        for number, text in enumerate(self.all_lines[self.body_start :], start=self.body_start + 1):
            found = FENCE.match(text)
            if found and not fence:
                fence, opened = found.group(1), number
            elif found and found.group(1).startswith(fence) and not found.group(2).strip():
                fence = ""
            elif not fence:
                kept.append(Line(number, text))
        self.open_fence = opened if fence else 0
        return kept


def _heading(line: Line) -> Heading | None:
    found = HEADING.match(line.text)
    if not found:
        return None
    return Heading(line.number, len(found.group(1)), found.group(2), found.group(3) or "")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group(0))
