"""The promise: what the search reads is small and whole, and words that lead nowhere stop the build."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from macros.finishing.page import Page as BuiltPage
from macros.finishing.search import index as search
from macros.finishing.search.stems import WORD, forms, stem
from macros.loading.definitions import Definitions
from macros.rendering.engine import settings
from macros.rendering.markdown_source import Source
from tests.browsing import BLANK
from tests.conftest import PROJECT
from tests.search_rank import held

Soup = Callable[[str], BeautifulSoup]


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    """What the search reads."""
    return json.loads((site / search.INDEX).read_text("utf-8"))["docs"]


@pytest.fixture(scope="module")
def sections(window: Page, server: str, site: Path) -> list[dict[str, Any]]:
    """Every section of the index, in order, as the browser unfolds them."""
    window.goto(server + BLANK)
    script = """async ([module, index]) => {
      const { unpack } = await import(module), { docs } = unpack(JSON.parse(index).docs);
      return JSON.stringify(docs.map(({ location, title, keywords }) => ({ location, title, keywords })));
    }"""
    text = (site / search.INDEX).read_text("utf-8")
    return json.loads(window.evaluate(script, [f"{server}assets/javascripts/search/index.js", text]))


@pytest.fixture(scope="module")
def places(sections: list[dict[str, Any]]) -> list[str]:
    """The address of every section of the index."""
    return [section["location"] for section in sections]


def test_every_page_names_the_worker_and_none_shows_keywords(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        if search.MOVED not in text:
            assert text.count(search.WORKER) == 1, path
        assert 'data-search-keywords="' not in text, path
    assert not (site / search.MATERIALS_WORKERS).exists()


@pytest.mark.parametrize(
    ("settings", "number"),
    [("", 0), ('"search": "../other.js"', 0), ('"a": "{0}", "b": "{0}"', 2)],
    ids=["none", "another", "two"],
)
def test_a_page_without_the_place_of_the_worker_is_told(settings: str, number: int) -> None:
    worker = "assets/javascripts/workers/search.a1b2.min.js"
    page = f'<script id="__config" type="application/json">{{{settings.replace("{0}", worker)}}}</script>'
    same, problems = search.point_to_worker(BuiltPage("index.html", page))
    assert same.html == page
    assert f"name {number} search workers" in problems[0]
    good = '<script id="__config" type="application/json">{"search": "../' + worker + '"}</script>'
    done, none = search.point_to_worker(BuiltPage("index.html", good))
    assert done.html.count(f'"../{search.WORKER}"') == 1
    assert not none
    assert search.point_to_worker(done) == (done, [])


def test_other_words_of_a_record_that_has_no_section_are_told(definitions: Definitions, tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "assets/javascripts").mkdir(parents=True)
    (tmp_path / search.INDEX).write_text('{"config": {}, "docs": []}')
    problems = search.write_index(tmp_path, definitions, settings(PROJECT))
    told = [problem for problem in problems if "laws_connecticut.yml" in problem.file and "foia" in problem.message]
    assert "leads nowhere" in told[0].message
    line = (PROJECT / told[0].file).read_text("utf-8").splitlines()[told[0].line - 1]
    assert line.strip().startswith("also:")


def test_words_of_records_lead_to_their_sections(
    index: dict[str, Any], places: list[str], definitions: Definitions
) -> None:
    named = {(name, short): (also, [places[at] for at in found]) for name, short, also, found in index["names"]}
    for file, target in (("agreements", "responding-to-data-requests/#{}"), ("laws", "reference/laws/#{}")):
        for record in definitions.tables[file].values():
            also, found = named[record.name, record.abbreviation or ""]
            assert also == record.also
            assert target.format(record.anchor) in found, record.name
    assert index["everyday"][0][0][:2] == ["lawyer", "attorney"]


@pytest.fixture(scope="module")
def browser_stems(index: dict[str, Any], window: Page, server: str) -> Callable[[list[str]], list[list[str]]]:
    """The stems of each text as the search's own module finds them."""
    script = """async ([module, lists, texts]) => {
      const { stem, teach, written } = await import(module);
      teach(lists);
      return JSON.stringify(texts.map((text) => written(text.toLowerCase()).flat().map(stem)));
    }"""
    lists = {name: index[name] for name in ("skipped", "endings", "irregular")}

    window.goto(server + BLANK)

    def found(texts: list[str]) -> list[list[str]]:
        return json.loads(window.evaluate(script, [f"{server}assets/javascripts/search/words.js", lists, texts]))

    return found


