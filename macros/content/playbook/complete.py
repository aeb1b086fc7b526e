"""The complete playbook on one page: the chapters in menu order, their headings and links fitted together."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from macros.rendering.chapters import Chapter
from macros.rendering.layout import indented
from macros.rendering.page_context import PageContext

ID = re.compile(r"(\{:?[^}\n]*?#)([\w-]+)|(\bid=\")([^\"]+)(?=\")")
LINK = re.compile(r"(\]\(|\bhref=\")([^)\s\"]+)(?=[)\"])")
POINTER = re.compile(r"(\b(?:for|aria-labelledby|aria-describedby)=\")([^\"]+)(?=\")")
HEADING = re.compile(r"^(#{2,5})(?= )", re.MULTILINE)
WHAT_NEXT = re.compile(r"^## .*#what-next\b", re.MULTILINE)
FENCED = re.compile(r"(^ *(`{3,}|~{3,}).*?^ *\2\s*$)", re.MULTILINE | re.DOTALL)
#: A box in which one page is searched or filtered has no place among all of them.
SEARCH_BOX = re.compile(r'^<div class="home-search".*</div>$', re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^([\w-]+)\]")


def complete_playbook(context: PageContext) -> str:
    """Contents, then all chapters of the menu as one text (Markdown).

    An anchor keeps its name unless an earlier chapter has it.

    Example: `{{ complete_playbook() }}`
    """
    plan = _Plan()
    parts = [(chapter, _rendered(context, chapter)) for chapter in _included(context)]
    for chapter, text in parts:
        plan.take(chapter.page, slug(chapter.page), text)
    contents = "\n".join(line for chapter, _ in parts for line in _contents(chapter, plan))
    folded = f'??? note "Contents"\n\n{indented(contents)}'
    return "\n\n".join([folded, *(_fitted(chapter, text, plan) for chapter, text in parts)])


def _contents(chapter: Chapter, plan: _Plan) -> list[str]:
    """The chapter and its main headings as list items that lead to their place on the page."""
    headings = [h for h in chapter.source.headings if h.level == 2 and h.id != "what-next"]
    links = [
        f"    - [{h.words}](#{plan.anchors[chapter.page, h.id]})"
        for h in headings
        if (chapter.page, h.id) in plan.anchors
    ]
    return [f"- [{chapter.title}](#{slug(chapter.page)})", *links]


def slug(page: str) -> str:
    """The anchor of a chapter in the complete playbook: "p20-win/request.md" is "chapter-p20-win-request"."""
    return "chapter-" + page.removesuffix(".md").replace("/", "-")


@dataclass
class _Plan:
    """Which anchor of which chapter has which name on the one page."""

    anchors: dict[tuple[str, str], str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def take(self, page: str, chapter: str, text: str) -> None:
        """Gives every anchor of a chapter its name."""
        self.taken.add(chapter)
        self.anchors[page, ""] = chapter
        for found in ID.finditer(FENCED.sub("", text)):
            name = found.group(2) or found.group(4)
            free = name if name not in self.taken else f"{chapter}-{name}"
            self.anchors.setdefault((page, name), free)
            self.taken.add(free)


def _included(context: PageContext) -> list[Chapter]:
    return [c for c in context.menu if c.meta.get("complete", True) and c.page != context.page]


def _rendered(context: PageContext, chapter: Chapter) -> str:
    """The chapter's Markdown with its macros carried out, less what only serves the single page."""
    with context.borrowing(chapter.page):
        text = context.rendered(chapter.text)
    return WHAT_NEXT.split(text, maxsplit=1)[0]


def _fitted(chapter: Chapter, text: str, plan: _Plan) -> str:
    def new_id(found: re.Match[str]) -> str:
        before, name = (found.group(1), found.group(2)) if found.group(1) else (found.group(3), found.group(4))
        return before + plan.anchors.get((chapter.page, name), name)

    def new_link(found: re.Match[str]) -> str:
        return found.group(1) + _address(chapter.page, found.group(2), plan)

    def new_pointer(found: re.Match[str]) -> str:
        names = (plan.anchors.get((chapter.page, name), name) for name in found.group(2).split())
        return found.group(1) + " ".join(names)

    pieces = [f"## {chapter.title} {{ #{slug(chapter.page)} .chapter .plain }}"]
    for piece in _outside_fences(text):
        own = piece
        if not piece.startswith(("`", "~")):
            own = HEADING.sub(r"#\1", SEARCH_BOX.sub("", own))
            own = LINK.sub(new_link, ID.sub(new_id, own))
            own = POINTER.sub(new_pointer, own)
            own = FOOTNOTE.sub(rf"[^{slug(chapter.page)}-\1]", own)
        pieces.append(own)
    return "\n\n".join(pieces)


def _outside_fences(text: str) -> list[str]:
    parts, end = [], 0
    for found in FENCED.finditer(text):
        parts += [text[end : found.start()], found.group(1)]
        end = found.end()
    return [*parts, text[end:]]


def _address(page: str, address: str, plan: _Plan) -> str:
    """Where a link of `page` leads from the one page: an anchor on it, or the same place as before."""
    if "://" in address or address.startswith("mailto:"):
        return address
    path, _, anchor = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if (target, "") not in plan.anchors:
        return target + (f"#{anchor}" if anchor else "")
    return "#" + plan.anchors.get((target, anchor), plan.anchors[target, ""])


MACROS = (complete_playbook,)
