"""A YAML file: text in, values with the line of every key out; duplicate keys refused."""

from __future__ import annotations

import calendar
import re
from pathlib import Path
from typing import Any

import yaml

from macros.problems import Problem

#: libyaml's loader, ten times as fast as the one in Python; wheels for odd machines lack it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What YAML calls a text, a list and a group of fields, and what looks like a text and is read as something else.
USUAL: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
READ = tuple(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "timestamp"))
#: Files in which a line may end in a remark.
REMARKS = ("mkdocs.yml",)
DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
Location = tuple[str | int, ...]

#: What was read in a file, by its name and text: a build after a change reads only what has changed.
_read: dict[tuple[str, str | None], tuple[Any, dict[Location, int], list[Problem], dict[Any, Any]]] = {}
MOST_KEPT = 500


class _Loader(LOADER):  # type: ignore[misc]
    """The same loader, without what it asks of each value in vain: what is said of paths, of which we have none."""

    def descend_resolver(self, *_: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        for tag, pattern in (
            self.yaml_implicit_resolvers.get(value[:1], ()) if value is not None and implicit[0] else ()
        ):
            if pattern.match(value):
                return str(tag)
        return USUAL[kind]


class YamlFile:
    """A YAML file: its data, where each key stands, and what is wrong with it as YAML."""

    def __init__(self, path: Path | None, shown_as: str, text: str | None = None) -> None:
        """Reads the file at `path`, or `text` as if it stood in that file."""
        self.shown_as = shown_as
        self.problems: list[Problem] = []
        self.lines: dict[Location, int] = {(): 1}
        self.data: Any = None
        self.records: dict[Any, Any] = {}  # made of the data by others, for all who read the same text in this place
        self._lines_of_text: list[str] = []
        self._odd = False  # whether it holds what is neither text nor number, nor made of these
        self._unread: list[tuple[Any, str | int, yaml.Node]] = []
        if path is not None:
            text = self._text(path)
        self.text = text or ""
        kept = _read.get((shown_as, text))
        if kept:
            self.data, self.lines, self.problems, self.records = kept[0], kept[1], list(kept[2]), kept[3]
        elif text is not None:
            self._read(text)
            if len(_read) >= MOST_KEPT:
                _read.clear()
            _read[shown_as, text] = self.data, self.lines, list(self.problems), self.records

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
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
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
            loader = _Loader(text)
            node = loader.get_single_node()
            if node is not None:
                self._lines_of_text = text.splitlines()
                data = self._walk(node, ())
                self.data = None if self.problems else self._constructed(loader, node, data)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.problem(mark.line + 1 if mark else 1, _in_plain_words(error))
        except yaml.reader.ReaderError as error:
            number = text[: error.position].count("\n") + 1
            self.problem(
                number, f"a hidden character here ({_code(error)}) cannot stand in the file; type the word anew"
            )
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            self.problem(1, f"this is not valid YAML: {error}")

    def _constructed(self, loader: Any, node: yaml.Node, data: Any) -> Any:
        """What the file holds: what was found on the way, its numbers, days and switches read; the rest is YAML's."""
        if self._odd or node.tag not in USUAL.values():
            return loader.construct_document(node)
        for holder, key, one in self._unread:
            holder[key] = loader.construct_object(one)
        return data

    def _walk(self, node: yaml.Node, location: Location) -> Any:
        """Looks at a value and all in it; returns it, as far as it is made of text."""
        if self._starts_with(node, "&"):
            self.problem(node.start_mark.line + 1, '"&" opens a text here; put the whole text in double quotes')
        elif isinstance(node, yaml.ScalarNode):
            self._scalar(node)
            return node.value
        elif isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        elif isinstance(node, yaml.SequenceNode):
            self._odd = self._odd or node.tag != USUAL[yaml.SequenceNode]
            items: list[Any] = []
            for index, value in enumerate(node.value):
                place = (*location, index)
                self.lines[place] = value.start_mark.line + 1
                items.append(self._walk(value, place))
                self._note(items, index, value)
            return items
        return None

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        self._odd = self._odd or node.tag != USUAL[yaml.MappingNode]
        seen: dict[str, int] = {}
        held: dict[str, Any] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                self.problem(
                    line, f'"{name}" stands twice (first in line {seen[name]}); keep one, or give one another key'
                )
            seen[name] = line
            place = (*location, name)
            self.lines[place] = line
            self._odd = self._odd or key.tag != USUAL[yaml.ScalarNode]
            held[name] = self._walk(value, place)
            self._note(held, name, value)
        return held

    def _note(self, holder: Any, key: str | int, node: yaml.Node) -> None:
        """Remembers a value that is no text, to be read if the file has no mistake."""
        if isinstance(node, yaml.ScalarNode) and node.tag != USUAL[yaml.ScalarNode]:
            self._unread.append((holder, key, node))
            self._odd = self._odd or node.tag not in READ

    def _starts_with(self, node: yaml.Node, mark: str) -> bool:
        line, column = node.start_mark.line, node.start_mark.column
        return line < len(self._lines_of_text) and self._lines_of_text[line][column : column + 1] == mark

    def _scalar(self, node: yaml.ScalarNode) -> None:
        """Texts of which YAML would silently lose a part, and days that no calendar has."""
        if node.style:
            return
        number, end = node.start_mark.line + 1, node.end_mark
        rest = self._lines_of_text[end.line][end.column :] if end.line < len(self._lines_of_text) else ""
        if rest and re.match(r"\s+#", rest) and self.shown_as not in REMARKS:
            self.problem(number, f'YAML would drop "{rest.strip()[:30]}"; put the whole text in double quotes')
        day = DAY.fullmatch(node.value)
        if day and not _is_day(*map(int, day.groups())):
            self.problem(number, f"{node.value} is a day that no calendar has; write it as 2026-11-22")


def _is_day(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _code(error: yaml.reader.ReaderError) -> str:
    character = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "\0")
    return f"U+{character:04X}"


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    what = error.problem or "cannot be read"
    if "mapping values are not allowed" in what:
        return "a colon here confuses YAML; put the whole text in double quotes"
    if "could not find expected ':'" in what:
        return "this line, or the one before it, has no colon after its field name; write `field: text`"
    if "found unexpected end of stream" in what or "while scanning a quoted scalar" in str(error.context):
        return "a quotation mark is opened and not closed; close it, or use no quotes"
    if re.search("alias|anchor", f"{what} {error.context}") or "could not determine a constructor" in what:
        return "a text that starts with &, * or ! means something special in YAML; put it in double quotes"
    if "expected <block end>" in what or "did not find expected" in what:
        return "the indentation does not fit the lines before it; line the field up with its neighbours"
    if "cannot start any token" in what:
        return "a character here means something special in YAML; put the text in double quotes"
    return f"this is not valid YAML: {what}"
