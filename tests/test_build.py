"""The promise: one command builds the site; a site with a mistake never replaces a good one."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from macros.checks.addresses import published
from macros.commands.build import build
from macros.loading.definitions import Definitions
from tests.conftest import PROJECT

Command = Callable[..., subprocess.CompletedProcess[str]]
Soup = Callable[[str], BeautifulSoup]


def _files(site: Path) -> dict[str, bytes]:
    """What a site holds; the packed map of the site bears the time at which it was packed."""
    files = [path for path in site.rglob("*") if path.is_file() and path.name != "sitemap.xml.gz"]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_good_build_replaces_the_site_and_is_the_same_from_one_process_and_from_several(
    project_copy: Path, command: Command, site: Path
) -> None:
    (project_copy / "site").mkdir()
    (project_copy / "site/old.html").write_text("old")
    result = command("--into", "site")
    assert (result.returncode, result.stdout) == (0, ""), "an unbroken copy builds without a word"
    assert (project_copy / "site/index.html").is_file()
    assert not (project_copy / "site/old.html").exists()
    assert not list(project_copy.glob(".site*")), "the build leaves scraps behind"
    made, expected = _files(project_copy / "site"), _files(site)
    assert sorted(made) == sorted(expected)
    assert [name for name in made if made[name] != expected[name]] == []


def test_build_after_a_change_is_the_same_as_one_from_nothing(
    project_copy: Path, command: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A process that builds again, as that of `make serve`, makes anew only what has changed: it must miss nothing."""
    again = tmp_path_factory.mktemp("again") / "site"
    with mock.patch("os.cpu_count", return_value=1):
        assert build(project_copy, again) == []
        changes = {
            "docs/p20-win/data.md": ("title: ", "title: Other "),
            "docs/about/privacy.md": ("## ", "## Other "),
            "macros/definitions/terms.yml": ("meaning: ", "meaning: Other words. "),
            "mkdocs.yml": ("      - about/privacy.md\n", "      - about/privacy.md\n      - about/new.md\n"),
        }
        for file, (old, new) in changes.items():
            path = project_copy / file
            path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
        privacy = (project_copy / "docs/about/privacy.md").read_text("utf-8")
        (project_copy / "docs/about/new.md").write_text(
            re.sub("^(title|description): ", r"\1: New ", privacy, flags=re.MULTILINE), encoding="utf-8"
        )
        problems = build(project_copy, again)
    assert problems == []
    assert command("--into", "site").returncode == 0
    made, expected = _files(again), _files(project_copy / "site")
    assert sorted(made) == sorted(expected)
    assert [name for name in made if made[name] != expected[name]] == []


def test_several_processes_tell_every_mistake_once_and_in_the_words_of_one(
    project_copy: Path, command: Command
) -> None:
    mistakes = {
        "docs/index.md": "[Gone](gone.md)",
        "docs/p20-win/data.md": '{{ agency("SDOE") }} and [a place](../about/index.md#no-such-place)',
        "docs/about/data.md": "[Nowhere](#nowhere)",
        "docs/reference/glossary.md": '{{ term("nonsense") }}',
    }
    for file, mistake in mistakes.items():
        path = project_copy / file
        path.write_text(f"{path.read_text('utf-8')}\n{mistake}\n", encoding="utf-8")
    with mock.patch("os.cpu_count", return_value=1):
        alone = [str(problem) for problem in build(project_copy, None)]
    assert {told.split(":")[0] for told in alone} >= set(mistakes)
    assert command("--check").stdout.splitlines() == alone


def test_bad_build_leaves_the_site_alone_and_speaks_plainly(project_copy: Path, command: Command) -> None:
    (project_copy / "site").mkdir()
    (project_copy / "site/index.html").write_text("good")
    page = project_copy / "docs/p20-win/index.md"
    page.write_text(page.read_text("utf-8") + '\nAsk {{ agency("SDOE") }}.\n', encoding="utf-8")
    line = page.read_text("utf-8").count("\n")
    result = command("--into", "site")
    assert result.returncode == 1
    assert f'docs/p20-win/index.md:{line}: no agency "SDOE"; did you mean "SDE"?' in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert [path.name for path in (project_copy / "site").iterdir()] == ["index.html"]
    assert (project_copy / "site/index.html").read_text() == "good"


def test_broken_definitions_stop_mkdocs_itself(project_copy: Path) -> None:
    path = project_copy / "macros/definitions/agencies.yml"
    path.write_text(path.read_text("utf-8").replace("  website:", "  wesbite:", 1), encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(project_copy / "out")],
        cwd=project_copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert re.search(
        r'agencies\.yml:\d+: agency "\w+": unknown field "wesbite"; did you mean "website"\?', result.stderr
    )
    assert "Traceback" not in result.stderr


