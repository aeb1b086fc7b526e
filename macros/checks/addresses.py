"""The check that every address published in 2022 still answers."""

from __future__ import annotations

from pathlib import Path

from macros.checks.built import BuiltPage, BuiltSite
from macros.checks.messages import find_line
from macros.problems import Problem

LIST = "tests/data/published_addresses.txt"


def published(project: Path) -> list[str]:
    """The addresses of the 2022 edition, relative to the site's root: "/print#examples"."""
    lines = (project / LIST).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("/")]


def check(project: Path, site: BuiltSite) -> list[Problem]:
    """Published addresses of which the page, or the anchor on it, is gone from the built site."""
    problems, gone = [], set()
    for address in published(project):
        path, _, anchor = address.partition("#")
        page = site.landing(path)
        if path in gone:
            continue  # told once for the page
        if page is None:
            gone.add(path)
            mend = "no page answers it; keep the page, or name the new one in redirects.yml"
            problems.append(_problem(project, address, mend))
        elif anchor and anchor not in page.ids:
            problems.append(_problem(project, address, _mend(page, anchor)))
    return problems


def _mend(page: BuiltPage, anchor: str) -> str:
    source = f"docs/{page.folder or 'index'}.md"
    span = f'<span id="{anchor}"></span>'
    return f'{source} has lost "#{anchor}"; give the heading that now covers it {{ #{anchor} }}, or add {span}'


def _problem(project: Path, address: str, message: str) -> Problem:
    return Problem(LIST, find_line(project / LIST, address), f'the published address "{address}" is broken: {message}')
