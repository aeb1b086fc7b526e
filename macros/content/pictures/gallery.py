"""The gallery of pictures, for editors: each with the macro that draws it and the pages that show it."""

from __future__ import annotations

import re

from macros.rendering.abbreviations import LINK
from macros.rendering.page_context import Macro, PageContext, example_of

FOLDER = "macros.content.pictures."
#: Macros of other folders that draw a picture among other things.
ELSEWHERE = ("suppression_example", "partner_rule_example")
FIGURE = re.compile(r'<figure class="picture".*?</figure>', re.DOTALL)


def picture_gallery(context: PageContext) -> str:
    """Every picture under a heading: how to call it, where it stands, and the picture itself (Markdown with HTML).

    Example: `{{ picture_gallery() }}`
    """
    macros = [macro for macro in context.macros if draws(macro)]
    return "\n\n".join(_entry(context, example_of(macro), macro.__name__) for macro in macros)


def draws(macro: Macro) -> bool:
    """Whether a macro draws a picture."""
    own = macro.__module__.startswith(FOLDER) and macro is not picture_gallery
    return own or macro.__name__ in ELSEWHERE


def _entry(context: PageContext, call: str, name: str) -> str:
    pages = [chapter for chapter in context.menu if f"{name}(" in chapter.text]
    shown = ", ".join(f"[{chapter.title}]({context.href(chapter.page)})" for chapter in pages) or "no page yet"
    with context.borrowing(context.page):  # each stands alone: it spells out its own words
        picture = LINK.sub(
            r"\1", "\n\n".join(FIGURE.findall(context.rendered(call)))
        )  # links lead on from the pages that show it
    heading = name.replace("_", " ").capitalize()
    return f"## {heading} {{ #{name.replace('_', '-')} }}\n\nWrite `{call}`. Shown on: {shown}.\n\n{picture}"


MACROS = (picture_gallery,)
