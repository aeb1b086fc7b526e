"""The macros: what chapters may call, each named by its own module in `MACROS`; `define_env` makes them known."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from macros.finishing import site
from macros.loading.definitions import Definitions
from macros.problems import DefinitionsError
from macros.registry import MACROS
from macros.rendering import engine, macro_errors, theme_context
from macros.rendering.engine import Environment
from macros.rendering.page_context import PageContext

log = logging.getLogger("mkdocs.playbook")


def define_env(env: Any) -> None:
    """Loads the definitions and registers the macros; called once a build by mkdocs-macros.

    Raises Abort, after logging every problem, when the definitions cannot be used.
    """
    try:
        definitions = Definitions.of(Path(env.project_dir))
    except DefinitionsError as error:
        for problem in error.problems:
            log.error("%s", problem)
        raise Abort(f"The definitions hold {len(error.problems)} mistake(s); nothing was built.") from None
    environment = engine.adapted(env)
    context = PageContext(environment, definitions, MACROS)
    for macro in MACROS:
        environment.macro(context.guarded(macro), macro.__name__)
    macro_errors.register(environment)
    theme_context.publish(context)
    environment.definitions = definitions


def on_pre_page_macros(env: Environment) -> None:
    """Makes Jinja ready for a page; called by mkdocs-macros before each."""
    engine.keep_compiled(env.env)


def on_post_build(env: Environment) -> None:
    """Finishes the built site; called once a build by mkdocs-macros, after the last page is written."""
    for problem in site.finish(Path(env.conf["site_dir"]), env.definitions, env.conf):
        log.warning("%s", problem)
