"""Pictures of linking: pairs as a grid of blocks, scores with two thresholds, precision and recall as areas."""

from __future__ import annotations

from macros.content.pictures.drawing import LINE, WIDTH, Drawing, width_of
from macros.content.pictures.figure import figure
from macros.content.practice.figures import number_of
from macros.content.practice.linking import match_quality
from macros.problems import MacroMistake
from macros.rendering.page_context import PageContext

GRID = 240  # how wide and high the grid of all pairs is
BAR = 44  # how high a bar is


def blocking_picture(context: PageContext, records: str, blocks: str) -> str:
    """All pairs of two files as a square, and the blocks that are compared in it (Markdown with HTML).

    Example: `{{ blocking_picture("100", "5") }}`
    """
    size, count = number_of("blocking_picture", records), number_of("blocking_picture", blocks)
    if count < 2 or size % count:
        raise MacroMistake(f"blocking_picture: {size} records make no {count} equal blocks; choose a divisor above 1")
    each = size // count
    all_pairs, left = size * size, count * each * each
    about = f"A square stands for {all_pairs:,} pairs. {count} blocks on its diagonal are compared: {left:,} pairs."
    text = (
        f"- **The whole square:** file A and file B have {size:,} records each, so there are {all_pairs:,} pairs.\n"
        f"- **The {count} filled blocks:** each has {each:,} × {each:,} pairs. Only {left:,} of all are compared.\n"
        f"- **The rest:** {all_pairs - left:,} pairs are never compared. A true pair that lies there is lost."
    )
    return figure("blocking", "Pairs that blocking leaves to compare", about, _blocks(size, count), text)


def _blocks(size: int, count: int) -> Drawing:
    drawing = Drawing()
    drawing.words(0, 0, WIDTH, f"File B: {size:,} records", "mid")
    x, y, each = (WIDTH - GRID) / 2, LINE + 4, GRID / count
    drawing.rect(x, y, GRID, GRID, "open")
    for place in range(count):
        drawing.rect(x + place * each, y + place * each, each, each, "full")
    foot = drawing.words(0, y + GRID + 4, WIDTH, f"File A: {size:,} records", "mid")
    drawing.words(0, foot, WIDTH, f"{count * (size // count) ** 2:,} of {size * size:,} pairs are compared", "bold mid")
    return drawing


def threshold_picture(context: PageContext, lower: str, upper: str, score: str) -> str:
    """Scores with two thresholds, the region that people review, and the pair of the example (Markdown with HTML).

    Example: `{{ threshold_picture("6", "12", "17") }}`
    """
    low, high, pair = (number_of("threshold_picture", text) for text in (lower, upper, score))
    if low >= high:
        raise MacroMistake(f"threshold_picture: the lower threshold, {low}, must be below the upper one, {high}")
    where = "linked" if pair >= high else "reviewed by people" if pair >= low else "not linked"
    about = f"A scale of scores with marks at {low} and {high}. The pair with the score {pair} is {where}."
    text = (
        f"- **{high} and more:** linked.\n- **From {low} to below {high}:** people look at the pair.\n"
        f"- **Below {low}:** not linked.\n\nThe pair in the example has the score {pair}, so it is {where}."
    )
    return figure("threshold", "Scores with two thresholds", about, _scale(low, high, pair), text)


def _scale(low: int, high: int, pair: int) -> Drawing:
    """The scale from the top down: the highest scores first, each region as high as its words or its share of them."""
    drawing = Drawing()
    top = max(high, pair) + (high - low)
    bottom = min(low, pair) - (high - low)
    unit = 260 / (top - bottom)
    regions = ((top, high, "leaf", "Linked"), (high, low, "sun", "People look"), (low, bottom, "brick", "Not linked"))
    for above, below, kind, words in regions:
        y, tall = (top - above) * unit, (above - below) * unit
        drawing.rect(70, y, 170, tall, kind)
        drawing.words(78, y + 5, 154, words, "bold")
    for mark in (high, low):
        y = (top - mark) * unit
        drawing.line((56, y), (240, y))
        drawing.words(0, y - LINE / 2, 50, str(mark), "bold")
    y = (top - pair) * unit
    drawing.arrow((WIDTH, y), (240, y))
    drawing.words(250, y + 4, 70, f"Pair: {pair}")
    return drawing


def match_quality_picture(context: PageContext, counts: str) -> str:
    """Precision and recall as areas: true, false and missed links side by side (Markdown with HTML).

    Example: `{{ match_quality_picture("90, 10, 30") }}`
    """
    numbers = [number_of("match_quality_picture", part) for part in counts.split(",")]
    if len(numbers) != 3:
        raise MacroMistake('match_quality_picture: give three counts, true, false and missed links, as "90, 10, 30"')
    true, false, missed = numbers
    precision, recall, _ = match_quality(true, false, missed)
    sums = (
        f"Precision {round(precision * 100)}%: {true} of {true + false} links made are true",
        f"Recall {round(recall * 100)}%: {true} of {true + missed} true links found",
    )
    about = f"One bar in three parts: {missed} missed, {true} true and {false} false links. {sums[0]}. {sums[1]}."
    text = (
        f"- **Missed links:** {missed}. They are true, and the match did not make them.\n"
        f"- **True links:** {true}. The match made them, and they are right.\n"
        f"- **False links:** {false}. The match made them, and they are wrong.\n\n{sums[0]}. {sums[1]}."
    )
    return figure("quality", "Precision and recall", about, _areas(numbers, sums), text)


def _areas(numbers: list[int], sums: tuple[str, str]) -> Drawing:
    true, false, missed = numbers
    unit = WIDTH / (true + false + missed)
    drawing = Drawing()
    y = drawing.words(0, 0, WIDTH, sums[1]) + 8
    drawing.line((1, y + 8), (1, y), ((missed + true) * unit, y), ((missed + true) * unit, y + 8))
    y += 12
    x = 0.0
    for count, kind in ((missed, "brick"), (true, "leaf"), (false, "sun")):
        drawing.rect(x, y, count * unit, BAR, kind)
        if width_of(str(count)) < count * unit:
            drawing.words(x, y + (BAR - LINE) / 2, count * unit, str(count), "mid")
        x += count * unit
    y += BAR + 4
    drawing.line((missed * unit, y), (missed * unit, y + 8), (WIDTH - 1, y + 8), (WIDTH - 1, y))
    y = drawing.words(0, y + 14, WIDTH, sums[0]) + 8
    for count, kind, words in ((missed, "brick", "missed"), (true, "leaf", "true"), (false, "sun", "false")):
        drawing.rect(0, y + 2, 14, 14, kind)
        y = drawing.words(22, y, WIDTH - 22, f"{count} {words} links") + 4
    return drawing


MACROS = (blocking_picture, threshold_picture, match_quality_picture)
