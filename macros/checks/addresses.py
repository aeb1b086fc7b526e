"""The check that every address published in 2022 still answers."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from macros.checks.messages import find_line
from macros.problems import Problem

LIST = "tests/data/published_addresses.txt"


def published(project: Path) -> list[str]:
    """The addresses of the 2022 edition, relative to the site's root: "/print#examples"."""
    lines = (project / LIST).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("/")]


def check(project: Path, site: Path) -> list[Problem]:
    """Published addresses of which the page, or the anchor on it, is gone from the built site."""
    problems, seen = [], {}
    for address in published(project):
        path, _, anchor = address.partition("#")
        page = landing(site, path)
        if page is None:
            problems.append(
                _problem(project, address, "no page answers it; keep the page, or name the new one in redirects.yml")
            )
            continue
        if page not in seen:
            seen[page] = {str(tag["id"]) for tag in BeautifulSoup(page.read_text("utf-8"), "lxml").find_all(id=True)}
        if anchor and anchor not in seen[page]:
            problems.append(_problem(project, address, _mend(project, site, page, anchor)))
    return problems


def landing(site: Path, path: str) -> Path | None:
    """The built page that a reader of `path` ends on, after a redirect; None where there is none."""
    page = site / path.strip("/") / "index.html"
    if not page.is_file():
        return None
    canonical = BeautifulSoup(page.read_text("utf-8"), "lxml").find("link", rel="canonical", attrs={"data-moved": True})
    return (page.parent / str(canonical["data-moved"]) / "index.html").resolve() if canonical else page


def _mend(project: Path, site: Path, page: Path, anchor: str) -> str:
    source = f"docs/{page.parent.relative_to(site).as_posix()}.md".replace("docs/..md", "docs/index.md")
    span = f'<span id="{anchor}"></span>'
    return f'{source} has lost "#{anchor}"; give the heading that now covers it {{ #{anchor} }}, or add {span}'


def _problem(project: Path, address: str, message: str) -> Problem:
    return Problem(LIST, find_line(project / LIST, address), f'the published address "{address}" is broken: {message}')
