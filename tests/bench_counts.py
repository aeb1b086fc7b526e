"""Measures, for `make bench`, how well small counts are hidden: against the plain rule, a solver and a phone's clock.

`python -m tests.bench_counts [TABLES]` measures alone, on as many random tables; 10,000 without a number.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from macros.commands import chromium
from macros.content.small_counts.intervals import intervals, open_to_readers
from macros.content.small_counts.partners import partner_rule
from macros.content.small_counts.suppression import suppress
from macros.content.small_counts.tables import Rule, Table
from tests.counts_sample import drawn, sample
from tests.test_small_counts import cost, solved_cost

SLOWER = 4  # a phone's processor, as Lighthouse takes it
SCRIPTS = Path(__file__).parent.parent / "docs/assets/javascripts/counts/method.js"
TIME = """async ([source, tables]) => {
  const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  const {network, suppress, intervals} = await import(address);
  return tables.map(([counts, limit]) => {
    const start = performance.now();
    const net = network([counts], {limit, zeros: true, across: true, down: true});
    intervals(net, suppress(net).hidden);
    return performance.now() - start;
  });
}"""


def bench(tables: int = 10_000) -> None:
    """Prints what the plain rule and the method leave open, the gap to a solver's optimum, and times for 12 by 20."""
    against_the_plain_rule(tables)
    against_a_solver(60)
    times(100)


def against_the_plain_rule(number: int) -> None:
    """Prints in how many tables a small count can be worked out after the plain rule, and after the method."""
    plain = plain_narrow = ours = unproved = done = 0
    for table, _ in sample(number):
        if not isinstance(table, Table):
            continue
        done += 1
        hidden = partner_rule(table)
        known = intervals(table, hidden)
        plain += any(known[cell].least == known[cell].most for cell in table.small)
        plain_narrow += bool(open_to_readers(table, hidden))
        found = suppress(table)
        ends = intervals(table, found.hidden)
        ours += any(ends[cell].least == ends[cell].most for cell in table.small) or bool(found.open)
        unproved += not found.proved
    print(f"Small counts: of {done} random tables that hold some, a count can be worked out in")
    print(f"  {plain} after the plain partner rule ({plain_narrow} narrowed to the limit or less), {ours} after ours")
    print(f"  not proved to be the least: {unproved}")


def against_a_solver(number: int) -> None:
    """Prints how much more than scipy's optimum the method hides, on tables up to 10 by 12."""
    chance, gaps = random.Random(7), []
    while len(gaps) < number:
        table = drawn(chance, chance.randint(5, 10), chance.randint(5, 12))
        found = suppress(table)
        if found.partners:
            best = solved_cost(table, totals=any(table.cells[cell].is_total for cell in found.partners))
            gaps.append(cost(table, found.partners)[1] / best[0] - 1 if best[0] else 0)
    print(f"  more than the solver's optimum on {number} tables up to 10 by 12: at most {max(gaps):.2%}")


def times(number: int) -> None:
    """Prints how long tables of 12 by 20 take in Chromium, as fast as this machine and as slow as a phone."""
    chance, tables = random.Random(12), []
    while len(tables) < number:
        counts = [
            [int(chance.random() ** 2 * chance.choice([30, 100, 400, 2000])) for _ in range(20)] for _ in range(12)
        ]
        tables.append([counts, chance.choice([5, 9, 10])])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = browser.new_page()
        for slower in (1, SLOWER):
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            spent = sorted(page.evaluate(TIME, [SCRIPTS.read_text("utf-8"), tables]))
            late = spent[int(0.95 * len(spent))]
            told = f"median {statistics.median(spent):.0f}, 95 % {late:.0f}, most {spent[-1]:.0f} ms"
            print(f"  12 by 20 in Chromium, slowed {slower}x: {told}")
        browser.close()
    proved, started = 0, time.process_time()
    for counts, limit in tables:
        proved += suppress(Table(counts, Rule(limit))).proved
    spent_here = (time.process_time() - started) / number
    print(
        f"  12 by 20 in Python: {spent_here * 1000:.0f} ms each on average; {proved} of {number} proved to be the least"
    )


if __name__ == "__main__":
    bench(*map(int, sys.argv[1:2]))
