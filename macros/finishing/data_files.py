"""Finishing, data: the definitions as JSON beside the pages, each with a JSON Schema made from its model."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from macros.content.playbook.open_data import FILES, FOLDER, as_json, schema, size, table
from macros.loading.definitions import Definitions

EDIT_LINK = re.compile(r'<a\b[^>]*\bhref="[^"]*/macros/definitions/(\w+)\.yml"[^>]*>[^<]*</a>')
#: A link to a data file as the macro `data_links` leaves it.
NAMED_FILE = re.compile(r'<a data-file="([^"]+)">')


def write_data(site: Path, definitions: Definitions, conf: Any) -> None:
    """Writes data/*.json and data/schemas/*.json into the built site."""
    (site / FOLDER / "schemas").mkdir(parents=True, exist_ok=True)
    for file in FILES:
        for name, document in ((file, table(file, definitions, conf)), (f"schemas/{file}", schema(file, conf))):
            (site / FOLDER / f"{name}.json").write_text(as_json(document), encoding="utf-8")


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
