"""MkDocs' own warnings, put into the house's words with file, line and mend."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from macros.loading.definitions import FOLDER
from macros.problems import Problem, nearest
from macros.rendering.macro_errors import is_syntax

#: The page that repeats the chapters.
COPY = "docs/print.md"
#: What is said of headings and words that are missed because their page could not be read whole.
FOLLOWS = re.compile(
    'leads to no heading|knows no section|no section at "|these keywords lead nowhere'
    '|stands nowhere in the playbook|the published address "[^"]+" is broken: [^ ]+ has lost "#'
)
ANSI = re.compile(r"\x1b\[[0-9;]*m")
OWN = re.compile(r"^(?:\[macros\] - ERROR )?((?:docs|macros)/[^:\s]+)(?::(\d+))?: (.*)$", re.DOTALL)
#: What finishing says of a built page.
BUILT = re.compile(r"^((?:[\w./-]*/)?)(\w+)\.html: (.*)$", re.DOTALL)
NO_PAGE = re.compile(r"^Doc file '([^']+)' contains a link '([^']+)', but the target(?: '([^']+)')? is not found")
NO_ANCHOR = re.compile(
    r"^Doc file '([^']+)' contains a link '([^']+)', but (?:the doc '([^']+)' does not contain|there is)"
)
LEFT_AS_IS = re.compile(r"^Doc file '([^']+)' contains an? (absolute|unrecognized relative) link '([^']*)'")
#: What the check of the built page says of a heading that MkDocs has missed too.
LOOSE = re.compile(r'^the link "[^"#]*#([^"]+)" leads to no heading(?!:)')
NO_TARGET = re.compile(r'^the link "([^"]+)" \("')
NAV_MISSING = re.compile(r"^A (?:reference|relative path) to '([^']+)' is included in the 'nav'")
NAV_OMITTED = re.compile(r"^The following pages exist in the docs directory, but are not included", re.DOTALL)


def translate(text: str, project: Path, site: Path) -> Problem:
    """The problem that a line of MkDocs' log speaks of."""
    text = ANSI.sub("", text).strip()
    for pattern, reader in READERS:
        found = pattern.match(text)
        if found:
            return reader(found, text, project, site)
    key = re.search(r"Config value '([^']+)'", text)
    return Problem("mkdocs.yml", find_line(project / "mkdocs.yml", f"{key.group(1)}:") if key else 0, text)


def once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in order, each told once: the general word for a line yields to the exact one.

    The complete playbook copies the chapters, so what is wrong only in the copy is told when nothing else is.
    """
    kept = sorted(set(problems))
    if any(p.message.startswith('no macro "') for p in kept):  # what it should have written is no place either
        kept = [p for p in kept if not FOLLOWS.search(p.message)]
    unread = {(p.file, p.line) for p in kept if is_syntax(p.message)}  # a call that is not closed looks like text
    kept = [p for p in kept if not ((p.file, p.line) in unread and "is typed by hand" in p.message)]
    exact = {found[1] for p in kept if (found := re.search(r'has no "#([^"]+)"', p.message))}
    kept = [p for p in kept if not ((found := LOOSE.search(p.message)) and found[1] in exact)]
    kept = [p for p in kept if not ((found := NO_TARGET.search(p.message)) and _is_told(p, found[1], kept))]
    at_its_line = any(p.line and "javascript: link" in p.message for p in kept)
    kept = [p for p in kept if not (at_its_line and "holds a javascript: address" in p.message)]
    told = {p.message for p in kept if p.file != COPY}
    kept = [p for p in kept if p.file != COPY or p.message not in told]
    placed = {(p.file, p.message) for p in kept if p.line}
    kept = [p for p in kept if p.line or (p.file, p.message) not in placed]
    return [p for p in kept if p.line or p.file != COPY] or kept


def _is_told(problem: Problem, href: str, others: Iterable[Problem]) -> bool:
    """Whether MkDocs has told the same broken link of the same page."""
    return any(p.file == problem.file and p.message.startswith(f'the link "{href}" leads') for p in others)


def hides_the_rest(message: str) -> bool:
    """Whether what a message speaks of keeps the rest of its page from being read as it is meant."""
    return is_syntax(message) or "is never closed" in message or "swallows the rest" in message


def beside(found: Iterable[Problem], unreadable: set[str]) -> list[Problem]:
    """What the build found, less what only follows from pages that could not be read."""
    own = [problem for problem in found if problem.file not in unreadable]
    return [problem for problem in own if not (unreadable and FOLLOWS.search(problem.message))]


def find_line(path: Path, text: str) -> int:
    """The first line of a file that holds `text`, counted from 1; 0 where none does."""
    if not path.is_file():
        return 0
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if text in line), 0)


def place_of(project: Path, page: str, text: str) -> tuple[str, int]:
    """Where an editor finds an address: in the page's file, else at the anchor of the record a macro made it from."""
    line = find_line(project / "docs" / page, text)
    if line:
        return f"docs/{page}", line
    anchor = text.partition("#")[2]
    for path in _that_pages_show(project):
        line = (find_line(path, f"anchor: {anchor}") or find_line(path, f".md#{anchor}")) if anchor else 0
        if line:
            return f"{FOLDER}/{path.name}", line
    return f"docs/{page}", 0


