"""Intervals: from tables and what is hidden in them, all that a reader can still think of each hidden count.

The reader sees every other number, knows that counts are whole, and knows the rule: no count of a size that the rule
shows is hidden. Nothing marks which hidden counts are small and which are partners. That each group of hidden counts
that hang together holds a small one adds nothing: wherever an interval ends, one of the group stands at its least,
and that is small. The counts that fit are the flows of a network, so that the ends of an interval are reached by whole
numbers, and so is each number between (Ahuja, Magnanti and Orlin, "Network Flows", 1993; for tables, Cox, "Network
Models for Complementary Cell Suppression", Journal of the American Statistical Association 90, 1995).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from macros.content.small_counts.flows import Network, Room
from macros.content.small_counts.tables import Shown


@dataclass(frozen=True)
class Interval:
    """The least and the most that a hidden count can be; without `most`, there is no end."""

    least: int
    most: int | None

    def reaches(self, low: int, high: int) -> bool:
        """Whether the interval holds both numbers."""
        return self.least <= low and (self.most is None or self.most >= high)


def endless(shown: Shown) -> int:
    """More than any count can change while one end of its interval holds."""
    return 1 + sum(cell.value for cell in shown.cells)


def rooms_of(shown: Shown, hidden: Collection[int], told: Mapping[int, Interval] | None = None) -> dict[int, Room]:
    """By how much hidden cells may change; `told` has what readers know of some, by their numbers, from elsewhere."""
    most, least = endless(shown), shown.rule.least
    unknown, known = Interval(least, None), told or {}
    rooms: dict[int, Room] = {}
    for number in hidden:
        value, ends = shown.cells[number].value, known.get(number, unknown)
        rooms[number] = (most if ends.most is None else ends.most - value, value - max(least, ends.least))
    return rooms


def intervals(shown: Shown, hidden: Collection[int], told: Mapping[int, Interval] | None = None) -> dict[int, Interval]:
    """What a reader can still think of each hidden cell; `told` has what readers know of some cells from elsewhere.

    Where readers know no sum, nobody needs partners, and the rule itself tells that a hidden count is small.
    """
    if not shown.adds_up:
        return {number: Interval(shown.rule.least, shown.rule.limit) for number in sorted(hidden)}
    rooms, most, found = rooms_of(shown, hidden, told), endless(shown), {}
    network = Network(shown.cells, rooms)
    for number in sorted(hidden):
        value, room = shown.cells[number].value, rooms[number]
        up, down = (round(network.change(number, rises, room[not rises]).amount) for rises in (True, False))
        found[number] = Interval(value - down, None if up >= most else value + up)
    return found


def open_to_readers(
    shown: Shown, hidden: Collection[int], told: Mapping[int, Interval] | None = None
) -> dict[int, Interval]:
    """The small counts that are not protected, each with what a reader can work out: the proof is that there is none.

    A small count is protected when a reader must think every number possible from the least to one above the limit. So
    nobody can tell its size, and not even that it is small. On totals, see `Cell.low`.
    """
    if not shown.adds_up:
        return {}
    known = {number: interval for number, interval in intervals(shown, hidden, told).items() if number in shown.small}
    return {
        number: found
        for number, found in known.items()
        if not found.reaches(shown.cells[number].low, shown.rule.limit + 1)
    }
