"""The check for facts typed into a chapter that belong in the definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from macros.loading.definitions import Definitions
from macros.rendering.markdown_source import HEADING, Source

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)\]>\"']+")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: The title line of an aside; like a heading, it takes no macros.
TITLE = re.compile(r"^\s*(!!!|\?\?\?\+?) ")
PHONE = re.compile(r"\b\d{3}[-.]\d{3}[-.]\d{4}\b")
#: What each citation holds.
CITED = re.compile(r"G\.|F\.?R|S\.|Public Act")
CITATION = re.compile(r"\bC\.\s?G\.\s?S\.|\b\d+ C\.?F\.?R\b|\bU\.\s?S\.\s?C\.|\bPublic Act \d+-\d+")

#: The macro that writes the names of each definition file.
MACRO_OF = {"agencies": "agency", "agreements": "agreement", "laws": "law", "terms": "term"}


def finder(definitions: Definitions) -> Callable[[Source], Iterator[tuple[int, str]]]:
    """The check, made for the names in one set of definitions."""
    return _finder(tuple(_names(definitions).items()))


@lru_cache(maxsize=4)
def _finder(calls: tuple[tuple[str, str], ...]) -> Callable[[Source], Iterator[tuple[int, str]]]:
    """The check, the same as long as the names are the same, for names with their calls."""
    names = dict(calls)
    # A pattern that begins with letters is looked for several times as fast as one that begins with a condition.
    sign = re.compile("|".join(map(re.escape, sorted(names))))
    pattern = re.compile(
        r"(?<![\w-])(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![\w-])"
    )

    def check(source: Source) -> Iterator[tuple[int, str]]:
        for line in source.lines:
            text = re.sub(r"\]\([^)]*\)|<[^>]+>|\{[:#.][^}]*\}|\{ [#.:][^}]*\}", " ", line.prose)
            yield from ((line.number, message) for message in _addresses(line.prose))
            if HEADING.match(line.text) or TITLE.match(line.text):
                continue
            for found in pattern.finditer(text) if sign.search(text) else ():
                name = found.group(1)
                yield line.number, f'"{name}" is typed by hand; write {{{{ {names[name]} }}}}'
            for found in CITATION.finditer(text) if CITED.search(text) else ():
                yield (
                    line.number,
                    f'"{found.group(0)}" is typed by hand; cite the law as {{{{ law("key") }}}}, keys in laws_*.yml',
                )

    return check


def _names(definitions: Definitions) -> dict[str, str]:
    """Every abbreviation, and every agency's name, with the call that writes it."""
    names: dict[str, str] = {}
    for file, macro in MACRO_OF.items():
        for key, record in definitions.tables[file].items():
            if record.abbreviation:
                names[record.abbreviation] = f'{macro}("{record.abbreviation}")'
            if file == "agencies":
                names[record.name] = names[record.name.removeprefix("Connecticut ")] = f'{macro}("{key}")'
    return names


def _addresses(text: str) -> Iterator[str]:
    for address in ADDRESS.findall(text) if "://" in text or "www." in text else ():
        yield f'the address "{address}" is typed by hand; put it into links.yml and write {{{{ link("its-key") }}}}'
    for mailbox in MAILBOX.findall(text) if "@" in text else ():
        yield f'"{mailbox}" is typed by hand; give a role in contacts.yml and write {{{{ contact("its-key") }}}}'
    for phone in PHONE.findall(text):
        yield f'the number "{phone}" is typed by hand; put it into contacts.yml and write {{{{ contact("its-key") }}}}'
