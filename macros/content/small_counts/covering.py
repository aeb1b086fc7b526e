"""A covering problem without whole numbers: the cheapest shares of cells, where each border has shares of 1 at least.

Solved by the dual simplex method on a dictionary, as in Chvátal, "Linear Programming" (1983): every variable that is
not zero is a constant and a sum of the others, so that a border found later is one more line, and the value only rises.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from macros.content.small_counts.flows import NOTHING

#: A border whose shares have this much more than 1 is let go; it comes back if it is needed.
MUCH = 0.4
#: What stands where no variable does: the constants in `free`, the value in `based`.
NONE = -1


@dataclass
class Program:
    """The problem with its present solution. Variables are cells by number, and below that what borders have too much.

    The first line is what all shares cost together, and the first number of each line is its constant.
    """

    free: list[int]  # the variables that are zero now, after NONE
    lines: list[list[float]]  # how the value and each other variable depend on the free ones
    based: list[int] = field(default_factory=lambda: [NONE])  # the other variables, after NONE
    work: int = 0  # how many numbers were changed

    @property
    def value(self) -> float:
        """What the shares cost: no way costs less."""
        return self.lines[0][0]

    def copy(self) -> Program:
        """The same again, to go another way from here."""
        return Program(self.free.copy(), [line.copy() for line in self.lines], self.based.copy())

    def require(self, cells: Iterable[int], sign: int = 1, amount: float = 1) -> None:
        """Asks that the shares of these cells, times `sign`, are `amount` at least."""
        line = [-float(amount), *[0.0] * (len(self.free) - 1)]
        for cell in cells:
            if cell in self.based:
                line = [a + sign * b for a, b in zip(line, self.lines[self.based.index(cell)], strict=True)]
            elif cell in self.free:
                line[self.free.index(cell)] += sign
        self.based.append(min(*self.based, *self.free) - 1)
        self.lines.append(line)

    def solve(self, limit: float) -> bool:
        """Finds the cheapest shares; false where there are none, or none below the limit."""
        while self.value < limit:
            short = min(line[0] for line in self.lines)
            if short >= -NOTHING:
                return True
            row = next(at for at, line in enumerate(self.lines) if line[0] == short)
            costs, line = self.lines[0], self.lines[row]
            ratios = [(costs[at] / line[at], at) for at in range(1, len(line)) if line[at] > NOTHING]
            if not ratios:
                return False
            self._exchange(row, min(ratios)[1])
        return False

    def _exchange(self, row: int, column: int) -> None:
        old = self.lines[row]
        new = [-share / old[column] for share in old]
        new[column] = 1 / old[column]
        for at, line in enumerate(self.lines):
            share = line[column]
            if at != row and share:
                line[column] = 0.0
                self.lines[at] = [a + share * b for a, b in zip(line, new, strict=True)]
                self.work += len(new)
        self.lines[row] = new
        self.based[row], self.free[column] = self.free[column], self.based[row]

    def leave_out(self, limit: float) -> None:
        """Drops the variables that no way below the limit has any of, and the borders that have much too much."""
        kept = [at for at, cost in enumerate(self.lines[0]) if not at or self.value + cost < limit]
        held = [at for at, n in enumerate(self.based) if not at or n >= 0 or self.lines[at][0] < MUCH]
        self.free, self.based = [self.free[at] for at in kept], [self.based[at] for at in held]
        self.lines = [[self.lines[row][at] for at in kept] for row in held]

    def shares(self) -> dict[int, float]:
        """The share of each cell that has one."""
        amounts = {number: line[0] for number, line in zip(self.based, self.lines, strict=True)}
        return {number: amount for number, amount in amounts.items() if number >= 0 and amount > NOTHING}
