"""Finishing, search: words without their endings, as search/words.js makes them; a test compares the two."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: As in search/words.js, which reads the query.
WORD = re.compile(r"[^\W_]+(?:[-‐‑./'’][^\W_]+)*")
PARTS = re.compile(r"[-‐‑./]")
#: Rounds of endings, the longest first, each with what stays of it. The browser gets them with the index.
ENDINGS = (
    "ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent ousli>ous ization>ize ation>ate "
    "ator>ate eli>e alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble",
    "icate>ic ative alize>al iciti>ic ical>ic ful ness",
    "ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic ou",
)
#: How much of a word must stand before an ending of each round.
LEAST = (1, 1, 2)
#: Words whose forms no ending tells, each with the word that it is a form of.
IRREGULAR = (
    "sent>send kept>keep gave>give given>give wrote>write written>write took>take taken>take told>tell got>get "
    "gotten>get found>find paid>pay lost>lose lose>lose left>leave chose>choose chosen>choose held>hold broke>break "
    "broken>break stole>steal stolen>steal knew>know known>know began>begin begun>begin met>meet spoke>speak "
    "spoken>speak went>go gone>go children>child persons>people person>people analyses>analysis analyze>analysis "
    "analyzed>analysis analyzing>analysis criteria>criterion"
)


def forms(word: str) -> list[str]:
    """A word as it is compared: "E-MOU" is "emou" and "mou"; "agency's" is "agency"."""
    small = word.lower()
    if not word.isascii():
        small = "".join(one for one in unicodedata.normalize("NFKD", small) if not unicodedata.combining(one))
    small = re.sub(r"['’]s$|['’]", "", small)
    parts = PARTS.split(small)
    return ["".join(parts), *(part for part in parts if len(part) > 1)] if len(parts) > 1 else parts


@cache
def stem(word: str) -> str:
    """A word without its endings, so that "sharing" meets "shares", and "organisation" meets "organize"."""
    return word if len(word) < 3 else _stemmed(_irregular().get(word, word))


@cache
def _irregular() -> dict[str, str]:
    return dict(_pairs(IRREGULAR))


@cache
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((pair.partition(">")[0], pair.partition(">")[2]) for pair in text.split())


@cache
def _all(text: str) -> tuple[str, ...]:
    return tuple(ending for ending, _ in _pairs(text))


def _size(word: str) -> int:
    """How many times a vowel is followed by a consonant: an ending goes only where enough of the word stays."""
    return len(re.findall(r"[aeiouy]+[^aeiouy]+", re.sub(r"^[^aeiouy]+", "", word)))


def _stemmed(word: str) -> str:
    """Martin Porter's algorithm of 1980, after the spelling is made American."""
    if "is" in word:
        word = re.sub(r"is(e[drs]?|ing|ations?)$", r"iz\1", word)
    if word.endswith(("our", "ogue", "ogues")):
        word = re.sub(r"ogue(s?)$", r"og\1", re.sub(r"our$", "or", word))
    if word.endswith("s"):
        word = re.sub(r"([^s])s$", r"\1", re.sub(r"(ss|i)es$", r"\1", word))
    if word.endswith("eed"):
        word = word[:-1] if _size(word[:-3]) else word
    elif word.endswith(("ed", "ing")) and re.search(r"[aeiouy].*(ed|ing)$", word):
        word = _without_past(re.sub(r"(ed|ing)$", "", word))
    if word.endswith("y"):
        word = re.sub(r"([aeiouy].*)y$", r"\1i", word)
    for least, endings in zip(LEAST, ENDINGS, strict=True):
        ends = word.endswith(_all(endings))
        found = next(pair for pair in _pairs(endings) if word.endswith(pair[0])) if ends else None
        start = word[: -len(found[0])] if found else ""
        if found and _size(start) >= least and (found[0] != "ion" or start.endswith(("s", "t"))):
            word = start + found[1]
    shorter = word[:-1]
    if len(word) > 2 and word.endswith("e") and (_size(shorter) > 1 or not _is_short(shorter)):
        word = shorter
    return word[:-1] if word.endswith(("ll", "fi")) else word


def _without_past(word: str) -> str:
    if re.search(r"(at|bl|iz)$", word) or (_size(word) == 1 and _is_short(word)):
        return word + "e"
    return re.sub(r"([^aeioulsz])\1$", r"\1", word)


def _is_short(word: str) -> bool:
    return bool(re.search(r"[^aeiou][aeiouy][^aeiouwxy]$", word))
