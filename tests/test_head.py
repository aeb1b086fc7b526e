"""The promise: every page says in its head what it is, for search engines, previews and bookmarks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from tests.browsing import PHONE, heard, resized
from tests.conftest import PROJECT

Soup = Callable[[str], BeautifulSoup]
CONFIG = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))
SITE_URL, NAME = CONFIG["site_url"], CONFIG["site_name"]


def meta(html: BeautifulSoup, name: str) -> str:
    """The content of the one meta tag of this name or property."""
    (found,) = html.find_all("meta", attrs={"property" if ":" in name and "twitter" not in name else "name": name})
    return str(found["content"])


def test_titles_and_descriptions_are_short_and_each_its_own(pages: list[str], soup: Soup) -> None:
    titles, descriptions = [], []
    for path in pages:
        html = soup(path)
        title = html.title.get_text().strip()
        assert title.endswith(f" - {NAME}"), title
        assert len(title) - len(f" - {NAME}") <= 65, title
        description = meta(html, "description")
        assert 50 <= len(description) <= 160, f"/{path}: {len(description)}"
        titles.append(title)
        descriptions.append(description)
    assert not [text for text, n in Counter(titles + descriptions).items() if n > 1]


def test_every_page_names_its_address_and_its_preview(pages: list[str], soup: Soup, site: Path) -> None:
    for path in pages:
        html = soup(path)
        (canonical,) = html.find_all("link", rel="canonical")
        assert canonical["href"] == meta(html, "og:url") == SITE_URL + path
        assert meta(html, "og:title") == html.h1.get_text().strip() or path == ""
        assert meta(html, "og:description") == meta(html, "description")
        image = meta(html, "og:image")
        assert image.startswith(SITE_URL) and len(meta(html, "og:image:alt")) > 20
        png = (site / image.removeprefix(SITE_URL)).read_bytes()
        size = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
        assert size == (1200, 630) == (int(meta(html, "og:image:width")), int(meta(html, "og:image:height")))
        viewport = meta(html, "viewport")
        assert "user-scalable" not in viewport and "maximum-scale" not in viewport
        icon = html.find("link", rel="icon")["href"]
        assert (site / path / icon).resolve().is_file()


def test_structured_data_says_where_a_page_stands(pages: list[str], soup: Soup) -> None:
    for path in pages:
        (script,) = soup(path).find_all("script", type="application/ld+json")
        data = json.loads(script.string)
        kinds = [part["@type"] for part in data["@graph"]]
        assert kinds == (["TechArticle", "BreadcrumbList"] if path else ["WebSite", "GovernmentOrganization"])
        if path:
            trail = data["@graph"][1]["itemListElement"]
            assert [item["position"] for item in trail] == list(range(1, len(trail) + 1))
            assert trail[0]["item"] == SITE_URL and trail[-1]["item"] == SITE_URL + path


def test_sitemap_has_every_page_with_its_date(site: Path) -> None:
    sitemap = BeautifulSoup((site / "sitemap.xml").read_text("utf-8"), "xml")
    urls = [(u.loc.text, u.lastmod.text) for u in sitemap.find_all("url")]
    assert len(urls) >= 20
    for loc, lastmod in urls:
        assert loc.startswith(SITE_URL) and len(lastmod) == 10
        assert (site / loc.removeprefix(SITE_URL) / "index.html").is_file()


@pytest.mark.parametrize("path", ["no-such-page/", "p20-win/deep/er/no-such-page.html"])
def test_page_for_a_missing_address_helps_on(page: Page, server: str, path: str) -> None:
    resized(page, PHONE)
    failed: list[str] = []
    with heard(page, response=lambda r: failed.append(r.url) if r.status >= 400 and path not in r.url else None):
        answer = page.goto(server + path, wait_until="load")
        assert answer.status == 404
        assert "not here" in page.locator("h1").inner_text()
        assert page.locator("main ul a").count() >= 7
        assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
        page.fill(".home-search input", "agreement")
        page.keyboard.press("Enter")
        page.wait_for_selector(".md-search-result__link")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_load_state("load")
        assert page.url.startswith(server) and page.locator("article h1").count() == 1
    assert not failed


#: How the foot of a page begins. It names nobody as reviewer: no source shows who read the page.
TRUST = r"Last compared with its sources in \w+ 20\d\d\. .*Questions: [^.]+, OPM\."


def test_trust_line_and_footer(pages: list[str], soup: Soup) -> None:
    repository = CONFIG["edit_uri"].split("/edit/")[0]
    for path in pages:
        html = soup(path)
        trust = html.select_one(".trust")
        words = " ".join(trust.get_text().split())
        assert re.match(TRUST, words), f"/{path}: {words}"
        assert " by " not in trust.span.get_text(), f"/{path} names a reviewer, whom no source shows"
        links = [a["href"] for a in trust.find_all("a")]
        assert links[0].startswith(CONFIG["edit_uri"])
        assert any(link.startswith(f"{repository}/issues") for link in links)
        footer = " ".join(html.footer.get_text().split())
        for word in (
            "Accessibility",
            "Privacy",
            "not official policy and not legal advice",
            "CC0",
            "Version",
            "updated",
        ):
            assert word in footer, f"/{path}: {word}"
        assert html.footer.select_one(f'a[href="{repository}"]') and html.footer.select_one('a[href^="mailto:"]')
