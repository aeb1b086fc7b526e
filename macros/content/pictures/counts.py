"""The pictures of tables with hidden counts: before and after, and why two hidden counts in a row are not enough."""

from __future__ import annotations

from macros.content.pictures.drawing import LINE, WIDTH, Drawing, wrapped

Shown = tuple[str, str]  # what stands in a cell, and the class that gives it its color
FIRST = 62  # how wide the column of names is
ROW = LINE + 8


def before_and_after(heads: list[str], before: dict[str, list[Shown]], after: dict[str, list[Shown]]) -> Drawing:
    """Two tables, one below the other, each with the names of its rows and columns."""
    drawing = Drawing()
    for title, rows in (("Before", before), ("After", after)):
        drawing.words(0, drawing.foot + (12 if drawing.foot else 0), WIDTH, title, "bold")
        _table(drawing, heads, rows)
    return drawing


def shared_sum(heads: list[str], row: list[Shown], told: str, hidden: list[int], share: str) -> Drawing:
    """A row with hidden counts, the sum that a reader takes from its total, and what is left for each of them."""
    drawing = Drawing()
    wide = WIDTH / len(row)
    _heads(drawing, heads, 0, wide)
    top = drawing.foot + 2
    _cells(drawing, top, row, 0, wide)
    sum_top = top + ROW + 34
    drawing.words(0, sum_top, WIDTH, told, "mid")
    below = sum_top + LINE + 34
    for column in hidden:
        middle = (column + 0.5) * wide
        drawing.line((middle, top + ROW + 4), (middle, sum_top - 6))
        drawing.arrow((middle, sum_top + LINE + 4), (middle, below - 4))
        _cells(drawing, below, [(share, "brick")], column * wide, wide)
    return drawing


def _table(drawing: Drawing, heads: list[str], rows: dict[str, list[Shown]]) -> None:
    wide = (WIDTH - FIRST) / (len(heads) - 1)
    top = drawing.foot + 4
    drawing.words(0, top, FIRST, heads[0], "bold")
    _heads(drawing, heads[1:], FIRST, wide, top)
    for name, cells in rows.items():
        y = drawing.foot + 2
        drawing.words(0, y + 3, FIRST, name)
        _cells(drawing, y, cells, FIRST, wide)


def _heads(drawing: Drawing, heads: list[str], left: float, wide: float, top: float = 0) -> None:
    """The names of columns, each on as many lines as it needs, all on one ground."""
    foot = top + LINE * max(len(wrapped(head, wide)) for head in heads)
    for column, head in enumerate(heads):
        lines = len(wrapped(head, wide))
        drawing.words(left + column * wide, foot - LINE * lines, wide, head, "mid")


def _cells(drawing: Drawing, y: float, cells: list[Shown], left: float, wide: float) -> None:
    for column, (text, kind) in enumerate(cells):
        drawing.rect(left + column * wide + 1, y, wide - 2, ROW, kind)
        drawing.words(left + column * wide, y + 3, wide, text, "mid")
