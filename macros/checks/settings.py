"""Checks on mkdocs.yml: what the programs need of it, and the menu. With a mistake here, no page can be built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.loading.validation import validate
from macros.loading.yaml_file import Location, YamlFile
from macros.models.settings import MacrosPlugin, Settings
from macros.problems import Problem

FILE = "mkdocs.yml"
#: What stands before each message on a setting.
LABEL = "settings"


def check(project: Path) -> list[Problem]:
    """Every problem in the settings and the menu of `project`, with its line."""
    path = project / FILE
    if not path.is_file():
        return [Problem(FILE, 0, "this file is missing; put it back, for it holds the menu and the settings")]
    file = YamlFile(path, FILE)
    if not file.problems:
        validate(file, Settings, file.data, (), LABEL)
        data = file.data if isinstance(file.data, dict) else {}
        _plugins(file, data.get("plugins"))
        for at, message in _menu(data.get("nav"), ("nav",)):
            file.problem(file.line(at), message)
        _twice(file, data.get("nav"))
    return file.problems


def _plugins(file: YamlFile, plugins: Any) -> None:
    if not isinstance(plugins, list):
        return  # told already
    named: dict[str, tuple[int, Any]] = {}
    for number, plugin in enumerate(plugins):
        name, options = next(iter(plugin.items())) if isinstance(plugin, dict) and plugin else (plugin, None)
        named[str(name)] = number, options
    for name in ("search", "macros"):
        if name not in named:
            file.problem(file.line(("plugins",)), f'{LABEL}: the plugin "{name}" is missing; add it')
    if "macros" in named:
        number, options = named["macros"]
        validate(file, MacrosPlugin, options, ("plugins", number, "macros"), LABEL)


def _menu(items: Any, at: Location) -> Iterator[tuple[Location, str]]:
    """What cannot stand in the menu, with its place."""
    for number, item in enumerate(items) if isinstance(items, list) else ():
        here = (*at, number)
        if isinstance(item, str) and item.strip():
            continue
        if not isinstance(item, dict) or not item:
            yield here, "this line of the menu names no page; write `- page.md`, or delete it"
        elif len(item) > 1:
            yield here, f'"{[*item][1]}" needs a line of its own in the menu; begin it with "- "'
        else:
            ((title, inner),) = item.items()
            yield from _entry(title, inner, (*here, str(title)))


def _entry(title: Any, inner: Any, at: Location) -> Iterator[tuple[Location, str]]:
    """The same for a title with what stands under it."""
    if not isinstance(title, str):
        yield at, f'"{title}" must be text; put it in double quotes'
    elif not inner:
        yield at, f'"{title}" holds no page; name its pages below it, indented, each after "- ", or delete the line'
    elif isinstance(inner, list):
        yield from _menu(inner, at)
    elif not isinstance(inner, str):
        yield at, f'"{title}" must hold a page or a list of pages; begin each line below it with "- "'


def _pages(items: Any, at: Location) -> Iterator[tuple[str, Location]]:
    """Every page that the menu names, with its place."""
    if isinstance(items, str):
        yield items, at
    for key, inner in _inside(items):
        yield from _pages(inner, (*at, key))


def _inside(items: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(items, list):
        yield from enumerate(items)
    elif isinstance(items, dict):
        yield from ((str(key), inner) for key, inner in items.items())


def _twice(file: YamlFile, menu: Any) -> None:
    seen: dict[str, int] = {}
    for page, at in _pages(menu, ("nav",)):
        line = file.line(at)
        if page in seen:
            file.problem(line, f'nav names "{page}" in line {seen[page]} already; delete one of them')
        seen.setdefault(page, line)
