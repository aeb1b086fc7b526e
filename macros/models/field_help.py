"""Field help: a model in, what each of its fields means out, read from the comments beside them."""

from __future__ import annotations

import inspect
import re
from functools import cache

from macros.models.base import Model

FIELD = re.compile(r"^    (\w+):[^#]*(?:#\s*(.*))?$")


@cache
def help_of(model: type[Model]) -> dict[str, str]:
    """Each field of a model with the comment beside it; "" where there is none."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Model) and base is not Model:
            found.update(_comments(base))
    return {name: found.get(name, "") for name in model.model_fields}


def _comments(model: type[Model]) -> dict[str, str]:
    matches = (FIELD.match(line) for line in inspect.getsource(model).splitlines())
    return {found.group(1): (found.group(2) or "").strip() for found in matches if found}
