"""The promise: hidden counts stay hidden, at the least cost, and what a reader can tell of each is exact."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from macros.content.small_counts.intervals import Interval, intervals
from macros.content.small_counts.suppression import suppress
from macros.content.small_counts.tables import Rule, Shown, Table
from tests.counts_sample import Counts, drawn


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
    own = [cell.value for cell in table.cells]
    differing = []
    for other in values:
        changed = frozenset(n for n, (a, b) in enumerate(zip(own, other, strict=True)) if a != b)
        if all(min(own[n], other[n]) >= table.rule.least for n in changed):
            differing.append((changed, other))
    families = []
    for number in table.small:
        families.append({changed for changed, other in differing if other[number] <= table.cells[number].low})
        families.append({changed for changed, other in differing if other[number] > table.rule.limit})
    return [{way for way in family if not any(less < way for less in family)} for family in families]


def cost(table: Shown, partners: Iterable[int]) -> tuple[int, int, int]:
    """What hiding these costs: whether totals go, the sum of the counts, their number."""
    chosen = [table.cells[number] for number in partners]
    return any(cell.is_total for cell in chosen), sum(cell.value for cell in chosen), len(chosen)


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


def nodes(table: Shown) -> int:
    """How many nodes the cells of a table lie between."""
    return 1 + max(max(cell.tail, cell.head) for cell in table.cells)


def solved_interval(table: Shown, hidden: frozenset[int], number: int) -> Interval:
    """The least and the most of a hidden cell by integer programming, from what is shown."""
    balance = np.zeros((nodes(table), len(table.cells)))
    for n, cell in enumerate(table.cells):
        balance[cell.tail, n] += 1
        balance[cell.head, n] -= 1
    goal = np.zeros(len(table.cells))
    goal[number] = 1
    shown = [None if n in hidden else cell.value for n, cell in enumerate(table.cells)]
    bounds = Bounds([table.rule.least if v is None else v for v in shown], [np.inf if v is None else v for v in shown])
    ends = [
        milp(sign * goal, constraints=LinearConstraint(balance, 0, 0), bounds=bounds, integrality=1 + 0 * goal)
        for sign in (1, -1)
    ]
    most = None if ends[1].status in (3, 4) else round(-ends[1].fun)
    return Interval(round(ends[0].fun), most)


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


def solved_cost(table: Shown, totals: bool) -> tuple[int, int]:
    """The least sum and number of partners by integer programming: a flow around each small count, up and down."""
    cells, least, most = table.cells, table.rule.least, table.rule.limit + 1
    may_go = [
        n for n, c in enumerate(cells) if n not in table.small and c.value >= least and (totals or not c.is_total)
    ]
    open_cells = [*may_go, *sorted(table.small)]
    size, given = len(open_cells), len(may_go)
    blocks, rows = [], []
    ends = [(n, e) for n in sorted(table.small) for e in (cells[n].low - cells[n].value, most - cells[n].value) if e]
    balance = np.zeros((nodes(table), size))
    for i, n in enumerate(open_cells):
        balance[cells[n].tail, i] += 1
        balance[cells[n].head, i] -= 1
    for at, (number, change) in enumerate(ends):
        start = given + at * size
        whole = np.zeros((len(balance), given + len(ends) * size))
        whole[:, start : start + size] = balance
        rows.append(LinearConstraint(whole, 0, 0))
        tied = np.zeros((2 * given, given + len(ends) * size))
        for i in range(given):  # a cell changes only where it is hidden
            tied[2 * i, [i, start + i]] = -abs(change), 1
            tied[2 * i + 1, [i, start + i]] = -abs(change), -1
        rows.append(LinearConstraint(tied, -np.inf, 0))
        fixed = [(change, change) if n == number else (least - cells[n].value, most) for n in open_cells]
        blocks += fixed
    bounds = Bounds([0] * given + [low for low, _ in blocks], [1] * given + [high for _, high in blocks])
    goal = [cells[n].value + 1 / 8192 for n in may_go] + [0] * (len(ends) * size)
    solved = milp(
        goal,
        constraints=rows,
        bounds=bounds,
        integrality=[1] * given + [0] * (len(ends) * size),
        options={"mip_rel_gap": 0},
    )
    chosen = [n for n, x in zip(may_go, solved.x, strict=False) if x > 0.5]
    return sum(cells[n].value for n in chosen), len(chosen)
