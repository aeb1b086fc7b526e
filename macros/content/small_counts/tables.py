"""Tables of counts with their totals, as a network: rows and columns are its nodes, each count an edge between two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Place = tuple[int, int]
Totals = Literal["both", "rows", "columns", "none"]


@dataclass(frozen=True)
class Rule:
    """How small counts are told: those from 1 to `limit`, or from 0 where zeros are not shown."""

    limit: int
    zeros_shown: bool = True
    totals: Totals = "both"  # those that are published

    @property
    def least(self) -> int:
        """The least that a hidden count can be: a reader knows that no zero is hidden where zeros are shown."""
        return 1 if self.zeros_shown else 0

    def is_small(self, value: int) -> bool:
        """Whether the rule hides a count of this size, total or not."""
        return self.least <= value <= self.limit


@dataclass(frozen=True)
class Cell:
    """One number of the table: an edge that adds `value` to what leaves `tail` and to what reaches `head`.

    A count leads from its row to its column, a total back, so that as much reaches each node as leaves it.
    """

    row: int
    column: int
    value: int
    tail: int
    head: int
    is_total: bool

    @property
    def place(self) -> Place:
        """Row and column in the table with its totals, counted from 0."""
        return self.row, self.column


class Table:
    """Counts and those of their totals that are published; a list of counts is a table with one column."""

    def __init__(self, counts: list[list[int]], rule: Rule) -> None:
        self.counts, self.rule = counts, rule
        self.height, self.width = len(counts), len(counts[0])

    @cached_property
    def cells(self) -> list[Cell]:
        """Every number of the table, row by row."""
        return list(self._cells())

    @cached_property
    def index(self) -> dict[Place, int]:
        """The number of each cell, by its place."""
        return {cell.place: number for number, cell in enumerate(self.cells)}

    @property
    def nodes(self) -> int:
        """How many nodes the network has at most."""
        return self.height + self.width + 2

    @cached_property
    def small(self) -> set[int]:
        """The cells to hide first: every count and every total that the rule calls small."""
        return {number for number, cell in enumerate(self.cells) if self.rule.is_small(cell.value)}

    def low(self, number: int) -> int:
        """How low a small count must seem possible: its least, and for a total one for each count in it but zero.

        Where zeros are shown, every reader knows that no other count of the total is zero.
        """
        cell = self.cells[number]
        if not cell.is_total or not self.rule.zeros_shown:
            return self.rule.least
        rows = self.counts if cell.row == self.height else [self.counts[cell.row]]
        columns = slice(None) if cell.column == self.width else slice(cell.column, cell.column + 1)
        return sum(value > 0 for row in rows for value in row[columns])

    @cached_property
    def grid(self) -> list[list[int]]:
        """The counts with the totals that are published, as rows."""
        wide = [[*row, sum(row)] if self.rule.totals in ("both", "rows") else row for row in self.counts]
        below = [sum(column) for column in zip(*wide, strict=True)]
        return [*wide, below] if self.rule.totals in ("both", "columns") else wide

    def _cells(self) -> Iterable[Cell]:
        for row, line in enumerate(self.grid):
            for column, value in enumerate(line):
                across, down = row == self.height, column == self.width
                ends = self._row(row), self._column(column)
                tail, head = ends if across == down else ends[::-1]
                yield Cell(row, column, value, tail, head, across or down)

    def _row(self, row: int) -> int:
        """The node of a row; rows without totals say nothing, so that all of them are one."""
        return row if self.rule.totals in ("both", "rows") else 0

    def _column(self, column: int) -> int:
        first = self.height + 1
        return first + column if self.rule.totals in ("both", "columns") else first
