"""The pages of a build, made in as many processes as there are cores; MkDocs makes them one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import mkdocs.commands.build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.processes import shared

#: What reading a page leaves in it, beside the links to anchors of other files.
READ = ("markdown", "content", "toc", "meta", "_title_from_render", "present_anchor_ids")
SEARCH = "material/search"

State = dict[str, Any]


@contextmanager
def in_processes() -> Iterator[None]:
    """While this lasts, MkDocs makes its first page alone, and the others in processes when it comes to the second.

    What is compiled for the first is then at hand for all. A page of which there is something to tell is made once
    more by MkDocs itself, which then tells it.
    """
    builder: Any = mkdocs.commands.build
    read, write = builder._populate_page, builder._build_page
    builder._populate_page = _Pages(read, _read, _was_read)
    builder._build_page = _Pages(write, _write, _was_written)
    try:
        yield
    finally:
        builder._populate_page, builder._build_page = read, write


class _Pages:
    """Stands in for a function of MkDocs that does something to one page."""

    def __init__(
        self,
        one: Callable[..., None],
        left: Callable[..., State],
        take: Callable[..., None],
    ) -> None:
        self._one, self._left, self._take = one, left, take
        self._done: set[str] = set()
        self._is_first = True

    def __call__(
        self, page: Page, config: MkDocsConfig, files: Files | Sequence[File], *others: Any, **more: Any
    ) -> None:
        """Does it to the page; at the second call to all pages that are left."""
        if page.file.src_uri in self._done:
            return
        if self._is_first:
            self._is_first = False
            self._done.add(page.file.src_uri)
            self._one(page, config, files, *others, **more)
            return
        listed = files.documentation_pages() if isinstance(files, Files) else files
        left = [file.page for file in listed if file.page and file.src_uri not in self._done]
        self._done |= {one.file.src_uri for one in left}

        def itself(one: Page) -> None:
            self._one(one, config, files, *others, **more)

        def apart(one: Page) -> State:
            with _unless_told():
                return self._left(one, config, lambda: itself(one))

        for one, state in zip(left, shared(apart, left, itself), strict=True):
            if state is not None:
                self._take(one, state, config, files)
        if page.file.src_uri not in self._done:
            itself(page)


@contextmanager
def _unless_told() -> Iterator[None]:
    """Raises RuntimeError at the end where MkDocs or a plugin has logged a warning meanwhile, and logs none."""
    told: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    logger.handlers = [Keep(logging.WARNING)]
    yield
    if told:
        raise RuntimeError(told[0])


def _read(page: Page, config: MkDocsConfig, read: Callable[[], None]) -> State:
    """What reading a page leaves in it; files are named, because each process has its own."""
    read()
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return {"links": links, **{name: getattr(page, name) for name in READ}}


def _was_read(page: Page, state: State, config: MkDocsConfig, files: Files) -> None:
    """Puts into the page what reading it has left in another process."""
    for name in READ:
        setattr(page, name, state[name])
    page.links_to_anchors = {files.src_uris[place]: anchors for place, anchors in state["links"].items()}


def _write(page: Page, config: MkDocsConfig, write: Callable[[], None]) -> State:
    """What writing a page leaves beside its file: its sections in the search."""
    entries = _sections(config)
    before = len(entries)
    write()
    return {"content": page.content, "entries": entries[before:]}


def _was_written(page: Page, state: State, config: MkDocsConfig, files: Sequence[File]) -> None:
    """Puts into the page and the search what writing it has left in another process."""
    page.content = state["content"]
    _sections(config).extend(state["entries"])


def _sections(config: MkDocsConfig) -> list[Any]:
    """The sections that the search has so far."""
    plugin: Any = config.plugins[SEARCH]
    sections: list[Any] = plugin.search_index.entries
    return sections
