"""The map of the laws: how many guard each kind of data, in squares, and which, with links to their entries."""

from __future__ import annotations

from macros.content.law.laws import kind_link, law_link
from macros.content.pictures.drawing import LINE, MARK, WIDTH, Drawing
from macros.content.pictures.figure import figure
from macros.models.legal import DataKind, Law
from macros.rendering.page_context import PageContext

#: Whose laws, in the order of the picture: the word for it, the color of its marks, and how round they are.
LEVELS = {"Connecticut": ("state", "link", 0), "federal": ("federal", "leaf", 6)}
KEY = "A square is a state law, a disk a federal law."
GAP = 4  # between two marks
ROW = 5  # how many laws one sentence names


def laws_map(context: PageContext) -> str:
    """Which laws guard each kind of data: a square for each law, and links to their entries (Markdown with HTML).

    Example: `{{ laws_map() }}`
    """
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    laws: dict[str, Law] = context.definitions.tables["laws"]
    found = {key: {level: _guarding(laws, key, level) for level in LEVELS} for key in kinds}
    most = max(found, key=lambda key: sum(map(len, found[key].values())))
    about = f"A row of marks for each kind of data, one mark a law. The longest row: {kinds[most].name.lower()}."
    lines = [f"- **{kind_link(context, key)}.** {_listed(context, laws, found[key])}" for key in kinds]
    counts = {
        kinds[key].name: {level: len(keys) for level, keys in by_level.items()} for key, by_level in found.items()
    }
    return figure("laws", "Which laws guard which kind of data", about, _drawn(counts), "\n".join([f"{KEY}\n", *lines]))


def _guarding(laws: dict[str, Law], kind: str, level: str) -> list[str]:
    return [key for key, law in laws.items() if law.level == level and kind in law.data_kinds]


def _drawn(counts: dict[str, dict[str, int]]) -> Drawing:
    drawing = Drawing()
    drawing.words(0, 0, WIDTH, KEY)
    for name, by_level in counts.items():
        y = drawing.words(0, drawing.foot + 8, WIDTH, f"{name}: {_counted(by_level)}", "bold") + 2
        marks = [LEVELS[level] for level, count in by_level.items() for _ in range(count)]
        for place, (_, kind, round_by) in enumerate(marks):
            drawing.mark(place % 20 * (MARK + GAP), y + place // 20 * LINE, kind, round_by)
    return drawing


def _listed(context: PageContext, laws: dict[str, Law], by_level: dict[str, list[str]]) -> str:
    told = []
    for level, keys in by_level.items():
        links = [law_link(context, key, laws[key]) for key in keys]
        rows = [", ".join(links[start : start + ROW]) for start in range(0, len(links), ROW)]  # no endless sentence
        told += [f"{len(keys)} {LEVELS[level][0]}: {'. Also '.join(rows)}."] if rows else []
    return " ".join(told) or "No law is listed here yet: none."


def _counted(by_level: dict[str, int]) -> str:
    """How many laws of each level: "3 state, 4 federal"."""
    return ", ".join(f"{count} {LEVELS[level][0]}" for level, count in by_level.items() if count) or "none"


MACROS = (laws_map,)
