"""The gallery of pictures, for editors: each with the macro that draws it and the pages that show it."""

from __future__ import annotations

from macros.rendering.abbreviations import LINK
from macros.rendering.page_context import PageContext, example_of

FOLDER = "macros.content.pictures."


def picture_gallery(context: PageContext) -> str:
    """Every picture under a heading: how to call it, where it stands, and the picture itself (Markdown with HTML).

    Example: `{{ picture_gallery() }}`
    """
    macros = [macro for macro in context.macros if macro.__module__.startswith(FOLDER) and macro is not picture_gallery]
    return "\n\n".join(_entry(context, example_of(macro), macro.__name__) for macro in macros)


def _entry(context: PageContext, call: str, name: str) -> str:
    pages = [chapter for chapter in context.menu if f"{name}(" in chapter.text]
    shown = ", ".join(f"[{chapter.title}]({context.href(chapter.page)})" for chapter in pages) or "no page yet"
    with context.borrowing(context.page):  # each stands alone: it spells out its own words
        picture = LINK.sub(r"\1", context.rendered(call))  # links lead on from the pages that show it
    heading = name.replace("_", " ").capitalize()
    return f"## {heading} {{ #{name.replace('_', '-')} }}\n\nWrite `{call}`. Shown on: {shown}.\n\n{picture}"


MACROS = (picture_gallery,)
