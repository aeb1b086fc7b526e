"""Front matter: a chapter file in, its address and the lines before its text out."""

from __future__ import annotations

from pathlib import Path

from mkdocs.utils import meta


def front_matter_lines(path: Path) -> int:
    """How many lines stand before the text of a Markdown file."""
    source = path.read_text(encoding="utf-8-sig", errors="replace")
    text, _ = meta.get_data(source)
    return source.count("\n") - text.count("\n")


def address_of(page: str) -> str:
    """The address of a page below the site's root: "p20-win/index.md" is "p20-win/", "index.md" is ""."""
    stem = page.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"
