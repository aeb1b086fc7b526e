"""Puts a record against its model, and says in plain words what does not fit."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError

from macros.loading.yaml_file import Location, YamlFile
from macros.models import base
from macros.problems import nearest


def validate(file: YamlFile, model: type[base.Model], value: Any, at: Location, label: str) -> Any:
    """The record that `value` holds, or None after noting on the file everything that does not fit."""
    if not isinstance(value, dict):
        file.problem(file.line(at), f"{label}: holds no fields; write them indented below it, each as `field: text`")
        return None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for item in error.errors():
            location = (*at, *item["loc"])
            file.problem(file.line(location), f"{label}: {explain(item, model)}")
        return None


def record_at(file: YamlFile, model: type[base.Model], at: Location, label: str) -> Any:
    """The record at a place of the file, or None as from `validate`; made once as long as the file holds the same."""
    if (model, at) in file.records:
        return file.records[model, at]
    record = validate(file, model, file.data[at[0]] if at else file.data, at, label)
    if record is not None:
        file.records[model, at] = record
    return record


#: What belongs into a field, by the kind of mistake that pydantic found there.
NEEDS = {
    "date_type": "must be a date such as 2026-11-22, without quotes",
    "bool_type": "must be true or false, without quotes",
    "int_type": "must be a whole number, without quotes",
    "string_pattern_mismatch": "must be small letters, digits and hyphens, as in two-words",
    "dict_type": "must hold fields of its own; write them indented below it, each as `field: text`",
    "model_type": "must hold fields of its own; write them indented below it, each as `field: text`",
    "list_type": 'must be a list; write each item on a line of its own after "- "',
    "greater_than": "is too small; correct it",
    "greater_than_equal": "is too small; correct it",
    "less_than_equal": "is too large; correct it",
    "too_short": "is empty; name at least one",
}


def explain(item: Any, model: type[base.Model]) -> str:
    """What pydantic found, as an editor reads it: what is wrong and what to write instead."""
    place = [part for part in item["loc"] if not isinstance(part, int)]
    field = ".".join(str(part) for part in place)
    given, kind = item.get("input"), item["type"]
    if kind == "extra_forbidden":
        known = _fields_at(model, item["loc"][:-1])
        return f'unknown field "{place[-1]}"{nearest(str(place[-1]), known) or "; the fields are " + ", ".join(known)}'
    if kind == "missing":
        return f'the field "{field}" is missing; add it'
    if kind == "literal_error":
        expected = item["ctx"]["expected"].replace("'", '"').replace("True", "true").replace("False", "false")
        return f'"{given}" cannot stand in "{field}"; write one of {expected}'
    if given is None and kind.endswith("_type"):
        return f'"{field}" is empty; write what belongs there or remove the line'
    if kind == "string_type" and isinstance(given, bool):
        return f'"{field}" must be text; YAML reads yes, no, on and off as switches, so put the word in double quotes'
    if kind == "string_type":
        return f'"{field}" must be text; put {given!r} in double quotes'
    if kind in NEEDS:
        return f'"{field}" {NEEDS[kind]}'
    if kind == "value_error":
        return f"{field}: {item['ctx']['error']}" if field else str(item["ctx"]["error"])
    return f'"{field}": {item["msg"][0].lower()}{item["msg"][1:]}'


def _fields_at(model: Any, location: tuple[Any, ...]) -> list[str]:
    """The field names of the model that stands at `location` inside `model`."""
    for part in location:
        if isinstance(model, type) and issubclass(model, base.Model):
            annotation = model.model_fields[str(part)].annotation if str(part) in model.model_fields else None
        else:
            continue
        model = next(iter(_models_in(annotation)), model)
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[base.Model]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, base.Model):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)


def references(value: Any, location: Location) -> Iterator[tuple[str, str, Location]]:
    """Every reference to another record: its file, its key, where it stands."""
    if isinstance(value, base.Model):
        for name, target in _targets(type(value)).items():
            inner = getattr(value, name)
            if target is None:
                yield from () if isinstance(inner, str) else references(inner, (*location, name))
            elif isinstance(inner, list):
                yield from ((target, key, (*location, name, i)) for i, key in enumerate(inner))
            elif inner is not None:
                yield target, inner, (*location, name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, (*location, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from references(item, (*location, key))


def texts(value: Any, location: Location) -> Iterator[tuple[str, Location]]:
    """Every text in a record, with where it stands."""
    if isinstance(value, str):
        yield value, location
    elif isinstance(value, base.Model):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), (*location, name))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from texts(item, (*location, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*location, key))


@cache
def _targets(model: type[base.Model]) -> dict[str, str | None]:
    """The fields of a model, each with the file that its keys belong to."""
    return {name: _target(info) for name, info in model.model_fields.items()}


def _target(info: Any) -> str | None:
    """The file that a field's keys belong to, from the Ref in its annotation; None for other fields."""
    pending = [info.annotation, *info.metadata]
    while pending:
        part = pending.pop()
        if isinstance(part, base.Ref):
            return part.file
        if isinstance(part, type) and not isinstance(part, types.GenericAlias):
            continue
        pending += typing.get_args(part)
    return None
