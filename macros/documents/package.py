"""The texts of a Word document in; out the document, which is a zip of them and of the files that name them (.docx)."""

from __future__ import annotations

import io
import zipfile
from html import escape

from macros.documents.styles import NUMBERING, SETTINGS, STYLES, W

#: The day that each file in a .docx is dated, so that two builds are the same.
EPOCH = (1980, 1, 1, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMATS = "application/vnd.openxmlformats"
#: What may stand in a text. Boxes to tick, w14, came with Word 2010; older programs may pass over them.
NAMESPACES = (
    f'{W} xmlns:r="{OFFICE}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
#: The files beside the text. It knows each by its place in this list.
BESIDE = ("footer", "numbering", "styles", "header", "settings")
#: Letter paper with margins of an inch, in twentieths of a point, and the length of a line on it.
PAPER = (
    '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="720" w:footer="720" w:gutter="0"/><w:cols w:space="720"/><w:docGrid w:linePitch="360"/>'
)
LINE = 12240 - 2 * 1440


def packed(body: str, footer: str, header: str, properties: str) -> bytes:
    """The document, its files stored as they are and its text last: shared/docx.js relies on both.

    `body`, `footer` and `header` hold paragraphs. A document may do without a header.
    """
    texts = {
        "footer": f"<w:ftr {NAMESPACES}>{footer}</w:ftr>",
        "header": f"<w:hdr {NAMESPACES}>{header}</w:hdr>" if header else "",
        "numbering": NUMBERING,
        "settings": SETTINGS,
        "styles": STYLES,
    }
    beside = {kind: f"rId{number}" for number, kind in enumerate(BESIDE, start=1) if texts[kind]}
    shown = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{beside[kind]}"/>'
        for kind in ("footer", "header")
        if kind in beside
    )
    files = {
        "[Content_Types].xml": _types(beside),
        "_rels/.rels": _relations(
            ("rId3", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
        ),
        "docProps/core.xml": properties,
        "word/_rels/document.xml.rels": _relations(
            *((number, f"{OFFICE}/{kind}", f"{kind}.xml") for kind, number in beside.items())
        ),
        **{f"word/{kind}.xml": text for kind, text in texts.items() if text},
        "word/document.xml": (
            f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{shown}{PAPER}</w:sectPr></w:body></w:document>"
        ),
    }
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as written:
        for name, text in files.items():
            declared = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{text}"
            written.writestr(zipfile.ZipInfo(name, EPOCH), declared)
    return stored.getvalue()


def core(title: str, author: str, dated: str) -> str:
    """What a document says of itself, in English; `dated` is a day as 2026-11-22."""
    title, author = (escape(text, quote=False) for text in (title, author))
    time = f'xsi:type="dcterms:W3CDTF">{dated}T00:00:00Z'
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject></dc:subject><dc:creator>{author}</dc:creator>"
        f"<cp:keywords></cp:keywords><dc:description></dc:description><cp:lastModifiedBy>{author}"
        f"</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created {time}</dcterms:created>"
        f"<dcterms:modified {time}</dcterms:modified><cp:category></cp:category><dc:language>en-US</dc:language>"
        "</cp:coreProperties>"
    )


def _types(beside: dict[str, str]) -> str:
    types = {f"word/{kind}": f"officedocument.wordprocessingml.{kind}" for kind in beside}
    types |= {
        "docProps/core": "package.core-properties",
        "word/document": "officedocument.wordprocessingml.document.main",
    }
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{FORMATS}-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}.xml" ContentType="{FORMATS}-{kind}+xml"/>' for name, kind in types.items()
        )
        + "</Types>"
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    """Which files belong to the one that these relations stand beside: of each its number, its kind, its name."""
    listed = "".join(f'<Relationship Id="{number}" Type="{kind}" Target="{name}"/>' for number, kind, name in relations)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
