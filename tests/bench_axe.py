"""Measures, for `make bench`: whether axe finds by each look what it finds by every element, and what either costs.

Not a test: it takes minutes. The tests let axe judge the colors of each look once in all pages, and the size of targets
that could be too small; this judges every element too, on every page, wide and narrow, light and dark. `python -m
tests.bench_axe SITE` measures a site; it fails where one way finds a fault on a page and the other does not.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from macros.commands import chromium
from tests.axe import COLOR_RULES, axe
from tests.browsing import NO_SEARCH, PHONE, WIDE, opened, visit
from tests.conftest import PREFIX
from tests.serving import served


def both_ways(page: Page, spent: list[float]) -> tuple[list[str], list[str]]:
    """What the rules on color and on size find by what is marked, and by every element; adds the seconds of either."""
    found = []
    for way, every in enumerate((False, True)):
        started = time.perf_counter()
        found.append(axe(page, [*COLOR_RULES, "target-size"], every))
        spent[way] += time.perf_counter() - started
    return found[0], found[1]


def bench(site: Path) -> bool:
    """Prints each fault, and where the ways disagree; whether they agree everywhere."""
    pages = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html"))
    spent, alike, states = [0.0, 0.0], True, 0
    with served(site, PREFIX) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        for size in (WIDE, PHONE):
            with opened(browser, size, reduced_motion="reduce") as page:
                page.add_init_script(NO_SEARCH)
                for path in ["no-such-page/", *pages]:
                    visit(page, address + path)
                    for scheme in ("light", "dark"):
                        page.emulate_media(color_scheme=scheme)
                        looks, every = both_ways(page, spent)
                        alike, states = alike and bool(looks) == bool(every), states + 1
                        if looks or every:
                            print(
                                f"  /{path} {size} {scheme}: by look {len(looks)}, by element {len(every)}: {every[:3]}"
                            )
        browser.close()
    print(
        f"Colors and targets of {len(pages) + 1} pages in {states} states: "
        f"by look {spent[0]:.0f} s, by element {spent[1]:.0f} s;"
    )
    print(f"  {'both ways find the same' if alike else 'THE WAYS DISAGREE'}")
    return alike


if __name__ == "__main__":
    sys.exit(not bench(Path(sys.argv[1]).resolve()))
