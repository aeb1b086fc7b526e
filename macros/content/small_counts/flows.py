"""Flows: how far numbers go up and down together while all others stay. Cells with their room in; amounts out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from macros.content.small_counts.edges import Cell

#: What is less than this is nothing, where rooms are no whole numbers.
NOTHING = 1e-7

Room = tuple[float, float]  # by how much a cell may go up, and down


@dataclass(frozen=True)
class Flow:
    """How much came through, by which cells; and the nodes on the near side of what held it up, if anything did."""

    amount: float
    used: Mapping[int, float]
    near: Collection[int]


class Network:
    """The cells that may change, as edges between nodes."""

    def __init__(self, cells: list[Cell], rooms: Mapping[int, Room]) -> None:
        self.cells, self.rooms = cells, dict(rooms)
        self.ways: dict[int, list[tuple[int, int, bool]]] = {}  # from each node: a cell, where it leads, whether up
        for number in sorted(rooms):
            tail, head = cells[number].tail, cells[number].head
            self.ways.setdefault(tail, []).append((number, head, True))
            self.ways.setdefault(head, []).append((number, tail, False))

    def change(self, number: int, up: bool, wanted: float) -> Flow:
        """By how much a cell can go up or down while others make up for it; looks no further than `wanted`.

        To raise a cell is to send the same amount back from its head to its tail through others.
        """
        ends = self.cells[number].head, self.cells[number].tail
        source, sink = ends if up else ends[::-1]
        changed: dict[int, float] = {}
        sent: float = 0
        while wanted - sent > NOTHING:
            came = self._reach(source, sink, number, changed)
            if sink not in came:
                return Flow(sent, changed, came)
            amount, steps, node = wanted - sent, [], sink
            while node != source:
                node, cell, rises, room = came[node]
                amount = min(amount, room)
                steps.append((cell, rises))
            for cell, rises in steps:
                changed[cell] = changed.get(cell, 0) + (amount if rises else -amount)
            sent += amount
        return Flow(sent, changed, ())

    def _reach(
        self, source: int, sink: int, without: int, changed: dict[int, float]
    ) -> dict[int, tuple[int, int, bool, float]]:
        """The nodes within reach of `source`: from where, by which cell, whether that goes up, and its room."""
        came = {source: (source, -1, True, 0.0)}
        edge = [source]
        for node in edge:
            for cell, following, rises in self.ways.get(node, ()):
                if following in came or cell == without:
                    continue
                up, down = self.rooms[cell]
                room = up - changed.get(cell, 0) if rises else down + changed.get(cell, 0)
                if room > NOTHING:
                    came[following] = (node, cell, rises, room)
                    if following == sink:
                        return came
                    edge.append(following)
        return came
