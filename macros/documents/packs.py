"""Packs: the complete playbook in, cut down to the chapters of a pack as a clean page to print or convert (HTML)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from lxml.html import HtmlElement, document_fromstring, tostring

from macros.content.playbook.complete import slug
from macros.dates import in_words
from macros.loading.definitions import Definitions
from macros.models.practice import Pack
from macros.rendering.chapters import chapters_of
from macros.rendering.engine import Settings
from macros.rendering.front_matter import address_of

#: Where the complete playbook stands in the built site.
SOURCE = "print/"
#: What serves a reader of the site and nobody else.
DROPPED = ("trust", "home-search", "checklist-state", "on-paper")
#: Rules beside those of the site. A font that machines without a screen have too, so that every PDF is set alike.
STYLE = """
html { font: 10.5pt/1.5 "Liberation Sans", Arial, Helvetica, sans-serif; color-scheme: light; }
body { margin: 0; }
h2.chapter { break-before: page; }
h2, h3, h4, h5 { break-after: avoid; }
tr, .checklist, .picture svg, .paper-card { break-inside: avoid; }
.contents-list a { text-decoration: none; }
.contents-list .page-number { float: right; padding-left: 1em; }
"""
PAGE = """<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body class="md-typeset"><main><h1>{title}</h1><p>{edition}</p><p>{caution}</p>
<div class="page-body"></div></main></body>
</html>"""
CAUTION = "Guidance, not official policy and not legal advice. Take questions of law to your counsel."


def clean_page(site: Path, pack: Pack, definitions: Definitions, conf: Settings) -> HtmlElement:
    """One page with the chapters of a pack: no chrome, nothing folded away, outside links with their whole address."""
    built = document_fromstring((site / SOURCE / "index.html").read_text("utf-8"))
    body = built.find(".//article").find_class("page-body")[0]
    for tag in [*(tag for name in DROPPED for tag in body.find_class(name)), *body.iter("script", "noscript")]:
        tag.drop_tree()
    for part in body.find_class("whole-chapter"):
        part.drop_tag()
    edition = next(iter(definitions.tables["editions"].values()))
    title = f"{conf['site_name']}: {pack.title[:1].lower()}{pack.title[1:]}" if pack.pages else conf["site_name"]
    head = f"Version {edition.version} of {in_words(edition.date)}. The living copy stands at {conf['site_url']}"
    # A link into the site tells its address to who clicks it; in print it would only stretch the text.
    own = f'a[href^="{conf["site_url"]}"]::after {{ content: none !important; }}'
    style = (site / "assets/stylesheets/playbook.css").read_text("utf-8") + STYLE + own
    page = document_fromstring(PAGE.format(title=escape(title), style=style, edition=head, caution=CAUTION))
    kept = {slug(chapter) for chapter in pack.pages}
    files = {slug(chapter.page): chapter.page for chapter in chapters_of(conf)}
    elsewhere = _fill(page, body, kept, files, conf["site_url"])
    _unfold(page)
    for link in page.iterfind(".//a[@href]"):
        link.set("href", _address(link.get("href"), elsewhere, conf["site_url"]))
    return page


def title_of(page: HtmlElement) -> str:
    """The title of a clean page."""
    return str(page.findtext(".//title"))


def written(page: HtmlElement) -> str:
    """A clean page as HTML."""
    return str(tostring(page, encoding="unicode", doctype="<!doctype html>"))


def _fill(page: HtmlElement, body: HtmlElement, kept: set[str], files: dict[str, str], root: str) -> dict[str, str]:
    """Moves contents and chapters into the page; returns where each anchor of a chapter that is not kept stands."""
    target = page.find_class("page-body")[0]
    contents = body.find(".//details/ul")
    contents.set("class", "contents-list")
    heading = page.makeelement("h2", id="contents")
    heading.text = "Contents"
    target.extend([heading, contents])
    for line in contents.findall("li"):
        if kept and line.find(".//a").get("href")[1:] not in kept:
            line.drop_tree()
    elsewhere: dict[str, str] = {}
    for chapter, parts in _chapters(body):
        if not kept or chapter in kept:
            target.extend(parts)
            continue
        place = urljoin(root, address_of(files[chapter]))
        anchors = [tag.get("id") for part in parts for tag in part.iter("*") if tag.get("id")]
        elsewhere |= {anchor: f"{place}#{anchor.removeprefix(chapter + '-')}" for anchor in anchors}
        elsewhere[chapter] = place
    return elsewhere


def _chapters(body: HtmlElement) -> Iterator[tuple[str, list[HtmlElement]]]:
    """Each chapter of the complete playbook: its anchor and its parts."""
    name = ""
    parts: list[HtmlElement] = []
    for part in body.findall("*"):
        if part.tag == "h2" and "chapter" in part.classes:
            if name:
                yield name, parts
            name, parts = part.get("id"), []
        parts.append(part)
    yield name, parts


def _unfold(page: HtmlElement) -> None:
    """Turns boxes that open into boxes that are open, and boxes to tick into signs that print."""
    for box in [*page.iter("details")]:
        box.tag = "div"
        box.set("class", f"admonition {box.get('class', '')}".strip())
        box.attrib.pop("open", None)
    for summary in [*page.iter("summary")]:
        summary.tag = "p"
        summary.set("class", "admonition-title")
    for frame in [*page.iter("figure", "figcaption")]:
        frame.tag = "div"  # a figure of the PDF is the picture, which has words in its place, not the frame around it
    for tick in page.findall(".//input[@type='checkbox']"):
        tick.tail = f"\u2610{tick.tail or ''}"
        tick.drop_tree()


def _address(href: str, elsewhere: dict[str, str], root: str) -> str:
    if href.startswith("#"):
        return elsewhere.get(href[1:], href)
    return urljoin(urljoin(root, SOURCE), href)
