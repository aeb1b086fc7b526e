"""The plain partner rule: what many rules for small cells ask for, kept to show where it fails. It proves nothing."""

from __future__ import annotations

from collections.abc import Iterable

from macros.content.small_counts.edges import Cell
from macros.content.small_counts.tables import Table


def partner_rule(table: Table) -> set[int]:
    """The small cells with the partners of the plain rule: no row or column hides one cell alone.

    Goes through the columns, then the rows, and again until nothing is left to hide. The partner is the next value up;
    a total only where nothing else is left.
    """
    hidden, before = set(table.small), -1
    while len(hidden) > before:
        before = len(hidden)
        for line in _lines(table):
            hidden |= _partner(line, table, hidden)
    return hidden


def _partner(line: list[Cell], table: Table, hidden: set[int]) -> set[int]:
    alone = [cell for cell in line if table.index[cell.place] in hidden]
    shown = [cell for cell in line if table.index[cell.place] not in hidden and cell.value >= table.rule.least]
    if len(alone) != 1 or not shown:
        return set()
    inner = [cell for cell in shown if not cell.is_total] or shown
    higher = [cell for cell in inner if cell.value >= alone[0].value] or inner
    return {table.index[min(higher, key=lambda cell: cell.value).place]}


def _lines(table: Table) -> Iterable[list[Cell]]:
    rows = [[cell for cell in table.cells if cell.row == row] for row in range(len(table.grid))]
    columns = list(map(list, zip(*rows, strict=True)))
    yield from columns if table.rule.totals in ("both", "columns") else []
    yield from rows if table.rule.totals in ("both", "rows") else []
