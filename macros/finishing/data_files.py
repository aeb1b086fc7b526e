"""Finishing, data: the definitions as JSON beside the pages, each with a JSON Schema made from its model."""

from __future__ import annotations

import re
from pathlib import Path

from macros.content.playbook.downloads import FOLDER as FORMS_FOLDER
from macros.content.playbook.open_data import FILES, FOLDER, as_json, schema, table
from macros.content.practice import register
from macros.finishing.page import Page
from macros.loading.definitions import Definitions, table_begun_in
from macros.rendering.engine import Settings
from macros.rendering.layout import size_in_words
from macros.tools.forms import FILES as FORMS
from macros.tools.project import project_schema

EDIT_LINK = re.compile(r'<a\b[^>]*\bhref="[^"]*/macros/definitions/(\w+)\.yml"[^>]*>[^<]*</a>')
#: A link to a data file as the macro `data_links` leaves it.
NAMED_FILE = re.compile(r'<a data-file="([^"]+)">')
#: A link to a form as the macro `form_links` leaves it.
NAMED_FORM = re.compile(r'<a data-form="([\w-]+)"[^>]*>([^<]*)</a>')


def write_data(site: Path, definitions: Definitions, conf: Settings) -> dict[str, str]:
    """Writes data/*.json and data/schemas/*.json into the built site; returns the size of each data file in words."""
    (site / FOLDER / "schemas").mkdir(parents=True, exist_ok=True)
    sizes = {}
    for file in FILES:
        text = as_json(table(file, definitions, conf))
        (site / FOLDER / f"{file}.json").write_text(text, encoding="utf-8")
        (site / FOLDER / f"schemas/{file}.json").write_text(as_json(schema(file, conf)), encoding="utf-8")
        sizes[file] = size_in_words(len(text.encode()))
    (site / FOLDER / f"{register.NAME}.csv").write_text(register.empty(definitions), encoding="utf-8", newline="")
    rules = as_json(register.table_schema(definitions))
    (site / FOLDER / "schemas" / f"{register.NAME}.json").write_text(rules, encoding="utf-8")
    (site / FOLDER / "schemas/project.json").write_text(as_json(project_schema(conf)), encoding="utf-8")
    return sizes


def link_lists(page: Page) -> tuple[Page, list[str]]:
    """The page with a link to the JSON of a file after the link that edits it, and with files named by macros."""
    up, sizes = page.up, page.made.data_sizes
    html = NAMED_FILE.sub(lambda found: f'<a href="{up}/{FOLDER}/{found[1]}">', page.html)
    if 'class="data-list"' in html:
        return page.with_html(html), []

    def with_data(found: re.Match[str]) -> str:
        file = table_begun_in(found[1])
        if file not in sizes:
            return found[0]
        words = f"{file}.json ({sizes[file]})"
        return f'{found[0]}, <a class="data-list" href="{up}/{FOLDER}/{file}.json">{words}</a>'

    return page.with_html(EDIT_LINK.sub(with_data, html)), []


def link_forms(page: Page) -> tuple[Page, list[str]]:
    """The page with the address, kind and size of each form that it links to."""

    def linked(found: re.Match[str]) -> str:
        form, words = found.groups()
        address = f"{page.up}/{FORMS_FOLDER}/{FORMS.get(form, f'{form}.docx')}"
        return f'<a data-form="{form}" href="{address}">{words} (Word, {page.made.form_sizes[form]})</a>'

    return page.with_html(NAMED_FORM.sub(linked, page.html)), []
