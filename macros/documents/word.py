"""Word documents made with the site: small, accessible and the same bytes from the same words (.docx)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu, Inches
from docx.table import Table

from macros.documents.styles import NUMBERING, SETTINGS, STYLES
from macros.loading.definitions import Definitions
from macros.rendering.engine import Settings

#: What a reader's program may ask of a document besides its text; python-docx's template brings much more (900 kB).
KEPT = {
    getattr(RELATIONSHIP_TYPE, name)
    for name in ("OFFICE_DOCUMENT", "CORE_PROPERTIES", "STYLES", "NUMBERING", "SETTINGS", "HEADER", "FOOTER")
}
#: The day that each file in a .docx is dated, so that two builds are the same.
EPOCH = (1980, 1, 1, 0, 0, 0)
#: The least height of a row to fill, in twentieths of a point: room for a pen.
PEN_ROW = 420
#: What share of the width each column of the field list gets: name, meaning, source, reason, identifies people.
FIELD_SHARES = [19, 25, 19, 24, 13]


def new_document(title: str, definitions: Definitions, conf: Settings, *, subject: str = "") -> Document:
    """An empty document in English, with title, author, date of the edition, styles, and a footer with page numbers.

    It begins with the title. `conf` is the site's settings, which hold its name and its author.
    """
    document = docx.Document()
    # The styles stay as they are from here on; python-docx would search them all again for every paragraph.
    vars(document.part)["get_style_id"] = cache(document.part.get_style_id)
    _drop_ballast(document)
    edition = next(iter(definitions.tables["editions"].values()))
    dated = datetime.combine(edition.date, time(), UTC)
    core = document.core_properties
    core.title, core.subject, core.author, core.language = title, subject, conf["site_author"], "en-US"
    core.last_modified_by, core.created, core.modified, core.revision = conf["site_author"], dated, dated, 1
    core.comments = core.keywords = core.category = ""
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{conf['site_name']}, version {edition.version}, {edition.dated}. Page ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")
    document.add_paragraph(title, style="Title")
    return document


def running_head(document: Document, text: str) -> None:
    """Puts a line at the top of every page."""
    document.sections[0].header.paragraphs[0].add_run(text, style="Strong")


@contextmanager
def section(document: Document, tag: str, title: str) -> Iterator[None]:
    """Puts a content control around all that is added while this lasts, so that it can be taken out as one."""
    body = document.element.body
    before = len(body)
    yield
    first, *others = list(body)[before - 1 : -1]  # the last element holds the measures of the page
    _control(document, first, tag, title, "<w:richText/>")
    for other in others:
        first.getparent().append(other)


def answer_field(document: Document, tag: str, title: str, placeholder: str, *, short: bool = False) -> None:
    """Adds a content control for text, long or short; `tag` names it to programs, `title` to people."""
    paragraph = document.add_paragraph(style="Answer" if short else "Answer Blank")
    paragraph.add_run(placeholder, style="Placeholder Text")
    _wrap(document, paragraph, tag, title, "<w:showingPlcHdr/><w:richText/>")


def choice_fields(document: Document, tag: str, title: str, choices: dict[str, str]) -> None:
    """Adds one box to tick a line: its key becomes part of its tag, its words stand beside it."""
    for key, words in choices.items():
        paragraph = document.add_paragraph(style="Choice")
        paragraph.add_run("\u2610")
        _wrap(document, paragraph, f"{tag}.{key}", f"{title}: {words}", TICK_BOX)
        paragraph.add_run(f" {words}")


def field_list(document: Document, definitions: Definitions, blank: int) -> None:
    """Adds the table of the fields, each with its reason, with `blank` empty rows."""
    forms = definitions.forms
    heads = list(forms.columns.values())
    _set_widths(table_field(document, "field-list", forms.fields.title, heads, blank), FIELD_SHARES)


def table_field(document: Document, tag: str, title: str, heads: list[str], blank: int) -> Table:
    """Adds a content control with a table: a heading row that repeats on each page, and `blank` empty rows."""
    table: Table = document.add_table(1 + blank, len(heads), style="Table Grid")
    table._tbl.tblPr.append(parse_xml(f"<w:tblCaption {nsdecls('w')} w:val={quoteattr(title)}/>"))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head)
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            cell.paragraphs[0].style = "Table Text" if number else "Table Head"
        properties = row._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        kind = f'<w:trHeight {nsdecls("w")} w:val="{PEN_ROW}"/>' if number else f"<w:tblHeader {nsdecls('w')}/>"
        properties.append(parse_xml(kind))
    _control(document, table._tbl, tag, title, "<w:richText/>")
    return table


def _set_widths(table: Table, shares: list[int]) -> None:
    """Gives each column its share of the line; the widths then stay, however long a word in a cell is."""
    line = sum(int(column.width or 0) for column in table.columns)
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(line * share // sum(shares))
        for cell in column.cells:
            cell.width = column.width


def content(document: Document) -> bytes:
    """The .docx with its files stored as they are and its text last: shared/docx.js relies on both."""
    packed, stored = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as read, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as written:
        for name in sorted(read.namelist(), key=_place):
            written.writestr(zipfile.ZipInfo(name, EPOCH), read.read(name))
    return stored.getvalue()


def save(document: Document, path: Path) -> None:
    """Writes the .docx, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content(document))


def _place(name: str) -> tuple[bool, bool, str]:
    """Where a file stands in the document: the list of types first, as the format wants it; the text last."""
    return name == "word/document.xml", name != "[Content_Types].xml", name


#: A box to tick, as Word knows it since 2010.
TICK_BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="Segoe UI Symbol"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
)
WORD_2010 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def _wrap(document: Document, paragraph: Any, tag: str, title: str, kind: str) -> None:
    """Puts a content control around the paragraph, or around its one run where it is a box to tick."""
    _control(document, paragraph.runs[0]._r if kind == TICK_BOX else paragraph._p, tag, title, kind)


def _control(document: Document, inner: Any, tag: str, title: str, kind: str) -> None:
    """Puts a content control around a part of the document."""
    number = len(document.element.body.xpath(".//w:sdt")) + 1
    control = parse_xml(
        f"<w:sdt {nsdecls('w')} {WORD_2010}><w:sdtPr><w:alias w:val={quoteattr(title)}/>"
        f'<w:tag w:val={quoteattr(tag)}/><w:id w:val="{number}"/>{kind}</w:sdtPr><w:sdtContent/></w:sdt>'
    )
    inner.addprevious(control)
    control[-1].append(inner)


def _field(paragraph: Any, name: str) -> None:
    """Adds a number that Word counts: PAGE or NUMPAGES."""
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _drop_ballast(document: Document) -> None:
    """Replaces styles, lists and settings of python-docx's template by our own, and leaves out what nobody asks for."""
    part = document.part
    part._styles_part._element = parse_xml(STYLES)
    part.numbering_part._element = parse_xml(NUMBERING)
    part._settings_part._element = parse_xml(SETTINGS)
    package: OpcPackage = part.package
    for relations in (package.rels, part.rels):
        for key in _unwanted(relations):
            del relations[key]


def _unwanted(relations: Any) -> Iterable[str]:
    return [key for key, relation in relations.items() if relation.reltype not in KEPT]
