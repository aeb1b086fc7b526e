"""Layout: texts in, Markdown out: tables, lists, definition lists, words in a row."""

from __future__ import annotations

from collections.abc import Iterable

#: How names begin that keep their capital inside a sentence.
PROPER = ("Connecticut", "Social Security", "Medicaid")


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def definition_list(rows: dict[str, str]) -> str:
    """Labels and their texts as a Markdown definition list; empty texts are left out."""
    return "\n".join(f"{label}\n:   {text}\n" for label, text in rows.items() if text)


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence: its first word in small letters, unless that is a name."""
    is_word = (text[1:2].islower() or text.startswith("A ")) and not text.startswith(PROPER)
    return text[:1].lower() + text[1:] if is_word else text


def indented(text: str) -> str:
    """The text with each line four spaces further in, as Markdown wants it inside a box or a list."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines()) + "\n"


def size_in_words(size: int) -> str:
    """How large so many bytes are: "1.2 MB" or "84 kB", and never less than 1 kB."""
    kilobytes = size / 1000
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{max(1, round(kilobytes))} kB"


NUMBERS = [
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]


def joined(words: Iterable[str]) -> str:
    """Words in a row: "a, b and c"; with a comma before the last "and" where a part holds one of its own."""
    *most, last = list(words) or [""]
    comma = "," if any(" and " in word for word in [*most, last]) and most else ""
    return f"{', '.join(most)}{comma} and {last}" if most else last


def sentence(words: Iterable[str]) -> str:
    """Words in a row as a sentence."""
    text = joined(words)
    return f"{text[:1].upper()}{text[1:]}."


def in_words(number: int) -> str:
    """A number in words, up to twenty."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
