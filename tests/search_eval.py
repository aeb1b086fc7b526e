"""Measures the search as a reader meets it: types queries into the box key by key and reads the list on the screen.

`python -m tests.search_eval SITE QUERIES.json [--alias ALIAS.json] [--verbose]` measures any built site.
Adapted from the measuring tool that the project was given; the ranks are counted in the same way:
  page     position of the first page of the list that holds a wanted place
  section  position of the first wanted link among those in sight; that of a page counts where it is the best
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, sync_playwright

from macros.commands import chromium
from tests.serving import served

DEPTH = 10
#: Nobody types more letters than these: a longer query comes from the clipboard.
PASTED = 80
SIZE = {"width": 1280, "height": 900}
#: Watches the messages between page and worker, when the list last changed, and when its first results stood there,
#: which fill a phone: the rest comes a frame later.
WATCH = """(() => {
  const Original = window.Worker, seen = window.seen = {ready: false, sent: 0, got: 0, last: null, key: 0, shown: 0};
  window.Worker = class extends Original {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({data}) => {
        if (data.type === 1) seen.ready = true;
        if (data.type === 3) { seen.got++; seen.shown = performance.now(); }
      });
    }
    postMessage(message, ...rest) {
      if (message.type === 2) { seen.sent++; seen.last = message.data; }
      return super.postMessage(message, ...rest);
    }
  };
  addEventListener("keydown", () => { seen.key = performance.now(); seen.sight = 0; }, true);
  addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector(".md-search-result__list");
    const watched = {childList: true, subtree: true, attributes: true};
    const box = document.querySelector(".md-search__input");
    new MutationObserver(() => {
      seen.shown = performance.now();
      if (list.dataset.query === box.value) seen.sight ||= seen.shown;
    }).observe(list, watched);
  });
})()"""
#: The list as it is painted, and the milliseconds from the last key to it.
READ = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const {pathname} = new URL(JSON.parse(document.querySelector("#__config").textContent).base, location);
  const base = pathname.endsWith("/") ? pathname : pathname + "/";
  const groups = [...document.querySelectorAll(".md-search-result__list > li")].map(item =>
    [...item.querySelectorAll("a.md-search-result__link")].map(link => {
      const url = new URL(link.href), folded = link.closest("details");
      url.searchParams.delete("h");
      return {
        place: (url.pathname + url.search + url.hash).replace(base, ""), own: !!link.querySelector("h1"),
        score: parseFloat(link.querySelector("article").dataset.mdScore), hidden: !!(folded && !folded.open),
      };
    }));
  return [groups, (seen.sight || seen.shown) - seen.key];
}"""
#: Whether the list answers a query: it says so itself, or all messages have been answered.
SETTLED = """query => {
  const list = document.querySelector(".md-search-result__list"), told = list.dataset.query;
  if (told !== undefined) return told.trim() === query.trim() && list.ariaBusy !== "true";
  return (seen.last ?? "").trim() === query.trim() && seen.sent === seen.got;
}"""
EMPTIED = f"() => document.querySelector('.md-search__input').value === '' && ({SETTLED})('')"


@dataclass(frozen=True)
class Row:
    """How one query did: ranks from 1, or 0 where nothing wanted is in sight."""

    query: str
    kind: str
    page: int
    section: int
    results: int
    latency: float
    top: list[str]

    def __str__(self) -> str:
        """The query, its ranks, and the first three links that the list shows."""
        return (
            f"{self.query!r} ({self.kind}): page {self.page}, section {self.section}, first: {', '.join(self.top[:3])}"
        )


def success(ranks: list[int], within: int) -> float:
    """The share of ranks from 1 to `within`."""
    return sum(1 <= rank <= within for rank in ranks) / len(ranks)


def moved(wanted: list[str], alias: dict[str, Any]) -> list[str]:
    """The wanted places at their new addresses; an alias of a page moves its sections too."""
    places: list[str] = []
    for place in wanted:
        page, hash_sign, anchor = place.partition("#")
        if place in alias:
            places += _several(alias[place])
        elif hash_sign and page in alias:
            places += [f"{new}#{anchor}" for new in _several(alias[page])]
        else:
            places.append(place)
    return places


