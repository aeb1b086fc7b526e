"""The promise: one command builds the site; a site with a mistake never replaces a good one."""

from __future__ import annotations

import functools
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import markdown
import pytest
from bs4 import BeautifulSoup
from lxml import html
from playwright.sync_api import Browser

from macros.checks.addresses import published
from macros.commands.build import build
from macros.loading.definitions import Definitions
from macros.processes import ahead, shared
from tests.browsing import WHOLE
from tests.conftest import MISTAKES, NEW_NAME, OLD_NAME, PROJECT, Refused, run_build

Soup = Callable[[str], BeautifulSoup]


def _files(site: Path) -> dict[str, bytes]:
    """What a site holds; the packed map of the site bears the time at which it was packed."""
    files = [path for path in site.rglob("*") if path.is_file() and path.name != "sitemap.xml.gz"]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def changed(renamed: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A copy that has changed since this process built it, and the site that this process then made of it.

    Its folder "site" held an older site, and holds what the command has made from nothing, in several processes.
    """
    project, _ = renamed
    changes = {
        "docs/p20-win/data.md": ("title: ", "title: Other "),
        "docs/about/privacy.md": ("## ", "## Other "),
        "macros/definitions/terms.yml": ("meaning: ", "meaning: Other words. "),
        "mkdocs.yml": ("      - about/privacy.md\n", "      - about/privacy.md\n      - about/new.md\n"),
    }
    before = {file: (project / file).read_text("utf-8") for file in changes}
    new, old_site, again = project / "docs/about/new.md", project / "site", tmp_path_factory.mktemp("again") / "site"
    try:
        for file, (old, other) in changes.items():
            (project / file).write_text(before[file].replace(old, other, 1), encoding="utf-8")
        privacy = (project / "docs/about/privacy.md").read_text("utf-8")
        text = re.sub("^(title|description): ", r"\1: New ", privacy, flags=re.MULTILINE)
        new.write_text(text, encoding="utf-8")
        with mock.patch("os.cpu_count", return_value=1):
            assert build(project, again) == []
        old_site.mkdir()
        (old_site / "old.html").write_text("old")
        result = run_build(project, "--into", "site")
        assert (result.returncode, result.stdout) == (0, ""), "a copy without mistakes builds without a word"
        yield project, again
    finally:
        shutil.rmtree(old_site, ignore_errors=True)
        new.unlink(missing_ok=True)
        for file, text in before.items():
            (project / file).write_text(text, encoding="utf-8")


@pytest.mark.xdist_group("renamed")
def test_good_build_replaces_the_site(changed: tuple[Path, Path]) -> None:
    project, _ = changed
    assert (project / "site/index.html").is_file()
    assert not (project / "site/old.html").exists()
    assert not list(project.glob(".site*")), "the build leaves scraps behind"


@pytest.mark.xdist_group("renamed")
def test_build_is_the_same_after_a_change_in_one_process_as_from_nothing_in_several(changed: tuple[Path, Path]) -> None:
    """A process that builds again, as that of `make serve`, makes anew only what has changed: it must miss nothing."""
    project, again = changed
    made, expected = _files(again), _files(project / "site")
    assert sorted(made) == sorted(expected)
    assert [name for name in made if made[name] != expected[name]] == []


def test_several_processes_tell_every_mistake_once_and_in_the_words_of_one(refused: Refused) -> None:
    with mock.patch("os.cpu_count", return_value=1):
        alone = [str(problem) for problem in build(refused.project, None)]
    for file, (_, says) in MISTAKES.items():
        assert [told for told in alone if told.startswith(f"{file}:") and says in told], file
    told = refused.said.stdout.splitlines()
    assert [line for line in told if not line.startswith("::error ")] == alone


#: What Markdown knows, within a paragraph and before one, and what stands between.
SIGNS = (
    *("`", "``", "\\", "\\*", "[", "](x.md)", "![", "[^1]", "[a]: b\n", "]", ")", "<", ">", "<b>", "</b>"),
    *("&", "&amp;"),
    *("<https://a.example>", "<a@b.example>", "*", "**", "***x***", "_", "__", "a_b_c", "  \n", "\n", "word", " ", "#"),
    *("\n\n[^1]: note\n", "\n\n!!! note\n    ", '\n\n??? note "A"\n    ', "\n# ", "\n\nword\n: ", "\n> ", "    "),
)


def test_texts_are_searched_for_less_and_nothing_is_missed() -> None:
    chance = random.Random(5)
    extensions: list[str] = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"]
    extensions += ["pymdownx.details", "pymdownx.superfences"]
    for _ in range(150):
        text = "".join(chance.choices(SIGNS, k=20))
        faster = markdown.markdown(text, extensions=[*extensions, "macros.rendering.plain_texts"])
        assert faster == markdown.markdown(text, extensions=extensions), text


def test_no_work_is_lost_with_a_process_that_is_ended() -> None:
    here = os.getpid()

    def work(piece: int) -> int:
        if os.getpid() != here:
            os._exit(1)
        return 2 * piece

    with mock.patch("os.cpu_count", return_value=2), mock.patch("macros.processes._may_fork", return_value=True):
        assert shared(work, [1, 2, 3]) == [2, 4, 6]
        assert ahead(lambda: work(4))() == 8


def test_no_process_is_forked_from_one_with_threads_of_a_library() -> None:
    """What shortens the scripts starts threads of its own; a process forked from there would wait for them forever."""
    program = (
        "import minify, os; from macros.processes import ahead; os.cpu_count = lambda: 2; print(ahead(os.getpid)())"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.communicate()[0].strip() == str(process.pid)


def test_bad_build_leaves_the_site_alone_and_speaks_plainly(refused: Refused) -> None:
    line = (refused.project / "docs/p20-win/index.md").read_text("utf-8").count("\n")
    assert refused.said.returncode == 1
    assert f'docs/p20-win/index.md:{line}: no agency "SDOE"; did you mean "SDE"?' in refused.said.stdout
    assert "Traceback" not in refused.said.stdout + refused.said.stderr
    assert [path.name for path in (refused.project / "site").iterdir()] == ["index.html"]
    assert (refused.project / "site/index.html").read_text() == "good"
    assert not list(refused.project.glob(".site*")), "the build leaves scraps behind"


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


@pytest.mark.xdist_group("renamed")
def test_renaming_an_agency_renames_it_everywhere(renamed: tuple[Path, Path], definitions: Definitions) -> None:
    assert definitions.tables["agencies"]["OEC"].name == OLD_NAME
    texts = {path: _text(path) for path in renamed[1].rglob("*.html")}
    assert not [str(path) for path, text in texts.items() if OLD_NAME in text], "the old name is still somewhere"
    assert sum(NEW_NAME in text for text in texts.values()) >= 3


def _text(path: Path) -> str:
    return " ".join(" ".join(html.document_fromstring(path.read_text("utf-8")).xpath("//text()")).split())


def test_every_link_of_the_site_leads_somewhere(site: Path, pages: list[str]) -> None:
    broken = []
    read = functools.cache(lambda path: html.document_fromstring(path.read_bytes()))
    ids = functools.cache(lambda path: set(read(path).xpath("//@id")))
    for page in pages:
        for href in set(read(site / page / "index.html").xpath("//a/@href")):
            path, _, anchor = href.partition("?")[0].partition("#")
            if re.match(r"[a-z]+:", path):
                continue
            target = (site / page / path).resolve()
            target = target / "index.html" if target.is_dir() else target
            landed = target.is_file()
            if landed and anchor and target.suffix == ".html":
                landed = anchor in ids(target)
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


def test_every_record_is_shown_or_says_why_not(pages: list[str], soup: Soup, definitions: Definitions) -> None:
    """Each record's words stand on a built page, unless the record says why no page shows it."""
    read = [soup(page) for page in pages if page != WHOLE]
    whole = " ".join(" ".join(page.get_text(" ").split()) for page in read)
    addresses = {str(link["href"]) for page in read for link in page.find_all("a", href=True)}
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
