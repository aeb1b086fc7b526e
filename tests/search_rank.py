"""Ranks every list of queries by the search's own modules, without typing: seconds for all of them.

    python -m tests.search_rank SITE [--misses]    how each list and each kind of every part does
    python -m tests.search_rank SITE --tune 600    sets the weights from A, C-look and D-look, in so many seconds

SITE is a built site, or a folder with its search index; the modules are those of `docs/`. `--misses` shows what
missed, but never of B, C-check and D-check: nobody looks at their single failures. The ranks are those that a reader
sees.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from macros.commands import chromium
from macros.finishing.search.compact import FIRST, ONE
from macros.finishing.search.index import INDEX
from macros.finishing.search.words import location
from macros.loading.definitions import Definitions
from tests.conftest import PREFIX, PROJECT
from tests.search_eval import Row, judge, moved, served, success

DATA = PROJECT / "tests/data"
SCRIPTS = "assets/javascripts/search"
WEIGHTS = PROJECT / "docs" / SCRIPTS / "weights.js"
LISTS = ("queries", "own_queries", "gap_queries")
QUESTIONS = ("questions", "questions_c", "questions_d")
#: The parts of the questions. The ranking learns from the first three; of the others only the totals are looked at.
PARTS = ("A", "C-look", "D-look", "C-check", "D-check", "B")
LEARNED = PARTS[:3]
START = """async ([base, index, less]) => {
  window.ranking = await import(`${base}assets/javascripts/search/ranking.js`);
  window.weights = (await import(`${base}assets/javascripts/search/weights.js`)).WEIGHTS;
  const { docs } = await (await fetch(base + index)).json();
  const some = (group) => group.split("!").filter((_, number) => number % 3 !== 1).join("!");
  if (less === "keywords") docs.keywords = docs.keywords.replace(/[^ ]/g, "");
  if (less === "asked") docs.asked = docs.asked.split(" ").map(some).join(" ");
  const start = performance.now();
  ranking.setup(docs);
  return performance.now() - start;
}"""
ASK = """([queries, tried]) => {
  Object.assign(weights, tried);
  ranking.weigh();
  return JSON.stringify(queries.map((query) => {
    const start = performance.now();
    const lists = ranking.search(query).slice(0, 10);
    const shown = lists.map((list, place) => ranking.shown(list, place).map(({doc, score}) => [doc.location, score]));
    return [performance.now() - start, shown];
  }));
}"""
#: What the tuning weighs: ranks 1 and 3 of the page, then of the section.
WORTH = (0.45, 0.25, 0.2, 0.1)
#: How much each list counts: what is learned from and the lists that must not lose; both again without the keywords
#: beside the headings, many of which were written with A in view; and every third phrase that readers ask, in a search
#: that does not know it. Those who wrote the first of the phrases had seen no query of these lists.
OF = (0.2, 0.15, 0.25, 0.05, 0.35)
#: So many of these phrases are asked.
ASKED = 200


def part_of(question: dict[str, Any]) -> str:
    """The part that a question is counted in: of C and of D, one third is never looked at singly."""
    digest = int(hashlib.sha256(question["q"].lower().encode("utf-8")).hexdigest(), 16)
    half: str = question["half"]
    return half if half in "AB" else f"{half}-look" if digest % 3 else f"{half}-check"


def queries() -> dict[str, list[dict[str, Any]]]:
    """Every list of queries and every part of the questions by its name. Wanted places stand at their new addresses."""
    alias = json.loads((DATA / "search_alias.json").read_text("utf-8"))
    lists = {name: json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in LISTS}
    questions = [query for name in QUESTIONS for query in json.loads((DATA / f"{name}.json").read_text("utf-8"))]
    lists |= {part: [query for query in questions if part_of(query) == part] for part in PARTS}
    return {
        name: [{**query, "want": moved(query["want"], alias)} for query in asked if not query.get("gap")]
        for name, asked in lists.items()
    }


def asked() -> list[dict[str, Any]]:
    """Phrases that readers ask and that the search without "asked" does not know, as queries."""
    table = Definitions.of(PROJECT).tables["asked"]
    left = [{"q": phrase, "want": [location(key)]} for key in table for phrase in table[key].asked[1::3]]
    return left[:: len(left) // ASKED]


@contextmanager
def ready(site: Path) -> Iterator[tuple[Page, Page, Page]]:
    """A page in which the search has read the site's index; the same without keywords of headings; without phrases."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / INDEX).parent.mkdir()
        shutil.copy(site / INDEX, Path(folder) / INDEX)
        shutil.copytree(PROJECT / "docs" / SCRIPTS, Path(folder) / SCRIPTS)
        with served(Path(folder), PREFIX) as address:
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
            page, time = ranking_page(browser, address)
            print(f"ready in {time:.0f} ms")
            yield page, ranking_page(browser, address, "keywords")[0], ranking_page(browser, address, "asked")[0]
            browser.close()


