"""What was made of a page, kept while this process lives: under `make serve` only what has changed is made again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from macros.finishing.search.texts import HEADING

#: What Markdown leaves in a page, beside the links to anchors of other files.
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")

#: A text before all headings: the search has a page of its own for that.
TEXT = "<p></p>"

State = dict[str, Any]
#: By page: what it was made of, and what was made.
_rendered: dict[str, tuple[tuple[Any, ...], State]] = {}
#: By page: the places below docs/ that its links and pictures name.
_places: dict[str, set[str]] = {}
_sections: dict[str, tuple[tuple[Any, ...], list[Any]]] = {}


class _Asked(Files):
    """The files of a build, which note the places that somebody asks for."""

    def __init__(self, files: Files) -> None:
        vars(self).update(vars(files))
        self.places: set[str] = set()

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a place below docs/."""
        self.places.add(path)
        return super().get_file_from_path(path)


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Stands in for the page's own `render`: does nothing anew where nothing has changed."""
    kept = _rendered.get(page.file.src_uri)
    if kept and kept[0] == _source(page, config, files, kept[1]["places"]):
        restore(page, kept[1], files)
    else:
        asked = _Asked(files)
        type(page).render(page, config, asked)
        _places[page.file.src_uri] = asked.places


def keep(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Keeps what Markdown has made of a page, but not of one of which there was something to tell again."""
    made = rendered(page)
    _rendered[page.file.src_uri] = (_source(page, config, files, made["places"]), made)


def rendered(page: Page) -> State:
    """What Markdown has made of a page; files are named, because each build and each process has its own."""
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    made = {name: getattr(page, name) for name in RENDERED}
    return {"links": links, "places": _places[page.file.src_uri], **made}


def restore(page: Page, state: State, files: Files) -> None:
    """Puts into a page what `rendered` returned."""
    for name in RENDERED:
        setattr(page, name, state[name])
    page.links_to_anchors = {files.src_uris[place]: anchors for place, anchors in state["links"].items()}
    _places[page.file.src_uri] = state["places"]


def _source(page: Page, config: MkDocsConfig, files: Files, places: set[str]) -> tuple[Any, ...]:
    """All that Markdown makes a page of: its text, what is found at the places that it names, the extensions."""
    found = {place: _linked(files.get_file_from_path(place)) for place in places}
    return page.markdown, found, str(config.markdown_extensions), str(config.mdx_configs)


def _linked(file: File | None) -> tuple[str, InclusionLevel] | None:
    """All that a link takes from the file that it leads to; None where there is none."""
    return (file.url, file.inclusion) if file else None


def add_sections(index: Any, page: Page) -> None:
    """Stands in for the way in which Material's search takes a page into its index.

    It is shown the headings alone: finishing takes the text of each section from the finished page.
    """
    kept = _sections.get(page.file.src_uri)
    if kept and kept[0] == _text(page):
        index.entries.extend(kept[1])
    else:
        before = len(index.entries)
        headings = "".join(found[0] for found in HEADING.finditer(page.content or ""))
        shown = SimpleNamespace(content=TEXT + headings, toc=page.toc, url=page.url, meta=page.meta, title=page.title)
        type(index).add_entry_from_context(index, shown)
        keep_sections(page, index.entries[before:])


def keep_sections(page: Page, found: list[Any]) -> None:
    """Keeps the sections that the search has found in a page."""
    _sections[page.file.src_uri] = (_text(page), found)


def _text(page: Page) -> tuple[Any, ...]:
    """All that the search takes a page's sections from."""
    return page.content, page.url, page.title, str(page.meta)


def sections(page: Page) -> list[Any]:
    """The sections that the search has last found in a page."""
    return _sections[page.file.src_uri][1] if page.file.src_uri in _sections else []
