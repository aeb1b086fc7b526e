"""Checks on the built pages: what went wrong between Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from macros.checks.messages import find_line
from macros.problems import Problem, nearest

#: What Markdown or Jinja leaves behind when it did not understand something.
LEFTOVERS = (
    (re.compile(r"\{\{|\}\}|\{%|%\}"), "a macro call was not carried out; check its braces and quotes"),
    (re.compile(r"\]\([^)\s]*\)"), "a link shows as raw text; check its brackets, and leave no space between ] and ("),
    (
        re.compile(r"\{ ?[#.:][\w-]+[^}]*\}"),
        "braces for an address show as text; they belong at the end of a heading's line",
    ),
    (
        re.compile(r"^(!!!|\?\?\?\+?) ", re.MULTILINE),
        'an aside shows as raw text; write !!! kind "Title" and indent its text by 4',
    ),
    (
        re.compile(r"\*\*\S|\S\*\*"),
        "stars for bold show as text; close each ** on the same line, without spaces inside",
    ),
    (
        re.compile(r"^\s*#{2,6} ", re.MULTILINE),
        "a heading shows as raw text; leave an empty line before it and do not indent it",
    ),
    (
        re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE),
        "a table shows as raw text; leave an empty line before it and check its dashes",
    ),
    (
        re.compile(r"\[\^[\w-]+\]"),
        "a footnote shows as raw text; write its text in a line that starts with the same mark and a colon",
    ),
    (re.compile(r"^\s*:::", re.MULTILINE), "raw marks ::: show as text; take them out"),
    (re.compile(r"```"), "a code block shows as raw text; put its backticks on lines of their own"),
)


def check(project: Path, site: Path) -> list[Problem]:
    """Every problem on the built pages of `site`, at the line of the page's source where it can be found."""
    built = {path: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml") for path in sorted(site.rglob("*.html"))}
    ids = {path: {str(tag["id"]) for tag in soup.find_all(id=True)} for path, soup in built.items()}
    problems = []
    for path, soup in built.items():
        source = _source_of(project, site, path)
        for text, message in [
            *_leftovers(soup),
            *_duplicate_ids(soup),
            *_attributes(soup),
            *_links(soup, path, site, ids),
        ]:
            line = find_line(project / source, text) if text else 0
            problems.append(Problem(source, line, message))
    return problems


def _source_of(project: Path, site: Path, path: Path) -> str:
    """The Markdown file, below the project, that a built page comes from; the page itself where it has none."""
    folder = path.parent.relative_to(site).as_posix()
    for candidate in (f"docs/{folder}.md", f"docs/{folder}/index.md", "docs/index.md" if folder == "." else ""):
        if candidate and path.name == "index.html" and (project / candidate).is_file():
            return candidate
    return path.relative_to(site).as_posix()


def _article(soup: BeautifulSoup) -> Tag | None:
    return soup.find("article")


def _leftovers(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    article = _article(soup)
    if article is None:
        return
    texts = [
        str(text) for text in article.find_all(string=True) if not text.find_parent(["code", "pre", "script", "style"])
    ]
    for text in texts:
        for pattern, message in LEFTOVERS:
            found = pattern.search(text)
            if found and "**[" not in text:  # a macro's mistake has been told where it was made
                shown = " ".join(text.split())[:60]
                yield found.group(0).strip(), f'{message} (seen: "{shown}")'


def _duplicate_ids(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    seen = set()
    for tag in soup.find_all(id=True):
        name = str(tag["id"])
        if name in seen:
            yield f"#{name}", f'the address "#{name}" stands twice on this page; give one of them another'
        seen.add(name)


def _attributes(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    article = _article(soup)
    if article is None:
        return
    for image in article.find_all("img"):
        if not str(image.get("alt", "")).strip():
            yield str(image.get("src", "")), "this image has no description; write what it shows"
    for tag in article.find_all(href=re.compile("^http://")):
        yield str(tag["href"]), f'"{tag["href"]}" is not encrypted; write https://'


def _links(soup: BeautifulSoup, path: Path, site: Path, ids: dict[Path, set[str]]) -> Iterator[tuple[str, str]]:
    """Links on any part of a page that lead to no page of the site or no id of it."""
    for tag in soup.find_all("a", href=True):
        href = str(tag["href"])
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not href or path.name == "404.html":
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        target = target / "index.html" if target.is_dir() else target
        if not target.exists():
            yield href, f'the link "{href}" ("{tag.get_text(strip=True)}") leads to no page of the site'
        elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
            mend = nearest(parts.fragment, ids[target])
            yield f"#{parts.fragment}", f'the link "{href}" leads to no heading{mend}'
