"""Complementary suppression: which counts to hide besides the small ones, so that nobody can work these out.

The least is hidden: the lowest sum of counts, and of those ways the fewest cells. Totals stay wherever they can.

A small count is protected once enough can flow around it, up and down, through hidden cells. A partner is above the
limit, so it lets enough through. Wherever a border between nodes lets too little through, one more cell across it has
to go: a covering problem. Without whole numbers it is solved exactly (see covering.py), border after border as flows
find them, and its value is a bound from below. What it hides in part is hidden whole, and what proves needless is
dropped. Where the cost still lies above the bound, the search parts: one cell hidden, or shown. So each way is tried
or ruled out. The method is that of Fischetti and Salazar-González, "Models and Algorithms for Optimizing Cell
Suppression in Tabular Data with Linear Constraints", Journal of the American Statistical Association 95 (2000).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from macros.content.small_counts.covering import NONE as NOBODY
from macros.content.small_counts.covering import Program
from macros.content.small_counts.flows import Flow, Network
from macros.content.small_counts.intervals import Interval, open_to_readers, rooms_of
from macros.content.small_counts.tables import Shown

#: How many numbers the search works out before it stops with the best way found.
EFFORT = 60_000_000
#: What may be missing of a whole number that still counts as one: of a price, of what is wanted, of a share.
SLIP = 0.01

Need = tuple[int, bool]  # a small count, and whether it must be able to go up
Cells = frozenset[int]
NONE: Cells = frozenset()


@dataclass(frozen=True)
class Suppression:
    """What to hide in a table, or in two that share totals."""

    hidden: Cells  # the small counts and their partners
    partners: Cells
    open: dict[int, Interval]  # the small counts that a reader can narrow whatever else is hidden, if any
    least: int  # no way hides partners that add up to less
    proved: bool  # no way hides less at all


def suppress(shown: Shown, keep_totals: bool = False, effort: int = EFFORT) -> Suppression:
    """What to hide so that every small count is protected: the least, or the best way found when the effort is used up.

    Totals above the limit are hidden only where the table cannot be protected otherwise, and never with `keep_totals`.
    """
    small = frozenset(shown.small)
    if not shown.adds_up or not small:
        return Suppression(small, NONE, {}, 0, True)
    may_go = {number for number, cell in enumerate(shown.cells) if cell.value > shown.rule.limit}
    inner = {number for number in may_go if not shown.cells[number].is_total}
    for choice in (inner,) if keep_totals else (inner, may_go):
        search = Search(shown, choice, effort)
        if search.run():
            hidden = small | search.best
            sum_proved = search.bound // search.unit
            return Suppression(hidden, search.best, {}, sum_proved, search.bound == search.cost)
    return Suppression(small, NONE, open_to_readers(shown, small | inner), 0, True)


class Search:
    """The search for the least to hide among the cells that may be hidden besides the small ones."""

    def __init__(self, shown: Shown, choice: set[int], effort: int) -> None:
        self.shown, self.small, self.effort = shown, shown.small, effort
        #: A price is the count times this, plus 1 for the cell: more than all cells together.
        self.unit = len(shown.cells) + 1
        self.prices = {number: shown.cells[number].value * self.unit + 1 for number in sorted(choice)}
        self.wanted = dict(_wanted(shown))
        self.best: Cells = NONE
        self.cost = 1 + sum(self.prices.values())  # more than any way costs
        self.bound = 0

    def run(self) -> bool:
        """Finds the best way and the bound; false where there is no way."""
        start = self._needed(set())
        if start is None:
            start = self._needed(set(self.prices))
        self._keep(start)
        todo = [Program([NOBODY, *self.prices], [[0.0, *map(float, self.prices.values())]])]
        while start is not None and todo and self.effort > 0:
            todo.sort(key=lambda part: -part.value)  # the lowest bound last, and of several the newest
            todo += self._parted(todo.pop())
        self.bound = min([self.cost, *(ceil(part.value - SLIP) for part in todo)])
        return start is not None

    def _parted(self, part: Program) -> list[Program]:
        """The two parts of a part of the search in which less could be hidden; none where nothing less can be."""
        if not self._tightened(part):
            return []
        if self.effort <= 0:
            return [part]
        shares = part.shares()
        self._keep(self._needed(set(shares)))
        broken = [cell for cell in shares if shares[cell] < 1 - SLIP]
        if part.value >= self._limit() or not broken:
            return []
        first = max(broken, key=lambda cell: min(shares[cell], 1 - shares[cell]) * self.prices[cell])
        other = part.copy()
        part.require([first])
        other.require([first], -1, 0)
        return [other, part]

    def _tightened(self, part: Program) -> bool:
        """Adds borders until the shares meet all needs; false where they then cost too much."""
        while self.effort > 0:
            before = part.work
            possible = part.solve(self._limit())
            self.effort -= part.work - before
            if not possible:
                return False
            part.leave_out(self._limit())
            borders = dict.fromkeys(self._borders(part.shares()))
            if not borders:
                break
            for border in borders:
                part.require(border)
        return True

    def _borders(self, shares: dict[int, float]) -> Iterator[tuple[int, ...]]:
        """Cells of which one must be hidden, for each need that the shares do not meet."""
        cells, small = self.shown.cells, rooms_of(self.shown, self.small)
        network, scale = Network(cells, small | dict.fromkeys(shares, (0, 0))), 0
        for need, wanted in self.wanted.items():
            if wanted != scale:  # a partner lets its share through of what is wanted
                network.set({cell: (share * wanted, share * wanted) for cell, share in shares.items()})
                scale = wanted
            flow = self._flow(need, network)
            if flow.amount < wanted - SLIP:
                near = flow.near
                yield tuple(n for n in self.prices if (cells[n].tail in near) != (cells[n].head in near))

    def _needed(self, hidden: set[int]) -> Cells | None:
        """What is left of these partners without the needless, the dearest first; None where they do not suffice."""
        network = Network(self.shown.cells, rooms_of(self.shown, hidden | self.small))
        flows: dict[Need, Flow] = {}
        for need, wanted in self.wanted.items():
            flows[need] = self._flow(need, network)
            if flows[need].amount < wanted:
                return None
        for cell in sorted(hidden, key=lambda cell: (-self.prices[cell], cell)):
            again: dict[Need, Flow] = {}
            for need, flow in flows.items():
                if network.goes_by(flow, cell):
                    around = self._around(flow, cell, network)
                    if not around:
                        break
                    again[need] = around
            else:
                hidden.discard(cell)
                flows.update(again)
                network.close(cell, flows.values())
        return frozenset(hidden)

    def _flow(self, need: Need, network: Network) -> Flow:
        self.effort -= network.size
        return network.change(*need, self.wanted[need])

    def _around(self, flow: Flow, cell: int, network: Network) -> Flow | None:
        self.effort -= network.size
        return network.around(flow, cell)

    def _keep(self, partners: Cells | None) -> None:
        """Takes note of a way, if there is one and it costs less than the best."""
        cost = self.cost if partners is None else sum(self.prices[cell] for cell in partners)
        if partners is not None and cost < self.cost:
            self.best, self.cost = partners, cost

    def _limit(self) -> float:
        """What a way that hides less costs less than."""
        return self.cost - 1 + SLIP


def _wanted(shown: Shown) -> Iterator[tuple[Need, int]]:
    """By how much each small count must be able to go down and up, where it must."""
    for number in sorted(shown.small):
        cell = shown.cells[number]
        for up, step in ((False, cell.value - cell.low), (True, shown.rule.limit + 1 - cell.value)):
            if step:
                yield (number, up), step
