"""The registry: every macro that chapters may call, each named by its own module in `MACROS`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from macros import content, rendering, tools
from macros.rendering.page_context import Macro


def _collected() -> Iterator[Macro]:
    """The macros that the modules below these folders name, folder by folder, in the order of the names."""
    for folder in (rendering, content, tools):
        for found in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
            yield from getattr(importlib.import_module(found.name), "MACROS", ())


MACROS: tuple[Macro, ...] = tuple(_collected())
