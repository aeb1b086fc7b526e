"""Finishing, search: which sections hold which words, in as few letters as a browser needs to rank them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

#: As in search/words.js, which reads the query; a test compares what the two find.
WORD = re.compile(r"[^\W_]+(?:[-‐‑./'’][^\W_]+)*")
#: Words too common to rank by; the browser gets this list with the index.
SKIPPED = (
    "a about after all also am an and another any are as at be been before but by can could did do does for from had "
    "has have he her his how i if in into is it its just may me might must my of on or other our shall she should so "
    "some than that the their them then there these they this those to us was we were what when where which while who "
    "whom whose why will with would you your"
)
#: The letter for a gap of 1. The letters before it are control signs, the space and the quotation mark.
FIRST = 35
#: A line of so many letters that an earlier section has too is left out: what is said twice is found once.
REPEATED = 60


def holders(sections: Iterable[list[str]]) -> dict[str, str]:
    """The words of sections, given by their lines, and which sections hold them.

    `skipped` are those that nobody looks for. `words` are in order, with spaces between. `held` has one group a word,
    with spaces between too: a letter for each section that holds it, which says how many sections further that one is.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    seen: set[str] = set()
    for number, lines in enumerate(sections):
        new = [line for line in lines if len(line) < REPEATED or line not in seen]
        seen.update(new)
        for word in set(WORD.findall("\n".join(new).lower())).difference(SKIPPED.split()):
            found[word].append(number)
    words = sorted(found)
    return {"skipped": SKIPPED, "words": " ".join(words), "held": " ".join(gaps(found[word]) for word in words)}


def gaps(numbers: list[int]) -> str:
    """Rising numbers as letters: how far each one is from the one before it."""
    return "".join(chr(FIRST - 1 + here - before) for before, here in zip([-1, *numbers], numbers, strict=False))
