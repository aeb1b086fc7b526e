"""Small cells: which counts of a table to hide, and whether a reader can work them out all the same."""

from __future__ import annotations

from collections.abc import Iterable

Grid = list[list[int]]  # counts with their totals: the last row and the last column
Place = tuple[int, int]


def with_totals(rows: Grid) -> Grid:
    """The counts with a total at the end of each row and a row of totals below."""
    wide = [[*row, sum(row)] for row in rows]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def small(grid: Grid, limit: int) -> set[Place]:
    """The cells to hide first: every count of `limit` or less that is not zero, totals included."""
    return {place for place in _places(grid) if 0 < _value(grid, place) <= limit}


def partners(grid: Grid, hidden: set[Place]) -> set[Place]:
    """The cells to hide besides `hidden`, so that no row or column hides one cell alone.

    Goes through the columns, then the rows, and again until nothing is left to hide.
    """
    found: set[Place] = set()
    before = -1
    while len(found) > before:
        before = len(found)
        for line in _lines(grid):
            found |= _partner(grid, line, hidden | found)
    return found


def recoverable(grid: Grid, hidden: set[Place]) -> set[Place]:
    """The hidden cells that a reader can still work out from the totals, knowing that no zero is hidden.

    A hidden count can be something else only where a loop of hidden cells lets it go up or down by one
    while another of the loop makes up for it, so this looks for such a loop.
    """
    return {place for place in hidden if not any(_loop(grid, hidden, place, change) for change in (1, -1))}


def _partner(grid: Grid, line: list[Place], hidden: set[Place]) -> set[Place]:
    """The next value up in a row or column that hides one cell alone; empty elsewhere, and where none is left."""
    alone = [place for place in line if place in hidden]
    shown = [place for place in line if place not in hidden and _value(grid, place)]
    if len(alone) != 1 or not shown:
        return set()
    inner = [place for place in shown if not _is_total(grid, place)] or shown
    higher = [place for place in inner if _value(grid, place) >= _value(grid, alone[0])] or inner
    return {min(higher, key=lambda place: _value(grid, place))}


def _loop(grid: Grid, hidden: set[Place], start: Place, change: int) -> bool:
    """Whether `start` can change by `change` and other hidden cells make up for it."""
    if _value(grid, start) + change < 1:
        return False
    reached, edge = set(), [("column", start[1], change * _sign(grid, start))]
    while edge:
        step = edge.pop()
        if step in reached:
            continue
        reached.add(step)
        axis, index, signed = step
        if axis == "row" and index == start[0] and signed == change * _sign(grid, start):
            return True
        for place in hidden - {start}:
            row, column = place
            moved = -signed * _sign(grid, place) if axis == "column" else signed * _sign(grid, place)
            if _value(grid, place) + moved < 1:
                continue
            if axis == "column" and column == index:
                edge.append(("row", row, signed))
            if axis == "row" and row == index:
                edge.append(("column", column, signed))
    return False


def _lines(grid: Grid) -> Iterable[list[Place]]:
    height, width = len(grid), len(grid[0])
    yield from ([(row, column) for row in range(height)] for column in range(width))
    yield from ([(row, column) for column in range(width)] for row in range(height))


def _places(grid: Grid) -> Iterable[Place]:
    return ((row, column) for row, line in enumerate(grid) for column in range(len(line)))


def _value(grid: Grid, place: Place) -> int:
    return grid[place[0]][place[1]]


def _is_total(grid: Grid, place: Place) -> bool:
    return place[0] == len(grid) - 1 or place[1] == len(grid[0]) - 1


def _sign(grid: Grid, place: Place) -> int:
    """Counts add up to their totals: with totals taken as negative, every row and column sums to zero."""
    return -1 if (place[0] == len(grid) - 1) != (place[1] == len(grid[0]) - 1) else 1
