"""Intervals: from a table and what is hidden in it, all that a reader can still think of each hidden count.

The reader sees every other number, knows that counts are whole, and knows the rule: no count of a size that the rule
shows is hidden. Nothing marks which hidden counts are small and which are partners. That each group of hidden counts
that hang together holds a small one adds nothing: wherever an interval ends, one of the group stands at its least,
and that is small. The counts that fit are the flows of a network, so that the ends of an interval are reached by whole
numbers, and so is each number between (Ahuja, Magnanti and Orlin, "Network Flows", 1993; for tables, Cox, "Network
Models for Complementary Cell Suppression", Journal of the American Statistical Association 90, 1995).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from macros.content.small_counts.tables import Place, Table


@dataclass(frozen=True)
class Interval:
    """The least and the most that a hidden count can be; without `most`, there is no end."""

    least: int
    most: int | None

    def reaches(self, low: int, high: int) -> bool:
        """Whether the interval holds both numbers."""
        return self.least <= low and (self.most is None or self.most >= high)


@dataclass(frozen=True)
class Flow:
    """What went from one node to another, by which cells; `near` and `far` are the nodes that a cut parts, if any."""

    amount: int
    used: frozenset[int]
    near: frozenset[int]


class Network:
    """How far hidden counts can go up and down together while all that is shown stays as it is."""

    def __init__(self, table: Table) -> None:
        self.cells = table.cells
        self.least = table.rule.least
        self.at: list[list[int]] = [[] for _ in range(table.nodes)]
        for number, cell in enumerate(self.cells):
            self.at[cell.tail].append(number)
            self.at[cell.head].append(number)
        #: More than any count of the table can change while one end holds.
        self.endless = 1 + sum(cell.value for cell in self.cells)

    def change(self, number: int, up: bool, hidden: Collection[int], wanted: int | None = None) -> Flow:
        """By how much a cell can go up or down while other hidden cells make up for it; looks no further than `wanted`.

        To raise a cell is to send the same amount back from its head to its tail through others.
        """
        cell = self.cells[number]
        source, sink = (cell.head, cell.tail) if up else (cell.tail, cell.head)
        room = self.endless if up else cell.value - self.least
        return self._send(source, sink, room if wanted is None else wanted, hidden, number)

    def _send(self, source: int, sink: int, wanted: int, hidden: Collection[int], without: int) -> Flow:
        changed: dict[int, int] = {}
        sent = 0
        while sent < wanted:
            came = self._reach(source, sink, hidden, without, changed)
            if sink not in came:
                return Flow(sent, frozenset(changed), frozenset(came))
            amount, steps, node = wanted - sent, [], sink
            while node != source:
                number, sign = came[node]
                if sign < 0:
                    amount = min(amount, self._room(number, changed))
                steps.append((number, sign))
                node = self.cells[number].tail if sign > 0 else self.cells[number].head
            for number, sign in steps:
                changed[number] = changed.get(number, 0) + sign * amount
            sent += amount
        return Flow(sent, frozenset(changed), frozenset())

    def _reach(
        self, source: int, sink: int, hidden: Collection[int], without: int, changed: dict[int, int]
    ) -> dict[int, tuple[int, int]]:
        """The nodes within reach of `source`, each with the cell that leads there and its sign: up 1, down -1."""
        came = {source: (-1, 0)}
        edge = [source]
        for node in edge:
            for number in self.at[node]:
                if number not in hidden or number == without:
                    continue
                cell = self.cells[number]
                up = cell.tail == node
                following = cell.head if up else cell.tail
                if following in came or not (up or self._room(number, changed)):
                    continue
                came[following] = (number, 1 if up else -1)
                if following == sink:
                    return came
                edge.append(following)
        return came

    def _room(self, number: int, changed: dict[int, int]) -> int:
        return self.cells[number].value + changed.get(number, 0) - self.least


def intervals(table: Table, hidden: Collection[int]) -> dict[int, Interval]:
    """What a reader can still think of each hidden cell.

    Where no totals are published, nobody needs partners, and the rule itself tells that a hidden count is small.
    """
    if table.rule.totals == "none":
        return {number: Interval(table.rule.least, table.rule.limit) for number in sorted(hidden)}
    network, found = Network(table), {}
    for number in sorted(hidden):
        value = table.cells[number].value
        down, up = (network.change(number, way, hidden).amount for way in (False, True))
        found[number] = Interval(value - down, None if up >= network.endless else value + up)
    return found


def open_to_readers(table: Table, hidden: Collection[int]) -> dict[Place, Interval]:
    """The small counts that are not protected, each with what a reader can work out: the proof is that there is none.

    A small count is protected when a reader must think every number possible from the least to one above the limit. So
    nobody can tell its size, and not even that it is small. On totals, see `Table.low`.
    """
    if table.rule.totals == "none":
        return {}
    known = {number: interval for number, interval in intervals(table, hidden).items() if number in table.small}
    return {
        table.cells[number].place: found
        for number, found in known.items()
        if not found.reaches(table.low(number), table.rule.limit + 1)
    }
