"""Measures, for `make bench`: how long the search takes from the last key to its results, also with ten times the text.

Not a test: the figures depend on the machine. `python -m tests.bench_search SITE` measures a site already built, with
`--phone` on phones' processors only, and with `--slower 1 4` on one so many times slower than this.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from macros.commands import chromium
from macros.finishing.search import compact
from macros.finishing.search.index import INDEX
from tests import phone
from tests.browsing import PHONE
from tests.conftest import PREFIX, PROJECT
from tests.search_eval import ask, measure, ready_page, served
from tests.search_rank import LISTS, held

#: What a reader may have to wait: in the median, and in all but the slowest twentieth.
MEDIAN, SLOWEST = 40, 100
#: The same on a phone of the middle.
PHONE_MEDIAN, PHONE_SLOWEST = 10, 30
#: So many queries are typed on the phone, spread over all lists.
ON_A_PHONE = 40
#: Stamps the first results once they have been laid out, which the search does not wait for; after search_eval.WATCH.
LAID_OUT = """() => new MutationObserver(() => {
  if (seen.laid > seen.key) return;
  document.querySelector(".md-search__output").getBoundingClientRect();
  seen.laid = performance.now();
}).observe(document.querySelector(".md-search-result__list"), {childList: true, attributes: true})"""
LAID = "() => seen.laid - seen.key"
WHOLE = "() => seen.shown - seen.key"
#: Milliseconds between two keys, as a fast typist strikes them.
DELAY = 60


def bench(site: Path) -> None:
    """Prints a line for the site as it is, and one for the site with its text copied ten times."""
    print(f"Search, last key to results in ms; the aim is a median of {MEDIAN} and {SLOWEST} for all but 5 %.")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        print("  the text once:      ", _times(browser, site))
        print("  the text ten times: ", _times(browser, _copied(site, Path(folder) / "site", 10)))
        browser.close()
    on_a_phone(site, [])


def on_a_phone(site: Path, times: list[float]) -> None:
    """Prints what processors so many times slower than this one would need; without a number, those of two phones."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        named = {f"{factor:g} times slower": factor for factor in times}
        if not named:
            score, (middle, slow) = phone.factors(browser, phone.MIDDLE, phone.SLOW)
            print(f"  This machine scores {score:.0f}, a phone of the middle {phone.MIDDLE}, a slow one {phone.SLOW}.")
            aim = f"the aim is {PHONE_MEDIAN} and {PHONE_SLOWEST}"
            named[f"a phone of the middle, {middle} times slower; {aim}"] = middle
            named[f"a slow phone, {slow} times slower"] = slow
        for name, factor in named.items():
            print(f"  {name}:\n{_on_a_phone(browser, site, factor)}", flush=True)
        browser.close()


def _queries() -> list[dict[str, Any]]:
    return [query for name in LISTS for query in json.loads((PROJECT / f"tests/data/{name}.json").read_text("utf-8"))]


def _times(browser: Browser, site: Path) -> str:
    with served(site, PREFIX) as address:
        return _summary([row.latency for row in measure(browser, address, _queries(), {}, delay=DELAY)])


def _summary(times: list[float]) -> str:
    times = sorted(times)
    return f"median {statistics.median(times):.0f}, p95 {times[int(0.95 * (len(times) - 1))]:.0f}, most {times[-1]:.0f}"


def _on_a_phone(browser: Browser, site: Path, times: float) -> str:
    """Times with a slow processor, from the first key after the search was opened.

    Chromium slows pages down, but no worker. One answers only until the page has read the index, so its share is small.
    """
    with served(site, PREFIX) as address:
        page = ready_page(browser, address)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        page.evaluate(LAID_OUT)
        phone.slow_down(page, times)
        every = _queries()
        waited, laid, whole = [], [], []
        for query in every[:: len(every) // ON_A_PHONE]:
            waited.append(ask(page, query["q"], DELAY)[1])
            laid.append(page.evaluate(LAID))
            whole.append(page.evaluate(WHOLE))
        page.close()
    rows = {"key to results:": waited, "laid out:": laid, "the whole list:": whole}
    return "\n".join(f"    {name:16}{_summary(times)}" for name, times in rows.items())


def _copied(site: Path, target: Path, times: int) -> Path:
    """A copy of the site whose search index holds every section `times` times."""
    shutil.copytree(site, target)
    data = json.loads((target / INDEX).read_text("utf-8"))
    docs = data["docs"]
    size = len(docs["titles"])
    copies = [f"copy-{number}/" if number else "" for number in range(times)]
    docs["pages"] = [[copy + page, *more] for copy in copies for page, *more in docs["pages"]]
    for field in ("titles", "anchors", "above"):
        docs[field] *= times
    for field in ("keywords", "asked"):
        docs[field] = " ".join([docs[field]] * times)
    docs["names"] = [
        [*names, [copy * size + at for copy in range(times) for at in places]] for *names, places in docs["names"]
    ]
    docs["held"] = compact.groups([[copy * size + at for copy in range(times) for at in group] for group in held(docs)])
    (target / INDEX).write_text(json.dumps(data), encoding="utf-8")
    return target


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure how quickly the search answers.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--phone", action="store_true", help="only on phones' processors")
    parser.add_argument("--slower", type=float, nargs="+", default=[], help="on one so many times slower than this")
    options = parser.parse_args()
    if options.phone or options.slower:
        on_a_phone(options.site.resolve(), options.slower)
    else:
        bench(options.site.resolve())
