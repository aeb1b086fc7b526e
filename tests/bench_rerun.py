"""Measures, for `make bench`, what a reader learns who runs our own program again on every table that fits.

Such a reader knows more than the rule: that this program hid the least. `python -m tests.bench_rerun [TABLES]`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from macros.content.small_counts.intervals import Interval, intervals
from macros.content.small_counts.suppression import suppress
from macros.content.small_counts.tables import Rule, Table
from tests.counts_sample import SEED, Counts, drawn_counts

#: Tables that more tables than this fit are passed over: trying all would take too long.
MOST = 3000
LIMIT = 5


def fitting(table: Table, known: dict[int, Interval]) -> Iterator[Counts]:
    """Every table of counts that looks the same, totals too, where only the counts in `known` are hidden."""
    grid, counts = table.numbers[0], [row.copy() for row in table.counts]
    free = [(r, c) for r, row in enumerate(counts) for c in range(len(row)) if grid[r][c] in known]
    rows, columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]

    def filled(at: int) -> Iterator[Counts]:
        if at == len(free):
            if [sum(column) for column in zip(*counts, strict=True)] == columns:
                yield [row.copy() for row in counts]
            return
        r, c = free[at]
        ends, own = known[grid[r][c]], counts[r][c]
        last = at + 1 == len(free) or free[at + 1][0] != r
        rest = rows[r] - sum(counts[r]) + own
        for value in [rest] if last else range(ends.least, (ends.most or 0) + 1):
            if ends.least <= value <= (ends.most or 0):
                counts[r][c] = value
                yield from filled(at + 1)
        counts[r][c] = own

    return filled(0)


def left_for_a_rerun(table: Table, hidden: frozenset[int]) -> dict[int, set[int]] | None:
    """What such a reader must think possible of each small count; None where too many tables fit."""
    left: dict[int, set[int]] = {number: set() for number in table.small}
    for tried, counts in enumerate(fitting(table, intervals(table, hidden))):
        if tried >= MOST:
            return None
        other = Table(counts, table.rule)
        if suppress(other, keep_totals=True).hidden == hidden:
            for number, values in left.items():
                values.add(other.cells[number].value)
    return left


def bench(number: int = 100) -> None:
    """Prints in how many tables such a reader knows a small count, or that it is small, though the ranges hold."""
    chance = random.Random(SEED)
    tables = passed = exact = small = counts = told = 0
    while tables < number:
        size = chance.randint(3, 4), chance.randint(3, 4)
        table = Table(drawn_counts(chance, *size), Rule(LIMIT))
        found = suppress(table, keep_totals=True)
        if not table.small or found.open or any(table.cells[number].is_total for number in found.hidden):
            continue
        left = left_for_a_rerun(table, found.hidden)
        if left is None:
            passed += 1
            continue
        tables += 1
        counts += len(left)
        told += sum(max(values) <= LIMIT for values in left.values())
        exact += any(len(values) == 1 for values in left.values())
        small += any(max(values) <= LIMIT for values in left.values())
    print(f"Rerunning the program on every table that fits, {tables} random tables of 3 or 4 by 3 or 4, limit {LIMIT}:")
    print(f"  a small count known exactly in {exact}; known to be small in {small} ({told} of {counts} small counts)")
    print(f"  {passed} more that over {MOST:,} tables fit were passed over")


if __name__ == "__main__":
    bench(*map(int, sys.argv[1:2]))
