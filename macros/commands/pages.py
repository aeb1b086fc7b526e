"""The pages of a build, made in as many processes as there are cores; MkDocs makes them one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import mkdocs.commands.build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.commands import kept
from macros.commands.kept import State
from macros.commands.log import heard
from macros.processes import shared

SEARCH = "material/search"


@contextmanager
def in_processes() -> Iterator[None]:
    """While this lasts, MkDocs makes its first page alone, and the others in processes when it comes to the second.

    What is compiled for the first is then at hand for all. A page of which there is something to tell is made once
    more by MkDocs itself, which then tells it.
    """
    builder: Any = mkdocs.commands.build
    read, write = builder._populate_page, builder._build_page
    builder._populate_page = _Pages(partial(_read, read), _after_reading, _was_read)
    builder._build_page = _Pages(partial(_write, write), _after_writing, _was_written)
    try:
        yield
    finally:
        builder._populate_page, builder._build_page = read, write


class _Pages:
    """Stands in for a function of MkDocs that does something to one page.

    `one` does it; `after` tells what it left in the process that did it, and `take` takes that over.
    """

    def __init__(self, one: Callable[..., None], after: Callable[..., State], take: Callable[..., None]) -> None:
        self._one, self._after, self._take = one, after, take
        self._done: set[str] = set()

    def __call__(
        self, page: Page, config: MkDocsConfig, files: Files | Sequence[File], *others: Any, **more: Any
    ) -> None:
        """Does it to the page; at the second call to all pages that are left."""
        if page.file.src_uri in self._done:
            return
        if not self._done:
            self._done.add(page.file.src_uri)
            self._one(page, config, files, *others, **more)
            return
        listed = files.documentation_pages() if isinstance(files, Files) else files
        left = [file.page for file in listed if file.page and file.src_uri not in self._done]
        self._done |= {one.file.src_uri for one in left}

        def itself(one: Page) -> None:
            self._one(one, config, files, *others, **more)

        def apart(one: Page) -> State:
            logging.getLogger("mkdocs").handlers = []  # of this process, so that nothing is told twice
            with heard() as told:
                itself(one)
            if told:
                raise RuntimeError(told[0])
            return self._after(one, config)

        for one, state in zip(left, shared(apart, left, itself), strict=True):
            if state is not None:
                self._take(one, state, config, files)
        if page.file.src_uri not in self._done:
            itself(page)


def _read(read: Callable[..., None], page: Page, config: MkDocsConfig, files: Files, *others: Any, **more: Any) -> None:
    """Reads a page, and lets Markdown render it only where something has changed since this process did it."""
    page.render = partial(kept.render, page)  # type: ignore[method-assign]
    with heard() as told:
        read(page, config, files, *others, **more)
    if not told:
        kept.keep(page, config, files)


def _after_reading(page: Page, config: MkDocsConfig) -> State:
    return {"markdown": page.markdown, "meta": page.meta, "rendered": kept.rendered(page)}


def _was_read(page: Page, state: State, config: MkDocsConfig, files: Files) -> None:
    """Puts into the page what reading it has left in another process."""
    page.markdown, page.meta = state["markdown"], state["meta"]
    kept.restore(page, state["rendered"], files)
    kept.keep(page, config, files)


def _write(
    write: Callable[..., None], page: Page, config: MkDocsConfig, files: Sequence[File], *others: Any, **more: Any
) -> None:
    """Writes a page, and lets the search look for its sections only where something has changed."""
    index = _index(config)
    if index is not None:
        index.add_entry_from_context = partial(kept.add_sections, index)
    write(page, config, files, *others, **more)


def _after_writing(page: Page, config: MkDocsConfig) -> State:
    return {"content": page.content, "sections": kept.sections(page)}


def _was_written(page: Page, state: State, config: MkDocsConfig, files: Sequence[File]) -> None:
    """Puts into the page and the search what writing it has left in another process."""
    index = _index(config)
    if index is not None:
        kept.keep_sections(page, state["sections"])
        index.entries.extend(state["sections"])
    page.content = state["content"]


def _index(config: MkDocsConfig) -> Any:
    """The index that Material's search fills; None where the settings turn the search off.

    A plugin lives as long as the process, so one that is turned off still has the index of the build before.
    """
    plugin: Any = config.plugins.get(SEARCH)
    return plugin.search_index if plugin and plugin.config.enabled else None
