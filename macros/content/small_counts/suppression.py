"""Complementary suppression: which counts to hide besides the small ones, so that nobody can work these out.

The least is hidden: the lowest sum of counts, and of those ways the fewest cells. Totals stay wherever they can.

A small count is protected once enough can flow around it, up and down, through hidden cells. A partner is above the
limit, so it lets enough through. Wherever a border between nodes lets too little through, one more cell across it has
to go: a covering problem. Each border is charged a price until a cell across it is paid for; all prices together are
a bound from below (dual ascent). What has been paid for and proves needless is dropped, and the search branches where
the cost of what is left lies above the bound. On the problem see Fischetti and Salazar-González, "Models and
Algorithms for Optimizing Cell Suppression in Tabular Data with Linear Constraints", Journal of the American
Statistical Association 95 (2000).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.small_counts.intervals import Flow, Interval, Network, open_to_readers
from macros.content.small_counts.tables import Place, Table

#: A price is the count times this, plus 1 for the cell: more than a table has cells.
CELLS = 8192
#: How many flows the search works out before it stops with the best way found, times the cells of the table.
EFFORT = 3_000_000

Need = tuple[int, bool]  # a small count, and whether it must be able to go up
Cells = frozenset[int]
NONE: Cells = frozenset()


@dataclass(frozen=True)
class Suppression:
    """What to hide in a table."""

    hidden: Cells  # the small counts and their partners
    partners: Cells
    open: dict[Place, Interval]  # the small counts that a reader can narrow whatever else is hidden, if any
    least: int  # no way hides partners that add up to less
    proved: bool  # no way hides less at all


@dataclass(frozen=True)
class Charged:
    """The prices charged in one part of the search."""

    bound: int
    left: dict[int, int]  # what is still to be paid for each cell that is not hidden
    hidden: set[int]
    flows: dict[Need, Flow]


def suppress(table: Table, keep_totals: bool = False, effort: int = EFFORT) -> Suppression:
    """What to hide so that every small count is protected: the least, or the best way found when the effort is used up.

    Totals above the limit are hidden only where the table cannot be protected otherwise, and never with `keep_totals`.
    """
    small, least = frozenset(table.small), table.rule.least
    if table.rule.totals == "none" or not small:
        return Suppression(small, NONE, {}, 0, True)
    may_go = {number for number, cell in enumerate(table.cells) if cell.value >= least} - small
    inner = {number for number in may_go if not table.cells[number].is_total}
    for choice in (inner,) if keep_totals else (inner, may_go):
        search = Search(table, choice, effort // len(table.cells))
        if search.run():
            hidden = small | search.best
            known = open_to_readers(table, hidden)
            return Suppression(hidden, search.best, known, search.bound // CELLS, search.bound == search.cost)
    return Suppression(small, NONE, open_to_readers(table, small | inner), 0, True)


class Search:
    """The search for the least to hide among the cells that may be hidden besides the small ones."""

    def __init__(self, table: Table, choice: set[int], effort: int) -> None:
        self.cells, self.small, self.effort = table.cells, table.small, effort
        self.network = Network(table)
        self.prices = {number: table.cells[number].value * CELLS + 1 for number in sorted(choice)}
        self.wanted = dict(_wanted(table))
        self.best: Cells = NONE
        self.cost = 1 + sum(self.prices.values())  # more than any way costs
        self.bound = 0

    def run(self) -> bool:
        """Finds the best way and the bound; false where there is no way."""
        todo: list[tuple[int, Cells, Cells]] = [(0, NONE, NONE)]  # bound, cells that are hidden, cells that are shown
        found = False
        while todo and (self.effort > 0 or not found):
            todo.sort(key=lambda part: -part[0])  # the lowest bound last, and of several the newest
            bound, gone, shown = todo.pop()
            charged = self._charge(gone, shown) if bound < self.cost else None
            if not charged:
                continue
            found = True
            self._drop(charged, gone)
            partners = frozenset(charged.hidden - self.small)
            if self._price(partners) < self.cost:
                self.best, self.cost = partners, self._price(partners)
            if charged.bound < self.cost and partners - gone:
                dear = {cell for cell, left in charged.left.items() if left and charged.bound + left >= self.cost}
                first = self._dearest(partners - gone)[0]
                todo += [
                    (charged.bound, gone | {first}, shown | dear),
                    (charged.bound, gone, shown | dear | {first}),
                ]
        self.bound = min([self.cost, *(bound for bound, _, _ in todo)])
        return found

    def _charge(self, gone: Cells, shown: Cells) -> Charged | None:
        """Charges the border with the fewest cells until all needs are met; None where that is no use."""
        left = {cell: price for cell, price in self.prices.items() if cell not in gone and cell not in shown}
        at = Charged(self._price(gone), left, self.small | gone, {})
        bound = at.bound
        paid: set[int] = set()
        borders: dict[Need, set[int]] = {need: set() for need in self.wanted}
        while True:
            for need, border in list(borders.items()):
                if border and not border & paid:
                    continue
                flow = at.flows[need] = self._flow(need, at.hidden)
                if flow.amount == self.wanted[need]:
                    del borders[need]
                    continue
                borders[need] = self._across(flow, at)
                if not borders[need]:
                    return None
            if not borders:
                return Charged(bound, left, at.hidden, at.flows)
            border = min(borders.values(), key=len)
            price = min(left[cell] for cell in border)
            bound += price
            if bound >= self.cost:
                return None
            for cell in border:
                left[cell] -= price
            paid = {cell for cell in border if not left[cell]}
            at.hidden.update(paid)

    def _across(self, flow: Flow, at: Charged) -> set[int]:
        """The cells that could be hidden across the border of what a flow reaches."""
        near = flow.near
        return {
            cell
            for cell in at.left
            if cell not in at.hidden and (self.cells[cell].tail in near) != (self.cells[cell].head in near)
        }

    def _drop(self, charged: Charged, keep: Cells) -> None:
        """Shows again, the dearest first, what all needs are met without."""
        for cell in self._dearest(charged.hidden - self.small - keep):
            charged.hidden.discard(cell)
            again: dict[Need, Flow] = {}
            for need, flow in charged.flows.items():
                if cell in flow.used:
                    again[need] = self._flow(need, charged.hidden)
                    if again[need].amount < self.wanted[need]:
                        charged.hidden.add(cell)
                        break
            else:
                charged.flows.update(again)

    def _flow(self, need: Need, hidden: set[int]) -> Flow:
        self.effort -= 1
        return self.network.change(*need, hidden, self.wanted[need])

    def _price(self, cells: Cells) -> int:
        return sum(self.prices[cell] for cell in cells)

    def _dearest(self, cells: Cells | set[int]) -> list[int]:
        return sorted(cells, key=lambda cell: (-self.prices[cell], cell))


def _wanted(table: Table) -> Iterator[tuple[Need, int]]:
    """By how much each small count must be able to go down and up, where it must."""
    for cell in sorted(table.small):
        value = table.cells[cell].value
        for up, step in ((False, value - table.low(cell)), (True, table.rule.limit + 1 - value)):
            if step:
                yield (cell, up), step
