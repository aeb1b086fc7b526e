"""Finishing, Markdown: a finished page in; the same text as clean Markdown beside it, and llms.txt, a list of them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import html_to_markdown

from macros.finishing.search.texts import plain
from macros.rendering.chapters import Chapters
from macros.rendering.engine import Settings
from macros.rendering.front_matter import address_of

NAME = "index.md"
#: What names a page that has a twin: its template writes this link.
HAS_TWIN = 'type="text/markdown"'
BODY, END = "<article", "</article>"
TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
REVIEWED = re.compile(r'<div class="trust">.*?<span\b[^>]*>(.*?)</span>', re.DOTALL)
#: What a page shows to a person at a screen and a program cannot use, and the title, which stands above the text.
LEFT_OUT = [
    *("script", "svg", "button", "template", "input"),
    *(".page-head", ".page-foot", ".contents", ".trust", ".edit-list", ".data-list", ".path", ".on-paper"),
]
#: Everything else is kept: the questions of a tool stand in a form, and what is folded away is text too.
OPTIONS: dict[str, Any] = {
    "bullets": "-",
    "compact_tables": True,
    "exclude_selectors": LEFT_OUT,
    "expand_abbreviations": False,
    "extract_metadata": False,
    "hidden_content": "all",
    "preprocessing": html_to_markdown.PreprocessingOptions(enabled=False),
}
CAUTION = "Guidance, not official policy and not legal advice. Before you rely on a statement of law, ask your counsel."


def write(site: Path, page: str, html: str, conf: Settings) -> None:
    """Writes the Markdown of a finished page beside it, where its template names one."""
    if HAS_TWIN in html:
        address = f"{conf['site_url']}{page.removesuffix('index.html')}"
        (site / page).with_name(NAME).write_text(_markdown(html, address), encoding="utf-8")


@lru_cache(maxsize=512)
def _markdown(html: str, address: str) -> str:
    """The page as Markdown: title, address, date and caution, then its text; links are whole addresses."""
    start, end = html.find(BODY), html.find(END)
    if not 0 <= start < end:
        return ""
    options = html_to_markdown.ConversionOptions(**OPTIONS, base_url=address)
    text = html_to_markdown.convert(html[start : end + len(END)], options).content or ""
    head = [f"# {_words(TITLE, html)}", f"Address: <{address}>", f"{_words(REVIEWED, html)} {CAUTION}".strip()]
    return "\n\n".join(head) + "\n\n" + re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _words(part: re.Pattern[str], html: str) -> str:
    """The words of the first such part of a page, without its tags; "" where there is none."""
    found = part.search(html)
    return plain(found[1]) if found else ""


def write_list(site: Path, conf: Settings) -> None:
    """Writes llms.txt: what the site is, and the Markdown of every page by its place in the menu (llmstxt.org)."""
    chapters = Chapters.of(Path(conf["docs_dir"]))
    lines = [f"# {conf['site_name']}", "", f"> {conf['site_description']}", "", CAUTION, ""]
    for entry in conf["nav"]:
        name, inner = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        pages = [page for page in chapters.in_menu(inner) if (site / address_of(page.page) / NAME).is_file()]
        if not pages:
            continue
        lines += [f"## {name or pages[0].title}", ""]
        for page in pages:
            address = f"{conf['site_url']}{address_of(page.page)}{NAME}"
            lines.append(f"- [{page.title}]({address}): {page.meta.get('description', '')}")
        lines.append("")
    (site / "llms.txt").write_text("\n".join(lines), encoding="utf-8")
