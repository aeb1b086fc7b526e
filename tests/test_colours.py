"""The promise: every pair of colors that meets on a page can be told apart, in both schemes."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT

CSS = (PROJECT / "docs/assets/stylesheets/playbook.css").read_text("utf-8")
TABLE, REST = CSS.split(":root {", 1)[1].split("\n}", 1)
#: Text on its grounds: at least 4.5, and 7 where whole paragraphs are read.
READ = [("ink", g) for g in ("paper", "wash", "tint", "sun-wash", "leaf-wash", "brick-wash", "mark")]
READ += [("on-navy", "navy")]
TEXT = [("soft", g) for g in ("paper", "wash", "tint", "sun-wash")]
TEXT += [("link", g) for g in ("paper", "wash", "tint", "sun-wash", "leaf-wash", "brick-wash")]
TEXT += [("link-on", "link"), ("link", "mark"), ("soft", "mark")]
#: Borders that carry meaning, and focus rings: at least 3.
EDGES = [("edge", g) for g in ("paper", "wash")]
EDGES += [("focus", g) for g in ("paper", "wash", "tint", "sun-wash", "leaf-wash", "brick-wash")]
EDGES += [("focus-navy", "navy"), ("navy-edge", "navy"), ("link", "paper"), ("leaf", "paper"), ("sun", "sun-wash")]
EDGES += [("sun", "paper"), ("leaf", "leaf-wash"), ("leaf", "wash"), ("brick", "brick-wash"), ("link", "wash")]


def tokens(scheme: int) -> dict[str, str]:
    """The table of colors: name to value, in the light (0) or the dark (1) scheme."""
    found = {}
    for name, value in re.findall(r"--([\w-]+): ([^;]+);", TABLE):
        pair = re.fullmatch(r"light-dark\((#\w{6}), (#\w{6})\)", value)
        found[name] = pair.group(scheme + 1) if pair else value
    return found


def luminance(color: str) -> float:
    """The relative luminance of "#rrggbb", as WCAG defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_pair_has_contrast(scheme: int) -> None:
    colors = tokens(scheme)
    faults = []
    for pairs, least in ((READ, 7), (TEXT, 4.5), (EDGES, 3)):
        for front, ground in pairs:
            measured = contrast(colors[front], colors[ground])
            if measured < least:
                faults.append(f"{front} on {ground}: {measured:.2f}, not {least}")
    assert not faults


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#3a95d2", "#ffffff") == pytest.approx(3.28, abs=0.01)


def test_every_color_of_the_table_is_measured() -> None:
    measured = {name for pair in READ + TEXT + EDGES for name in pair}
    decoration = {"line"}  # hairlines between rows and around cards; what they part is also parted by space
    assert set(tokens(0)) - measured == decoration


def test_colors_stand_in_the_table_and_nowhere_else() -> None:
    shadows = re.compile(r"#(?:0000|000|fff)\w{0,6}|#ffffff[0-9a-f]{2}")
    strays = [c for c in re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;,) ])", REST) if not shadows.fullmatch(c)]
    assert not strays
    assert not re.search(r"\brgba?\(|\bhsla?\(", REST)