def _that_pages_show(project: Path) -> list[Path]:
    """The files of definitions from which a link on a page can come."""
    return [path for path in sorted((project / FOLDER).glob("*.yml")) if not path.name.startswith("asked_")]


def _own(found: re.Match[str], _text: str, _project: Path, _site: Path) -> Problem:
    return Problem(found.group(1), int(found.group(2) or 0), found.group(3))


def _built(found: re.Match[str], _text: str, project: Path, _site: Path) -> Problem:
    folder, name, message = found.groups()
    page = folder.rstrip("/")
    sources = (f"docs/{page}.md", f"docs/{page}/index.md") if page else ("docs/index.md",)
    source = next((s for s in sources if name == "index" and (project / s).is_file()), f"{folder}{name}.html")
    return Problem(source, 0, message)


def _no_page(found: re.Match[str], _text: str, project: Path, _site: Path) -> Problem:
    page, address, target = found.groups()
    docs = project / "docs"
    target = target or address.partition("#")[0]
    line = find_line(docs / page, address)
    if not line:
        return _page_of_a_record(project, target)
    start = posixpath.dirname(page) or "."
    known = [posixpath.relpath(path.relative_to(docs).as_posix(), start) for path in docs.rglob("*.md")]
    mend = nearest(address.partition("#")[0], known, 0.7) or "; name a file below docs/, seen from this page"
    return Problem(f"docs/{page}", line, f'the link "{address}" leads to no page{mend}')


def _page_of_a_record(project: Path, target: str) -> Problem:
    """A page that a macro links to and that is not there: the record that names it, where one does."""
    for path in _that_pages_show(project):
        line = find_line(path, target)
        if line:
            docs = project / "docs"
            mend = nearest(target, [found.relative_to(docs).as_posix() for found in docs.rglob("*.md")], 0.7)
            return Problem(
                f"{FOLDER}/{path.name}", line, f'no page is called "{target}"{mend or "; name a file below docs/"}'
            )
    return Problem(f"docs/{target}", 0, "macros lead readers to this page, but it is not there; put it back")


def _no_anchor(found: re.Match[str], _text: str, project: Path, site: Path) -> Problem:
    page, address, target = found.groups()
    anchor = address.partition("#")[2]
    mend = nearest(anchor, ids_of(site, target or page))
    where = f'"{target}"' if target else "this page"
    return Problem(
        *place_of(project, page, address),
        f'the link "{address}" leads to no heading: {where} has no "#{anchor}"{mend or "; name one of its headings"}',
    )


def _left_as_is(found: re.Match[str], _text: str, project: Path, _site: Path) -> Problem:
    page, kind, address = found.groups()
    mend = "write the path to the .md file instead, relative to this page"
    kind = "starts at the root" if kind == "absolute" else "leads to no file"
    return Problem(*place_of(project, page, address or "]()"), f'the link "{address}" {kind}; {mend}')


def _nav_missing(found: re.Match[str], _text: str, project: Path, _site: Path) -> Problem:
    page = found.group(1)
    line = find_line(project / "mkdocs.yml", page)
    return Problem(
        "mkdocs.yml", line, f'nav names "{page}", which is not in docs/; correct the name or delete the line'
    )


def _nav_omitted(_found: re.Match[str], text: str, project: Path, _site: Path) -> Problem:
    listed = re.findall(r"^ *- (\S.*)$", text, re.MULTILINE)
    first = listed[0] if listed else "a page"
    others = f" (and {', '.join(listed[1:])})" if len(listed) > 1 else ""
    line = find_line(project / "mkdocs.yml", "nav:")
    return Problem(
        f"docs/{first}", 1, f"this page{others} stands nowhere in the menu; add a line under nav (mkdocs.yml:{line})"
    )


def ids_of(site: Path, page: str) -> list[str]:
    """The ids on a built page, given its source path below docs/."""
    stem = page.removesuffix(".md")
    stem = stem.removesuffix("index").rstrip("/") if stem.endswith("index") else stem
    built = site / stem / "index.html"
    if not built.is_file():
        return []
    return re.findall(r'\sid="([^"]+)"', built.read_text(encoding="utf-8"))


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, Path, Path], Problem]], ...] = (
    (OWN, _own),
    (BUILT, _built),
    (NO_PAGE, _no_page),
    (NO_ANCHOR, _no_anchor),
    (LEFT_AS_IS, _left_as_is),
    (NAV_MISSING, _nav_missing),
    (NAV_OMITTED, _nav_omitted),
)
