"""Drawing: boxes, words and arrows in, one lean SVG out. Heights follow the words, so a longer record still fits.

A drawing is 320 units wide and its words are 14 units high: on a phone of 320 pixels they can still be read, and a wide
screen shows the drawing beside its text. Colors come from classes of the stylesheet alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

WIDTH = 320
LINE = 18  # from one line of words to the next
BASE = 14  # from the top of a line to the foot of its letters
PAD = 8  # between the edge of a box and its words
LANE = 146  # how wide each of two lanes is
MARK = 12  # how wide and high a mark is
SIDE = 32  # room for an arrow beside what passes from lane to lane
#: How wide a letter is at the size of the words, in units: as in the widest of the fonts that systems set pages in.
LETTERS = {
    letter: wide
    for letters, wide in (
        ("fijlt.,:;'!|()[] ", 5.2),
        ("rs-1/", 7.2),
        ("ABCDEFGHIJKLNOPQRSTUVXYZ", 10.2),
        ("mwMW%", 13.4),
    )
    for letter in letters
}
OTHER_LETTERS = 8.9
BOLD = 1.1  # how much wider bold words are


@dataclass(frozen=True)
class Box:
    """A box that was drawn: where it stands."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def foot(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Halfway between its left and its right edge."""
        return self.x + self.width / 2

    @property
    def center(self) -> float:
        """Halfway between its upper and its lower edge."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Note:
    """What stands in a box: a line in bold and words below it, each line of them apart; `kind` is its class."""

    title: str = ""
    text: str = ""
    kind: str = ""


class Drawing:
    """A picture that grows downward: `foot` is where its last part ends."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.foot = 0.0

    def words(self, x: float, y: float, width: float, text: str, kind: str = "") -> float:
        """Writes words from the left edge `x`, or around its middle with the class "mid"; returns where they end."""
        middle = "mid" in kind.split()
        start = x + width / 2 if middle else x
        for line in wrapped(text, width, bold="bold" in kind.split()):
            self.parts.append(f"<text{_class(kind)} {_at(x=start, y=y + BASE)}>{escape(line, quote=False)}</text>")
            y += LINE
        self._reach(y)
        return y

    def box(self, x: float, y: float, width: float, note: Note, height: float = 0) -> Box:
        """Draws a box as high as its words, or as `height` if that is more."""
        tall = max(height, height_of(note, width))
        self.parts.append(f"<rect{_class(note.kind)} {_at(x=x, y=y, width=width, height=tall, rx=5)}/>")
        below = self.words(x + PAD, y + PAD, width - 2 * PAD, note.title, "bold") if note.title else y + PAD
        if note.text:
            self.words(x + PAD, below, width - 2 * PAD, note.text)
        self._reach(y + tall)
        return Box(x, y, width, tall)

    def row(self, y: float, notes: Iterable[Note], gap: float = 12, x: float = 0, width: float = WIDTH) -> list[Box]:
        """Draws boxes of one height side by side."""
        listed = list(notes)
        each = (width - gap * (len(listed) - 1)) / len(listed)
        tall = max(height_of(note, each) for note in listed)
        return [self.box(x + place * (each + gap), y, each, note, tall) for place, note in enumerate(listed)]

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Draws a plain area of a class."""
        self.parts.append(f"<rect{_class(kind)} {_at(x=x, y=y, width=width, height=height)}/>")
        self._reach(y + height)

    def mark(self, x: float, y: float, kind: str, round_by: float) -> None:
        """Draws one of many marks that are counted: a small square, or a disk where it is round by half its size."""
        self.parts.append(f"<rect{_class(kind)} {_at(x=x, y=y, width=MARK, height=MARK, rx=round_by)}/>")
        self._reach(y + MARK)

    def behind(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Draws an area under all that was drawn so far."""
        self.parts.insert(0, f"<rect{_class(kind)} {_at(x=x, y=y, width=width, height=height, rx=5)}/>")
        self._reach(y + height)

    def crossing(self, y: float, text: str, goes: str, kind: str = "sun") -> float:
        """Draws what passes across both lanes, with arrows: it goes "left", "right" or "both"; returns its foot."""
        width = WIDTH - 2 * SIDE
        tall = len(wrapped(text, width - 2 * PAD)) * LINE + PAD
        self.rect(SIDE, y, width, tall, kind)
        self.words(SIDE + PAD, y + PAD / 2, width - 2 * PAD, text, "mid")
        center = y + tall / 2
        for side, edge, far in (("left", SIDE, 6), ("right", WIDTH - SIDE, WIDTH - 6)):
            (self.arrow if goes in (side, "both") else self.line)((edge, center), (far, center))
        return y + tall

    def lanes(self, left: str, right: str) -> float:
        """Writes the heads of two lanes; returns where their steps begin. `lane_ground` draws what lies under them."""
        self.words(0, 5, LANE, left, "bold mid")
        self.words(WIDTH - LANE, 5, LANE, right, "bold mid")
        return self.foot + PAD

    def lane_ground(self) -> None:
        """Draws the ground of both lanes, down to what was drawn last."""
        foot = self.foot + 6
        self.behind(0, 0, LANE, foot, "link")
        self.behind(WIDTH - LANE, 0, LANE, foot, "leaf")

    def badge(self, x: float, y: float, number: int | str) -> None:
        """Draws the number of a step in a disk around a point."""
        self.parts.append(f'<circle {_at(cx=x, cy=y, r=11)}/><text class="num" {_at(x=x, y=y + 5)}>{number}</text>')
        self._reach(y + 11)

    def line(self, *points: tuple[float, float], kind: str = "") -> None:
        """Draws a line through points."""
        self.parts.append(f'<path{_class(kind)} d="{_path(points)}"/>')
        self._reach(max(y for _, y in points))

    def arrow(self, *points: tuple[float, float]) -> None:
        """Draws a line through points, with a head at the last."""
        (x1, y1), (x2, y2) = points[-2:]
        along, across = (6 if x2 < x1 else -6 if x2 > x1 else 0), (6 if y2 < y1 else -6 if y2 > y1 else 0)
        sides = f"m{along or -5:g} {across or -5:g}L{_number(x2)} {_number(y2)}l{along or 5:g} {across or 5:g}"
        self.parts.append(f'<path d="{_path(points)}{sides}"/>')
        self._reach(max(y for _, y in points))

    def svg(self, name: str, title: str, about: str) -> str:
        """The picture as SVG, named by its title and described by `about` for those who do not see it (HTML).

        Its words stand in the text beside it too, so the search leaves them out.
        """
        named = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-about">{escape(about)}</desc>'
        return (
            f'<svg viewBox="-1 -1 {WIDTH + 2} {_number(self.foot + 2)}" role="img"'
            f' aria-labelledby="{name}-title {name}-about" data-search-exclude="">{named}{"".join(self.parts)}</svg>'
        )

    def _reach(self, y: float) -> None:
        self.foot = max(self.foot, y)


def height_of(note: Note, width: float) -> float:
    """How high a box of this width has to be for its words."""
    lines = wrapped(note.title, width - 2 * PAD, bold=True) + wrapped(note.text, width - 2 * PAD)
    return len(lines) * LINE + 2 * PAD - 2


def wrapped(text: str, width: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than `width`; a word that is longer stands alone, and a new line stays one."""
    if "\n" in text:
        return [line for part in text.splitlines() for line in wrapped(part, width, bold)]
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width_of(text: str, bold: bool = False) -> float:
    """About how wide a line of words is, never less than it is."""
    wide = sum(LETTERS.get(letter, OTHER_LETTERS) for letter in text)
    return wide * (BOLD if bold else 1)


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _at(**values: float) -> str:
    return " ".join(f'{name}="{_number(value)}"' for name, value in values.items())


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return str(round(value))
