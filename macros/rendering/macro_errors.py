"""Macro errors: what Jinja raises on a page in; file, true line, what is wrong and the mend out."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError
from mkdocs_macros.errors import format_error

from macros import faults
from macros.problems import Problem, nearest
from macros.rendering.engine import Environment, SitePage
from macros.rendering.front_matter import front_matter_lines

ONLY_CALLS = "chapters use only calls"


def register(env: Environment) -> None:
    """Puts this house's messages in place of those of mkdocs-macros."""

    @format_error.register
    def _undefined(error: UndefinedError, markdown: str, page: SitePage) -> str:
        found = re.search(r"'([^']+)' is undefined", str(error))
        name = found.group(1) if found else str(error)
        message = f'no macro "{name}"{nearest(name, env.macros)}'
        return _at(page, _line_in_template(error), message)

    @format_error.register
    def _syntax(error: TemplateSyntaxError, markdown: str, page: SitePage) -> str:
        return _at(page, error.lineno, syntax_message(error))

    @format_error.register
    def _other(error: Exception, markdown: str, page: SitePage) -> str:
        fault = faults.told(error, Path(env.project_dir))
        return _at(page, _line_in_template(error), fault.message)


def syntax_message(error: TemplateSyntaxError) -> str:
    """What is wrong with a macro call, in plain words."""
    text = str(error.message)
    if "unexpected end of template" in text or "expected token 'end of print statement'" in text:
        return 'a macro call is not finished; write it like {{ agency("SDE") }}, with both braces, brackets and quotes'
    if found := re.match(r"unexpected char '(.)'", text):
        return f'{found[1]} cannot stand in a macro call; write it like {{{{ agency("SDE") }}}}, with straight quotes'
    if "Encountered unknown tag" in text or "{%" in text:
        return f'{text}; {ONLY_CALLS} such as {{{{ agency("SDE") }}}}'
    return f'a macro call cannot be read ({text}); write it like {{{{ agency("SDE") }}}}'


def is_syntax(message: str) -> bool:
    """Whether a message of `syntax_message` stands in it: then nothing else on that page was looked at."""
    return any(
        words in message
        for words in (
            "a macro call is not finished",
            "a macro call cannot be read",
            "cannot stand in a macro call",
            ONLY_CALLS,
        )
    )


def _line_in_template(error: Exception) -> int:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return lines[0] or 0 if lines else 0


def _at(page: SitePage, line: int, message: str) -> str:
    offset = front_matter_lines(Path(page.file.abs_src_path)) if line else 0
    return str(Problem(f"docs/{page.file.src_uri}", line + offset, message))
