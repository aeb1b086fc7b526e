"""Open data: the definitions as JSON documents with their schemas, and the table that links them (Markdown)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from macros.loading.definitions import Definitions
from macros.models.base import Model, RoleKey, Text
from macros.models.field_help import help_of
from macros.models.legal import Agreement, DataKind, Law
from macros.models.people import Agency, Role
from macros.models.practice import Checklist, Question
from macros.models.words import Link, Source, Term
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import with_short_names
from macros.rendering.chapters import chapters_of
from macros.rendering.engine import Settings
from macros.rendering.front_matter import address_of
from macros.rendering.layout import size_in_words
from macros.rendering.mentions import anchor_of
from macros.rendering.page_context import PageContext

FOLDER = "data"


class Strategy(Model):
    """A strategy of the playbook, read from its chapter."""

    name: Text
    chapter: Text  # the title of the chapter
    audience: list[RoleKey]  # who the chapter is for


#: File -> model of one record and a word on it. The last four are there because others name their records.
FILES: dict[str, tuple[type[Model], str]] = {
    "agencies": (Agency, "state agencies and other bodies"),
    "terms": (Term, "words of the glossary"),
    "agreements": (Agreement, "types of agreement"),
    "laws": (Law, "laws"),
    "strategies": (Strategy, "strategies"),
    "questions": (Question, "questions of a data request"),
    "checklists": (Checklist, "checklists"),
    "data_kinds": (DataKind, "kinds of data that laws protect"),
    "roles": (Role, "roles"),
    "links": (Link, "outside links"),
    "sources": (Source, "sources"),
}
#: Where a record of each file stands on the site.
PLACES: dict[str, Callable[[Any], str]] = {
    "agencies": lambda record: f"reference/agencies/#{record.anchor}",
    "terms": lambda record: f"reference/glossary/#{anchor_of(record)}",
    "agreements": lambda record: f"responding-to-data-requests/#{record.anchor}",
    "laws": lambda record: f"reference/laws/#{record.anchor}",
}
#: Fields that are for editors.
PRIVATE = ("note", "not_shown", "article")
#: Fields that come last in a record, as they do in the definitions.
EVIDENCE = ("source", "checked", "confidence")
CAUTION = (
    "Guidance, not official policy and not legal advice. Only records with the confidence read, counted or derived are"
    " plain statements; check all others before you rely on them."
)


def as_json(document: dict[str, Any]) -> str:
    """The text of a JSON file."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def size(file: str, definitions: Definitions, conf: Settings) -> str:
    """How large a data file is, in words: "84 kB"."""
    return size_in_words(len(as_json(table(file, definitions, conf)).encode()))


def table(file: str, definitions: Definitions, conf: Settings) -> dict[str, Any]:
    """One data file: what it is, then its records by key."""
    root, edition = conf["site_url"], next(iter(definitions.tables["editions"].values()))
    return {
        "$schema": f"{root}{FOLDER}/schemas/{file}.json",
        "title": f"Connecticut Data Sharing Playbook: {FILES[file][1]}",
        "license": "CC0-1.0",
        "version": edition.version,
        "updated": edition.date.isoformat(),
        "caution": CAUTION,
        "records": _strategies(conf) if file == "strategies" else _records(file, definitions, root),
    }


@lru_cache(maxsize=2 * len(FILES))
def _records(file: str, definitions: Definitions, root: str) -> dict[str, Any]:
    records = {}
    for key, record in definitions.tables[file].items():
        if getattr(record, "not_shown", None):
            continue
        fields = record.model_dump(mode="json", exclude_none=True, exclude=set(PRIVATE))
        evidence = {name: fields.pop(name) for name in EVIDENCE if name in fields}
        records[key] = _worded({**fields, **evidence}, definitions)
        if file in PLACES:
            records[key]["address"] = root + PLACES[file](record)
    return records


def _worded(value: Any, definitions: Definitions) -> Any:
    """The value with records named in its texts, as {agency DSS}, written out."""
    if isinstance(value, str):
        return with_short_names(value, definitions)
    if isinstance(value, dict):
        return {key: _worded(item, definitions) for key, item in value.items()}
    return [_worded(item, definitions) for item in value] if isinstance(value, list) else value


def _strategies(conf: Settings) -> dict[str, Any]:
    records = {}
    for chapter in chapters_of(conf):
        for heading in chapter.strategies:
            record = Strategy(name=heading.words, chapter=chapter.title, audience=chapter.meta.get("audience", []))
            address = f"{address_of(chapter.page)}#{heading.id}"
            records[address] = {**record.model_dump(mode="json"), "address": conf["site_url"] + address}
    return records


def schema(file: str, conf: Settings) -> dict[str, Any]:
    """The JSON Schema of one data file, from the model of its records."""
    model, words = FILES[file]
    inner = model.model_json_schema(mode="serialization")
    definitions = inner.pop("$defs", {})
    _describe(inner, model)
    for name in PRIVATE:
        inner["properties"].pop(name, None)
    if file in PLACES or file == "strategies":
        inner["properties"]["address"] = {"type": "string", "format": "uri", "description": "its place on the site"}
    texts = {key: {"type": "string"} for key in ("$schema", "title", "license", "version", "updated", "caution")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{conf['site_url']}{FOLDER}/schemas/{file}.json",
        "title": f"Connecticut Data Sharing Playbook: {words}",
        "type": "object",
        "properties": {**texts, "records": {"type": "object", "additionalProperties": {"$ref": "#/$defs/record"}}},
        "required": [*texts, "records"],
        "additionalProperties": False,
        "$defs": {"record": inner, **definitions},
    }


def _describe(inner: dict[str, Any], model: type[Model]) -> None:
    """Gives each property the comment that stands beside its field, and requires what each record has."""
    inner["required"] = [name for name, field in model.model_fields.items() if field.is_required()]
    for name, comment in help_of(model).items():
        inner["properties"][name].pop("title", None)
        if comment:
            inner["properties"][name]["description"] = comment


def data_links(context: PageContext, *files: str) -> str:
    """A table of the data files, all or those named: what is in each, the file with its size, its schema (Markdown).

    The links get their addresses in the finishing, because the files come into being after the pages.
    Example: `{{ data_links() }}` or `{{ data_links("strategies") }}`
    """
    rows = ["| What is in it | Data file | Its rules |", "| --- | --- | --- |"]
    for file in files or FILES:
        if file not in FILES:
            known = nearest(file, FILES) or f"; the files are {', '.join(FILES)}"
            raise MacroMistake(f'data_links: no data file "{file}"{known}')
        words = FILES[file][1]
        data = _link(f"{file}.json", f"{file}.json") + f" (JSON, {size(file, context.definitions, context.settings)})"
        rules = _link(f"schemas/{file}.json", f"schema of {file}")
        rows.append(f"| {words[:1].upper()}{words[1:]} | {data} | {rules} |")
    return "\n".join(rows) + "\n"


def _link(file: str, words: str) -> str:
    return f'<a data-file="{file}">{words}</a>'


MACROS = (data_links,)
