"""Tables of counts: one with its totals, or two of the same people. Counts in; out, numbered cells, and the small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from macros.content.small_counts.edges import Edges, Place

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

    @property
    def across(self) -> bool:
        """Whether rows show their totals."""
        return self.totals in ("both", "rows")

    @property
    def down(self) -> bool:
        """Whether columns show their totals."""
        return self.totals in ("both", "columns")

    def is_small(self, value: int) -> bool:
        """Whether the rule hides a count of this size, total or not."""
        return self.least <= value <= self.limit


class Shown:
    """Numbers that readers see together under one rule."""

    def __init__(self, rule: Rule, tables: Sequence[list[list[int]]]) -> None:
        self.rule = rule
        edges = Edges(tables, rule.across, rule.down, rule.zeros_shown)
        self.cells, self.numbers = edges.cells, edges.numbers
        #: The cells to hide first: every count and every total that the rule calls small.
        self.small = {number for number, cell in enumerate(self.cells) if rule.is_small(cell.value)}

    @property
    def adds_up(self) -> bool:
        """Whether readers know any sum; where they know none, no count needs a partner."""
        return len(self.numbers) > 1 or self.rule.totals != "none"


class Table(Shown):
    """Counts and those of their totals that are published; a list of counts is a table with one column."""

    def __init__(self, counts: list[list[int]], rule: Rule) -> None:
        super().__init__(rule, [counts])
        self.counts = counts

    @cached_property
    def grid(self) -> list[list[int]]:
        """The counts with the totals that are published, as rows."""
        return [[self.cells[number].value for number in line] for line in self.numbers[0]]

    @cached_property
    def index(self) -> dict[Place, int]:
        """The number of each cell, by its place."""
        return {cell.place: number for number, cell in enumerate(self.cells)}


class Pair(Shown):
    """Two tables of the same people with the same rows, in one order: the totals of their rows are the same.

    Raises ValueError where they are not.
    """

    def __init__(self, first: list[list[int]], second: list[list[int]], rule: Rule) -> None:
        if [sum(row) for row in first] != [sum(row) for row in second]:
            raise ValueError("the rows of the two tables do not have the same totals")
        super().__init__(rule, [first, second])
        self.counts = first, second
