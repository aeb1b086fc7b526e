"""Finishing, Markdown: a finished page in; the same text as clean Markdown beside it, and llms.txt, a list of them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from macros.rendering.chapters import Chapters
from macros.rendering.engine import Settings
from macros.rendering.front_matter import address_of

NAME = "index.md"
#: What names a page that has a twin: its template writes this link.
HAS_TWIN = 'type="text/markdown"'
BODY = re.compile(r"<article\b.*?</article>", re.DOTALL)
#: What a page shows to a person at a screen and a program cannot use.
LEFT_OUT = ["script", "svg", "button", "template", "input"]
LEFT_OUT_CLASSES = ["headerlink", "edit-list", "data-list", "page-foot", "path", "on-paper", "contents"]
CAUTION = "Guidance, not official policy and not legal advice. Before you rely on a statement of law, ask your counsel."


def write(site: Path, page: str, html: str, conf: Settings) -> None:
    """Writes the Markdown of a finished page beside it, where its template names one."""
    if HAS_TWIN in html:
        address = f"{conf['site_url']}{page.removesuffix('index.html')}"
        (site / page).with_name(NAME).write_text(_markdown(html, address), encoding="utf-8")


@lru_cache(maxsize=512)
def _markdown(html: str, address: str) -> str:
    """The page as Markdown: title, address, review and caution, then its text; links are whole addresses."""
    found = BODY.search(html)
    article = BeautifulSoup(found[0] if found else "", "lxml").find("article")
    if not isinstance(article, Tag):
        return ""
    title, reviewed = (_words(article.select_one(selector)) for selector in ("h1", ".trust span"))
    for unwanted in [*article.find_all(LEFT_OUT), *article.find_all(class_=[*LEFT_OUT_CLASSES, "trust"])]:
        unwanted.decompose()
    for link in article.find_all("a", href=True):
        link["href"] = urljoin(address, str(link["href"]))
    body = article.select_one(".page-body") or article
    text = MarkdownConverter(heading_style="ATX", bullets="-").convert_soup(body)
    head = [f"# {title}", f"Address: <{address}>", f"{reviewed} {CAUTION}".strip()]
    return "\n\n".join(head) + "\n\n" + re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


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