def held(docs: dict[str, Any]) -> list[list[int]]:
    """Of each word of the index the numbers of the sections that hold it, from its letters."""
    found: list[list[int]] = []
    start = -1
    for place, group in enumerate(docs["held"].split(" ")):
        found.append(list(accumulate((ord(letter) - FIRST + 1 for letter in group), initial=start))[1:])
        if place >= ONE and found[-1]:
            start = found[-1][0] - 1
    return found


def ranking_page(browser: Browser, address: str, less: str = "") -> tuple[Page, float]:
    """A page in which the search of the site at `address` is ready, and the milliseconds it took to read the index.

    `less`: without the "keywords" that stand beside headings, or without every third phrase that is "asked".
    """
    page = browser.new_page()
    page.goto(address + INDEX)
    return page, page.evaluate(START, [address, INDEX, less])


def rank(page: Page, asked: list[dict[str, Any]], weights: dict[str, float] | None = None) -> list[Row]:
    """How each query does, with the weights of the module or with these."""
    answers = json.loads(page.evaluate(ASK, [[query["q"] for query in asked], weights or {}]))
    rows = []
    for query, (latency, lists) in zip(asked, answers, strict=True):
        groups = [_as_shown(items) for items in lists]
        page_rank, section, top = judge(groups, query["want"])
        rows.append(Row(query["q"], query.get("kind", ""), page_rank, section, len(groups), latency, top))
    return rows


def _as_shown(items: list[list[Any]]) -> list[dict[str, Any]]:
    """One page of the results as the list shows it: itself first, then its sections."""
    page = items[0][0].partition("#")[0]
    rounded = [(place, round(score, 2)) for place, score in items]
    links = [{"place": place, "own": "#" not in place, "score": score, "hidden": False} for place, score in rounded]
    if not any(link["own"] for link in links):
        links.append({"place": page, "own": True, "score": 0, "hidden": False})
    return sorted(links, key=lambda link: not link["own"])


def line(name: str, rows: list[Row]) -> str:
    """The four figures of a list in one line."""
    pages, sections = [row.page for row in rows], [row.section for row in rows]
    figures = [success(pages, 1), success(pages, 3), success(sections, 1), success(sections, 3)]
    empty = sum(not row.results for row in rows)
    return f"{name:20} {len(rows):4}  " + "  ".join(f"{figure:.3f}" for figure in figures) + f"  {empty}"


