"""Structural edits, made by rule: what an editor's hand may do to any file of the project, and how to take it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: The files in which editors work.
EDITABLE = ("docs/**/*.md", "docs/assets/**/*.*", "macros/definitions/*.yml", "mkdocs.yml")
MENU = "mkdocs.yml"
MINIMAL = """---
title: {title}
description: How to close a project when the last analysis is done, told for the test of new pages, number {number}.
audience: [requester]
owner: dapa
reviewed: 2026-11-23
---

{body}
"""
Change = Callable[[str], str | None]


@dataclass(frozen=True)
class StructuralEdit:
    """One edit: what it is called, the file it is made in, and how it is made in a copy of the project."""

    kind: str
    file: str
    make: Callable[[Path], None]
    good: bool = False  # whether it follows the manual, so that nothing may be told

    @property
    def name(self) -> str:
        """Its name, unique among all edits."""
        return f"{self.kind}: {self.file}"


class Workshop:
    """A copy of the project in which edits are made and taken back."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self._before = self._read()

    def restore(self) -> None:
        """Takes back every edit."""
        now = self._read()
        for name in now.keys() - self._before.keys():
            (self.project / name).unlink()
        for name, content in self._before.items():
            if now.get(name) != content:
                path = self.project / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def _read(self) -> dict[str, bytes]:
        found = [*(self.project / "docs").rglob("*"), *(self.project / "macros/definitions").rglob("*")]
        files = [path for path in found if path.is_file()] + [self.project / MENU] * (self.project / MENU).is_file()
        return {path.relative_to(self.project).as_posix(): path.read_bytes() for path in files}


def edits(project: Path) -> Iterator[StructuralEdit]:
    """Every edit of every file of `project`, in the same order each time."""
    for pattern in EDITABLE:
        for path in sorted(project.glob(pattern)):
            file = path.relative_to(project).as_posix()
            yield from _of_the_file(file)
            if path.suffix in (".md", ".yml"):
                yield from _of_the_text(file, path.read_text("utf-8"))
    yield from new_pages(project)


def _of_the_file(file: str) -> Iterator[StructuralEdit]:
    path = Path(file)
    renamed, copied = path.with_stem(f"{path.stem}-new"), path.with_stem(f"{path.stem}-copy")
    shouted = path.with_stem(path.stem.capitalize())
    yield StructuralEdit("delete", file, lambda at: (at / file).unlink())
    yield StructuralEdit("empty", file, lambda at: _write(at / file, ""))
    yield StructuralEdit("rename", file, lambda at: _move(at / file, at / renamed))
    yield StructuralEdit("capital in the name", file, lambda at: _move(at / file, at / shouted))
    yield StructuralEdit("duplicate", file, lambda at: (at / copied).write_bytes((at / file).read_bytes()))


