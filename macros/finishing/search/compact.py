"""Finishing, search: which sections hold which words, in as few letters as a browser needs to rank them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from macros.finishing.search import stems
from macros.finishing.search.words import Names

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


def holders(sections: Iterable[list[str]]) -> dict[str, Any]:
    """The words of sections, given by their lines, and which sections hold them.

    `skipped` are those that nobody looks for. `words` has one word for all that share a stem, in order, with spaces
    between. `held` has one group for each, with spaces between too: a letter for each section that holds such a word,
    which says how many sections further that one is. `endings` and `irregular` tell how words become stems.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    seen: set[str] = set()
    for number, lines in enumerate(sections):
        new = [line for line in lines if len(line) < REPEATED or line not in seen]
        seen.update(new)
        words = set(stems.WORD.findall("\n".join(new).lower())).difference(SKIPPED.split())
        for form in {form for word in words for form in stems.forms(word)}:
            held = found[stems.stem(form)]
            if held[-1:] != [number]:
                held.append(number)
            written[stems.stem(form)][form] += 1
    usual = {min(forms, key=lambda form: (-forms[form], form)): stem for stem, forms in written.items()}
    return {
        "skipped": SKIPPED,
        "endings": stems.ENDINGS,
        "irregular": stems.IRREGULAR,
        "words": " ".join(sorted(usual)),
        "held": " ".join(gaps(found[usual[word]]) for word in sorted(usual)),
    }


def gaps(numbers: list[int]) -> str:
    """Rising numbers as letters: how far each one is from the one before it."""
    return "".join(chr(FIRST - 1 + here - before) for before, here in zip([-1, *numbers], numbers, strict=False))


def titles(whole: list[str], names: Iterable[Names], places: dict[str, int]) -> list[str]:
    """Titles of sections, empty where a record that the section explains tells the same."""
    told: dict[int, str] = {}
    for own in names:
        for place in own.places:
            told.setdefault(places[place], f"{own.name} ({own.short})" if own.short else own.name)
    return ["" if title == told.get(number) else title for number, title in enumerate(whole)]


def anchor(whole: str, title: str) -> str | int:
    """An anchor, or how the browser makes it: 0 from the title, 1 from what stands in brackets at the title's end."""
    if whole and whole == _slug(title):
        return 0
    short = re.search(r"\(([^()]+)\)$", title)
    return 1 if short and whole == _slug(short[1]) else whole


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", text.lower())).strip("-")
