"""The promise: whatever readers call it, the search finds the right strategy first, quickly and without a fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from macros.commands.build import build
from macros.finishing import search
from macros.finishing.page import Page as BuiltPage
from macros.loading.definitions import Definitions
from macros.rendering.markdown_source import Source
from tests.browsing import WIDE, opened
from tests.conftest import PREFIX, PROJECT
from tests.search_eval import Row, ask, measure, ready_page, success

#: One process of pytest-xdist measures the queries for all tests of them.
pytestmark = pytest.mark.xdist_group("search")
Soup = Callable[[str], BeautifulSoup]
DATA = PROJECT / "tests/data"
#: success@1 and success@3 for pages, then for sections. The 60 were given; of our own, one in 30 may be hard.
LIMITS = {
    "queries": (0.90, 0.98, 0.80, 0.92),
    "own_queries": (0.85, 0.95, 0.75, 0.90),
    "gap_queries": (0.85, 1, 0.85, 1),
}


@pytest.fixture(scope="module")
def rows(browser: Browser, server: str) -> dict[str, list[Row]]:
    """How every query of every list does."""
    alias = json.loads((DATA / "search_alias.json").read_text("utf-8"))
    lists = {name: json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in LIMITS}
    scored = {name: [query for query in queries if not query.get("gap")] for name, queries in lists.items()}
    return {name: list(measure(browser, server, queries, alias)) for name, queries in scored.items()}


@pytest.fixture(scope="module")
def asked(browser: Browser, server: str) -> Iterator[tuple[Page, list[str]]]:
    """A page ready to search, and the errors that it reports."""
    page, errors = ready_page(browser, server), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield page, errors
    page.close()


def first(page: Page, query: str) -> str:
    """The first section or page that the list shows for a query."""
    groups, _ = ask(page, query)
    best = max((link for link in groups[0]), key=lambda link: link["score"])
    return best["place"]


@pytest.mark.parametrize("name", LIMITS)
def test_the_answer_comes_first(name: str, rows: dict[str, list[Row]]) -> None:
    found = rows[name]
    pages, sections = [row.page for row in found], [row.section for row in found]
    reached = (success(pages, 1), success(pages, 3), success(sections, 1), success(sections, 3))
    missed = "\n".join(str(row) for row in found if row.page != 1 or not 1 <= row.section <= 3)
    assert all(got >= least for got, least in zip(reached, LIMITS[name], strict=True)), f"{reached}\n{missed}"


def test_no_query_with_an_answer_finds_nothing(rows: dict[str, list[Row]]) -> None:
    assert not [row.query for found in rows.values() for row in found if not row.results]


def test_each_list_is_whole() -> None:
    sizes = {name: len(json.loads((DATA / f"{name}.json").read_text("utf-8"))) for name in LIMITS}
    assert sizes == {"queries": 60, "own_queries": 30, "gap_queries": 8}


@pytest.mark.parametrize(
    "spellings",
    [
        ("E-MOU", "EMOU", "e mou", "emou"),
        ("P20 WIN", "P20WIN", "p20 win"),
        ("de-identify", "deidentify", "de identify"),
        ("anonymize", "anonymise", "anonymised", "anonymizing"),
        ("encryption", "encription", "encrytion"),
        ("agreement template", "how do I get an agreement template", "agreement templates"),
        ("agreement", "agréement", "AGREEMENT"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_word_find_the_same(spellings: tuple[str, ...], asked: tuple[Page, list[str]]) -> None:
    assert len({first(asked[0], spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("solicitor", "enabling-data-sharing/#legal-counsel"),
        ("opioid", "reference/laws/#substance-use-records"),
        ("offender", "reference/laws/#justice-records"),
        ("nicknames", "linking-datasets/#probabilistic-data-linking"),
    ],
)
def test_everyday_words_that_no_page_holds_lead_to_what_it_says(
    word: str, place: str, asked: tuple[Page, list[str]], site: Path
) -> None:
    docs = json.loads((site / search.INDEX).read_text("utf-8"))["docs"]
    readers = [doc for doc in docs if not doc["location"].startswith("about/")]
    assert word.lower() not in json.dumps(readers).lower(), "a page holds the word now, so it tries nothing"
    assert first(asked[0], word) == place


ODD = [
    '"data sharing"',
    "+data -agreement",
    "~~~",
    "<script>alert(1)</script>",
    "x" * 300,
    "data " * 60,
    "résumé naïve",
]
ODD += [
    "§ 4-67p",
    "(MOU)",
    "*",
    "a",
    " ",
    "constructor",
    "__proto__",
    "title:data^10",
    "data~2",
    "\\",
    "日本語",
    "%20&h=x",
]


@pytest.mark.parametrize("query", ODD, ids=lambda query: query[:20])
def test_odd_input_does_no_harm(query: str, asked: tuple[Page, list[str]]) -> None:
    page, errors = asked
    groups, _ = ask(page, query)
    assert not errors
    assert len(groups) <= 10
    assert not page.locator(".md-search-result script").count()
    assert first(page, "BAA").endswith("#business-associate-agreement-baa"), "it broke"


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("§ 4-67p", "reference/laws/#cgs-4-67p"),
        ("(MOU)", "responding-to-data-requests/#memorandum-of-understanding-mou"),
    ],
)
def test_marks_around_a_word_do_not_hide_it(query: str, place: str, asked: tuple[Page, list[str]]) -> None:
    assert first(asked[0], query) == place


def test_a_result_names_chapter_and_section_and_shows_why(asked: tuple[Page, list[str]]) -> None:
    page, _ = asked
    ask(page, "small cell suppression")
    item = page.locator(".md-search-result__item").first
    assert item.locator("h1").first.inner_text() == "Transferring data For data steward and data owner"
    assert "suppress small cells" in item.locator("h2").first.inner_text().lower()
    assert item.locator("mark").count() >= 3
    assert item.locator("p").first.inner_text().strip()
    assert page.locator(".md-search-result__meta").get_attribute("role") == "status"
    assert "matching document" in page.locator(".md-search-result__meta").inner_text()


def test_enter_opens_the_best_and_its_words_are_marked(browser: Browser, server: str) -> None:
    page = ready_page(browser, server + "about/")
    ask(page, "fuzzy matching")
    page.keyboard.press("Enter")
    page.wait_for_url("**/linking-datasets/?h=*#probabilistic-data-linking")
    page.wait_for_selector("article mark")
    page.close()


@pytest.mark.parametrize("path", ["no-such-page/", "p20-win/no-such-page/"])
def test_search_works_on_the_page_that_is_not_there(path: str, browser: Browser, server: str) -> None:
    page = ready_page(browser, server + path)
    ask(page, "lawyer")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(f"**{PREFIX}enabling-data-sharing/**")
    page.close()


def test_an_address_with_a_query_opens_its_results(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        page.goto(server + "?q=thumb+drive")
        page.wait_for_selector(".md-search-result__link")
        assert "#non-public-data" in page.locator(".md-search-result__item").first.inner_html()


def test_pasted_words_are_searched(asked: tuple[Page, list[str]]) -> None:
    page, _ = asked
    ask(page, "agreement")
    page.locator(".md-search__input").fill("splink")
    page.wait_for_function("() => document.querySelector('.md-search-result').innerHTML.includes('#pick-a-tool')")


def test_the_box_of_the_strategies_page_is_the_same_search(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        page.goto(server + "reference/strategies/")
        page.fill(".home-search input", "say no")
        page.keyboard.press("Enter")
        page.wait_for_selector(".md-search-result__link")
        assert "#say-no-with-reasons" in page.locator(".md-search-result__list").inner_html()


LATER = ("bundle.", "search-worker.js", "search_index.json")


def test_search_is_fetched_when_it_is_focused(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(server + "transferring-data/", wait_until="load")
        assert not [url for url in fetched if any(name in url for name in LATER)]
        page.locator(".md-search__input").focus()
        page.wait_for_function("() => document.querySelector('.md-search-result__meta').textContent.includes('Type')")
        for name in LATER:
            assert [url for url in fetched if name in url], f"{name} was never fetched, so this test sees nothing"


def test_search_is_never_fetched_before_the_page_is_painted(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as page:
        page.goto(server + "transferring-data/", wait_until="load")
        page.wait_for_function(
            "() => performance.getEntriesByType('resource').some(e => e.name.includes('search_index'))"
        )
        painted = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime")
        starts = page.evaluate(
            "names => performance.getEntriesByType('resource').filter(e => names.some(n => e.name.includes(n)))"
            ".map(e => e.startTime)",
            LATER,
        )
        assert min(starts) > painted


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


def test_words_that_name_nothing_stop_the_build(project_copy: Path) -> None:
    edits = {
        "macros/definitions/search.yml": ("means: [external drive]", "means: [external dirve]", "stands nowhere"),
        "docs/safeguarding-data.md": (
            '#cloud-storage data-search-keywords="',
            '#cloud-storage data-search-keyword="',
            "knows no",
        ),
        "docs/enabling-data-sharing.md": (
            "{ #examples }",
            '{ #examples data-search-keywords=" , " }',
            "name nothing",
        ),
        "docs/print.md": (
            "{{ complete",
            '## Odd { #odd data-search-keywords="odd" }\n\n{{ complete',
            "leaves this place out",
        ),
    }
    edits["docs/about/privacy.md"] = ("search: {boost: 0.5}", "search: {keyword: [law]}", 'did you mean "keywords"')
    for file, (old, new, _) in edits.items():
        path = project_copy / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"the edit no longer fits {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    problems = build(project_copy, None)
    for file, (_, _, says) in edits.items():
        told = [problem for problem in problems if problem.file == file and says in problem.message]
        assert told, f"{file}: {says}; told were {[str(problem) for problem in problems]}"
        assert told[0].line, "the line is missing"


def test_other_words_of_a_record_that_has_no_section_are_told(definitions: Definitions, tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "assets/javascripts").mkdir(parents=True)
    (tmp_path / search.INDEX).write_text('{"config": {}, "docs": []}')
    problems = search.write_index(tmp_path, definitions)
    told = [problem for problem in problems if "laws_connecticut.yml" in problem.file and "foia" in problem.message]
    assert "leads nowhere" in told[0].message
    line = (PROJECT / told[0].file).read_text("utf-8").splitlines()[told[0].line - 1]
    assert line.strip().startswith("also:")


def test_words_of_records_lead_to_their_sections(site: Path, definitions: Definitions) -> None:
    data = json.loads((site / search.INDEX).read_text("utf-8"))
    pairs = [tuple(pair) for pair in data["config"]["synonyms"]]
    assert pairs == list(search.synonyms(definitions))
    assert ("lawyer", "legal counsel") in pairs
    assert ("MOU", "Memorandum of Understanding") in pairs
    words = {doc["location"]: doc.get("keywords", "") for doc in data["docs"]}
    for file, target in (("agreements", "responding-to-data-requests/#{}"), ("laws", "reference/laws/#{}")):
        for record in definitions.tables[file].values():
            for word in (record.name, *record.also):
                assert word in words[target.format(record.anchor)], f"{file}: {word}"


def test_without_javascript_lists_lead_to_every_strategy(soup: Soup) -> None:
    docs = PROJECT / "docs"
    listed = {str(link["href"]) for link in soup("reference/strategies/").find_all("a", href=True)}
    for path in sorted(docs.rglob("*.md")):
        source = Source(path, docs)
        place = search.location(source.page)
        own = {str(link["href"]) for link in soup(place).select("nav.contents a, .contents a")}
        for heading in source.headings:
            if heading.level != 2 or heading.is_plain or not source.meta.get("strategies"):
                continue
            assert f"../../{place}#{heading.id}" in listed, f"{place}#{heading.id}"
            assert f"#{heading.id}" in own, f"{place}#{heading.id} is not in its page's contents"
