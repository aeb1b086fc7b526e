"""Checks for slips of the hand that build without a word: schemes, remarks, icons, numbers of persons, length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.models.plain import looks_like_a_persons_number
from macros.problems import nearest
from macros.rendering.markdown_source import HEADING, Source

#: What an address may begin with. Web addresses stand in links.yml, and a check of their own says so.
SCHEMES = ("https", "http", "mailto", "tel")
#: The scheme of a link, of the text of a reference link, and of an address in running text.
SCHEME = re.compile(
    r"\]\(\s*<?([a-zA-Z][\w+.-]*):|^\[[^\]]+\]:\s*<?([a-zA-Z][\w+.-]*):|\b([a-zA-Z]{2,12}):/{1,3}(?=\w)"
)
NO_COLON = re.compile(r"\b(https?)//\w|\b(https?):/(?!/)")
ICON = re.compile(r"(?<![\w:/]):[a-z][a-z0-9]*(?:[-_+][a-z0-9]+)*:(?![\w:/])")
REMARK = re.compile(r"\{#(?![\w-]+[^{}]*\})|#\}")
VANISHING = re.compile(r"\{##|##\}")
#: What text that is indented by four spaces may belong to.
CONTAINER = re.compile(r" {0,3}(?:[-*+] |\d+\. |!!!|\?\?\?|: |\[\^|<)")
ASIDE = re.compile(r"( *)(?:!!!|\?\?\?\+?) ")
#: More than an hour of reading; a page of this length also becomes slow.
MOST_WORDS = 15_000


def schemes(source: Source) -> Iterator[tuple[int, str]]:
    """Addresses that begin with what no browser knows, or with a script."""
    for line in source.lines:
        for found in SCHEME.finditer(line.prose) if ":" in line.prose else ():
            name = next(filter(None, found.groups())).lower()
            if name == "javascript":
                yield line.number, "a javascript: link does nothing on this site; write a page of the playbook instead"
            elif name not in SCHEMES:
                mend = nearest(name, SCHEMES, 0.7) or "; write a page of the playbook, or the macro of a link"
                yield line.number, f'no browser knows an address that begins with "{name}:"{mend}'
        if "/" in line.prose and NO_COLON.search(line.prose):
            yield line.number, 'a web address begins with "https://"; put it into links.yml and name its key'


def remarks(source: Source) -> Iterator[tuple[int, str]]:
    """Jinja's comment marks: with one # they show as text, with two they swallow what they hold."""
    for number, text in enumerate(source.all_lines[source.body_start :], start=source.body_start + 1):
        if VANISHING.search(text):
            yield number, "what stands between {## and ##} vanishes from the page; take it out"
    for line in source.lines:
        if REMARK.search(line.prose) and not HEADING.match(line.text) and not VANISHING.search(line.text):
            yield line.number, "a remark in {# #} shows as text; take it out"


def icons(source: Source) -> Iterator[tuple[int, str]]:
    """Short names of icons, which draw nothing on this site."""
    for line in source.lines:
        for name in ICON.findall(line.prose) if ":" in line.prose else ():
            yield line.number, f'the icon "{name}" draws nothing on this site; write a word instead'


def numbers_of_persons(source: Source) -> Iterator[tuple[int, str]]:
    """Numbers, in code too, that could be somebody's Social Security number."""
    for number, text in enumerate(source.all_lines, start=1):
        yield from ((number, message) for message in looks_like_a_persons_number(text))


def length(source: Source) -> Iterator[tuple[int, str]]:
    """Pages that nobody reads to the end."""
    words = sum(len(line.text.split()) for line in source.lines)
    if words > MOST_WORDS:
        yield 1, f"this page holds {words:,} words; divide it into pages of at most {MOST_WORDS:,}"


def indented_text(source: Source) -> Iterator[tuple[int, str]]:
    """Text that four spaces make a block of code: what belongs to an item, an aside or a note stands below one."""
    above, holds = "", False
    for line in source.lines:
        text = line.text.rstrip()
        indent = len(text) - len(text.lstrip())
        aside = ASIDE.match(above)
        if text and aside and indent >= len(aside[1]) + 8:
            yield line.number, f"this line stands too far in, so it shows as code; indent it by {len(aside[1]) + 4}"
        elif indent >= 4 and not above and not holds:
            yield line.number, "four spaces indent this line, so it shows as code; take them out"
        elif text and indent < 4:
            holds = bool(CONTAINER.match(text))
        above = text


def endings(source: Source) -> Iterator[tuple[int, str]]:
    """Pages that stop short, as when a part was cut off by mistake."""
    written = [line for line in source.lines if line.text.strip()]
    if not written or source.all_lines[written[-1].number :] != [""] * len(source.all_lines[written[-1].number :]):
        return  # the page is empty, or ends in code
    last = written[-1]
    if HEADING.match(last.text):
        yield last.number, "the page ends in this heading; write the text of the section, or take the heading out"
    elif re.match(r"[A-Z]", last.text) and re.search(r"[\w,]$", last.text.rstrip()):
        yield last.number, "the page ends within a sentence; finish it, and end it with a period"


CHECKS = (
    indented_text,
    endings,
    schemes,
    remarks,
    icons,
    numbers_of_persons,
    length,
)