def report(page: Page, misses: bool) -> None:
    """Prints every list, and the parts of the questions by kind and by where they come from."""
    print(f"{'':20}    n  page@1 @3     section@1 @3   empty")
    times = []
    for name, asked in queries().items():
        rows = rank(page, asked)
        times += [row.latency for row in rows]
        print(line(name, rows))
        if name in PARTS:
            parts = {kind: {query["q"] for query in asked if query["kind"] == kind} for kind in _kinds(asked)}
            parts["of readers"] = {query["q"] for query in asked if query["source"] == "readers"}
            parts["of public guides"] = {query["q"] for query in asked} - parts["of readers"]
            for part, words in parts.items():
                print(line(f"  {name} {part}", [row for row in rows if row.query in words]))
        if misses and name in (*LISTS, *LEARNED):
            print(*(f"    {row}" for row in rows if row.page != 1 or not 1 <= row.section <= 3), sep="\n")
    times.sort()
    print(f"ranking one query: median {times[len(times) // 2]:.1f} ms, p95 {times[int(0.95 * len(times))]:.1f} ms")


def _kinds(asked: list[dict[str, Any]]) -> list[str]:
    return sorted({query["kind"] for query in asked})


def tune(page: Page, bare: Page, part: Page, seconds: float) -> dict[str, float]:
    """Weights that do better, each in turn a step up or down; never those by which a list that must not lose does.

    A long run fits these questions alone: stop early, and compare the totals of C-check and D-check.
    """
    lists = queries()
    half = [query for part in LEARNED for query in lists[part]]
    left, kept = asked(), [query for name in LISTS for query in lists[name]]
    weights: dict[str, float] = page.evaluate("() => ({...weights})")

    before = rank(page, kept)
    floor = (success([row.page for row in before], 1), success([row.section for row in before], 1))

    def worth(tried: dict[str, float]) -> float:
        size, whole, less = len(half), rank(page, half + kept, tried), rank(bare, half + kept, tried)
        parts = (whole[:size], whole[size:], less[:size], less[size:], rank(part, left, tried))
        reached = (success([row.page for row in parts[1]], 1), success([row.section for row in parts[1]], 1))
        if any(now < least for now, least in zip(reached, floor, strict=True)):
            return 0.0
        return sum(of * _worth(rows) for of, rows in zip(OF, parts, strict=True))

    best, end, order = worth(weights), time.monotonic() + seconds, random.Random(1)
    steps = dict.fromkeys(weights, 1.6)
    while time.monotonic() < end and max(steps.values()) > 1.05:
        for name in order.sample(list(weights), len(weights)):
            for factor in (steps[name], 1 / steps[name]):
                tried = {**weights, name: round(weights[name] * factor, 3)}
                if time.monotonic() < end and (now := worth(tried)) > best:
                    weights, best = tried, now
                    print(f"{best:.4f} {name} {weights[name]}", flush=True)
                    break
            else:
                steps[name] = 1 + (steps[name] - 1) * 0.6
    return weights


def _worth(rows: list[Row]) -> float:
    pages, sections = [row.page for row in rows], [row.section for row in rows]
    parts = (success(pages, 1), success(pages, 3), success(sections, 1), success(sections, 3))
    means = [sum(1 / rank for rank in ranks if rank) / len(ranks) for ranks in (pages, sections)]
    return sum(part * by for part, by in zip(parts, WORTH, strict=True)) + 0.2 * sum(means)


def write_weights(weights: dict[str, float]) -> None:
    """Puts the weights into their module."""
    items = [f"{name}: {weight:g}" for name, weight in weights.items()]
    rows = [f"  {', '.join(items[start : start + 7])},\n" for start in range(0, len(items), 7)]
    text = WEIGHTS.read_text("utf-8")
    text = re.sub(r"(WEIGHTS = \{\n).*?(\};)", lambda m: m[1] + "".join(rows) + m[2], text, count=1, flags=re.DOTALL)
    WEIGHTS.write_text(text, encoding="utf-8")


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description="Rank all queries by the search of this project.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--misses", action="store_true", help="show what missed, but of B, C-check and D-check")
    parser.add_argument("--tune", type=float, metavar="SECONDS", help="set the weights from A, C-look and D-look")
    options = parser.parse_args()
    with ready(options.site.resolve()) as (page, bare, part):
        if options.tune:
            write_weights(tune(page, bare, part, options.tune))
        report(page, options.misses)


if __name__ == "__main__":
    main()
