"""Modules that a plugin asks for when it starts and hardly ever uses: each is read when something in it is used."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

#: The plugin of the macros fetches data from the web with it, where a page asks for that; none does.
HARDLY_USED = ("requests",)


def read_later() -> None:
    """Puts in the place of each one that is read when anything in it is asked for."""
    for name in HARDLY_USED:
        if name not in sys.modules:
            sys.modules[name] = ModuleType(name)
            vars(sys.modules[name])["__getattr__"] = partial(_read, sys.modules[name])


def _read(instead: ModuleType, part: str) -> Any:
    """A part of the module itself, which from now on stands in its own place."""
    if sys.modules.get(instead.__name__) is instead:
        del sys.modules[instead.__name__]
    return getattr(import_module(instead.__name__), part)
