"""The promise: the search box answers to keys, pointers and addresses, and costs nothing before it is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import heard
from tests.conftest import PREFIX
from tests.search_eval import WATCH, ask, make_ready, ready_page

#: The same process opens the search for tests/test_search.py.
pytestmark = pytest.mark.xdist_group("search")


@pytest.fixture(scope="module")
def ready(browser: Browser, server: str) -> Iterator[Page]:
    """A page ready to search."""
    page = ready_page(browser, server)
    yield page
    page.close()


def test_a_result_names_chapter_and_section_and_shows_why(ready: Page) -> None:
    ask(ready, "small cell suppression")
    item = ready.locator(".md-search-result__item").first
    assert item.locator("h1").first.inner_text() == "Transferring data For data steward and data owner"
    assert "suppress small cells" in item.locator("h2").first.inner_text().lower()
    assert item.locator("mark").count() >= 3
    expect(item.locator("p").first).to_contain_text("small cell suppression")
    assert ready.locator(".md-search-result__meta").get_attribute("role") == "status"
    assert "matching document" in ready.locator(".md-search-result__meta").inner_text()


def test_enter_opens_the_best_and_its_words_are_marked(page: Page, server: str) -> None:
    with page.add_init_script(WATCH):
        make_ready(page, server + "about/")
        ask(page, "fuzzy matching", pasted=True)
        page.keyboard.press("Enter")
        page.wait_for_url("**/linking-datasets/?h=*#probabilistic-data-linking")
        page.wait_for_selector("article mark")


@pytest.mark.parametrize("path", ["no-such-page/", "p20-win/no-such-page/"])
def test_search_works_on_the_page_that_is_not_there(path: str, page: Page, server: str) -> None:
    with page.add_init_script(WATCH):
        make_ready(page, server + path)
        ask(page, "lawyer", pasted=True)
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(f"**{PREFIX}enabling-data-sharing/**")


def test_an_address_with_a_query_opens_its_results(page: Page, server: str) -> None:
    page.goto(server + "?q=thumb+drive")
    page.wait_for_selector(".md-search-result__link")
    assert "#non-public-data" in page.locator(".md-search-result__item").first.inner_html()


def test_pasted_words_are_searched(ready: Page) -> None:
    ask(ready, "agreement", pasted=True)
    ready.locator(".md-search__input").fill("splink")
    ready.wait_for_function("() => document.querySelector('.md-search-result').innerHTML.includes('#pick-a-tool')")


#: Whether the results of what is typed stand before anything else can happen; a worker is never heard so soon.
AT_ONCE = """async () => {
  const box = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  box.value = box.value === "splink" ? "splink tool" : "splink";
  box.dispatchEvent(new InputEvent("input", {bubbles: true}));
  for (let turn = 0; turn < 50; turn++) await null;
  return list.dataset.query === box.value && list.innerHTML.includes("#pick-a-tool");
}"""


def test_results_stand_before_the_key_is_drawn(ready: Page) -> None:
    """The page answers itself once it has read the index; before that, its worker does."""
    ready.locator(".md-search__input").focus()
    waits = "() => new Promise((done) => requestIdleCallback(() => done(true), {timeout: 200}))"
    assert any(ready.evaluate(waits) and ready.evaluate(AT_ONCE) for _ in range(100))


def test_a_browser_that_never_says_it_is_idle_is_answered_by_the_worker(page: Page, server: str) -> None:
    with page.add_init_script("window.requestIdleCallback = undefined"):
        page.goto(server + "?q=nicknames")
        expect(page.locator(".md-search-result p").first).to_contain_text("link")
        assert not page.evaluate(AT_ONCE)
        expect(page.locator(".md-search-result__list")).to_have_attribute("data-query", "splink")


def test_the_box_of_the_strategies_page_is_the_same_search(page: Page, server: str) -> None:
    page.goto(server + "reference/strategies/")
    page.fill(".home-search input", "say no")
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-search-result__link")
    assert "#say-no-with-reasons" in page.locator(".md-search-result__list").inner_html()


LATER = ("bundle.", "search-worker.js", "search_index.json")


def test_search_is_fetched_when_it_is_focused(page: Page, server: str) -> None:
    fetched: list[str] = []
    with heard(page, request=lambda request: fetched.append(request.url)):
        page.goto(server + "transferring-data/", wait_until="load")
        assert not [url for url in fetched if any(name in url for name in LATER)]
        page.locator(".md-search__input").focus()
        page.wait_for_function("() => document.querySelector('.md-search-result__meta').textContent.includes('Type')")
    for name in LATER:
        assert [url for url in fetched if name in url], f"{name} was never fetched, so this test sees nothing"


#: Lets timers of a second or more ring when the test says so: nobody has to wait for them.
LONG = """window.later = []; const soon = setTimeout;
window.setTimeout = (ring, time, ...more) => time >= 1000 ? later.push(ring) : soon(ring, time, ...more)"""


def test_search_is_never_fetched_before_the_page_is_painted(page: Page, server: str) -> None:
    with page.add_init_script(LONG):
        page.goto(server + "transferring-data/", wait_until="load")
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
        page.evaluate("() => { for (const ring of later) ring(); }")
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


def test_texts_are_fetched_only_for_pages_that_a_finished_query_shows(page: Page, server: str) -> None:
    fetched: list[str] = []
    with heard(page, request=lambda request: fetched.append(request.url)):
        page.goto(server + "about/?q=nicknames")
        expect(page.locator(".md-search-result p").first).to_contain_text("link")
    texts = [url for url in fetched if "/search/texts/" in url]
    assert f"{server}search/texts/linking-datasets.json" in texts
    assert len(texts) == len(set(texts)) <= 10


def test_results_stand_without_their_texts(page: Page, server: str) -> None:
    page.route("**/search/texts/**", lambda route: route.abort())
    page.goto(server + "?q=thumb+drive")
    with page.expect_event("requestfailed"):
        page.wait_for_selector(".md-search-result__link")
    assert "#non-public-data" in page.locator(".md-search-result__item").first.inner_html()
