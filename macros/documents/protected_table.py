"""The Word document that the checker for small counts writes a table into, made with every build of the site."""

from __future__ import annotations

from pathlib import Path

from macros.documents import word
from macros.loading.definitions import Definitions
from macros.rendering.engine import Settings
from macros.tools.small_counts import TEMPLATE

FOLDER = "tools/small-counts"


def write_template(site: Path, definitions: Definitions, conf: Settings) -> None:
    """Writes the document with places for the table and for the note below it, beside the page of the tool."""
    document = word.new_document("Table with small counts hidden", definitions, conf)
    word.table_field(document, "table", "Table", [("The table", 1)], 1)
    word.table_field(document, "second", "Second table", [("The second table", 1)], 1)
    word.answer_field(document, "note", "Note", "The rule by which counts are hidden")
    word.save(document, site / FOLDER / TEMPLATE)