def test_renaming_an_agency_renames_it_everywhere(project_copy: Path, tmp_path: Path, definitions: Definitions) -> None:
    old = definitions.tables["agencies"]["OEC"].name
    new = "Connecticut Office for Young Children"
    path = project_copy / "macros/definitions/agencies.yml"
    path.write_text(path.read_text("utf-8").replace(f"name: {old}\n", f"name: {new}\n"), encoding="utf-8")
    target = tmp_path / "renamed"
    assert build(project_copy, target) == []
    texts = {path: _text(path) for path in target.rglob("*.html")}
    assert not [str(path) for path, text in texts.items() if old in text], "the old name is still somewhere"
    assert sum(new in text for text in texts.values()) >= 3


def _text(path: Path) -> str:
    return " ".join(BeautifulSoup(path.read_text("utf-8"), "lxml").get_text(" ").split())


def test_every_link_of_the_site_leads_somewhere(site: Path, soup: Soup, pages: list[str]) -> None:
    broken = []
    ids = functools.cache(lambda page: {tag["id"] for tag in soup(page).find_all(id=True)})
    for page in pages:
        for link in soup(page).find_all("a", href=True):
            href = str(link["href"]).partition("?")[0]
            if re.match(r"[a-z]+:", href):
                continue
            path, _, anchor = href.partition("#")
            target = (site / page / path).resolve()
            target = target / "index.html" if target.is_dir() else target
            landed = target.is_file()
            if landed and anchor and target.suffix == ".html":
                landed = anchor in ids(target.relative_to(site).as_posix())
            if not landed:
                broken.append(f"{page}: {href}")
    assert not broken


def test_published_addresses_answer(site: Path, browser: Browser, server: str) -> None:
    """Opens each address of the 2022 edition in a browser and looks for the anchor on the page it ends on."""
    context = browser.new_context()
    page, landed = context.new_page(), {}
    for address in published(PROJECT):
        path, _, anchor = address.partition("#")
        if path not in landed:
            page.goto(server + path.lstrip("/") + "#kept-anchor", wait_until="load")
            page.wait_for_url("**#kept-anchor")
            page.wait_for_selector("article")
            landed[path] = (page.url, set(page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")))
        url, ids = landed[path]
        assert not anchor or anchor in ids, f"{address} lands on {url} without its anchor"
    context.close()
    assert landed["/linking-datasests/"][0].endswith("/linking-datasets/#kept-anchor")


def test_no_outside_address_is_typed_in_a_chapter() -> None:
    found = []
    for path in sorted((PROJECT / "docs").rglob("*.md")):
        body = path.read_text("utf-8").split("\n---\n", 1)[-1]
        found += [f"{path.name}: {address}" for address in re.findall(r"https?://\S+", body)]
    assert not found


def test_every_record_is_shown_or_says_why_not(site: Path, definitions: Definitions) -> None:
    """Each record's words stand on a built page, unless the record says why no page shows it."""
    pages = [BeautifulSoup(p.read_text("utf-8"), "lxml") for p in site.rglob("index.html") if "print" not in p.parts]
    whole = " ".join(" ".join(page.get_text(" ").split()) for page in pages)
    addresses = {str(link["href"]) for page in pages for link in page.find_all("a", href=True)}
    hidden = []
    for file, table in definitions.tables.items():
        for key, record in table.items():
            if not getattr(record, "not_shown", None) and not getattr(record, "retired", False):
                address = getattr(record, "url", None)
                shown = address in addresses if address else any(phrase in whole for phrase in _phrases(record))
                hidden += [] if shown or file in SPEECHLESS else [f"{file}.yml: {key}"]
    assert not hidden, "no page shows these records: show them, or say in not_shown why not"


#: Files whose records are no text of a page: old addresses, and words for the search box. They have tests of their own.
SPEECHLESS = {"redirects", "search", "asked"}


def _phrases(record: object) -> list[str]:
    """Runs of four words of what a page would show of the record; names whole, where they are shorter."""
    shown = [
        getattr(record, name, None)
        for name in ("abbreviation", "text", "ask", "rule", "why", "title", "name", "version")
    ]
    text = next((value for value in shown[1:] if isinstance(value, str)), "")
    words = re.sub(r"\[([^\]]+)\]\([^)]+\)|[*`{}]", r"\1", text).split()
    runs = [" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))]
    return [*runs, *([shown[0]] if shown[0] else [])]