def test_the_index_knows_every_word_of_a_page_where_it_stands_first(
    index: dict[str, Any],
    sections: list[dict[str, Any]],
    site: Path,
    browser_stems: Callable[[list[str]], list[list[str]]],
) -> None:
    """The words are found as the search's own module finds them in a text, and lead to their sections."""
    skipped = set(map(stem, index["skipped"].split()))
    words = zip(map(stem, index["words"].split(" ")), held(index), strict=True)
    heads = browser_stems([", ".join([own["title"], *own["keywords"]]) for own in sections])
    known = [set(own) for own in heads]
    for word, numbers in words:
        for number in numbers:
            assert word in skipped or word not in known[number], "told twice"
            known[number].add(word)
    places = [section["location"] for section in sections]
    page = "transferring-data/"
    texts = json.loads((site / search.TEXTS / "transferring-data.json").read_text("utf-8"))
    count, missed = 0, 0
    for anchor, all_words in zip(texts, browser_stems(list(texts.values())), strict=True):
        number = places.index(f"{page}#{anchor}" if anchor else page)
        here = [word in known[number] for word in all_words if word not in skipped]
        count += sum(here)
        missed += len(here) - sum(here)
    assert count > 2250
    assert missed < 25, "but for lines that an earlier page has"


def test_browser_and_index_make_the_same_stems(
    index: dict[str, Any], site: Path, browser_stems: Callable[[list[str]], list[list[str]]]
) -> None:
    texts = ["organisations analysed colour catalogues feed freed hopping hissing sized résumé's E-MOU skies ties sent"]
    texts += [text for path in (site / search.TEXTS).rglob("*.json") for text in json.loads(path.read_text()).values()]
    ours = [[stem(form) for word in WORD.findall(text.lower()) for form in forms(word)] for text in texts]
    assert ours == browser_stems(texts)
    assert len({word for words in ours for word in words}) > 2500


def test_every_section_has_the_title_and_the_address_of_its_page(sections: list[dict[str, Any]], site: Path) -> None:
    for section in sections:
        page, _, anchor = section["location"].partition("#")
        texts = json.loads((site / search.TEXTS / f"{page.strip('/') or 'index'}.json").read_text("utf-8"))
        assert anchor in texts, section
    known = {section["location"]: section["title"] for section in sections}
    assert all(known.values())
    assert known["reference/laws/#ferpa"] == "Family Educational Rights and Privacy Act (FERPA)"


def test_index_and_worker_are_small(site: Path) -> None:
    """What the first search asks for beside Material's own script."""
    scripts = site / "assets/javascripts"
    files = [site / search.INDEX, scripts / "search-worker.js", *(scripts / "search").glob("*.js")]
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in files}
    assert len(sizes) >= 6
    assert sum(sizes.values()) <= 95 * 1024, sizes


def test_without_javascript_lists_lead_to_every_strategy(soup: Soup) -> None:
    docs = PROJECT / "docs"
    listed = {str(link["href"]) for link in soup("reference/strategies/").find_all("a", href=True)}
    for path in sorted(docs.rglob("*.md")):
        source = Source(path.relative_to(docs).as_posix(), path.read_bytes())
        if not source.meta.get("strategies"):
            continue
        place = search.location(source.page)
        own = {str(link["href"]) for link in soup(place).select("nav.contents a, .contents a")}
        for heading in source.headings:
            if heading.level != 2 or heading.is_plain:
                continue
            assert f"../../{place}#{heading.id}" in listed, f"{place}#{heading.id}"
            assert f"#{heading.id}" in own, f"{place}#{heading.id} is not in its page's contents"
