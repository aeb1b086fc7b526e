"""The promise: programs find each page as Markdown beside it, with every paragraph, and a list of all in llms.txt."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from macros.finishing import markdown_pages
from tests.browsing import WHOLE
from tests.conftest import PROJECT

Soup = Callable[[str], BeautifulSoup]
SITE_URL = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["site_url"]
BLOCKS = ["p", "li", "dt", "dd", "td", "th", "h2", "h3", "h4", "summary", "figcaption", "legend", "label"]


def _letters(text: str) -> str:
    return re.sub(r"\W|_", "", text)


@pytest.fixture(scope="module")
def twins(pages: list[str]) -> list[str]:
    """The pages that have a Markdown page; the complete playbook, which repeats them, has none."""
    return [path for path in pages if path != WHOLE]


def test_every_paragraph_of_a_page_stands_in_its_markdown(site: Path, soup: Soup, twins: list[str]) -> None:
    lost = []
    for path in twins:
        text = (site / path / "index.md").read_text("utf-8")
        whole = _letters(re.sub(r"\]\([^)]*\)", "", text))
        article = BeautifulSoup(str(soup(path).find("article")), "lxml")
        for unwanted in article.select(".trust, .path, .contents, .on-paper, button, script, svg"):
            unwanted.decompose()
        for block in article.find_all(BLOCKS):
            words = _letters(block.get_text()) if not block.find(BLOCKS) else ""
            if words and words not in whole:
                lost.append(f"{path}: {block.get_text()[:80]}")
    assert lost == []


def test_a_page_says_what_it_is_where_it_stands_and_what_it_is_not(site: Path, soup: Soup, twins: list[str]) -> None:
    for path in twins:
        text = (site / path / "index.md").read_text("utf-8")
        assert text.startswith(f"# {' '.join(soup(path).h1.get_text().split())}\n"), path
        assert f"<{SITE_URL}{path}>" in text.splitlines()[2], path
        assert "Last compared with its sources in " in text[:600] and "ask your counsel" in text[:600], path
        prose = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
        assert not re.search(r"\]\((?!https?:|mailto:|tel:)", prose), f"{path}: a link is not a whole address"
        (link,) = soup(path).find_all("link", type="text/markdown")
        assert (site / path / link["href"]).is_file()


def test_llms_txt_lists_every_page_once(site: Path, twins: list[str]) -> None:
    text = (site / "llms.txt").read_text("utf-8")
    assert text.startswith("# Connecticut Data Sharing Playbook\n\n> ")
    listed = re.findall(r"^- \[[^\]]+\]\((\S+)\): \S", text, re.MULTILINE)
    assert sorted(listed) == sorted(f"{SITE_URL}{path}index.md" for path in twins)


def test_a_page_without_an_article_has_no_markdown(tmp_path: Path) -> None:
    markdown_pages.write(tmp_path, "old/index.html", "<html><body>moved</body></html>", {"site_url": SITE_URL})
    assert list(tmp_path.iterdir()) == []
