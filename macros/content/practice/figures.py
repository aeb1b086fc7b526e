"""Figures typed into a macro call: rows of a name with counts in, numbers out, mistakes told."""

from __future__ import annotations

from macros.problems import MacroMistake

Row = tuple[str, list[int]]


def rows_of(macro: str, text: str, width: int) -> list[Row]:
    """The rows of "North: 48, 4; South: 39, 12": each a name and `width` counts.

    Raises MacroMistake, with the form to write, where a row is another.
    """
    rows = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, colon, counts = part.partition(":")
        numbers = [number_of(macro, count) for count in counts.split(",")] if colon else []
        if len(numbers) != width:
            raise MacroMistake(f'{macro}: "{part}" must be a name, a colon and {width} counts, as "North: 48, 22, 4"')
        rows.append((name.strip(), numbers))
    if not rows:
        raise MacroMistake(f'{macro}: no rows; write them like "North: 48, 22, 4; South: 39, 31, 0"')
    return rows


def number_of(macro: str, text: str) -> int:
    """A whole number typed into a call.

    Raises MacroMistake where it is none.
    """
    if not text.strip().isdecimal():
        raise MacroMistake(f'{macro}: "{text.strip()}" is not a whole number; write digits only, such as 100')
    return int(text)
