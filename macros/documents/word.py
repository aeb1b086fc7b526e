"""Word documents made with the site: small, accessible and the same bytes from the same words (.docx)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from macros.documents import package
from macros.loading.definitions import Definitions
from macros.rendering.engine import Settings

#: The least height of a row to fill, in twentieths of a point: room for a pen.
PEN_ROW = 420
#: What share of the width each column of the field list gets: name, meaning, source, reason, identifies people.
FIELD_SHARES = [19, 25, 19, 24, 13]
#: Kinds of content controls: text of one or more paragraphs, such text while its placeholder shows, a box to tick.
RICH_TEXT = "<w:richText/>"
PLACEHOLDER = "<w:showingPlcHdr/><w:richText/>"
TICK_BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="Segoe UI Symbol"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
)


@dataclass
class Document:
    """A document in the making: what it says of itself, and its parts so far, as WordprocessingML."""

    properties: str
    footer: str
    header: str = ""
    body: list[str] = field(default_factory=list)
    controls: int = 0  # how many content controls it has: each is numbered

    def add_paragraph(self, text: str, style: str = "") -> None:
        """Adds a paragraph in one of the styles of styles.py, by its name."""
        self.body.append(_paragraph(_run(text), style))

    def add_heading(self, text: str, level: int) -> None:
        """Adds a heading."""
        self.add_paragraph(text, f"Heading {level}")

    def control(self, inner: str, tag: str, title: str, kind: str) -> str:
        """A content control around a part of the document; `tag` names it to programs, `title` to people."""
        self.controls += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{_quoted(title)}"/><w:tag w:val="{_quoted(tag)}"/>'
            f'<w:id w:val="{self.controls}"/>{kind}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        )


def new_document(title: str, definitions: Definitions, conf: Settings) -> Document:
    """A document in English, with title, author, date of the edition, styles, and a footer with page numbers.

    It begins with the title. `conf` is the site's settings, which hold its name and its author.
    """
    edition = next(iter(definitions.tables["editions"].values()))
    named = _run(f"{conf['site_name']}, version {edition.version}, {edition.dated}. Page ")
    footer = _paragraph(f"{named}{_counted('PAGE')}{_run(' of ')}{_counted('NUMPAGES')}", "Footer")
    document = Document(package.core(title, conf["site_author"], edition.date.isoformat()), footer)
    document.add_paragraph(title, "Title")
    return document


def running_head(document: Document, text: str) -> None:
    """Puts a line at the top of every page."""
    document.header = _paragraph(_run(text, "Strong"), "Header")


@contextmanager
def section(document: Document, tag: str, title: str) -> Iterator[None]:
    """Puts a content control around all that is added while this lasts, so that it can be taken out as one."""
    before = len(document.body)
    yield
    inner = "".join(document.body[before:])
    document.body[before:] = [document.control(inner, tag, title, RICH_TEXT)]


def answer_field(document: Document, tag: str, title: str, placeholder: str, *, short: bool = False) -> None:
    """Adds a content control for text, long or short; `tag` names it to programs, `title` to people."""
    paragraph = _paragraph(_run(placeholder, "Placeholder Text"), "Answer" if short else "Answer Blank")
    document.body.append(document.control(paragraph, tag, title, PLACEHOLDER))


def choice_fields(document: Document, tag: str, title: str, choices: dict[str, str]) -> None:
    """Adds one box to tick a line: its key becomes part of its tag, its words stand beside it."""
    for key, words in choices.items():
        box = document.control(_run("\u2610"), f"{tag}.{key}", f"{title}: {words}", TICK_BOX)
        document.body.append(_paragraph(f"{box}{_run(f' {words}')}", "Choice"))


def field_list(document: Document, definitions: Definitions, blank: int) -> None:
    """Adds the table of the fields, each with its reason, with `blank` empty rows."""
    forms = definitions.forms
    columns = list(zip(forms.columns.values(), FIELD_SHARES, strict=True))
    table_field(document, "field-list", forms.fields.title, columns, blank)


def table_field(document: Document, tag: str, title: str, columns: list[tuple[str, int]], blank: int) -> None:
    """Adds a content control with a table: a heading row that repeats on each page, and `blank` empty rows.

    Each column has its heading and its share of the line. It stays as wide, however long a word in it is.
    """
    whole = sum(share for _, share in columns)
    widths = [round(package.LINE * share / whole) for _, share in columns]
    first = [_paragraph(_run(head), "Table Head") for head, _ in columns]
    empty = [_paragraph("", "Table Text")] * len(columns)
    layout = '<w:tblLayout w:type="fixed"/>' if len(columns) > 1 else ""  # the one column may become several (docx.js)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/>{layout}'
        '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" '
        f'w:val="04A0"/><w:tblCaption w:val="{_quoted(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        + _row(first, widths, "<w:tblHeader/>")
        + _row(empty, widths, f'<w:trHeight w:val="{PEN_ROW}"/>') * blank
        + "</w:tbl>"
    )
    document.body.append(document.control(table, tag, title, RICH_TEXT))


def content(document: Document) -> bytes:
    """The .docx."""
    return package.packed("".join(document.body), document.footer, document.header, document.properties)


def save(document: Document, path: Path) -> None:
    """Writes the .docx, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content(document))


def _paragraph(inner: str, style: str) -> str:
    chosen = f'<w:pPr><w:pStyle w:val="{_key(style)}"/></w:pPr>' if style else ""
    return f"<w:p>{chosen}{inner}</w:p>"


def _run(text: str, style: str = "") -> str:
    """Words of one look. A space at either end is kept only where that is said."""
    chosen = f'<w:rPr><w:rStyle w:val="{_key(style)}"/></w:rPr>' if style else ""
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{chosen}<w:t{kept}>{escape(text, quote=False)}</w:t></w:r>"


def _row(cells: list[str], widths: list[int], properties: str) -> str:
    """A row of a table; it is never parted between two pages."""
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{filled}</w:tr>"


def _counted(name: str) -> str:
    """A number that Word counts: PAGE or NUMPAGES."""
    return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _key(style: str) -> str:
    """The id of a style, which is its name without spaces."""
    return style.replace(" ", "")


def _quoted(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")
