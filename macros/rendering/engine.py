"""The engine: what macros ask of MkDocs, as types; where Zensical builds the site, it is put together here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import jinja2
import yaml

#: The site's settings, as mkdocs.yml holds them.
Settings = Mapping[str, Any]


class Source(Protocol):
    """A page's source file."""

    @property
    def src_uri(self) -> str:
        """Its path below docs/."""

    @property
    def abs_src_path(self) -> str:
        """Its path on this machine."""


class SitePage(Protocol):
    """A page that the engine is writing."""

    @property
    def file(self) -> Source:
        """Its source."""

    @property
    def url(self) -> str:
        """Its address below the site's root."""

    @property
    def meta(self) -> dict[str, Any]:
        """Its front matter, which templates read too."""


class Engine(Protocol):
    """What every macro works with, directly or not."""

    @property
    def conf(self) -> Settings:
        """The site's settings."""

    @property
    def page(self) -> SitePage | None:
        """The page being written; None outside pages."""

    @property
    def env(self) -> jinja2.Environment:
        """Jinja as the page is rendered with it."""


class Environment(Engine, Protocol):
    """What an engine passes to define_env."""

    definitions: Any  # set by define_env, for finishing

    @property
    def project_dir(self) -> str:
        """The folder of mkdocs.yml."""

    @property
    def macros(self) -> dict[str, Any]:
        """The macros made known, by name."""

    def macro(self, function: Callable[..., str], name: str) -> object:
        """Makes a macro known."""


@dataclass(frozen=True)
class NoPage:
    """What stands in for the engine where something is written outside a page: forms, the data of the theme."""

    conf: Settings
    page: None = None
    env: jinja2.Environment = field(default_factory=jinja2.Environment)


def settings(project: Path) -> dict[str, Any]:
    """The site's settings as macros and finishing ask for them, where MkDocs does not hand them over."""
    read: dict[str, Any] = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    return {**read, "docs_dir": str(project / "docs")}


def adapted(env: Any) -> Environment:
    """The environment that an engine passes to define_env, in MkDocs' shape."""
    environment: Environment = Zensical(env) if type(env).__module__.startswith("zensical") else env
    return environment


#: What texts were compiled to, by Jinja's lexer, which differs with its marks, the text, and its name and file.
_COMPILED: dict[tuple[Any, ...], Any] = {}
_MOST_KEPT = 2000


def keep_compiled(environment: Any) -> None:
    """Lets Jinja compile a text once, since `make serve` builds anew in the same process."""
    compile_anew = type(environment).compile

    def compiled(source: str, *named: str | None) -> Any:
        key = environment.lexer, source, named
        if key not in _COMPILED:
            if len(_COMPILED) >= _MOST_KEPT:
                _COMPILED.clear()
            _COMPILED[key] = compile_anew(environment, source, *named)
        return _COMPILED[key]

    environment.compile = compiled


@dataclass(frozen=True)
class File:
    """A page's source file, named as MkDocs names it."""

    src_uri: str
    abs_src_path: str


@dataclass(frozen=True)
class Page:
    """A page, named as MkDocs names it."""

    file: File
    url: str
    meta: dict[str, Any]


class Zensical:
    """Zensical's environment, which is made anew for each page."""

    def __init__(self, given: Any) -> None:
        self.given = given
        self.definitions: Any = None
        self.project_dir: str = given.project_dir
        self.macros: dict[str, Any] = given.macros
        self.conf = settings(Path(self.project_dir))
        source = Path(self.conf["docs_dir"]) / given.page.path
        self.page = Page(File(given.page.path, str(source)), given.page.url, given.page.meta)

    def macro(self, function: Any, name: str) -> None:
        """Makes a macro known to the page."""
        self.given.macro(function, name)

    @cached_property
    def env(self) -> jinja2.Environment:
        """Jinja as the page itself is rendered with it, for macros that render other pages."""
        options = next(
            plugin["macros"] for plugin in self.conf["plugins"] if isinstance(plugin, dict) and "macros" in plugin
        )
        marks = {name.removeprefix("j2_"): value for name, value in options.items() if name.startswith("j2_")}
        environment = jinja2.Environment(undefined=jinja2.StrictUndefined, **marks)
        environment.globals.update(self.macros)
        return environment
