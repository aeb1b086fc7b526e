"""Percentages: what one that is rounded tells of the count behind it. Counts and totals in, ranges out."""

from __future__ import annotations

from collections.abc import Collection

from macros.content.small_counts.intervals import Interval
from macros.content.small_counts.tables import Shown


def percentage(count: int, total: int, digits: int) -> tuple[str, Interval]:
    """A count as a rounded percentage of its total, as "2.0%", and the counts that it can stand for.

    Halves count as both, since readers do not know how they were rounded. All sums are of whole numbers.
    """
    scale = 100 * 10**digits
    shown = (2 * scale * count + total) // (2 * total)
    least, most = (2 * shown * total - total + 2 * scale - 1) // (2 * scale), (2 * shown * total + total) // (2 * scale)
    return f"{shown / 10**digits:.{digits}f}%", Interval(least, most)


def told_by_percentages(shown: Shown, hidden: Collection[int], digits: int) -> dict[int, Interval]:
    """What readers would know of each hidden count by a percentage of its row, where they see the row's total."""
    if not shown.rule.across:
        return {}
    found = {}
    for line in (line for grid in shown.numbers for line in grid):
        total = shown.cells[line[-1]].value
        for number in line[:-1]:
            cell = shown.cells[number]
            if number in hidden and not cell.is_total and line[-1] not in hidden and total:
                found[number] = percentage(cell.value, total, digits)[1]
    return found
