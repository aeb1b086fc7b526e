"""Checks on the chapters' sources, each with the line and the mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from macros.checks import calls, named_pages, pictures, settings, silent, slips, tree, typed_by_hand
from macros.loading.definitions import Definitions
from macros.loading.validation import explain
from macros.models.page import FrontMatter
from macros.problems import Problem, nearest
from macros.rendering.chapters import Chapters
from macros.rendering.markdown_source import Line, Source

#: The kinds of aside that the stylesheet knows.
ASIDES = ("p20win", "law", "legal", "tip", "warning", "example", "note")

#: A sign that each picture, each link and each piece of HTML holds.
HAS_LINK_OR_HTML = re.compile(r"[]<=]")

Check = Callable[[Source], Iterator[tuple[int, str]]]


def check(project: Path, definitions: Definitions | None) -> list[Problem]:
    """Every problem in the Markdown files of `project`; facts typed by hand only where definitions are given."""
    chapters = Chapters.of(project / "docs")
    problems = [problem for source in chapters.sources for problem in _kept(source, CHECKS)]
    if definitions is not None:
        problems += named_pages.check(definitions, chapters)
        of_names, of_records = (typed_by_hand.finder(definitions), calls.finder()), _references_in(definitions)
        for source in chapters.sources:
            problems += [*_kept(source, of_names), *_found(source, (of_records,))]
    return [*problems, *settings.check(project), *tree.check(project, chapters), *pictures.check(project)]


@lru_cache(maxsize=1024)
def _kept(source: Source, checks: tuple[Check, ...]) -> tuple[Problem, ...]:
    """What these checks find in one file, kept while it and the checks stay the same."""
    return _found(source, checks)


def _found(source: Source, checks: tuple[Check, ...]) -> tuple[Problem, ...]:
    """What these checks find in one file."""
    return tuple(Problem(source.shown_as, line, message) for check_one in checks for line, message in check_one(source))


def encoding(source: Source) -> Iterator[tuple[int, str]]:
    """Text that is not UTF-8. Windows line ends and a byte order mark harm nobody, and Git takes out the first."""
    try:
        source.raw.decode("utf-8")
    except UnicodeDecodeError as error:
        yield (
            source.raw[: error.start].count(b"\n") + 1,
            "a character here is not UTF-8; type it anew and save as UTF-8",
        )


def front_matter(source: Source) -> Iterator[tuple[int, str]]:
    """Front matter that is missing, not valid YAML, or holds a field the site does not know."""
    if not source.body_start:
        yield 1, "no front matter; begin the page with `---`, its title, description and reviewed date, and `---`"
        return
    file = source.fields
    for problem in file.problems:
        yield problem.line, problem.message
    if file.problems:
        return
    if not isinstance(file.data, dict):
        yield 1, "the front matter holds no fields; write each as `field: text`"
        return
    try:
        FrontMatter.model_validate(file.data)
    except ValidationError as error:
        for item in error.errors():
            yield max(2, file.line(tuple(item["loc"]))), explain(item, FrontMatter)


def conflict_markers(source: Source) -> Iterator[tuple[int, str]]:
    """Marks that a merge left behind."""
    for number, line in enumerate(source.all_lines, start=1):
        if re.match(r"^(<{7} |={7}$|>{7} |\|{7} )", line):
            yield number, "a merge conflict was left here; keep one version and delete the lines with <<<, === and >>>"


def headings(source: Source) -> Iterator[tuple[int, str]]:
    """Headings without an id, ids used twice, levels skipped, a second title, macros in headings."""
    seen: dict[str, int] = {}
    level = 1
    for heading in source.headings:
        if heading.level == 1:
            yield heading.number, "a second title; the title stands in the front matter, so start with ##"
            continue
        if heading.level > level + 1:
            yield (
                heading.number,
                f"this heading skips a level; write {'#' * (level + 1)} instead of {'#' * heading.level}",
            )
        level = heading.level
        if "{{" in heading.words:
            yield heading.number, "a macro in a heading; write the words out"
        if not heading.id:
            slug = re.sub(r"[^a-z0-9]+", "-", heading.words.lower()).strip("-")
            yield (
                heading.number,
                f"this heading has no address; write: {'#' * heading.level} {heading.words} {{ #{slug} }}",
            )
        elif heading.id in seen:
            yield heading.number, f'the address "#{heading.id}" is taken by line {seen[heading.id]}; choose another'
        seen.setdefault(heading.id, heading.number)
    closing = next((h.number for h in source.headings if h.id == "what-next"), 0)
    for heading in source.headings:
        if closing and heading.number > closing:
            yield heading.number, f'"What next" closes a page; move this section above line {closing}'
    for line in source.lines:
        if re.match(r"^#{1,6}[^#\s!]", line.text):
            yield line.number, "no space after the # marks; write ## and a space before the heading's words"


def fences(source: Source) -> Iterator[tuple[int, str]]:
    """A code block that is opened and not closed."""
    if source.open_fence:
        yield source.open_fence, "this code block is opened and never closed; end it with a line of three backticks"


def references(source: Source) -> Iterator[tuple[int, str]]:
    """Footnotes and reference links that lead to nothing."""
    whole = "\n".join(line.text for line in source.lines)
    notes = set(re.findall(r"^\[\^([^\]]+)\]:", whole, re.MULTILINE))
    targets = {name.lower() for name in re.findall(r"^\[([^\]^][^\]]*)\]:", whole, re.MULTILINE)}
    called: set[str] = set()
    for line in (line for line in source.lines if "[" in line.prose):
        for name in re.findall(r"\[\^([^\]]+)\](?!:)", line.prose):
            called.add(name)
            if name not in notes:
                yield line.number, f"the footnote [^{name}] has no text; add a line [^{name}]: with its text"
        for words, name in re.findall(r"\[([^\]]+)\]\[([^\]]*)\]", line.prose):
            if (name or words).lower() not in targets:
                yield line.number, f"the link [{words}][{name}] leads to nothing; write [{words}](page.md)"
    for name in sorted(notes - called):
        number = next(line.number for line in source.lines if line.text.startswith(f"[^{name}]:"))
        yield number, f"no text calls the footnote [^{name}]; add [^{name}] where it belongs or delete it"


def images_and_html(source: Source) -> Iterator[tuple[int, str]]:
    """Images without a description, links written in HTML, links without words or address."""
    for line in (line for line in source.lines if HAS_LINK_OR_HTML.search(line.prose)):
        if re.search(r"!\[\s*\]\(", line.prose):
            yield line.number, "this image has no description; write what it shows between the brackets: ![words](file)"
        for tag in re.findall(r"<img\b[^>]*>", line.prose):
            if not re.search(r"\balt=([\"'])\s*\S.*?\1", tag):
                yield line.number, 'this image has no description; add alt="what it shows"'
        if re.search(r"<a\b[^>]*\bhref", line.prose, re.IGNORECASE):
            yield line.number, "a link in HTML, which no check can follow; write [words](page.md) or use the link macro"
        if re.search(r"(?<!!)\[\s*\]\(", line.prose):
            yield line.number, "this link has no words; write between the brackets where it leads"
        if re.search(r"\]\(\s*\)", line.prose):
            yield line.number, "this link has no address; write the page between the round brackets"
        if re.search(r"\]\s+\([^)\s]+\.md", line.prose):
            yield line.number, "a space parts this link from its address; write [words](page.md) without it"
        if re.search(r"<(script|style|iframe)\b|\s(style|on\w+)=[\"']", line.prose, re.IGNORECASE):
            yield line.number, "scripts and styles do not work inside a page; take this out"


def link_words(source: Source) -> Iterator[tuple[int, str]]:
    """Links whose words say nothing."""
    empty = re.compile(r"\[(click here|here|more|link|read more|this page|learn more)\]\(", re.IGNORECASE)
    for line in source.lines:
        for words in empty.findall(line.prose) if "](" in line.prose else ():
            yield line.number, f'"{words}" does not say where the link leads; name the page or the form'


def tables(source: Source) -> Iterator[tuple[int, str]]:
    """Table rows with more or fewer cells than the head, and heads without their line of dashes."""
    rows: list[Line] = []
    for line in [*source.lines, Line(0, "")]:
        if line.prose.strip().startswith("|"):
            rows.append(line)
            continue
        yield from _table(rows)
        rows = []


def _table(rows: list[Line]) -> Iterator[tuple[int, str]]:
    if not rows:
        return
    if len(rows) < 2 or not re.fullmatch(r"\|?[\s:|-]+\|?", rows[1].prose.strip()):
        yield rows[0].number, "a table needs a second line of dashes: | --- | --- |"
        return
    width = _cells(rows[0].prose)
    for row in rows[1:]:
        if _cells(row.prose) != width:
            message = f"this row has {_cells(row.prose)} cells, the table's head has {width}; each cell ends with |"
            yield row.number, message


def tabs(source: Source) -> Iterator[tuple[int, str]]:
    """Tabs, which Markdown reads as code."""
    for line in source.lines:
        if line.text.startswith("\t"):
            yield line.number, "a tab indents this line, so it shows as code; use spaces"


def dashes_and_dates(source: Source) -> Iterator[tuple[int, str]]:
    """Long dashes and dates in figures."""
    for line in source.lines:
        if "—" in line.prose:
            yield line.number, "a long dash; write a comma, a colon or two sentences"
        for day in re.findall(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b", line.prose) if "/" in line.prose else ():
            yield line.number, f'write the date "{day}" in words, as November 22, 2026'


def asides(source: Source) -> Iterator[tuple[int, str]]:
    """Asides of an unknown kind, without quotes round their title, or without indented text."""
    texts = {line.number: line.text for line in source.lines}
    for line in source.lines:
        found = re.match(r"^( *)(!!!|\?\?\?\+?)(?!\S*[!?])(.*)$", line.text)
        if not found:
            continue
        indent, mark, rest = found.groups()
        kind = re.findall(r"^\s*([\w-]*)", rest)[0]
        if kind not in ASIDES:
            mend = nearest(kind, ASIDES) or f"; the kinds are {', '.join(ASIDES)}"
            yield line.number, f'no kind of aside "{kind}"{mend}'
        elif not re.fullmatch(r' [\w-]+(?: ".*[^" ].*")?\s*', rest):
            yield line.number, f'the title of an aside stands in double quotes; write {mark} {kind} "Title"'
        elif not _first_text_below(texts, line.number).startswith(f"{indent}    "):
            yield line.number, "this aside has no text; indent the lines below it by four spaces"


def _first_text_below(texts: dict[int, str], number: int) -> str:
    """The first line below that is not empty; code counts as text in its place."""
    last = max(texts)
    while number < last:
        number += 1
        if number not in texts:
            return " " * 80
        if texts[number].strip():
            return texts[number]
    return ""


def _cells(row: str) -> int:
    return len(re.split(r"(?<!\\)\|", row.strip().strip("|")))


def _references_in(definitions: Definitions) -> Check:
    """The check for records that the front matter names and that are not there."""

    def check_one(source: Source) -> Iterator[tuple[int, str]]:
        file = source.fields
        try:
            fields = FrontMatter.model_validate(file.data)
        except ValidationError:
            return  # told by the check of the front matter itself
        for place, message in definitions.dead_references(fields):
            yield max(2, file.line(place)), message

    return check_one


CHECKS: tuple[Check, ...] = (
    encoding,
    front_matter,
    conflict_markers,
    headings,
    fences,
    references,
    images_and_html,
    link_words,
    tables,
    asides,
    tabs,
    dashes_and_dates,
    *silent.CHECKS,
    *slips.CHECKS,
)
