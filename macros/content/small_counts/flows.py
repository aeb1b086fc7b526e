"""Flows: how far numbers go up and down together while all others stay. Cells with their room in; amounts out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from macros.content.small_counts.edges import Cell

#: What is less than this is nothing, where rooms are no whole numbers.
NOTHING = 1e-7

Room = tuple[float, float]  # by how much a cell may go up, and down


class Flow(NamedTuple):
    """How much came through; the rooms that it left, and the nodes on the near side of what held it up, if any did."""

    amount: float
    left: list[float]
    near: Collection[int]


class Network:
    """The cells that may change, as edges between nodes.

    Each cell is two arcs: twice its number is the way up, from its tail to its head, and the next is the way down.
    """

    def __init__(self, cells: list[Cell], rooms: Mapping[int, Room]) -> None:
        self.cells, self.size = cells, len(rooms)
        self.left = [0.0] * (2 * len(cells))  # the room of each arc
        self.begins = [0] * (2 * len(cells))  # the node where it begins
        self.ways: dict[int, list[tuple[int, int]]] = {}  # from each node: an arc, and where it leads
        for number in rooms:
            up, tail, head = 2 * number, cells[number].tail, cells[number].head
            self.begins[up], self.begins[up + 1] = tail, head
            self.ways.setdefault(tail, []).append((up, head))
            self.ways.setdefault(head, []).append((up + 1, tail))
        self.set(rooms)

    def set(self, rooms: Mapping[int, Room]) -> None:
        """Gives some of the cells other rooms."""
        for number, (up, down) in rooms.items():
            self.left[2 * number], self.left[2 * number + 1] = float(up), float(down)

    def change(self, number: int, up: bool, wanted: float) -> Flow:
        """By how much a cell can go up or down while others make up for it; looks no further than `wanted`.

        To raise a cell is to send the same amount back from its head to its tail through others.
        """
        left = self.left.copy()
        left[2 * number : 2 * number + 2] = 0.0, 0.0
        return self._send(left, self.cells[number], up, wanted)

    def goes_by(self, flow: Flow, number: int) -> bool:
        """Whether the flow changes this cell."""
        return flow.left[2 * number] != self.left[2 * number]

    def around(self, flow: Flow, number: int) -> Flow | None:
        """The flow with what went by way of this cell sent around it; None where that cannot be."""
        up = 2 * number
        changed, left = self.left[up] - flow.left[up], flow.left.copy()
        left[up : up + 2] = 0.0, 0.0
        lost = self._send(left, self.cells[number], changed < 0, abs(changed)).near
        return None if lost else Flow(flow.amount, left, ())

    def close(self, number: int, flows: Iterable[Flow]) -> None:
        """Lets this cell change no more, in these flows neither; none of them goes by it."""
        for left in (self.left, *(flow.left for flow in flows)):
            left[2 * number : 2 * number + 2] = 0.0, 0.0

    def _send(self, left: list[float], cell: Cell, up: bool, wanted: float) -> Flow:
        """Sends `wanted`, or what there is room for, from the head of a cell to its tail, or from tail to head."""
        source, sink = (cell.head, cell.tail) if up else (cell.tail, cell.head)
        sent: float = 0.0
        while wanted - sent > NOTHING:
            came = self._reach(source, sink, left)
            if sink not in came:
                return Flow(sent, left, came)
            amount, arcs, node = wanted - sent, [], sink
            while node != source:
                arc = came[node]
                arcs.append(arc)
                amount = min(amount, left[arc])
                node = self.begins[arc]
            for arc in arcs:
                left[arc] -= amount
                left[arc ^ 1] += amount
            sent += amount
        return Flow(sent, left, ())

    def _reach(self, source: int, sink: int, left: list[float]) -> dict[int, int]:
        """The nodes within reach of `source`, each with the arc that leads to it."""
        came, edge, ways = {source: -1}, [source], self.ways
        last = {node: arc ^ 1 for arc, node in ways.get(sink, ()) if left[arc ^ 1] > NOTHING}
        for node in edge:
            if node in last:
                came[sink] = last[node]
                return came
            for arc, following in ways.get(node, ()):
                if left[arc] > NOTHING and following not in came:
                    came[following] = arc
                    if following in last:
                        came[sink] = last[following]
                        return came
                    edge.append(following)
        return came
