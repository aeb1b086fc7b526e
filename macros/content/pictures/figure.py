"""Figures: a drawing and its text in, both in one frame out (Markdown with HTML)."""

from __future__ import annotations

from macros.content.pictures.drawing import Drawing
from macros.models.base import NAMED, NAMED_IN
from macros.rendering.page_context import PageContext


def figure(name: str, title: str, about: str, drawing: Drawing, text: str) -> str:
    """A drawing with the same content in text beside it; `name` begins the anchors in it (Markdown with HTML)."""
    svg = drawing.svg(f"picture-{name}", title, about)
    return (
        f'<figure class="picture" markdown="block">\n\n<div>{svg}</div>\n\n'
        f'<figcaption markdown="block">\n\n{text}\n\n</figcaption>\n\n</figure>\n'
    )


def label(context: PageContext, text: str) -> str:
    """A text of a definition as words in a drawing: short names, no links, no marks of Markdown (plain text)."""
    definitions = context.definitions
    named = NAMED.sub(lambda m: m[3] or definitions.find(NAMED_IN[m[1]], m[2].strip()).short, text)
    return named.replace("*", "").replace("`", "").strip()
