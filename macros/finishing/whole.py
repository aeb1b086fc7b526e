"""Finishing, the complete playbook: the built chapters in, all on one page out, their headings and links fitted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from macros.content.playbook.complete import PLACE, slug
from macros.finishing.html import SEARCH_BOX
from macros.finishing.page import TAG, body
from macros.rendering.chapters import chapters_of
from macros.rendering.engine import Settings
from macros.rendering.front_matter import address_of

#: What serves the single page: where to go on, up to the footnotes; a box in which it is searched or filtered; a line
#: that only tells of other pages.
WHAT_NEXT = re.compile(r'<h2\b[^>]* id="what-next".*?(?=<div class="footnote">|\Z)', re.DOTALL)
SINGLE = re.compile(r"<li><span data-single>.*?</span></li>\s*", re.DOTALL)
EMPTY_LIST = re.compile(r"<ul>\s*</ul>\s*")
HEADING = re.compile(r"(</?h)([2-5])\b")
MAIN_HEADING = re.compile(r'<h3\b[^>]* id="([^"]+)"[^>]*>(.*?)</h3>', re.DOTALL)
#: The glossary's letters are no headings that anybody looks for in the contents.
LETTER = re.compile(r"letter-\w$")
#: The tags with something to fit, and what in them is an anchor, names anchors, or leads somewhere.
FITTED = re.compile(r'</?h[2-5]\b[^>]*>|<[a-z][^>]*? (?:id|for|aria-\w+|href|src)="[^>]*>')
ID = re.compile(r'( id=")([^"]+)')
POINTER = re.compile(r'( (?:for|aria-labelledby|aria-describedby|aria-controls)=")([^"]+)')
LINK = re.compile(r'( (?:href|src)=")([^"]*)')
OUTSIDE = re.compile(r"[a-z]+:|//")
#: Each chapter is laid out only when a reader comes near, and is given a place at least as high as it is on a phone:
#: else chapters overlap for programs that measure. So many pixels a character it takes at the most.
HIGH = 1.7
#: The heights that the stylesheet knows, as classes: tall-8 is 8,000 pixels.
HEIGHTS = (8, 16, 32, 64, 128)


@dataclass
class _Chapter:
    """A built chapter: its title, its anchor, its address below the site's root (home: "."), its HTML."""

    title: str
    anchor: str
    place: str
    html: str


@dataclass
class _Plan:
    """Which anchor of which chapter has which name on the one page: its own, unless an earlier chapter has it."""

    anchors: dict[tuple[str, str], str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def take(self, chapter: _Chapter) -> None:
        """Gives every anchor of a chapter its name."""
        self.taken.add(chapter.anchor)
        self.anchors[chapter.place, ""] = chapter.anchor
        for tag in FITTED.findall(chapter.html):
            for _, name in ID.findall(tag):
                free = name if name not in self.taken else f"{chapter.anchor}-{name}"
                self.anchors.setdefault((chapter.place, name), free)
                self.taken.add(free)


def filled(site: Path, conf: Settings) -> dict[Path, str]:
    """Each page that keeps a place for the chapters of the menu, with them in it, but those with `complete: false`."""
    found = {}
    for path in site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        if PLACE in html:
            own = path.parent.relative_to(site).as_posix()
            found[path] = html.replace(PLACE, _whole(_chapters(site, conf, own), own))
    return found


def _chapters(site: Path, conf: Settings, own: str) -> list[_Chapter]:
    found = []
    for chapter in chapters_of(conf):
        path = site / address_of(chapter.page) / "index.html"
        place = path.parent.relative_to(site).as_posix()
        if chapter.meta.get("complete", True) and place != own and path.is_file():
            html = WHAT_NEXT.sub("", body(path.read_text(encoding="utf-8")).strip())
            html = EMPTY_LIST.sub("", SINGLE.sub("", SEARCH_BOX.sub("", html)))
            found.append(_Chapter(chapter.title, slug(chapter.page), place, html))
    return found


def _whole(chapters: list[_Chapter], own: str) -> str:
    """Contents, then every chapter in a part of its own (HTML)."""
    plan = _Plan()
    for chapter in chapters:
        plan.take(chapter)
    fitted = [(chapter, FITTED.sub(_fitting(chapter, plan, own), chapter.html)) for chapter in chapters]
    contents = "\n".join(_contents(chapter, html) for chapter, html in fitted)
    parts = [_part(chapter, html) for chapter, html in fitted]
    return f'<details class="note"><summary>Contents</summary>\n<ul>\n{contents}\n</ul>\n</details>\n' + "\n".join(
        parts
    )


def _contents(chapter: _Chapter, html: str) -> str:
    """The chapter and its main headings as a list item, with links to their places."""
    headings = [found for found in MAIN_HEADING.findall(html) if not LETTER.match(found[0])]
    links = [f'<li><a href="#{name}">{TAG.sub("", words)}</a></li>' for name, words in headings]
    inner = "\n".join(["<ul>", *links, "</ul>\n"]) if links else ""
    return f'<li><a href="#{chapter.anchor}">{chapter.title}</a>{inner}</li>'


def _part(chapter: _Chapter, html: str) -> str:
    """The chapter with its title, in a part with the class of the height that it is given until it is laid out."""
    whole = f'<h2 class="chapter plain" id="{chapter.anchor}">{chapter.title}</h2>\n{html}'
    needed = len(TAG.sub("", whole)) * HIGH / 1000
    height = next((height for height in HEIGHTS if height >= needed), HEIGHTS[-1])
    return f'<section class="whole-chapter tall-{height}">\n{whole}\n</section>'


def _fitting(chapter: _Chapter, plan: _Plan, own: str) -> Callable[[re.Match[str]], str]:
    """How a tag of the chapter is fitted into the page at `own`: a heading one level down, anchors and links mended."""

    def name(old: str) -> str:
        return plan.anchors.get((chapter.place, old), old)

    def fitted(found: re.Match[str]) -> str:
        tag = HEADING.sub(lambda m: f"{m[1]}{int(m[2]) + 1}", found[0])
        tag = ID.sub(lambda m: m[1] + name(m[2]), tag)
        tag = POINTER.sub(lambda m: m[1] + " ".join(map(name, m[2].split())), tag)
        return LINK.sub(lambda m: m[1] + _address(chapter.place, m[2], plan, own), tag)

    return fitted


def _address(place: str, address: str, plan: _Plan, own: str) -> str:
    """Where a link of the chapter at `place` leads from the page at `own`: an anchor on it, or the same place."""
    if OUTSIDE.match(address):
        return address
    path, hash_sign, anchor = address.partition("#")
    target = posixpath.normpath(posixpath.join(place, path)) if path else place
    if (target, "") in plan.anchors:
        return "#" + plan.anchors.get((target, anchor), plan.anchors[target, ""])
    return posixpath.relpath(target, own) + ("/" if path.endswith("/") else "") + hash_sign + anchor
