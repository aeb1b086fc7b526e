"""Packs: the complete playbook in, cut down to the chapters of a pack as a clean page to print or convert (HTML)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

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
DROPPED = ".trust, .home-search, .checklist-state, .on-paper, script, noscript"
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


def clean_page(site: Path, pack: Pack, definitions: Definitions, conf: Settings) -> BeautifulSoup:
    """One page with the chapters of a pack: no chrome, nothing folded away, outside links with their whole address."""
    built = BeautifulSoup((site / SOURCE / "index.html").read_text("utf-8"), "lxml")
    body = built.select_one("article .page-body")
    assert body is not None
    for tag in body.select(DROPPED):
        tag.decompose()
    for part in body.select("section.whole-chapter"):
        part.unwrap()
    edition = next(iter(definitions.tables["editions"].values()))
    title = f"{conf['site_name']}: {pack.title[:1].lower()}{pack.title[1:]}" if pack.pages else conf["site_name"]
    head = f"Version {edition.version} of {in_words(edition.date)}. The living copy stands at {conf['site_url']}"
    # A link into the site tells its address to who clicks it; in print it would only stretch the text.
    own = f'a[href^="{conf["site_url"]}"]::after {{ content: none !important; }}'
    style = (site / "assets/stylesheets/playbook.css").read_text("utf-8") + STYLE + own
    page = BeautifulSoup(PAGE.format(title=escape(title), style=style, edition=head, caution=CAUTION), "lxml")
    kept = {slug(chapter) for chapter in pack.pages}
    files = {slug(chapter.page): chapter.page for chapter in chapters_of(conf)}
    elsewhere = _fill(page, body, kept, files, conf["site_url"])
    _unfold(page)
    for link in page.select("a[href]"):
        link["href"] = _address(str(link["href"]), elsewhere, conf["site_url"])
    return page


def title_of(page: BeautifulSoup) -> str:
    """The title of a clean page."""
    return page.title.get_text() if page.title else ""


def _fill(page: BeautifulSoup, body: Tag, kept: set[str], files: dict[str, str], root: str) -> dict[str, str]:
    """Moves contents and chapters into the page; returns where each anchor of a chapter that is not kept stands."""
    target = page.select_one(".page-body")
    contents = body.select_one("details > ul")
    assert isinstance(target, Tag) and isinstance(contents, Tag)
    contents["class"] = "contents-list"
    heading = page.new_tag("h2", id="contents")
    heading.string = "Contents"
    target.extend([heading, contents])
    for line in contents.find_all("li", recursive=False):
        if kept and str(line.select("a")[0]["href"])[1:] not in kept:
            line.decompose()
    elsewhere: dict[str, str] = {}
    for chapter, parts in _chapters(body):
        if not kept or chapter in kept:
            target.extend(parts)
            continue
        place = urljoin(root, address_of(files[chapter]))
        anchors = [str(tag["id"]) for part in parts for tag in [part, *part.select("[id]")] if tag.get("id")]
        elsewhere |= {anchor: f"{place}#{anchor.removeprefix(chapter + '-')}" for anchor in anchors}
        elsewhere[chapter] = place
    return elsewhere


def _chapters(body: Tag) -> Iterator[tuple[str, list[Tag]]]:
    """Each chapter of the complete playbook: its anchor and its parts."""
    name = ""
    parts: list[Tag] = []
    for part in [child for child in body.children if isinstance(child, Tag)]:
        if part.name == "h2" and "chapter" in (part.get("class") or []):
            if name:
                yield name, parts
            name, parts = str(part["id"]), []
        parts.append(part)
    yield name, parts


def _unfold(page: BeautifulSoup) -> None:
    """Turns boxes that open into boxes that are open, and boxes to tick into signs that print."""
    for box in page.select("details"):
        box.name = "div"
        box["class"] = " ".join(["admonition", *box.get_attribute_list("class")])
        del box["open"]
    for summary in page.select("summary"):
        summary.name, summary["class"] = "p", "admonition-title"
    for frame in page.select("figure, figcaption"):
        frame.name = "div"  # a figure of the PDF is the picture, which has words in its place, not the frame around it
    for tick in page.select("input[type=checkbox]"):
        tick.replace_with("\u2610")


def _address(href: str, elsewhere: dict[str, str], root: str) -> str:
    if href.startswith("#"):
        return elsewhere.get(href[1:], href)
    return urljoin(urljoin(root, SOURCE), href)
