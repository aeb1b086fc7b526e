"""The promise: hidden counts stay hidden, at the least cost, and what a reader can tell of each is exact."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, compress, count
from operator import ne

import pytest

from macros.content.small_counts.intervals import Interval, intervals
from macros.content.small_counts.suppression import suppress
from macros.content.small_counts.tables import Rule, Table
from tests.counts_oracle import cost, solved_cost, solved_interval, tables_up_to
from tests.counts_sample import drawn


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


@pytest.mark.parametrize(
    ("height", "width", "total", "rule"),
    [
        (2, 2, 6, Rule(2)),
        (2, 2, 5, Rule(1, zeros_shown=False)),
        (2, 3, 4, Rule(1)),
        (1, 5, 6, Rule(2, totals="rows")),
        (5, 1, 6, Rule(1, zeros_shown=False, totals="columns")),
    ],
)
def test_every_table_of_a_size_is_protected_and_nothing_is_hidden_in_vain(
    height: int, width: int, total: int, rule: Rule
) -> None:
    """Against all tables that a reader could think of, and all ways to hide more than the small counts."""
    others = [Table(counts, rule) for counts in tables_up_to(total + rule.limit + 1, height, width)]
    values = [[cell.value for cell in table.cells] for table in others]
    seen = 0
    for table in others:
        if not table.small or sum(map(sum, table.counts)) > total:
            continue
        ways = ways_to_seem_else(table, values)
        found = suppress(table)
        assert found.proved
        assert found.open == {}
        assert all(any(way <= found.hidden for way in family) for family in ways), table.counts
        assert cost(table, found.partners) == least_cost(table, ways), table.counts
        seen += 1
    assert seen > 50


def ways_to_seem_else(table: Table, values: list[list[int]]) -> list[set[frozenset[int]]]:
    """For each end that a small count must be able to seem at, the sets of cells that together can make it so."""
    own, least = [cell.value for cell in table.cells], table.rule.least
    differing = []
    for other in values:
        changed = frozenset(compress(count(), map(ne, own, other)))
        if not least or all(own[n] >= least <= other[n] for n in changed):
            differing.append((changed, other))
    families = []
    for number in table.small:
        families.append({changed for changed, other in differing if other[number] <= table.cells[number].low})
        families.append({changed for changed, other in differing if other[number] > table.rule.limit})
    return [{way for way in family if not any(less < way for less in family)} for family in families]


def least_cost(table: Table, ways: list[set[frozenset[int]]]) -> tuple[int, int, int]:
    """The least cost of all sets of partners that protect a table."""
    may_go = [n for n, cell in enumerate(table.cells) if n not in table.small and cell.value >= table.rule.least]
    subsets = (chosen for size in range(len(may_go) + 1) for chosen in combinations(may_go, size))
    fine = (c for c in subsets if all(any(way <= table.small.union(c) for way in family) for family in ways))
    return min(cost(table, chosen) for chosen in fine)


def test_intervals_are_those_of_a_solver() -> None:
    chance = random.Random(20261125)
    for _ in range(12):
        table = drawn(chance, chance.randint(3, 6), chance.randint(3, 6))
        hidden = suppress(table).hidden
        found = intervals(table, hidden)
        for number in chance.sample(sorted(hidden), min(4, len(hidden))):
            assert found[number] == solved_interval(table, hidden, number), (table.counts, number)


def test_no_solver_hides_less() -> None:
    chance = random.Random(20261126)
    compared = 0
    while compared < 25:
        table = drawn(chance, chance.randint(3, 6), chance.randint(3, 7))
        found = suppress(table)
        if not found.partners:
            continue
        assert found.proved
        best = solved_cost(table, totals=any(table.cells[n].is_total for n in found.partners))
        assert cost(table, found.partners)[1:] == best, table.counts
        compared += 1