def judge(groups: list[list[dict[str, Any]]], wanted: list[str]) -> tuple[int, int, list[str]]:
    """Rank of the first wanted page, rank of the first wanted link in sight, and all links in sight."""
    whole = {place[:-2] for place in wanted if place.endswith("#*")}
    exact = {unquote(place) for place in wanted if not place.endswith("#*")}
    pages = whole | {_page(place) for place in exact}
    page, sight = 0, []
    for number, group in enumerate(groups, start=1):
        if not page and any(_page(link["place"]) in pages for link in group):
            page = number
        best = max(link["score"] for link in group)
        for link in group:
            hit = unquote(link["place"]) in exact or _page(link["place"]) in whole
            bare = link["own"] and not hit and (link["score"] <= 0 or link["score"] < best)
            if not link["hidden"] and not bare:
                sight.append((unquote(link["place"]), hit))
    section = next((number for number, (_, hit) in enumerate(sight, start=1) if hit), 0)
    return page, section, [place for place, _ in sight]


def ready_page(browser: Browser, address: str) -> Page:
    """A page of the site with its search box open and the worker ready."""
    page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
    page.add_init_script(WATCH)
    make_ready(page, address)
    return page


def make_ready(page: Page, address: str) -> None:
    """Opens a page of the site and its search box in a window that begins with WATCH, until the worker is ready."""
    page.goto(address, wait_until="load")
    page.locator(".md-search__input").focus()
    page.wait_for_function("() => seen.ready", timeout=60000)


def ask(page: Page, query: str, delay: float = 0, pasted: bool = False) -> tuple[list[list[dict[str, Any]]], float]:
    """Types one query, or pastes it over the last; returns the list on the screen and the milliseconds to it."""
    page.locator(".md-search__input").focus()
    page.keyboard.press("Control+A")
    if pasted:
        page.keyboard.insert_text(query)
    else:
        page.keyboard.press("Backspace")
        page.wait_for_function(EMPTIED)
        write = page.keyboard.insert_text if len(query) > PASTED else partial(page.keyboard.type, delay=delay)
        write(query)
    page.wait_for_function(SETTLED, arg=query)
    groups, latency = page.evaluate(READ)
    return groups[:DEPTH], latency


def measure(
    browser: Browser, address: str, queries: list[dict[str, Any]], alias: dict[str, Any], delay: float = 0
) -> Iterator[Row]:
    """How each query does on the site at `address`."""
    page = ready_page(browser, address)
    yield from measured(page, queries, alias, delay)
    page.close()


def measured(page: Page, queries: list[dict[str, Any]], alias: dict[str, Any], delay: float = 0) -> Iterator[Row]:
    """How each query does in a page that is ready to search."""
    for query in queries:
        groups, latency = ask(page, query["q"], delay)
        rank, section, top = judge(groups, moved(query["want"], alias))
        yield Row(query["q"], query.get("kind", ""), rank, section, len(groups), latency, top)


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _page(place: str) -> str:
    return place.partition("#")[0]


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure the search of a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("queries", type=Path, nargs="+")
    parser.add_argument("--alias", type=Path)
    parser.add_argument("--prefix", default="/")
    parser.add_argument("--verbose", action="store_true", help="show every query, not only those that miss")
    options = parser.parse_args()
    queries = [query for path in options.queries for query in json.loads(path.read_text("utf-8"))]
    alias = json.loads(options.alias.read_text("utf-8")) if options.alias else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        with served(options.site, options.prefix) as address:
            rows = list(measure(browser, address, [q for q in queries if not q.get("gap")], alias, delay=5))
        browser.close()
    for what in ("page", "section"):
        ranks = [getattr(row, what) for row in rows]
        print(f"{what:8} success@1 {success(ranks, 1):.2f}, success@3 {success(ranks, 3):.2f}")
    times = sorted(row.latency for row in rows)
    print(f"latency  median {statistics.median(times):.0f} ms, p95 {times[int(0.95 * (len(times) - 1))]:.0f} ms")
    print(f"nothing  {sum(not row.results for row in rows)} of {len(rows)}")
    for row in rows:
        if options.verbose or row.page != 1 or not 1 <= row.section <= 3:
            print(row)
    return 0


if __name__ == "__main__":
    sys.exit(main())
