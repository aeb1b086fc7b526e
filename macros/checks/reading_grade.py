"""The reading grade: English sentences in, the years of school that they ask for out.

The formula is Flesch-Kincaid, from Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas for
Navy Enlisted Personnel", Research Branch Report 8-75, Naval Air Station Memphis, 1975.
"""

from __future__ import annotations

import re

VOWELS = re.compile(r"[aeiouy]+")
#: An e that is written and not spoken: make, makes, named, closely.
SILENT = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^aeiouycgsxzl]|[aeiouy]l)es$|[^aeiouytd]ed$"
    r"|[^aeiouy]e(?=(?:ly|less|ful|ments?|ness)$)"
)
#: Vowels side by side that are spoken apart: media, manual, being, video, area, create.
APART = re.compile(r"(?<![tscgx])i[ao]|(?<![gq])u[aeo]|[aeiouy]ing$|eo(?!p|n$)|io[^nu]|ism$|[rd]ea$|rea[ct](?=[et])")
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of sentences that each end with a mark; 0 where there are no words."""
    words = WORD.findall(text)
    if not words:
        return 0
    per_sentence = len(words) / max(1, len(SENTENCE_END.findall(text)))
    return 0.39 * per_sentence + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many syllables a word of English has, by its spelling."""
    word = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(VOWELS.findall(word)) - len(SILENT.findall(word)) + len(APART.findall(word)))
