"""The exit: `python -m tests.next_engine`, or `make next`, builds this tree with MkDocs and with Zensical and compares.

Every page must have the same headings, the same anchors, the same links and the same text in its article. What may
differ is listed in ALLOWED_FILES and ALLOWED_PARTS, and nothing else. Not part of `make test`: Zensical is young, and
its faults are not an editor's mistake.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin

import yaml
from bs4 import BeautifulSoup

from macros.commands.build import build
from macros.finishing.site import finish
from macros.loading.definitions import Definitions
from macros.rendering import theme_context
from macros.rendering.engine import NoPage, settings
from macros.rendering.page_context import PageContext

PROJECT = Path(__file__).resolve().parent.parent
#: Files that each engine brings along under names of its own: scripts, styles, the index of the search.
ALLOWED_FILES = re.compile(r"^(assets/|search(/|\.json$)|sitemap\.xml\.gz$)")
#: What may differ within an article: the path above the title. Zensical counts the first page of a section among the
#: ancestors of a page, and the home page among its own. The theme can settle that when the day comes.
ALLOWED_PARTS = "nav.path"


def build_with_zensical(folder: Path) -> Path:
    """The site as Zensical builds it in a copy of the tree, finished by this project's own finishing.

    Templates read what `theming` hangs up while MkDocs builds; Zensical reads its settings before, so it is
    written into the settings of the copy.
    """
    for name in ("docs", "macros", "theme"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT / "tests/data", folder / "tests/data")
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    definitions, conf = Definitions(folder), settings(folder)
    theme_context.publish(PageContext(NoPage(conf), definitions))
    written = {key: value for key, value in conf.items() if key != "docs_dir"}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--clean"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode or "failed" in done.stderr:
        raise SystemExit(f"Zensical could not build the tree:\n{done.stdout}{done.stderr}")
    finish(folder / "site", definitions, conf)
    return folder / "site"


def differences(ours: Path, theirs: Path) -> list[str]:
    """What differs between two builds and is not allowed to."""
    found = []
    files = [{p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()} for site in (ours, theirs)]
    found += [f"{name}: only MkDocs writes it" for name in sorted(files[0] - files[1]) if not ALLOWED_FILES.match(name)]
    found += [
        f"{name}: only Zensical writes it" for name in sorted(files[1] - files[0]) if not ALLOWED_FILES.match(name)
    ]
    for name in sorted(n for n in files[0] & files[1] if n.endswith(".html")):
        if (ours / name).read_bytes() == (theirs / name).read_bytes():
            continue
        before, after = _page(ours / name, name), _page(theirs / name, name)
        for what in before.keys() & after.keys():
            found += [f"{name}: {what}: {line}" for line in _unlike(before[what], after[what])]
        if before.keys() != after.keys():
            found.append(f"{name}: one of the engines writes no article")
    return found


def _page(path: Path, name: str) -> dict[str, list[str]]:
    """Headings, anchors and words of a page's article; empty for a page without one."""
    article = BeautifulSoup(path.read_text("utf-8"), "lxml").find("article")
    if article is None:
        return {}
    for part in article.select(ALLOWED_PARTS):
        part.decompose()
    headings = [
        f"{tag.name} #{tag.get('id', '')} {_words(tag.get_text(' '))}"
        for tag in article.find_all(re.compile("^h[1-6]$"))
    ]
    links = [
        f"{_words(tag.get_text(' '))} -> {urljoin(name, str(tag['href']))}" for tag in article.find_all("a", href=True)
    ]
    return {
        "headings": headings,
        "anchors": sorted(str(tag["id"]) for tag in article.find_all(id=True)),
        "links": links,
        "text": _words(article.get_text(" ")).split(),
    }


def _words(text: str) -> str:
    return " ".join(text.split())


def _unlike(before: list[str], after: list[str]) -> list[str]:
    if before == after:
        return []
    lines = difflib.unified_diff(before, after, "MkDocs", "Zensical", n=0, lineterm="")
    return [line for line in lines if line[:2] not in ("--", "++", "@@")][:6]


def main() -> int:
    """Builds with both and prints what differs; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        ours, copy = Path(folder) / "ours", Path(folder) / "copy"
        problems = build(PROJECT, ours)
        if problems:
            print(*problems, sep="\n")
            return 1
        found = differences(ours, build_with_zensical(copy))
        pages = len(list(ours.rglob("*.html")))
    print(*found, sep="\n")
    print(f"{pages} pages from both engines, {len(found)} difference(s) beyond those allowed.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
