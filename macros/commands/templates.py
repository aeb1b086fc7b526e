"""The theme's templates: listed without its 14,000 icons, and compiled once while this process lives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from mkdocs.theme import Theme

from macros.finishing import unused
from macros.rendering.engine import keep_compiled


@contextmanager
def kept() -> Iterator[None]:
    """While this lasts, MkDocs takes the theme's templates from here."""
    make = Theme.get_env

    def made(theme: Theme) -> jinja2.Environment:
        environment = make(theme)
        environment.loader = _Loader(theme.dirs)
        keep_compiled(environment)
        return environment

    Theme.get_env = made  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        Theme.get_env = make  # type: ignore[method-assign]


class _Loader(jinja2.FileSystemLoader):
    """Reads templates from the theme's folders."""

    def list_templates(self) -> list[str]:
        """Every file that is published: none in folders whose name starts with a dot, nor what no page asks for."""
        found: set[str] = set()
        for root in self.searchpath:
            for folder, inner, names in os.walk(root):
                inner[:] = [name for name in inner if not name.startswith(".")]
                place = Path(folder).relative_to(root)
                found.update((place / name).as_posix() for name in names)
        return sorted(name for name in found if not unused.is_dropped(name))
