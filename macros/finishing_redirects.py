"""Finishing, redirects: a small page at each old address, which sends readers on with their anchor."""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path

from macros.definitions import Definitions

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


def write_redirects(site: Path, definitions: Definitions) -> None:
    """Writes the page of each record of redirects.yml into the built site."""
    for old, record in definitions.tables["redirects"].items():
        folder = old.strip("/")
        up = posixpath.relpath(".", folder)
        html = PAGE.format(
            title="This page has moved",
            to=escape(f"{up}/{record.to}"),
            script=f"{up}/assets/javascripts/redirect.js",
        )
        target = site / folder / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
