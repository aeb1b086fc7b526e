"""Packs: chapters to take along as one document, and the list of these documents on the page of downloads."""

from __future__ import annotations

import re
from pathlib import Path

from macros.loading.definitions import Definitions
from macros.models.practice import Pack
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import worded
from macros.rendering.layout import size_in_words, table
from macros.rendering.page_context import PageContext

FOLDER = "downloads"
PAGE = "tools/downloads/index.html"
#: A document as the macro `downloads_table` leaves it, until it is made.
PLACE = re.compile(r'<span data-download="([^"]+)">([^<]*?) \((PDF|Word)\)[^<]*</span>')


def downloads_table(context: PageContext) -> str:
    """Every pack with its documents, for whom it is and its date, as a table (Markdown with HTML).

    A document that is not made yet stands there without a link; `make downloads` makes it, and links it with its size.
    Raises MacroMistake where a pack names a page that the complete playbook does not hold.
    Example: `{{ downloads_table() }}`
    """
    known = [chapter.page for chapter in context.menu if chapter.meta.get("complete", True)]
    edition = next(iter(context.definitions.tables["editions"].values()))
    rows = []
    for key, pack in context.definitions.tables["packs"].items():
        for page in pack.pages:
            if page not in known:
                raise MacroMistake(f'packs.yml, pack "{key}": no chapter "{page}"{nearest(page, known)}')
        documents = "<br>".join(_place(pack, name) for name in files(pack))
        rows.append([documents, worded(context, pack.about), edition.dated])
    return table(["Document", "For whom", "Edition of"], rows)


def files(pack: Pack) -> list[str]:
    """The names of a pack's documents."""
    return [f"{pack.file}.pdf", *([f"{pack.file}.docx"] if pack.word else [])]


def link_documents(site: Path, definitions: Definitions) -> None:
    """Links each document that is there from the built page of downloads, with its kind and size."""
    page = site / PAGE

    def linked(found: re.Match[str]) -> str:
        file = site / FOLDER / found[1]
        if not file.is_file():
            return found[0]
        return f'<a href="../../{FOLDER}/{found[1]}">{found[2]} ({found[3]}, {size(file)})</a>'

    page.write_text(PLACE.sub(linked, page.read_text("utf-8")), "utf-8")


def size(file: Path) -> str:
    """How large a file is, in words: "1.2 MB" or "84 kB"."""
    return size_in_words(file.stat().st_size)


def _place(pack: Pack, name: str) -> str:
    kind = "PDF" if name.endswith(".pdf") else "Word"
    return f'<span data-download="{name}">{pack.title} ({kind}), made with each published edition</span>'


MACROS = (downloads_table,)
