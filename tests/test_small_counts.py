"""The promise: what the site says a reader can work out of a hidden count is exact, whatever the table."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from macros.content.small_counts.intervals import Interval, intervals
from macros.content.small_counts.tables import Rule, Table

Counts = list[list[int]]


def tables_up_to(total: int, height: int, width: int) -> Iterator[Counts]:
    """Every table of this size whose counts add up to `total` or less."""

    def filled(places: int, left: int) -> Iterator[list[int]]:
        if not places:
            yield []
            return
        for value in range(left + 1):
            yield from ([value, *others] for others in filled(places - 1, left - value))

    for values in filled(height * width, total):
        yield [values[row * width : (row + 1) * width] for row in range(height)]


def tried(tables: Iterable[Table], hidden: frozenset[int]) -> dict[tuple[int, ...], list[Table]]:
    """The tables that look the same once these cells are hidden, for those where a reader would accept that."""
    alike = defaultdict(list)
    for table in tables:
        if all(table.cells[number].value >= table.rule.least for number in hidden):
            alike[tuple(cell.value for n, cell in enumerate(table.cells) if n not in hidden)].append(table)
    return alike


@pytest.mark.parametrize(
    ("height", "width", "total", "rule"),
    [
        (2, 2, 6, Rule(2)),
        (2, 2, 5, Rule(2, zeros_shown=False)),
        (2, 3, 5, Rule(2)),
        (3, 3, 3, Rule(1, zeros_shown=False)),
        (4, 1, 7, Rule(2, totals="columns")),
        (2, 3, 5, Rule(2, totals="columns")),
        (3, 2, 5, Rule(2, totals="rows")),
    ],
)
def test_intervals_are_what_trying_every_table_gives(height: int, width: int, total: int, rule: Rule) -> None:
    """With the grand total, or all totals of one side, shown, no other table fits than those that are tried."""
    tables = [Table(counts, rule) for counts in tables_up_to(total, height, width)]
    anyone = tables[0]
    last = {n for n, cell in enumerate(anyone.cells) if cell.is_total and (rule.totals != "both" or cell.row == height)}
    free = sorted(set(range(len(anyone.cells))) - last)
    chance = random.Random(f"{height} {width} {rule}")
    compared = 0
    for _ in range(40):
        hidden = frozenset(chance.sample(free, chance.randint(1, min(7, len(free)))))
        for group in tried(tables, hidden).values():
            values = {n: [table.cells[n].value for table in group] for n in hidden}
            expected = {n: Interval(min(values[n]), max(values[n])) for n in hidden}
            assert all(set(v) == set(range(min(v), max(v) + 1)) for v in values.values())
            assert intervals(chance.choice(group), hidden) == expected
            compared += 1
    assert compared > 100
