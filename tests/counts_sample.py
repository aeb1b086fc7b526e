"""Random tables of counts for tests and the benchmark, as agencies have them, each drawn from a seed."""

from __future__ import annotations

import random

from macros.content.small_counts.tables import Pair, Rule, Shown, Table

SEED = 20261125
Counts = list[list[int]]


def drawn_counts(chance: random.Random, height: int, width: int) -> Counts:
    """Counts as agencies have them: a few large ones, many small ones, some zeros."""
    top, zeros = chance.choice([15, 30, 100, 400]), chance.choice([0, 0.1, 0.3])
    return [
        [0 if chance.random() < zeros else int(chance.random() ** 2 * top) for _ in range(width)] for _ in range(height)
    ]


def drawn(chance: random.Random, height: int, width: int) -> Table:
    """A table with all its totals."""
    counts = drawn_counts(chance, height, width)
    return Table(counts, Rule(chance.choice([5, 9, 10]), zeros_shown=chance.random() < 0.8))


def any_rule(chance: random.Random) -> Rule:
    """A rule with any limit, zeros shown or not, totals of both sides or of one."""
    totals = chance.choice(["both"] * 6 + ["rows", "columns"])
    return Rule(chance.choice([5, 9, 10]), chance.random() < 0.8, totals)


def split_otherwise(chance: random.Random, counts: Counts, width: int) -> Counts:
    """The people of each row in other columns."""
    found = []
    for row in counts:
        marks = sorted(chance.randint(0, sum(row)) for _ in range(width - 1))
        found.append([high - low for low, high in zip([0, *marks], [*marks, sum(row)], strict=True)])
    return found


def pair(chance: random.Random, height: int, width: int) -> Pair:
    """Two tables of the same people under any rule, the second with up to as many columns."""
    counts = drawn_counts(chance, height, width)
    return Pair(counts, split_otherwise(chance, counts, chance.randint(1, width)), any_rule(chance))


def sample(number: int, seed: int = SEED) -> list[tuple[Shown, bool]]:
    """Tables that hide something, from one row or column to 12 by 20, every tenth a pair, and whether totals must stay.

    Most are small.
    """
    chance = random.Random(seed)
    found: list[tuple[Shown, bool]] = []
    while len(found) < number:
        at = len(found)
        large = at % 200 == 0
        size = (chance.randint(7, 12), chance.randint(7, 20)) if large else (chance.randint(1, 5), chance.randint(1, 5))
        shown = pair(chance, *size) if at % 10 == 5 else Table(drawn_counts(chance, *size), any_rule(chance))
        if shown.small:
            found.append((shown, chance.random() < 0.2))
    return found
