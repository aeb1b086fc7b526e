"""What a change does to the site, as Markdown for a pull request: `python -m macros.commands.changed BASE`.

It compares the site as built now with the site that the commit BASE makes, page by page, so that a changed
definition names every page that shows it.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml
from lxml import html

#: How many lines of a page's changes are shown.
SHOWN = 40
#: What holds a line of a page.
BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "tr", "pre", "summary")
PARSER = html.HTMLParser(encoding="utf-8")


@dataclass(frozen=True)
class Change:
    """A page that is new, changed or gone."""

    address: str  # below the site's root: "p20-win/request/"
    kind: str
    title: str
    lines: list[str]  # its changed lines of text, marked - and +


def changed_lines(project: Path, base: str) -> dict[str, set[int]]:
    """The lines of each file that are new or changed since the commit `base`."""
    diff = _git(project, "diff", "--unified=0", "--no-renames", base, "--").decode("utf-8", errors="replace")
    lines: dict[str, set[int]] = {}
    file = ""
    for line in diff.splitlines():
        if line.startswith("+++ "):
            file = line.removeprefix("+++ b/").strip('"')
        found = re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line)
        if found:
            start, count = int(found.group(1)), int(found.group(2) or 1)
            lines.setdefault(file, set()).update(range(start, start + count))
    return lines


def compare(before: dict[str, list[str]], now: dict[str, list[str]]) -> list[Change]:
    """Pages by address, each with the lines of its text, the title first: what is new, changed or gone."""
    changes = []
    for address in sorted(before.keys() | now.keys()):
        old, new = before.get(address, []), now.get(address, [])
        if old == new:
            continue
        kind = "new" if not old else "gone" if not new else "changed"
        diff = [line for line in difflib.unified_diff(old, new, lineterm="", n=0) if line[:3] not in ("---", "+++")]
        lines = [line for line in diff if not line.startswith("@@")] if kind == "changed" else []
        changes.append(Change(address, kind, (new or old)[0], lines))
    return changes


def read_site(site: Path) -> dict[str, list[str]]:
    """The text of every page of a built site, by its address: the title, then block by block."""
    pages = {}
    for path in sorted(site.rglob("index.html")):
        root = html.document_fromstring(path.read_bytes(), parser=PARSER)
        article = root.find(".//article")
        if article is None:
            continue  # a redirect
        for unwanted in article.find_class("trust"):
            unwanted.drop_tree()
        address = path.parent.relative_to(site).as_posix()
        pages["" if address == "." else f"{address}/"] = _lines(root, article)
    return pages


def _lines(root: Any, article: Any) -> list[str]:
    own = [block for block in article.iter(*BLOCKS) if next(block.iterdescendants("p", "li"), None) is None]
    texts = [" ".join(" ".join(block.xpath(".//text()")).split()) for block in own]
    return [root.findtext(".//title", "").strip(), *(text for text in texts if text)]


def summary(changes: list[Change], root: str) -> str:
    """The changes as the summary of a check shows them (Markdown)."""
    if not changes:
        return "## Pages that change\n\nNo page of the site changes.\n"
    rows = [f"| {_safe(c.title)} | {c.kind} | <{root}{c.address}> |" for c in changes]
    parts = ["## Pages that change", "", "| Page | What | Address |", "| --- | --- | --- |", *rows, ""]
    for change in (c for c in changes if c.lines):
        shown = [escape(line) for line in change.lines[:SHOWN]]
        if len(change.lines) > SHOWN:
            shown.append(f"… and {len(change.lines) - SHOWN} lines more")
        parts += [f"<details><summary>{escape(change.title)}: before (-) and after (+)</summary>", ""]
        parts += ["<pre>", *shown, "</pre>", "", "</details>", ""]
    parts += ["The preview for download stands below, under Artifacts. Unpack it and open `index.html`.", ""]
    return "\n".join(parts)


def _safe(text: str) -> str:
    return escape(text).replace("|", "\\|")


def build_at(project: Path, commit: str, folder: Path) -> Path | None:
    """The site that a commit makes, built by that commit's own code; None where it does not build."""
    tree = _git(project, "archive", "--format=tar", commit)
    subprocess.run(["tar", "-x"], cwd=folder, input=tree, check=True)
    site = folder / "site"
    command = [sys.executable, "-m", "macros.commands.build", "--into", str(site)]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return site if done.returncode == 0 else None


def _git(project: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=project, capture_output=True, check=True).stdout


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="List the pages that change.")
    parser.add_argument("base", help="the commit to compare with")
    parser.add_argument("--site", type=Path, default=Path("site"), help="the site as built now (default: site)")
    options = parser.parse_args()
    project = Path().resolve()
    settings = (project / "mkdocs.yml").read_text("utf-8")
    root = str(yaml.safe_load(settings)["site_url"])
    with tempfile.TemporaryDirectory() as folder:
        old = build_at(project, options.base, Path(folder))
        before = read_site(old) if old else {}
    if old is None:
        print("The site of the commit before does not build, so every page counts as new.\n")
    print(summary(compare(before, read_site(options.site)), root))
    return 0


if __name__ == "__main__":
    sys.exit(main())
