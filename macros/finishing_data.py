"""Finishing, data: the definitions as JSON beside the pages, each with a JSON Schema made from its model."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.chapters import chapters_of
from macros.definitions import Definitions
from macros.fields import help_of
from macros.models.base import NAMED, NAMED_IN, Model, RoleKey, Text
from macros.models.legal import Agreement, DataKind, Law
from macros.models.people import Agency, Role
from macros.models.practice import Checklist, Question
from macros.models.words import Link, Source, Term
from macros.names import anchor_of
from macros.theming import address_of

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
PRIVATE = ("note", "not_shown")
#: Fields that come last in a record, as they do in the definitions.
EVIDENCE = ("source", "checked", "confidence")
EDIT_LINK = re.compile(r'<a\b[^>]*\bhref="[^"]*/macros/definitions/(\w+)\.yml"[^>]*>[^<]*</a>')
#: A link to a data file as the macro `data_links` leaves it.
NAMED_FILE = re.compile(r'<a data-file="([^"]+)">')
CAUTION = (
    "Guidance, not official policy and not legal advice. Only records with the confidence read, counted or derived are"
    " plain statements; check all others before you rely on them."
)


def write_data(site: Path, definitions: Definitions, conf: Any) -> None:
    """Writes data/*.json and data/schemas/*.json into the built site."""
    (site / FOLDER / "schemas").mkdir(parents=True, exist_ok=True)
    for file in FILES:
        for name, document in ((file, table(file, definitions, conf)), (f"schemas/{file}", schema(file, conf))):
            (site / FOLDER / f"{name}.json").write_text(as_json(document), encoding="utf-8")


def as_json(document: dict[str, Any]) -> str:
    """The text of a JSON file."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def size(file: str, definitions: Definitions, conf: Any) -> str:
    """How large a data file is, in words: "84 kB"."""
    return f"{max(1, round(len(as_json(table(file, definitions, conf)).encode()) / 1000))} kB"


def table(file: str, definitions: Definitions, conf: Any) -> dict[str, Any]:
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
        return NAMED.sub(lambda m: m[3] or definitions.find(NAMED_IN[m[1]], m[2].strip()).short, value)
    if isinstance(value, dict):
        return {key: _worded(item, definitions) for key, item in value.items()}
    return [_worded(item, definitions) for item in value] if isinstance(value, list) else value


def _strategies(conf: Any) -> dict[str, Any]:
    records = {}
    for chapter in chapters_of(conf):
        for heading in chapter.strategies:
            record = Strategy(name=heading.words, chapter=chapter.title, audience=chapter.meta.get("audience", []))
            address = f"{address_of(chapter.page)}#{heading.id}"
            records[address] = {**record.model_dump(mode="json"), "address": conf["site_url"] + address}
    return records


def schema(file: str, conf: Any) -> dict[str, Any]:
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


def root_of(page: Path, site: Path) -> str:
    """The relative address that leads from a page of the site to its root."""
    return posixpath.relpath(".", page.parent.relative_to(site).as_posix())


def link_lists(html: str, page: Path, site: Path, sizes: dict[str, str]) -> str:
    """The page with a link to the JSON of a list after the first link that edits it, and with files named by macros."""
    up = root_of(page, site)
    html = NAMED_FILE.sub(lambda found: f'<a href="{up}/{FOLDER}/{found[1]}">', html)
    if 'class="data-list"' in html:
        return html
    told: set[str] = set()

    def with_data(found: re.Match[str]) -> str:
        file = found[1]
        if file not in sizes or file in told:
            return found[0]
        told.add(file)
        words = f"Get the {FILES[file][1]} as data (JSON, {sizes[file]})"
        return f'{found[0]} <a class="data-list" href="{up}/{FOLDER}/{file}.json">{words}</a>'

    return EDIT_LINK.sub(with_data, html)


def sizes(definitions: Definitions, conf: Any) -> dict[str, str]:
    """Every data file with its size."""
    return {file: size(file, definitions, conf) for file in FILES}
