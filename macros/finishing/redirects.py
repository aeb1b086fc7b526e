"""Finishing, redirects: a small page at each old address, which sends readers on with their anchor."""

from __future__ import annotations

import posixpath
import re
from html import escape
from pathlib import Path

from macros.loading.definitions import FOLDER, Definitions
from macros.problems import Problem, nearest

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<link rel="canonical" href="{to}" data-moved="{to}">
<script src="{script}"></script>
<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>
</head>
<body>
<main><h1>{title}</h1><p>Continue to <a href="{to}">its new address</a>.</p></main>
</body>
</html>
"""


def write_redirects(site: Path, definitions: Definitions) -> list[Problem]:
    """Writes the page of each record of redirects.yml into the built site, and returns those that cannot be."""
    problems = []
    for old, record in definitions.tables["redirects"].items():
        folder = old.strip("/")
        target = site / folder / "index.html"
        fault = _fault(site, folder, record.to, target)
        if fault:
            line = definitions.files["redirects"].line((old, "to") if fault.startswith("no page") else (old,))
            problems.append(Problem(f"{FOLDER}/redirects.yml", line, f'redirect "{old}": {fault}'))
            continue
        up = posixpath.relpath(".", folder)
        html = PAGE.format(
            title="This page has moved",
            to=escape(f"{up}/{record.to}"),
            script=f"{up}/assets/javascripts/redirect.js",
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
    return problems


def _fault(site: Path, folder: str, to: str, target: Path) -> str:
    """Why a redirect cannot be written; "" where it can."""
    if not re.fullmatch(r"[\w-]+(?:/[\w-]+)*", folder):
        return "write the old address as it stood below the site, as old-page/"
    if target.is_file() and "data-moved" not in target.read_text(encoding="utf-8"):
        return "a page stands at this address now; take the record out, or rename the page"
    if not (site / to / "index.html").is_file():
        known = [path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html")]
        return f'no page stands at "{to}"{nearest(to, known) or "; name a page below the site, as linking-datasets/"}'
    return ""
