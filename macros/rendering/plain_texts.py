"""Texts are searched only for what Markdown may find in them, by the signs that they hold (Markdown extension)."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

#: What Markdown looks for within a paragraph, one after the other, and the two signs of which each holds one.
KINDS = {
    "backtick": "``",
    "escape": "\\\\",
    **dict.fromkeys(("footnote", "reference", "link", "image_link", "image_reference"), "[["),
    **dict.fromkeys(("short_reference", "short_image_ref"), "[["),
    **dict.fromkeys(("autolink", "automail", "html"), "<<"),
    "linebreak": "\n\n",
    "entity": "&&",
    "em_strong": "*_",
}
#: What Markdown looks for anywhere in a block: which kind, where it keeps the pattern, and what that cannot be without.
BLOCKS = (
    ("admonition", "RE", "!!!"),
    ("details", "START", "???"),
    ("hashheader", "RE", "#"),
    ("deflist", "RE", ":"),
    ("quote", "RE", ">"),
)
SIGN = re.compile(r"[`\\\[<&*_]|  \n")
#: More than that of Markdown's own search, which thus comes after, and that of this search.
PRIORITY, INLINE = 25, 20


def _known(md: Markdown) -> bool:
    """Whether Markdown looks for these kinds and no other."""
    return len(md.inlinePatterns) == len(KINDS) and all(kind in md.inlinePatterns for kind in KINDS)


class _PlainTexts(Treeprocessor):  # type: ignore[misc]
    """Marks the texts of a page that need no search. With an extension that looks for anything more, it marks none."""

    def run(self, root: Element) -> None:
        if not _known(self.md):
            return
        for element in root.iter():
            if element.text and not SIGN.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not SIGN.search(element.tail):
                element.tail = AtomicString(element.tail)


class _BySigns(InlineProcessor):  # type: ignore[misc]
    """Markdown's own search, which leaves out the kinds of which a text holds no sign."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self._kinds: list[tuple[str, str, Any]] = []
        if _known(self.md):
            signs = {id(self.md.inlinePatterns[name]): signs for name, signs in KINDS.items()}
            self._kinds = [(*signs[id(kind)], kind) for kind in self.md.inlinePatterns]
        searched: Element = super().run(tree, ancestors)
        return searched

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """As in the class above, which calls it by this name."""
        if not self._kinds:
            found: str = super()._InlineProcessor__handleInline(data, patternIndex)
            return found
        start, last = 0, len(self._kinds)
        while patternIndex < last and not isinstance(data, AtomicString):
            one, other, kind = self._kinds[patternIndex]
            matched = False
            if one in data or other in data:
                data, matched, start = self._InlineProcessor__applyPattern(kind, data, patternIndex, start)
            if not matched:
                patternIndex, start = patternIndex + 1, 0
        return data


class _Pattern:
    """A pattern that is looked for only where its sign stands: it may begin after any line, which takes long to see."""

    def __init__(self, whole: re.Pattern[str], sign: str) -> None:
        self._whole, self._sign = whole, sign
        self.match = whole.match

    def search(self, text: str) -> re.Match[str] | None:
        return self._whole.search(text) if self._sign in text else None


class PlainTexts(Extension):  # type: ignore[misc]
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Makes it known."""
        md.treeprocessors.register(_PlainTexts(md), "plain_texts", PRIORITY)
        md.treeprocessors.register(_BySigns(md), "inline", INLINE)
        for kind, name, sign in BLOCKS:
            if kind in md.parser.blockprocessors:
                processor = md.parser.blockprocessors[kind]
                setattr(processor, name, _Pattern(getattr(processor, name), sign))


def makeExtension(**options: str) -> PlainTexts:
    """The extension, for who names this module."""
    return PlainTexts(**options)
