"""Field help: a model in, what each of its fields means out, read from the comments beside them."""

from __future__ import annotations

import inspect
import re
import sys
from functools import cache

from macros.models.base import Model

CLASS = re.compile(r"^class (\w+)\b.*?(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
FIELD = re.compile(r"^    (\w+):[^#]*(?:#\s*(.*))?$")


@cache
def help_of(model: type[Model]) -> dict[str, str]:
    """Each field of a model with the comment beside it; "" where there is none."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Model) and base is not Model:
            found.update(_comments(base))
    return {name: found.get(name, "") for name in model.model_fields}


@cache
def _classes(module: str) -> dict[str, str]:
    """The classes of a module as they are written. Asked for one class, inspect would read the whole module anew."""
    return {found[1]: found[0] for found in CLASS.finditer(inspect.getsource(sys.modules[module]))}


def _comments(model: type[Model]) -> dict[str, str]:
    matches = (FIELD.match(line) for line in _classes(model.__module__)[model.__name__].splitlines())
    return {found.group(1): (found.group(2) or "").strip() for found in matches if found}
