"""The register of agreements: its columns as a table for readers (Markdown), a Table Schema and an empty CSV file."""

from __future__ import annotations

import csv
import io
from typing import Any

from macros.content.playbook.open_data import as_json
from macros.loading.definitions import Definitions
from macros.models.practice import RegisterField
from macros.rendering.layout import size_in_words, table
from macros.rendering.page_context import PageContext

NAME = "agreement-register"
#: Type of a column -> its words on the page, and its type and format in Table Schema (specs.frictionlessdata.io).
TYPES: dict[str, tuple[str, dict[str, str]]] = {
    "text": ("Text", {"type": "string"}),
    "date": ("Date, as 2027-06-30", {"type": "date"}),
    "yes-no": ("yes or no", {"type": "boolean"}),
    "address": ("Web address", {"type": "string", "format": "uri"}),
}


def register_columns(context: PageContext) -> str:
    """The columns of the register, with links to the empty file and its schema (Markdown).

    The links get their addresses in the finishing, because the files come into being after the pages.
    Example: `{{ register_columns() }}`
    """
    fields: dict[str, RegisterField] = context.definitions.tables["register_fields"]
    rows = [
        [f"`{key}`", field.meaning, TYPES[field.type][0], "Yes" if field.required else "If there is one"]
        for key, field in fields.items()
    ]
    texts = empty(context.definitions), as_json(table_schema(context.definitions))
    sizes = [size_in_words(len(text.encode())) for text in texts]
    files = (
        f'- <a data-file="{NAME}.csv">Empty register</a> (CSV, {sizes[0]}), to open with a spreadsheet program\n'
        f'- <a data-file="schemas/{NAME}.json">Rules of its columns</a> (JSON, {sizes[1]}), to check the file with\n'
    )
    return table(["Column", "What stands in it", "Form", "Must be filled"], rows) + "\n" + files


def empty(definitions: Definitions) -> str:
    """The register without entries: the line of its column names (CSV)."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(definitions.tables["register_fields"])
    return text.getvalue()


def table_schema(definitions: Definitions) -> dict[str, Any]:
    """The rules of its columns as a Table Schema."""
    fields: dict[str, RegisterField] = definitions.tables["register_fields"]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [
            {
                "name": key,
                "title": field.label,
                "description": field.meaning,
                **TYPES[field.type][1],
                **({"trueValues": ["yes"], "falseValues": ["no"]} if field.type == "yes-no" else {}),
                **({"constraints": {"required": True}} if field.required else {}),
            }
            for key, field in fields.items()
        ],
        "missingValues": [""],
    }


MACROS = (register_columns,)
