"""Checks on macro calls before anything is rendered, so that all of them are told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from jinja2 import Environment, TemplateSyntaxError
from jinja2 import nodes as jinja_nodes

from macros.checks.silent import without_raw
from macros.problems import nearest
from macros.registry import MACROS
from macros.rendering.macro_errors import syntax_message
from macros.rendering.markdown_source import Source


@cache
def finder() -> Callable[[Source], Iterator[tuple[int, str]]]:
    """The check for calls of macros that do not exist, and for calls that cannot be read."""
    known = [macro.__name__ for macro in MACROS]
    environment = Environment(comment_start_string="{##", comment_end_string="##}")

    def check(source: Source) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(without_raw(source.all_lines), start=1):
            for call in re.findall(r"\{\{[^}]*\}\}", line):
                if re.search("[“”‘’„]", call):
                    yield (
                        number,
                        f"curly quotes in a macro call; write {re.sub('[“”„]', chr(34), call)} with straight ones",
                    )
            if number > source.body_start and re.search(r"(?<!\{)\{ [a-z_]+\(.*?\) \}", line):
                yield number, 'a macro call needs two braces on each side; write it like {{ agency("SDE") }}'
        body = "\n".join(source.all_lines[source.body_start :])
        try:
            tree = environment.parse(body)
        except TemplateSyntaxError as error:
            yield error.lineno + source.body_start, syntax_message(error)
            return
        for name in tree.find_all(jinja_nodes.Name):
            if name.ctx == "load" and name.name not in known and not _is_argument(tree, name):
                yield name.lineno + source.body_start, f'no macro "{name.name}"{nearest(name.name, known)}'

    return check


def _is_argument(tree: jinja_nodes.Template, name: jinja_nodes.Name) -> bool:
    """Whether the name stands as an argument; the macro itself asks for the missing quotes there."""
    return any(name in call.args for call in tree.find_all(jinja_nodes.Call))
