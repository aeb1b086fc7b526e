"""Plain texts, which hold no sign that Markdown knows, are not searched for each kind of sign (Markdown extension)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

#: What Markdown looks for within a paragraph, one after the other. Each of them begins with a sign.
KINDS = (
    *("backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference", "short_reference"),
    *("short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "em_strong"),
)
SIGN = re.compile(r"[`\\\[<&*_]|  \n")
#: More than that of Markdown's own search, which thus comes after.
PRIORITY = 25


class _PlainTexts(Treeprocessor):  # type: ignore[misc]
    """Marks the texts of a page that need no search. With an extension that looks for anything more, it marks none."""

    def run(self, root: Element) -> None:
        known = self.md.inlinePatterns
        if len(known) != len(KINDS) or not all(kind in known for kind in KINDS):
            return
        for element in root.iter():
            if element.text and not SIGN.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not SIGN.search(element.tail):
                element.tail = AtomicString(element.tail)


class PlainTexts(Extension):  # type: ignore[misc]
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Makes it known."""
        md.treeprocessors.register(_PlainTexts(md), "plain_texts", PRIORITY)


def makeExtension(**options: str) -> PlainTexts:
    """The extension, for who names this module."""
    return PlainTexts(**options)
