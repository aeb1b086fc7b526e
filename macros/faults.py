"""Faults: an exception that nobody foresaw in; one sentence for the editor, and a file for its makers, out."""

from __future__ import annotations

import re
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.problems import Problem

#: How each such sentence begins.
SENTENCE = "a fault in the programs, and not in your edit, stopped the work here"


def told(error: BaseException, project: Path, line: int = 0) -> Problem:
    """What the editor reads of an unforeseen exception; its traceback goes into a file, which the sentence names."""
    place, record = worked_on(error)
    at = f'record "{record}": ' if record else ""
    details = _written(error, f"{place}, {at}" if at else place)
    return Problem(place, line, f"{at}{SENTENCE}; report it {_where(project)}, with the file {details}")


def worked_on(error: BaseException) -> tuple[str, str]:
    """The file, and the key of the record or "", that the programs had in hand when the exception was raised.

    The functions that were at work say so by what they hold: a page, a chapter, a definition file, a record.
    """
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    held = [dict(frame.f_locals) for frame in reversed(frames)]
    place = next((name for values in held for name in _files(values)), "mkdocs.yml")
    record = next((key for values in held if (key := _record(values))), "")
    return place, record


#: What objects call the file that they stand for: a chapter or definition file, a page of the menu, a built page.
FILE_OF = {"shown_as": "", "page": "docs/", "name": "", "path": ""}


def _files(values: dict[str, Any]) -> Iterator[str]:
    for value in values.values():
        page = _of(_of(value, "file"), "src_uri")  # a page of MkDocs
        if isinstance(page, str):
            yield f"docs/{page}"
        for name, folder in FILE_OF.items():
            place = _of(value, name)
            if isinstance(place, str) and place.endswith((".md", ".yml", ".html")) and not isinstance(value, Path):
                yield folder + place


def _of(value: Any, name: str) -> Any:
    """An attribute, or None where there is none, or where asking for it fails in its turn."""
    try:
        return getattr(value, name, None)
    except Exception:
        return None


def _record(values: dict[str, Any]) -> str:
    key = values.get("key")
    kinds = [value if isinstance(value, type) else type(value) for value in values.values()]
    return key if isinstance(key, str) and any(hasattr(kind, "model_fields") for kind in kinds) else ""


def _written(error: BaseException, place: str) -> str:
    """The name of the new file that holds the traceback."""
    text = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile(
        "w", prefix="playbook-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"At work on: {place}\n\n{text}")
    return file.name


def _where(project: Path) -> str:
    """Where to report, in words: the repository's own page for it."""
    try:
        settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        settings = ""
    found = re.search(r"^edit_uri: *(https://\S+?)/edit/", settings, re.MULTILINE)
    return f"at {found[1]}/issues/new/choose" if found else "to the maintainers of this playbook"
