"""Front matter: a chapter file in, its fields, address and the lines before its text out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils import meta


def front_matter_lines(path: Path) -> int:
    """How many lines stand before the text of a Markdown file."""
    source = path.read_text(encoding="utf-8-sig", errors="replace")
    text, _ = meta.get_data(source)
    return source.count("\n") - text.count("\n")


def front_matter(docs: Path, page: str) -> dict[str, Any]:
    """The front matter of a page as it stands in its file; empty where there is none that can be read."""
    text = (docs / page).read_text(encoding="utf-8-sig")
    if not text.startswith("---\n"):
        return {}
    try:
        fields = yaml.safe_load(text[4:].split("\n---", 1)[0])
    except (yaml.YAMLError, ValueError):
        return {}  # the check of the front matter speaks of it
    return fields if isinstance(fields, dict) else {}


def address_of(page: str) -> str:
    """The address of a page below the site's root: "p20-win/index.md" is "p20-win/", "index.md" is ""."""
    stem = page.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"
