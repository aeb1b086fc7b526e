"""The network behind tables: rows and columns are its nodes, each number an edge. Tables in, numbered cells out.

Two tables of the same people, with the same rows, share the totals of these. Both are one network still: the total of
a row leads from this row in the second table to it in the first, and the other edges of the second are turned round.
Three such tables are no network any more, unless all that they share is shown; then each tells what it tells alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

Place = tuple[int, int]
Node = tuple[str, int, int]  # its kind, the table, its number there
Key = tuple[int, int, int]  # table, row and column; -1 for a total, which is in the first table if both have it
TOTAL = -1


@dataclass(frozen=True)
class Cell:
    """One number: an edge that adds `value` to what leaves `tail` and to what reaches `head`.

    A count leads from its row to its column, a total back, so that as much reaches each node as leaves it.
    """

    row: int  # in its table with the totals, counted from 0
    column: int
    value: int
    tail: int
    head: int
    is_total: bool
    low: int  # the least that it can be while it is hidden

    @property
    def place(self) -> Place:
        """Row and column in its table."""
        return self.row, self.column


class Edges:
    """The numbers of one table, or of two with the same totals of rows: the counts, then the totals of each.

    `across` and `down` say whether the totals of rows and of columns are published. Where zeros are shown, no reader
    takes a hidden number for zero; so a total is no less than the number of counts in it that are not zero.
    """

    def __init__(self, tables: Sequence[list[list[int]]], across: bool, down: bool, zeros_shown: bool) -> None:
        self.across, self.down, self.zeros_shown, self.two = across, down, zeros_shown, len(tables) > 1
        self.cells: list[Cell] = []
        self._nodes: dict[Node, int] = {}
        self._known: dict[Key, int] = {}
        #: Of each table, row by row with its totals, the number of each cell.
        self.numbers = [self._numbers(which, counts) for which, counts in enumerate(tables)]

    def _numbers(self, which: int, counts: list[list[int]]) -> list[list[int]]:
        height, width = len(counts), len(counts[0])
        grid: list[list[int]] = [[] for _ in counts]
        for row, line in enumerate(counts):
            for column, value in enumerate(line):
                ends = self._row(which, row), self._column(which, column)
                grid[row].append(self._add((which, row, column), (row, column), [value], ends))
        for row, line in enumerate(counts if self.across else []):
            ends = self._row(1, row) if self.two else self._below(1), self._row(0, row)
            grid[row].append(self._add((0, row, TOTAL), (row, width), line, ends))
        if self.down:
            columns = list(map(list, zip(*counts, strict=True)))
            ends_of = [(self._column(which, column), self._below(which)) for column in range(width)]
            grid.append([self._add((which, TOTAL, c), (height, c), columns[c], ends_of[c]) for c in range(width)])
        if self.down and self.across:
            ends = self._below(0), self._below(1)
            grid[-1].append(
                self._add((0, TOTAL, TOTAL), (height, width), [value for line in counts for value in line], ends)
            )
        return grid

    def _add(self, key: Key, place: Place, counts: list[int], ends: tuple[Node, Node]) -> int:
        """The number of a cell; it is made unless it is a total that the first table has too."""
        low = sum(value > 0 for value in counts) if self.zeros_shown else 0
        number = self._known.setdefault(key, len(self.cells))
        if number < len(self.cells):
            self.cells[number] = replace(self.cells[number], low=max(low, self.cells[number].low))
            return number
        tail, head = (self._nodes.setdefault(node, len(self._nodes)) for node in (ends[::-1] if key[0] else ends))
        self.cells.append(Cell(*place, sum(counts), tail, head, TOTAL in key, low))
        return number

    # What no published total parts is one node.

    def _below(self, which: int) -> Node:
        return ("below", which if self.across and self.down else 0, 0)

    def _row(self, which: int, row: int) -> Node:
        if self.across:
            return "row", which, row
        return ("row", 0, row) if self.two else self._below(0)

    def _column(self, which: int, column: int) -> Node:
        return ("column", which, column) if self.down else self._below(which)
