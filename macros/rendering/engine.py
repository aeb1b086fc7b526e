"""The engine: what macros ask of MkDocs; where Zensical builds the site, it is put together here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import yaml


def settings(project: Path) -> dict[str, Any]:
    """The site's settings as macros and finishing ask for them, where MkDocs does not hand them over."""
    read: dict[str, Any] = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    return {**read, "docs_dir": str(project / "docs")}


def adapted(env: Any) -> Any:
    """The environment that an engine passes to define_env, in MkDocs' shape."""
    return Zensical(env) if type(env).__module__.startswith("zensical") else env


#: What texts were compiled to, by Jinja's lexer, which differs with its marks, and the text.
_COMPILED: dict[tuple[Any, str], Any] = {}
_MOST_KEPT = 2000


def keep_compiled(environment: Any) -> None:
    """Lets Jinja compile a text once: the complete playbook repeats the chapters, and `make serve` builds anew."""
    compile_anew = type(environment).compile

    def compiled(source: str) -> Any:
        key = environment.lexer, source
        if key not in _COMPILED:
            if len(_COMPILED) >= _MOST_KEPT:
                _COMPILED.clear()
            _COMPILED[key] = compile_anew(environment, source)
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
