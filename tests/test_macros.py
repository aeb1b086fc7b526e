"""The promise: chapters call facts by macro; first mentions are spelled out and linked, later ones short."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import macros
from macros.commands.build import build
from macros.loading.definitions import Definitions
from macros.rendering.chapters import Chapters
from macros.rendering.page_context import PageContext, example_of
from tests.conftest import PROJECT, copy_project, made_once
from tests.reading import text_under

HEAD = """---
title: A page to try macros on, the {name} one
description: The {name} page that the tests add to a copy of the project, to see what macros write on it.
reviewed: 2026-11-23
---

"""
#: The text of each page that the tests add to the project.
TRIED = {
    "agency": 'First {{ agency("SDE") }}.\n\nThen {{ agency("SDE") }} and {{ agency("SDE", "full") }}.\n',
    "form": '{{ agency("DCF", "name") }} and {{ agency("DCF") }}.\n',
    "words": 'Many {{ term("crosswalk", text="crosswalks") }} and {{ term("crosswalk", text="crosswalks") }}.\n',
    "link": 'See {{ link("metadata-standard") }} and {{ link("open-data-portal", "the portal") }}.\n',
    "facts": '{{ link("open-data-portal") }}, {{ agreement("DSA") }}, {{ p20win_possible_members() }}.\n',
    "plain": "Only words stand here.\n",
}


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with all these pages."""

    def make(target: Path) -> None:
        project = copy_project(tmp_path_factory.mktemp("macros"))
        for name, text in TRIED.items():
            (project / f"docs/about/try-{name}.md").write_text(HEAD.format(name=name) + text, encoding="utf-8")
        menu = "nav:\n" + "".join(f"  - about/try-{name}.md\n" for name in TRIED)
        config = project / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace("nav:\n", menu, 1), encoding="utf-8")
        problems = build(project, target)
        assert not problems, [str(problem) for problem in problems]

    return made_once(tmp_path_factory, "site-of-macros", make)


@pytest.fixture(scope="module")
def page(tried: Path) -> Callable[[str], BeautifulSoup]:
    """The article of one of these pages."""
    return lambda name: BeautifulSoup((tried / f"about/try-{name}/index.html").read_text("utf-8"), "lxml").article


def test_agency_is_spelled_out_and_linked_once(page: Callable[[str], BeautifulSoup]) -> None:
    first, then = page("agency").select("p:not(.on-paper)")[:2]
    assert first.get_text() == "First Connecticut State Department of Education (SDE)."
    assert first.a["href"] == "../../reference/agencies/#sde"
    assert then.get_text() == "Then SDE and Connecticut State Department of Education (SDE)."
    assert then.a is None


def test_a_form_counts_as_the_first_mention(page: Callable[[str], BeautifulSoup]) -> None:
    paragraph = page("form").select_one("p:not(.on-paper)")
    assert paragraph.get_text() == "Connecticut Department of Children and Families and DCF."


def test_words_fit_the_sentence(page: Callable[[str], BeautifulSoup]) -> None:
    paragraph = page("words").select_one("p:not(.on-paper)")
    assert paragraph.get_text() == "Many crosswalks and crosswalks."
    assert [a["href"] for a in paragraph.find_all("a")] == ["../../reference/glossary/#crosswalk"]


def test_where_a_word_is_used_comes_from_the_chapters(tried: Path, soup: Callable[[str], BeautifulSoup]) -> None:
    after = BeautifulSoup((tried / "reference/glossary/index.html").read_text("utf-8"), "lxml")
    title = "A page to try macros on, the words one"
    assert title not in text_under(soup("reference/glossary/"), "crosswalk")
    assert title in text_under(after, "crosswalk")


def test_outside_link_says_its_title_and_file(page: Callable[[str], BeautifulSoup]) -> None:
    sheet, portal = page("link").select_one("p:not(.on-paper)").find_all("a")
    assert sheet.get_text().endswith("(Excel)")
    assert sheet["href"].startswith("https://")
    assert portal.get_text() == "the portal"


FACTS = "https://github.com/CTOpenData/data-sharing-playbook/edit/main/macros/definitions/"


def test_foot_leads_editors_to_the_files_that_the_page_used(page: Callable[[str], BeautifulSoup]) -> None:
    links = page("facts").select(".trust details a[href*='/edit/']")
    files = {link["href"].removeprefix(FACTS) for link in links}
    assert files >= {"links.yml", "agreements.yml", "p20win.yml"}
    assert not files & {"laws_federal.yml", "questions.yml", "contacts.yml"}
    assert all((PROJECT / "macros/definitions" / file).is_file() for file in files)


def test_page_without_facts_has_no_list_of_files(page: Callable[[str], BeautifulSoup]) -> None:
    foot = page("plain").select_one(".trust")
    boxes = [box.get_text() for box in foot.find_all("summary")]
    assert foot.find("a", rel="edit") and "Facts on this page" not in boxes


def test_no_page_spells_out_the_network_without_its_article(
    pages: list[str], soup: Callable[[str], BeautifulSoup]
) -> None:
    bare = re.compile(r"\w+(?<!\bthe)(?<!\bThe) Preschool through Twenty[\w ]* \(P20 WIN\)")
    for path in pages:
        found = bare.search(" ".join(soup(path).find("article").get_text().split("\n")))
        assert found is None, f"/{path}: {found and found[0]}"


def test_editors_links_stand_at_the_foot_alone(pages: list[str], soup: Callable[[str], BeautifulSoup]) -> None:
    for path in pages:
        if path not in ("about/editing/", "about/fields/", "about/error-messages/"):
            above = [
                a for a in soup(path).select("article a[href*='/edit/main/']") if not a.find_parent(class_="trust")
            ]
            assert above == [], f"/{path}"


@pytest.mark.parametrize("macro", macros.MACROS, ids=lambda macro: macro.__name__)
def test_every_macro_says_what_it_returns_with_an_example(macro: Callable[..., str]) -> None:
    assert re.search(r"\(.*(Markdown|HTML|plain text).*\)", inspect.getdoc(macro))
    assert example_of(macro).startswith("{{ " + macro.__name__ + "(")
    assert next(iter(inspect.signature(macro).parameters)) == "context"


def test_every_macro_is_called_by_some_page() -> None:
    whole = "".join(path.read_text("utf-8") for path in (PROJECT / "docs").rglob("*.md"))
    assert [m.__name__ for m in macros.MACROS if f"{m.__name__}(" not in whole] == []


def test_every_page_has_a_title_of_its_own_and_a_description() -> None:
    chapters = Chapters.of(PROJECT / "docs")
    for field in ("title", "description"):
        values = [chapters.meta(page)[field] for page in chapters.pages]
        assert len(values) == len(set(values)), f"two pages share a {field}"


def test_addresses_are_relative_to_the_page_being_written(definitions: Definitions) -> None:
    class File:
        src_uri = "p20-win/index.md"

    class Page:
        file = File()

    class Env:
        page = Page()

    context = PageContext(Env(), definitions)
    assert context.href("reference/laws.md#ferpa") == "../reference/laws.md#ferpa"
    assert context.href("p20-win/data.md") == "data.md"
    assert context.href("p20-win/index.md#names") == "#names"
