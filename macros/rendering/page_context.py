"""The page context: what every macro may ask, from the definitions to first mentions; reports mistakes by line."""

from __future__ import annotations

import functools
import inspect
import logging
import posixpath
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Undefined

from macros.loading.definitions import Definitions, files_of
from macros.problems import MacroMistake, Problem
from macros.rendering.chapters import Chapter, Chapters
from macros.rendering.engine import Engine, Settings, SitePage
from macros.rendering.front_matter import front_matter_lines
from macros.rendering.recorded import RecordedDefinitions

log = logging.getLogger("mkdocs.playbook")
Macro = Callable[..., str]
#: Where a page keeps the names of the definition files that it shows facts of.
FACTS = "facts_used"


@functools.lru_cache(maxsize=4096)
def _way(folder: str, path: str) -> str:
    """The way from a folder to a file, both below the same one."""
    return posixpath.relpath(path, folder or ".")


class PageContext:
    """What every macro may ask: definitions, current page, relative links, first mentions, chapters, settings, today.

    What templates may know is taken from it too (theme_context.py). Nothing else is handed to a macro.
    """

    def __init__(self, engine: Engine, definitions: Definitions, macros: tuple[Macro, ...] = ()) -> None:
        self._engine = engine
        self.all_definitions = definitions  # for what reads them all, whatever the page
        self.definitions: Definitions = RecordedDefinitions(definitions, self._note)
        self.macros = macros  # all that chapters may call
        self.today = date.today()
        self._page: SitePage | None = None
        self._mentioned: set[str] = set()
        self._borrowed: str | None = None  # the page that is written for in place of the engine's

    @property
    def settings(self) -> Settings:
        """The site's settings, as mkdocs.yml holds them."""
        return self._engine.conf

    @cached_property
    def chapters(self) -> Chapters:
        """Every page of the site as it stands in its file, read once for this build."""
        return Chapters.of(Path(self.settings["docs_dir"]))

    @cached_property
    def menu(self) -> list[Chapter]:
        """The pages named in the menu, in its order."""
        return self.chapters.in_menu(self.settings["nav"])

    @property
    def page(self) -> str:
        """The page being written, as its path below docs/: "p20-win/index.md"."""
        return self._borrowed or self._written.file.src_uri

    @property
    def _written(self) -> SitePage:
        """The page that the engine writes."""
        assert self._engine.page is not None, "nothing stands on a page here; borrow one"
        return self._engine.page

    def first_mention(self, name: str) -> bool:
        """Whether this page names `name` for the first time; remembers that it now has."""
        if self._page is not self._engine.page:
            self._page, self._mentioned = self._engine.page, set()
        first = name not in self._mentioned
        self._mentioned.add(name)
        return first

    def href(self, target: str) -> str:
        """A relative Markdown address from the current page to `target` ("reference/glossary.md#pii")."""
        path, hash_sign, anchor = target.partition("#")
        if path == self.page:
            return f"#{anchor}"
        return _way(posixpath.dirname(self.page), path) + hash_sign + anchor

    def _note(self, file: str) -> None:
        """Notes in the page's own data that it shows facts of a definition file; the theme lists them at its foot.

        The complete playbook notes none: each chapter that it copies does so at its own foot. Forms have no foot.
        """
        page = self._engine.page
        if page is not None:
            noted = page.meta.setdefault(FACTS, [])  # a list: Zensical knows no sets
            noted += [part for part in files_of(file) if part not in noted]

    @contextmanager
    def borrowing(self, page: str) -> Iterator[None]:
        """While this lasts, macros write for another page, which starts with nothing spelled out."""
        self.first_mention("")
        before = self._borrowed, self._mentioned
        self._borrowed, self._mentioned = page, set()
        try:
            yield
        finally:
            self._borrowed, self._mentioned = before

    def guarded(self, macro: Callable[..., str]) -> Macro:
        """The macro as chapters call it: a mistake is reported with its line, and the build goes on to the next."""
        signature = inspect.signature(macro)

        @functools.wraps(macro)
        def call(*args: Any, **kwargs: Any) -> str:
            try:
                _check_arguments(macro, signature, args, kwargs)
                return macro(self, *args, **kwargs)
            except MacroMistake as mistake:
                return self._report(str(mistake))

        return call

    def _report(self, message: str) -> str:
        if self._borrowed is None:  # else the chapter itself has reported it
            problem = Problem(f"docs/{self.page}", line_of_call() + self.front_matter_lines(), message)
            log.warning("%s", problem)
        quoted = message.replace("`", "'")
        return f"**`{quoted}`**"  # as code, so that the checks of the built page do not tell it again

    def front_matter_lines(self) -> int:
        """How many lines of the page's file stand before its first line of text."""
        return front_matter_lines(Path(self._written.file.abs_src_path))

    def rendered(self, text: str) -> str:
        """A text of a chapter with its macros carried out (Markdown)."""
        return str(self._engine.env.from_string(text).render())


def repository(conf: Settings) -> str:
    """The repository's address, taken from the one place it is set, `edit_uri` in mkdocs.yml."""
    return str(conf["edit_uri"]).split("/edit/")[0]


def line_of_call() -> int:
    """The line of the template that called a macro, counted in the text after the front matter."""
    frame: Any = sys._getframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return 0


def example_of(macro: Callable[..., str]) -> str:
    """The example in a macro's docstring, as a chapter writes it."""
    for line in (macro.__doc__ or "").splitlines():
        if line.strip().startswith("Example:"):
            return line.split("Example:", 1)[1].strip().strip("`")
    return f"{{{{ {macro.__name__}() }}}}"


def _check_arguments(macro: Macro, signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    for value in (*args, *kwargs.values()):
        if isinstance(value, Undefined):
            name = value._undefined_name
            raise MacroMistake(
                f'{macro.__name__}({name}): put "{name}" in double quotes; for example {example_of(macro)}'
            )
    try:
        signature.bind(None, *args, **kwargs)
    except TypeError as error:
        raise MacroMistake(f"{macro.__name__}: {error}; write it like {example_of(macro)}") from None
    for value in (*args, *kwargs.values()):
        if not isinstance(value, (str, bool)):
            raise MacroMistake(
                f"{macro.__name__}: {value!r} must stand in double quotes; for example {example_of(macro)}"
            )
