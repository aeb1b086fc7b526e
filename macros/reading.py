"""The YAML reader: values with the line of every key, and duplicate keys refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from macros.problems import Problem

Location = tuple[str | int, ...]


class YamlFile:
    """A YAML file: its data, where each key stands, and what is wrong with it as YAML."""

    def __init__(self, path: Path | None, shown_as: str, text: str | None = None) -> None:
        """Reads the file at `path`, or `text` as if it stood in that file."""
        self.shown_as = shown_as
        self.problems: list[Problem] = []
        self.lines: dict[Location, int] = {(): 1}
        self.data: Any = None
        if path is not None:
            text = self._text(path)
        if text is not None:
            self._read(text)

    def line(self, location: Location) -> int:
        """The line of a value, or of the nearest thing that holds it."""
        while location not in self.lines:
            location = location[:-1]
        return self.lines[location]

    def problem(self, line: int, message: str) -> None:
        """Notes a problem of this file."""
        self.problems.append(Problem(self.shown_as, line, message))

    def _text(self, path: Path) -> str | None:
        raw = path.read_bytes()
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.problem(line, "a character here is not UTF-8; type it anew, and save the file as UTF-8")
            return None

    def _read(self, text: str) -> None:
        for number, line in enumerate(text.splitlines(), start=1):
            if "\t" in line[: len(line) - len(line.lstrip())]:
                self.problem(number, "a tab indents this line; use two spaces for each step")
            if line.startswith(("<<<<<<< ", "=======", ">>>>>>> ")):
                self.problem(number, "a merge conflict was left here; keep one version and delete the marker lines")
        if self.problems:
            return
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            if node is not None:
                self._walk(node, ())
                self.data = yaml.safe_load(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.problem(mark.line + 1 if mark else 1, _in_plain_words(error))
        except (yaml.YAMLError, ValueError) as error:
            self.problem(1, f"this is not valid YAML: {error}")

    def _walk(self, node: yaml.Node, location: Location) -> None:
        if isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                name, line = str(key.value), key.start_mark.line + 1
                if name in seen:
                    self.problem(
                        line, f'"{name}" stands twice (first in line {seen[name]}); keep one, or give one another key'
                    )
                seen[name] = line
                self.lines[(*location, name)] = line
                self._walk(value, (*location, name))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self.lines[(*location, index)] = value.start_mark.line + 1
                self._walk(value, (*location, index))


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    what = error.problem or "cannot be read"
    if "mapping values are not allowed" in what:
        return "a colon here confuses YAML; put the whole text in double quotes"
    if "could not find expected ':'" in what:
        return "this line, or the one before it, has no colon after its field name; write `field: text`"
    if "found unexpected end of stream" in what or "while scanning a quoted scalar" in str(error.context):
        return "a quotation mark is opened and not closed; close it, or use no quotes"
    if "expected <block end>" in what:
        return "the indentation does not fit the lines before it; line the field up with its neighbours"
    if "cannot start any token" in what:
        return "a character here means something special in YAML; put the text in double quotes"
    return f"this is not valid YAML: {what}"