def _of_the_text(file: str, text: str) -> Iterator[StructuralEdit]:
    changes: dict[str, Change] = {
        "cut off in the middle of a line": lambda old: old[: len(old) // 2],
        "cut off at a line": lambda old: "\n".join(old.split("\n")[: old.count("\n") // 2]) + "\n",
        "cut off at a block": lambda old: "\n\n".join(old.split("\n\n")[: old.count("\n\n") // 2 + 1]) + "\n",
        "first half gone": lambda old: "\n".join(old.split("\n")[old.count("\n") // 2 :]),
        "two blocks swapped": lambda old: _swapped(old, _blocks(file, old)),
        "block twice": lambda old: _twice(old, _blocks(file, old)),
        "block gone": lambda old: _without(old, _blocks(file, old)),
        "line indented by one": lambda old: _line_changed(old, lambda line: " " + line),
        "line indented by four": lambda old: _line_changed(old, lambda line: "    " + line),
        "line pulled to the left": lambda old: _line_changed(old, str.lstrip),
        "key or heading in capitals": lambda old: _key_changed(file, old, str.upper),
        "key or heading in small letters": lambda old: _key_changed(file, old, str.lower),
        "all in capitals": str.upper,
        "Windows line ends": lambda old: old.replace("\n", "\r\n"),
        "byte order mark": lambda old: "\ufeff" + old,
        "no line end at the end": lambda old: old.rstrip("\n"),
    }
    harmless = ("Windows line ends", "byte order mark", "no line end at the end")
    for kind, change in changes.items():
        changed = change(text)
        if changed is not None and changed != text:
            yield StructuralEdit(kind, file, _writer(file, changed), good=kind in harmless)


def new_pages(project: Path) -> Iterator[StructuralEdit]:
    """A new page as the manual says, at each level of the menu, with little on it and with much."""
    text = (project / MENU).read_text("utf-8")
    menu = text[text.index("\nnav:\n") + 6 : text.index("\ntheme:")]
    sections = re.findall(r"^  - ([^:\n]+):$", menu, re.MULTILINE)
    for number, (kind, body) in enumerate(BODIES.items()):
        page = f"{MINIMAL.format(title=f'Closing a project, way {number}', number=number, body=body)}"
        yield _added(f"new page with {kind} at the end of the menu", page, "\ntheme:", "  - new-page.md\n\ntheme:")
    page = MINIMAL.format(title="Closing a project", number=99, body=BODIES["two headings"])
    named = "  - Close: new-page.md\n"
    yield _added("new page at the top of the menu with a name", page, "\nnav:\n", f"\nnav:\n{named}")
    yield _added("new page first in the menu", page, "\nnav:\n", "\nnav:\n  - new-page.md\n")
    yield _added("new page in no menu", page, "\nnav:\n", "\nnav:\n", good=False)
    for section in sections:
        line = f"  - {section}:\n"
        yield _added(f"new page first in {section}", page, line, f"{line}      - new-page.md\n")
    alone = "  - Close:\n      - new-page.md\n"
    yield _added("new section of one page", page, "\n  - About:\n", f"\n{alone}  - About:\n")
    yield _added("new section below a section", page, "\n      - safeguarding-data.md\n",
                 "\n      - safeguarding-data.md\n      - Close:\n          - new-page.md\n")  # fmt: skip
    yield _added("new section without a page", page, "\n  - About:\n", "\n  - Close:\n  - About:\n", good=False)
    inner = alone.replace("new-page", "closing/index")
    yield _added(
        "new page called index", page, "\n  - About:\n", f"\n{inner}  - About:\n", file="docs/closing/index.md"
    )


BODIES = {
    "no heading": "Tell the data owner that you are done.",
    "no text": "",
    "one heading": "## Tell the owner { #tell-the-owner }\n\nSay that you are done.",
    "one heading and another below": "## Tell { #tell }\n\nSay so.\n\n### Say when { #say-when }\n\nSay the day.",
    "two headings": "## Tell the owner { #tell-the-owner }\n\nSay so.\n\n## Delete it { #delete }\n\nAll of it.",
    "a hundred headings": "\n\n".join(f"## Step {n} of many {{ #step-{n} }}\n\nDo it." for n in range(100)),
    "a heading that starts lower": "Text first.\n\n## Tell { #tell }\n\nSay so.",
    "only a call": "{{ at_a_glance() }}",
}


def _added(
    kind: str, page: str, old: str, new: str, *, good: bool = True, file: str = "docs/new-page.md"
) -> StructuralEdit:
    def make(at: Path) -> None:
        _write(at / file, page)
        menu = (at / MENU).read_text("utf-8")
        assert old in menu, old
        _write(at / MENU, menu.replace(old, new, 1))

    return StructuralEdit(kind, file, make, good)


def _writer(file: str, text: str) -> Callable[[Path], None]:
    return lambda at: _write(at / file, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _move(old: Path, new: Path) -> None:
    old.replace(new)


def _blocks(file: str, text: str) -> list[str]:
    """The parts that an editor would move: paragraphs of a chapter, records of a definition, lines of the menu."""
    if file == MENU:
        return re.findall(r"^ +- \S+\.md$", text, re.MULTILINE)
    if file.endswith(".yml"):
        return [b for b in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if b.strip() and not b.startswith("#")]
    body = text.split("\n---\n", 1)[-1]
    return [block for block in re.split(r"\n{2,}", body) if block.strip()]


def _swapped(text: str, blocks: list[str]) -> str | None:
    if len(blocks) < 2:
        return None
    middle = max(1, len(blocks) // 2)
    one, two = blocks[middle - 1], blocks[middle]
    start, second = text.index(one), text.index(two, text.index(one) + len(one))
    between = text[start + len(one) : second]
    return text[:start] + two + between + one + text[second + len(two) :]


def _twice(text: str, blocks: list[str]) -> str | None:
    if not blocks:
        return None
    one = blocks[len(blocks) // 2]
    end = text.index(one) + len(one)
    return text[:end] + ("" if one.endswith("\n") else "\n\n" if "\n\n" in text else "\n") + one + text[end:]


def _without(text: str, blocks: list[str]) -> str | None:
    return text.replace(blocks[len(blocks) // 2], "", 1) if blocks else None


def _line_changed(text: str, change: Callable[[str], str]) -> str | None:
    lines = text.split("\n")
    middle = len(lines) // 2
    for number in [*range(middle, len(lines)), *range(middle)]:
        if lines[number].strip() and change(lines[number]) != lines[number]:
            return "\n".join([*lines[:number], change(lines[number]), *lines[number + 1 :]])
    return None


def _key_changed(file: str, text: str, change: Callable[[str], str]) -> str | None:
    pattern = r"^\w[\w -]*(?=:)" if file.endswith(".yml") else r"\{ #[\w-]+"
    keys = [found for found in re.finditer(pattern, text, re.MULTILINE) if change(found[0]) != found[0]]
    if not keys:
        return None
    key = keys[len(keys) // 2]
    return text[: key.start()] + change(key[0]) + text[key.end() :]
