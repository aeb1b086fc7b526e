"""Checks for what Markdown takes without a word and shows in another way than the editor meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.models.plain import left_over
from macros.rendering.markdown_source import HEADING, Source

ITEM = re.compile(r"^( *)([-*+]|\d+\.) +\S")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>")
VOID = {"br", "hr", "img", "input", "wbr"}
STATEMENT = re.compile(r"\{%-?\s*(?!(?:raw|endraw)\b)")
RAW = re.compile(r"\{%\s*raw\s*%\}.*?\{%\s*endraw\s*%\}", re.DOTALL)


def without_raw(lines: list[str]) -> list[str]:
    """The lines less what stands between {% raw %} and {% endraw %}: it shows calls and makes none."""
    return RAW.sub(lambda found: "\n" * found.group(0).count("\n"), "\n".join(lines)).split("\n")


def left_overs(source: Source) -> Iterator[tuple[int, str]]:
    """Hidden characters and marks of a draft."""
    for number, line in enumerate(source.all_lines, start=1):
        text = line if number <= source.body_start else re.sub(r"`[^`]*`", "", line)
        yield from ((number, message) for message in left_over(text.replace("\t", " ")))


def lists(source: Source) -> Iterator[tuple[int, str]]:
    """Lists that do not begin, and items that do not belong to the list above them."""
    base, above = -1, ""  # the indentation of the list we are in, and the line directly above
    for line in source.lines:
        text, item = line.text, ITEM.match(line.text)
        indent = len(text) - len(text.lstrip())
        if not text.strip():
            above = ""
            continue
        if item:
            if base >= 0 and indent > base and (indent - base) % 4:
                yield line.number, f"this item belongs to no list; indent it by {base + 4} spaces, or by {base}"
            elif base < 0 and above and not _closed(above):
                yield line.number, "this list starts without an empty line above it, so it shows as plain text; add one"
            base = min(base, indent) if base >= 0 else indent
        elif not above and base >= 0:
            if indent <= base:
                base = -1
            elif (indent - base) % 4:
                yield line.number, f"this line belongs to no item; indent it by {base + 4} spaces"
        above = text


def _closed(above: str) -> bool:
    """Whether a list may follow this line directly."""
    return bool(HEADING.match(above)) or above.lstrip().startswith(("!!!", "???", "<"))


def underlined_headings(source: Source) -> Iterator[tuple[int, str]]:
    """Lines of = or - below a text, which make it a heading."""
    above = ""
    for line in source.lines:
        if re.fullmatch(r"=+ *|-{2,} *", line.text) and above.strip() and "|" not in above:
            marks = "#" if line.text.startswith("=") else "##"
            yield (
                line.number,
                f"this line makes the one above a heading; write {marks} before the words, or take it out",
            )
        above = line.text


def remarks_and_tags(source: Source) -> Iterator[tuple[int, str]]:
    """Remarks, which go out with the page, and tags that are opened and not closed, or closed and not opened."""
    opened: list[tuple[str, int]] = []
    for line in source.lines:
        if re.search(r"<!--(?!.*-->)", line.prose):
            yield (
                line.number,
                "a remark is opened here and not closed, so it swallows the rest of the page; take it out",
            )
        elif "<!--" in line.prose:
            yield line.number, "a remark in <!-- --> goes out with the page; take it out"
        for closing, name, alone in TAG.findall(line.prose):
            if name in VOID or alone:
                continue
            if not closing:
                opened.append((name, line.number))
            elif opened and opened[-1][0] == name:
                opened.pop()
            else:
                yield (
                    line.number,
                    f"</{name}> closes nothing that is open here; take it out, or open <{name}> before it",
                )
    yield from ((number, f"<{name}> is never closed; add </{name}> where it ends") for name, number in opened)


def heading_braces(source: Source) -> Iterator[tuple[int, str]]:
    """Braces after a heading that hold anything but one address, classes and named values."""
    for heading in source.headings:
        marks = re.sub(r"[\w-]+=(\"[^\"]*\"|'[^']*'|\S+)", "", heading.attributes).split()
        ids = [mark for mark in marks if mark.startswith("#")]
        fine = all(re.fullmatch(r"#[a-z0-9][a-z0-9_-]*|\.[\w-]+", mark) for mark in marks)
        if not fine or len(ids) > 1:
            slug = re.sub(r"[^a-z0-9]+", "-", heading.words.lower()).strip("-")
            yield (
                heading.number,
                f"an address has small letters, digits and hyphens, and no spaces; write {{ #{slug} }}",
            )


def bullets_and_hyphens(source: Source) -> Iterator[tuple[int, str]]:
    """Bullets pasted from a word processor, and two hyphens for a dash."""
    for line in source.lines:
        if line.text.lstrip().startswith(("•", "◦", "▪", "‣", "·", "–  ")):
            yield line.number, "a pasted bullet makes no list; start the line with a hyphen and a space"
        if "--" in line.prose and re.search(r"\w -- \w", line.prose):
            yield line.number, "two hyphens; write a comma, a colon or two sentences"


def statements(source: Source) -> Iterator[tuple[int, str]]:
    """Instructions to the template engine, which only its makers need."""
    for number, line in enumerate(without_raw(source.all_lines), start=1):
        if number > source.body_start and STATEMENT.search(line):
            yield number, 'instructions in {% %} have no place in a chapter; write calls such as {{ agency("SDE") }}'


def footnotes_twice(source: Source) -> Iterator[tuple[int, str]]:
    """Footnotes whose text is written twice: only the last is shown."""
    seen: dict[str, int] = {}
    for line in source.lines:
        found = re.match(r"\[\^([^\]]+)\]:", line.text)
        if found and found[1] in seen:
            yield (
                line.number,
                f"the footnote [^{found[1]}] has its text in line {seen[found[1]]} already; name this one anew",
            )
        elif found:
            seen[found[1]] = line.number


CHECKS = (
    left_overs,
    lists,
    underlined_headings,
    remarks_and_tags,
    heading_braces,
    bullets_and_hyphens,
    statements,
    footnotes_twice,
)
