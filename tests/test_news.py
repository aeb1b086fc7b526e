"""The promise: who comes back learns what changed, on the page, in a feed and in the notes of a release."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from macros.commands import release_notes, unlogged
from macros.loading.definitions import Definitions
from macros.rendering.change_log import summary
from macros.rendering.front_matter import address_of
from tests.breaking import said_by_the_build
from tests.browsing import visit, watched
from tests.conftest import PROJECT

Soup = Callable[[str], BeautifulSoup]
LOG = "about/changelog/"
SITE_URL = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["site_url"]
KEY = "data-sharing-playbook.visits"


def test_every_change_stands_at_the_foot_of_the_pages_it_names(definitions: Definitions, soup: Soup) -> None:
    for key, change in definitions.tables["changes"].items():
        plain = re.findall(r"\b[a-z]{4,}\b", re.sub(r"\{[^}]*\}", "", change.summary))  # names are spelled out on pages
        for page in change.pages:
            foot = soup(address_of(page) or "index.html").select_one("[data-log]")
            assert foot and summary(change, definitions) in foot.get_text(), f"{page} does not say {key}"
        entry = soup(LOG).select_one(f"#{key}").get_text()
        assert [word for word in plain if word not in entry] == [], key


def test_feeds_are_valid_and_hold_what_concerns_their_reader(definitions: Definitions, site: Path, soup: Soup) -> None:
    changes = definitions.tables["changes"]
    files = sorted((site / "data").glob("feed*.xml"))
    assert len(files) > 4
    for path in files:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, f"{path.name}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10" and feed.feed.title and feed.feed.author
        assert (
            feed.feed.id == SITE_URL + f"data/{path.name}" == next(x.href for x in feed.feed.links if x.rel == "self")
        )
        ids = [entry.id for entry in feed.entries]
        assert len(set(ids)) == len(ids)
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True) and feed.feed.updated == days[0]
        for entry in feed.entries:
            assert soup(LOG).find(id=entry.id.split("#")[1]), entry.id
    everything = feedparser.parse((site / "data/feed.xml").read_bytes())
    assert {entry.id.split("#")[1] for entry in everything.entries} == set(changes)
    counsel = feedparser.parse((site / "data/feed-legal-counsel.xml").read_bytes())
    assert 0 < len(counsel.entries) < len(everything.entries)


def test_pages_name_the_feed_and_the_log_lists_all(pages: list[str], soup: Soup, site: Path) -> None:
    for path in pages:
        (link,) = soup(path).find_all("link", type="application/atom+xml")
        assert (site / path / link["href"]).resolve() == site / "data/feed.xml", path
    listed = {Path(a["href"]).name for a in soup(LOG).find_all("a", href=re.compile(r"feed.*\.xml$"))}
    assert listed == {path.name for path in (site / "data").glob("feed*.xml")}


def test_notes_of_a_release_come_from_the_log(
    definitions: Definitions, run_here: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    for version in definitions.tables["editions"]:
        own = [change for change in definitions.tables["changes"].values() if change.edition == version]
        assert release_notes.notes(definitions, version).count("\n- ") == len(own)
    done = run_here(release_notes.main, PROJECT, "v9.9.9")
    assert done.returncode == 1 and 'no edition "9.9.9"' in done.stderr


def test_a_page_that_is_not_there_is_told_with_its_line(project_copy: Path) -> None:
    path = project_copy / "macros/definitions/changes.yml"
    lines = path.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "reference/laws.md" in line)
    lines[number - 1] = lines[number - 1].replace("reference/laws.md", "reference/lows.md")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    mend = 'did you mean "reference/laws.md"?'
    told = [str(problem) for problem in said_by_the_build(project_copy, lambda problem: mend in problem.message)]
    assert any(line.startswith(f"macros/definitions/changes.yml:{number}:") and mend in line for line in told), told


# A pull request


@pytest.fixture
def repository(tmp_path: Path) -> Callable[[dict[str, str]], list[str]]:
    """Changes files since a first commit; returns what the check of the log says."""
    folder = tmp_path / "macros/definitions"
    folder.mkdir(parents=True)
    for name in ("laws", "changes", "process"):
        (folder / f"{name}.yml").write_text("one:\n  name: First\n  checked: 2026-11-22\n", encoding="utf-8")

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], cwd=tmp_path, check=True
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")

    def after(texts: dict[str, str]) -> list[str]:
        for name, text in texts.items():
            (folder / f"{name}.yml").write_text(text, encoding="utf-8")
        return [str(problem) for problem in unlogged.unlogged(tmp_path, "HEAD")]

    return after


def test_a_changed_law_without_an_entry_is_told(repository: Callable[[dict[str, str]], list[str]]) -> None:
    (told,) = repository({"laws": "one:\n  name: Second\n  checked: 2026-11-22\n"})
    assert told.startswith("macros/definitions/laws.yml:2: this may change a law") and "changes.yml" in told


def test_a_change_with_its_entry_and_a_new_date_of_check_pass(
    repository: Callable[[dict[str, str]], list[str]],
) -> None:
    assert repository({"process": "one:\n  name: First\n  checked: 2027-01-01\n"}) == []
    entry = {"changes": "one:\n  name: First\n  checked: 2026-11-22\ntwo:\n  name: Law\n"}
    assert repository({"laws": "one:\n  name: Second\n", **entry}) == []


# In the browser


def _keep(page: Page, before: str, now: str) -> None:
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, f'{{"before":"{before}","now":"{now}"}}'])


def test_what_is_new_to_a_reader_is_marked_once_they_have_asked(
    page: Page, server: str, definitions: Definitions
) -> None:
    newest = max(change.date for change in definitions.tables["changes"].values()).isoformat()
    page_of_newest = next(
        page
        for change in definitions.tables["changes"].values()
        for page in change.pages
        if change.date.isoformat() == newest
    )
    visit(page, server + LOG)
    assert page.locator(".is-new").count() == 0
    assert page.evaluate("() => localStorage.length") == 0
    page.get_by_role("button", name="Mark what is new next time").click()
    assert page.get_by_role("button", name="Forget my visits").is_visible()
    _keep(page, "2020-01-01", "2022-07-01")
    visit(page, server + LOG)
    marked = page.locator("li:has(> .is-new)")
    days = marked.evaluate_all("all => all.map(one => one.dataset.changed)")
    assert days and min(days) > "2022-07-01" and len(days) < page.locator("li[data-changed]").count()
    assert "July 1, 2022" in page.locator("[data-visits] [role=status]").inner_text()
    visit(page, server + address_of(page_of_newest))
    expect(page.locator("[data-log] summary")).to_have_text(re.compile(r": \d+ new since July 1, 2022$"))
    visit(page, server + LOG)
    page.get_by_role("button", name="Forget my visits").click()
    assert page.evaluate("() => localStorage.length") == 0


@pytest.mark.parametrize("kept", ["{", "5", '{"now": "<img src=x>"}', '{"now": 7}'])
def test_damaged_dates_are_passed_over(page: Page, server: str, kept: str) -> None:
    errors: list[str] = []
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, kept])
    with watched(page, [], errors):
        visit(page, server + LOG)
        assert page.locator(".is-new").count() == 0
    assert not errors


# Feedback


def test_each_page_offers_reasons_that_open_a_form_with_the_page_filled_in(
    definitions: Definitions, pages: list[str], soup: Soup
) -> None:
    reasons = definitions.tables["feedback"].values()
    for path in pages:
        box = soup(path).find("summary", string="Something wrong or missing on this page?").parent
        links = box.select("li a")
        assert [link.get_text() for link in links] == [reason.label for reason in reasons]
        for link, reason in zip(links, reasons, strict=True):
            fields = parse_qs(urlsplit(str(link["href"])).query)
            assert fields["template"] == [reason.form]
            assert (PROJECT / ".github/ISSUE_TEMPLATE" / reason.form).is_file()
            assert fields["page"][0].startswith(f"{SITE_URL}{path} (version ")
        mail = urlsplit(str(box.select_one('a[href^="mailto:"]')["href"]))
        assert f"{SITE_URL}{path} (version " in parse_qs(mail.query)["body"][0]
