"""Measures, for `make bench`, how well small counts are hidden: against the plain rule, a solver and a phone's clock.

`python -m tests.bench_counts [TABLES]` measures alone, on as many random tables; 10,000 without a number.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from itertools import chain
from pathlib import Path

from playwright.sync_api import sync_playwright

from macros.commands import chromium
from macros.content.small_counts.intervals import intervals, open_to_readers
from macros.content.small_counts.partners import partner_rule
from macros.content.small_counts.suppression import suppress
from macros.content.small_counts.tables import Rule, Table
from tests import bench_rerun
from tests.counts_oracle import cost, solved_cost
from tests.counts_sample import SEED, Counts, drawn, pair, sample

SLOWER = (1, 4, 6)  # this machine, a phone's processor as Lighthouse takes it, and a slow one
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
    """Prints what the plain rule and the method leave open, the gap to a solver's optimum, pairs, times."""
    against_the_plain_rule(tables)
    against_a_solver(60)
    pairs_protected_alone(1500)
    times(200)
    bench_rerun.bench()


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


def pairs_protected_alone(number: int) -> None:
    """Prints how often two tables of the same people, each protected alone, tell more together than the rule allows."""
    chance, tried, leaking, exact = random.Random(SEED), 0, 0, 0
    while tried < number:
        both = pair(chance, chance.randint(2, 4), chance.randint(2, 4))
        alone = [Table(counts, both.rule) for counts in both.counts]
        found = [suppress(one) for one in alone]
        if both.rule.totals != "both" or any(one.open for one in found) or not both.small:
            continue
        tried += 1
        hidden: set[int] = set()
        shown: set[int] = set()
        for one, way, grid in zip(alone, found, both.numbers, strict=True):
            for own, together in zip(chain(*one.numbers[0]), chain(*grid), strict=True):
                (hidden if own in way.hidden else shown).add(together)
        known = open_to_readers(both, hidden - shown)
        leaking += bool(known)
        exact += any(ends.least == ends.most for ends in known.values())
    print(f"Pairs of up to 4 by 4, each table protected alone: of {tried}, {leaking} tell more together than the rule")
    print(f"  allows, {exact} of them a small count exactly")


def tables_of_12_by_20(number: int) -> list[tuple[Counts, int]]:
    """Random tables, each with the limit of its rule."""
    chance = random.Random(12)
    return [
        (
            [[int(chance.random() ** 2 * chance.choice([30, 100, 400, 2000])) for _ in range(20)] for _ in range(12)],
            chance.choice([5, 9, 10]),
        )
        for _ in range(number)
    ]


def times(number: int) -> None:
    """Prints how long tables of 12 by 20 take in Chromium, as fast as this machine and as slow as a phone."""
    tables = tables_of_12_by_20(number)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = browser.new_page()
        for slower in SLOWER:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            spent = sorted(page.evaluate(TIME, [SCRIPTS.read_text("utf-8"), tables]))
            late, over = spent[int(0.95 * len(spent))], sum(one > 1000 for one in spent)
            told = f"median {statistics.median(spent):.0f}, 95 % {late:.0f}, most {spent[-1]:.0f} ms"
            print(f"  12 by 20 in Chromium, slowed {slower}x: {told}, over a second {over} of {number}")
        browser.close()
    proved, spent = 0, []
    for counts, limit in tables:
        started = time.process_time()
        proved += suppress(Table(counts, Rule(limit))).proved
        spent.append(time.process_time() - started)
    mean, most = 1000 * statistics.mean(spent), 1000 * max(spent)
    print(f"  12 by 20 in Python: mean {mean:.0f}, most {most:.0f} ms; {proved} of {number} proved to be the least")


if __name__ == "__main__":
    bench(*map(int, sys.argv[1:2]))
