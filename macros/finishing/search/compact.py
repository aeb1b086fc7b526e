"""Finishing, search: which sections hold which words, in as few letters as a browser needs to rank them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import chain, pairwise, repeat
from typing import Any

from macros.finishing.search import stems
from macros.finishing.search.words import Names

#: Words too common to rank by; the browser gets this list with the index.
SKIPPED = (
    "a about actually after all also am an and another any are as at be been before between but by can cannot come "
    "comes could did difference do does even for from gave give given gives go goes going had happen happened happens "
    "has have he her his how i if in into is it its just let lets may me might must my no of on or other our per "
    "please put really shall she should so some somebody someone something still than that the their them then there "
    "these they this those to us was way we were what when where which while who whom whose why will with would you "
    "your aren't can't couldn't didn't doesn't don't hasn't haven't i'm i've isn't shouldn't they're wasn't weren't "
    "what's won't wouldn't you're"
)
#: The letter for a gap of 1. The letters before it are control signs, the space and the quotation mark.
FIRST = 35
#: What stands between two phrases that readers ask; how many words take one letter, and how many share a first of two.
NEXT, ONE, TWO = "!", 60, 92
#: A line of so many letters that an earlier section has too is left out: what is said twice is found once. So is a
#: shorter one that so many sections have: it is a label.
REPEATED, LABEL = 60, 8


def vocabulary(
    sections: list[list[str]], heads: list[list[str]], beside: list[list[str]], asked: list[list[str]]
) -> dict[str, Any]:
    """The words of sections, given by their lines, which sections hold them, and what readers ask at each.

    `skipped` are those that nobody looks for; `endings` and `irregular` tell how words become stems. `words` has one
    word for all that share a stem, with spaces between: first those that are asked most, then the others by the first
    section that holds them. `held` has one group for each, with spaces between too: a letter for each section that
    holds such a word, which says how many sections further that one is; the words of a section's own `heads`, its
    title and keywords, are left out. `asked`, and `keywords` from what stands `beside`, have one group a section: its
    phrases, each as places of words in `words`.
    """
    phrases, keywords = _phrases(asked, _forms), _phrases(beside, _every_form)
    found, written = _found(sections, heads)
    often: Counter[str] = Counter()
    for form in (form for own in (*phrases, *keywords) for phrase in own for form in phrase):
        often[stems.stem(form)] += 1
        written[stems.stem(form)][form] += 1
    usual = {stem: min(forms, key=lambda form: (-forms[form], form)) for stem, forms in written.items()}
    first = sorted(often, key=lambda stem: (-often[stem], usual[stem]))[:ONE]
    others = {*found, *often} - {*first}
    last = len(asked)  # for words that are only asked
    order = [*first, *sorted(others, key=lambda stem: (found.get(stem, [last])[0], usual[stem]))]
    places = {stem: place for place, stem in enumerate(order)}
    return {
        "skipped": SKIPPED.replace("'", ""),
        "endings": stems.ENDINGS,
        "irregular": stems.IRREGULAR,
        "words": " ".join(usual[stem] for stem in order),
        "held": groups([found.get(stem, []) for stem in order]),
        "keywords": _packed(keywords, places),
        "asked": _packed(phrases, places),
    }


def _phrases(texts: list[list[str]], forms: Callable[[str], list[str]]) -> list[list[list[str]]]:
    """Of each section its phrases as words, each once."""
    return [[words for text in own if (words := list(dict.fromkeys(forms(text))))] for own in texts]


def _packed(phrases: list[list[list[str]]], places: dict[str, int]) -> str:
    return " ".join(
        NEXT.join("".join(numeral(places[stems.stem(form)]) for form in phrase) for phrase in own) for own in phrases
    )


def _found(sections: list[list[str]], heads: list[list[str]]) -> tuple[dict[str, list[int]], dict[str, Counter[str]]]:
    """Of each stem the sections whose lines hold it and whose heads do not, and how often it has which form."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    often: Counter[str] = Counter()
    seen: set[str] = set()
    times = Counter(line for lines in sections for line in {*lines})
    for number, lines in enumerate(sections):
        new = [line for line in lines if line not in seen or (len(line) < REPEATED and times[line] < LABEL)]
        seen.update(new)
        forms = _different_forms("\n".join(new))
        often.update(forms)
        for stem in {*map(stems.stem, forms)}.difference(map(stems.stem, _forms(" . ".join(heads[number])))):
            found[stem].append(number)
    for form, held in often.items():
        written[stems.stem(form)][form] = held
    return found, written


@lru_cache(maxsize=2048)
def _different_forms(text: str) -> frozenset[str]:
    """The words of a text as they are compared; kept, since most sections stay as they are."""
    return frozenset(form for word in {*stems.WORD.findall(text.lower())} for form in _forms_of(word))


def _forms(text: str) -> list[str]:
    """The words of a text as they are compared, but those that nobody looks for."""
    return [form for word in stems.WORD.findall(text.lower()) for form in _forms_of(word)]


def _every_form(text: str) -> list[str]:
    return [form for word in stems.WORD.findall(text) for form in stems.forms(word)]


@cache
def _forms_of(word: str) -> list[str]:
    return [] if word in _skipped() else stems.forms(word)


@cache
def _skipped() -> frozenset[str]:
    return frozenset(SKIPPED.split())


def numeral(place: int) -> str:
    """The place of a word as one letter up to `ONE`, as two after it; the second begins anew after `TWO`."""
    if place < ONE:
        return chr(FIRST + place)
    return chr(FIRST + ONE + (place - ONE) // TWO) + chr(FIRST + (place - ONE) % TWO)


def groups(held: list[list[int]]) -> str:
    """The sections that hold each word; those after `ONE` begin by how far the first is from that of the one before."""
    starts = [-1] * ONE + [-1, *(numbers[0] - 1 for numbers in held[ONE:] if numbers)]
    return " ".join(gaps(numbers, start) for numbers, start in zip(held, chain(starts, repeat(-1)), strict=False))


def gaps(numbers: list[int], start: int = -1) -> str:
    """Rising numbers as letters: how far each one is from the one before it, the first one from `start`."""
    return "".join(chr(FIRST - 1 + here - before) for before, here in pairwise([start, *numbers]))


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
