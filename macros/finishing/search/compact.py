"""Finishing, search: which sections hold which words, in as few letters as a browser needs to rank them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from macros.finishing.search import stems
from macros.finishing.search.words import Names

#: Words too common to rank by; the browser gets this list with the index.
SKIPPED = (
    "a about after all also am an and another any are as at be been before but by can could did do does for from had "
    "has have he her his how i if in into is it its just may me might must my of on or other our shall she should so "
    "some than that the their them then there these they this those to us was we were what when where which while who "
    "whom whose why will with would you your aren't cannot can't couldn't didn't doesn't don't hasn't haven't i'm "
    "isn't i've shouldn't they're wasn't weren't what's won't wouldn't you're actually between difference even just "
    "please really still"
)
#: The letter for a gap of 1. The letters before it are control signs, the space and the quotation mark.
FIRST = 35
#: What stands between two phrases that readers ask; how many words take one letter, and how many share a first of two.
NEXT, ONE, TWO = "!", 60, 92
#: A line of so many letters that an earlier section has too is left out: what is said twice is found once.
REPEATED = 60


def vocabulary(sections: Iterable[list[str]], asked: list[list[str]]) -> dict[str, Any]:
    """The words of sections, given by their lines, which sections hold them, and what readers ask at each.

    `skipped` are those that nobody looks for; `endings` and `irregular` tell how words become stems. `words` has one
    word for all that share a stem, with spaces between, those first that are asked most. `held` has one group for
    each, with spaces between too: a letter for each section that holds such a word, which says how many sections
    further that one is. `asked` has one group a section: its phrases, each as the places of its words in `words`.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    seen: set[str] = set()
    for number, lines in enumerate(sections):
        new = [line for line in lines if len(line) < REPEATED or line not in seen]
        seen.update(new)
        for form in sorted(set(_forms("\n".join(new)))):
            held = found[stems.stem(form)]
            if held[-1:] != [number]:
                held.append(number)
            written[stems.stem(form)][form] += 1
    phrases = [[list(dict.fromkeys(_forms(phrase))) for phrase in own] for own in asked]
    often: Counter[str] = Counter()
    for form in (form for own in phrases for phrase in own for form in phrase):
        often[stems.stem(form)] += 1
        written[stems.stem(form)][form] += 1
    usual = {stem: min(forms, key=lambda form: (-forms[form], form)) for stem, forms in written.items()}
    order = sorted(usual, key=lambda stem: (-often[stem], usual[stem]))
    places = {stem: place for place, stem in enumerate(order)}
    return {
        "skipped": SKIPPED.replace("'", ""),
        "endings": stems.ENDINGS,
        "irregular": stems.IRREGULAR,
        "words": " ".join(usual[stem] for stem in order),
        "held": " ".join(gaps(found[stem]) for stem in order),
        "asked": " ".join(
            NEXT.join("".join(numeral(places[stems.stem(form)]) for form in phrase) for phrase in own)
            for own in phrases
        ),
    }


def _forms(text: str) -> list[str]:
    """The words of a text as they are compared, but those that nobody looks for."""
    return [form for word in stems.WORD.findall(text.lower()) for form in _forms_of(word)]


@cache
def _forms_of(word: str) -> list[str]:
    return [] if word in SKIPPED.split() else stems.forms(word)


def numeral(place: int) -> str:
    """The place of a word as one letter up to `ONE`, as two after it; the second begins anew after `TWO`."""
    if place < ONE:
        return chr(FIRST + place)
    return chr(FIRST + ONE + (place - ONE) // TWO) + chr(FIRST + (place - ONE) % TWO)


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
