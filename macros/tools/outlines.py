"""Outlines of agreements: the list of those that the build writes, as links (Markdown and HTML)."""

from __future__ import annotations

from macros.loading.definitions import Definitions
from macros.rendering.page_context import PageContext

#: The outline of the exhibits for P20 WIN, beside those of the agreements.
EXHIBITS = "p20win"


def titles(definitions: Definitions) -> dict[str, str]:
    """The title of each outline, by the key of its agreement; those of the exhibits last."""
    words, agreements = definitions.outlines, definitions.tables["agreements"]
    papers = {key: f"{words.title}: {agreements[key].full}" for key in words.papers}
    return papers | {EXHIBITS: f"{words.title}: {words.exhibits_title}"}


def outline_links(context: PageContext) -> str:
    """The outlines for counsel as a list of links (Markdown and HTML); finishing adds each address and size.

    The frame names, for the script of the project, the laws whose terms an outline holds.

    Example: `{{ outline_links() }}`
    """
    found = titles(context.definitions)
    links = "\n".join(f'- <a data-form="outline-{key}">{title}</a>' for key, title in found.items())
    laws = " ".join(law.anchor for law in context.definitions.tables["laws"].values() if law.terms)
    return f'<div data-outlines="{laws}" markdown>\n\n{links}\n\n</div>\n'


MACROS = (outline_links,)
