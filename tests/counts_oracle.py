"""What the method for small counts is held against: every table of a size, and the integer programming of scipy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import scipy  # its parts are loaded when a test first names them

from macros.content.small_counts.intervals import Interval
from macros.content.small_counts.tables import Shown
from tests.counts_sample import Counts


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


def cost(table: Shown, partners: Iterable[int]) -> tuple[int, int, int]:
    """What hiding these costs: whether totals go, the sum of the counts, their number."""
    chosen = [table.cells[number] for number in partners]
    return any(cell.is_total for cell in chosen), sum(cell.value for cell in chosen), len(chosen)


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
    bounds = scipy.optimize.Bounds(
        [table.rule.least if v is None else v for v in shown], [np.inf if v is None else v for v in shown]
    )
    ends = [
        scipy.optimize.milp(
            sign * goal,
            constraints=scipy.optimize.LinearConstraint(balance, 0, 0),
            bounds=bounds,
            integrality=1 + 0 * goal,
        )
        for sign in (1, -1)
    ]
    most = None if ends[1].status in (3, 4) else round(-ends[1].fun)
    return Interval(round(ends[0].fun), most)


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
        rows.append(scipy.optimize.LinearConstraint(whole, 0, 0))
        tied = np.zeros((2 * given, given + len(ends) * size))
        for i in range(given):  # a cell changes only where it is hidden
            tied[2 * i, [i, start + i]] = -abs(change), 1
            tied[2 * i + 1, [i, start + i]] = -abs(change), -1
        rows.append(scipy.optimize.LinearConstraint(tied, -np.inf, 0))
        fixed = [(change, change) if n == number else (least - cells[n].value, most) for n in open_cells]
        blocks += fixed
    bounds = scipy.optimize.Bounds([0] * given + [low for low, _ in blocks], [1] * given + [high for _, high in blocks])
    goal = [cells[n].value + 1 / 8192 for n in may_go] + [0] * (len(ends) * size)
    solved = scipy.optimize.milp(
        goal,
        constraints=rows,
        bounds=bounds,
        integrality=[1] * given + [0] * (len(ends) * size),
        options={"mip_rel_gap": 0},
    )
    chosen = [n for n, x in zip(may_go, solved.x, strict=False) if x > 0.5]
    return sum(cells[n].value for n in chosen), len(chosen)
