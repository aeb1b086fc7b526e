"""Measures, for `make bench`: how long the search takes from the last key to its results, also with ten times the text.

Not a test: the figures depend on the machine. `python -m tests.bench_search SITE` measures a site already built.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from macros.commands import chromium
from macros.finishing.search.index import INDEX
from tests.conftest import PREFIX, PROJECT
from tests.search_eval import measure, served

LISTS = ("queries", "own_queries", "gap_queries")
#: What a reader may have to wait: in the median, and in all but the slowest twentieth.
MEDIAN, SLOWEST = 40, 100
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


def _times(browser: Browser, site: Path) -> str:
    queries = [
        query for name in LISTS for query in json.loads((PROJECT / f"tests/data/{name}.json").read_text("utf-8"))
    ]
    with served(site, PREFIX) as address:
        times = sorted(row.latency for row in measure(browser, address, queries, {}, delay=DELAY))
    return f"median {statistics.median(times):.0f}, p95 {times[int(0.95 * (len(times) - 1))]:.0f}, most {times[-1]:.0f}"


def _copied(site: Path, target: Path, times: int) -> Path:
    """A copy of the site whose search index holds every section `times` times."""
    shutil.copytree(site, target)
    data = json.loads((target / INDEX).read_text("utf-8"))
    copies = [f"copy-{number}/" if number else "" for number in range(times)]
    data["docs"] = [{**doc, "location": copy + doc["location"]} for copy in copies for doc in data["docs"]]
    (target / INDEX).write_text(json.dumps(data), encoding="utf-8")
    return target


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure how quickly the search answers.")
    parser.add_argument("site", type=Path)
    bench(parser.parse_args().site.resolve())
