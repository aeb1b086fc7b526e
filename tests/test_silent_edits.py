"""The promise: what Markdown and YAML take without a word is told all the same. More bad edits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.commands.build import build
from macros.problems import Problem
from tests.breaking import (
    AGENCIES,
    LAWS,
    LINKS,
    PAGE,
    TERMS,
    Edit,
    Told,
    first_half,
    swap,
    told_apart,
    told_together,
)
from tests.conftest import copy_project

RESOURCES = "macros/definitions/resources.yml"
REDIRECTS = "macros/definitions/redirects.yml"
SEARCH = "macros/definitions/search.yml"
#: One process of pytest-xdist builds for all of them.
pytestmark = pytest.mark.xdist_group("silent edits")


@dataclass(frozen=True)
class Words:
    """Words that an editor adds to a page, what must be read, and in which of their lines the mistake stands."""

    name: str
    text: str
    says: str
    line: int = 0


ON_A_PAGE = [
    Words("hidden space", "Ask the\u200b owner.", "hidden character (zero width space)"),
    Words("space of a word processor", "Ask the\u00a0owner.", "hidden character (no-break space)"),
    Words("text that runs the other way", "Ask \u202ethe owner.", "hidden character (right-to-left override)"),
    Words("list in a list, two spaces", "- One\n  - Two", "belongs to no list; indent it by 4", 1),
    Words("text of an item, three spaces", "1. One\n\n   More on one.\n\n2. Two", "belongs to no item", 2),
    Words("list without an empty line", "Ask:\n- one\n- two", "starts without an empty line", 1),
    Words("numbered list without an empty line", "Then:\n1. one\n2. two", "starts without an empty line", 1),
    Words("pasted bullets", "• one\n• two", "a pasted bullet"),
    Words("heading by a line of equals", "Ask them\n========", "makes the one above a heading", 1),
    Words("heading by a line of hyphens", "Ask them\n--------", "makes the one above a heading", 1),
    Words("remark", "Text. <!-- ask Ann -->", "a remark in <!-- --> goes out"),
    Words("tag that closes nothing", "Text.</div>", "</div> closes nothing"),
    Words("mark of a draft", "TODO: ask counsel.", '"TODO" is left over'),
    Words("filler", "Lorem ipsum dolor.", "is left over from a draft"),
    Words("address with spaces", "## Ask them { #Ask them }", "write { #ask-them }"),
    Words("address with capitals", "## Ask more { #Ask-More }", "write { #ask-more }"),
    Words("two addresses", "## Ask all { #ask-a #ask-b }", "write { #ask-all }"),
    Words("two hyphens for a dash", "Ask -- then send.", "two hyphens"),
    Words("instruction", "{% set x = 1 %}", "have no place in a chapter"),
    Words("footnote twice", "Yes.[^a]\n\n[^a]: One.\n\n[^a]: Two.", "has its text in line", 4),
    Words("macro with single braces", "Ask for {term PII} first.", "a name in single braces shows as text"),
    Words("open italics", "Ask *your counsel first.", "a star shows as text"),
    Words("bullets without a space", "*one\n*two", "a star shows as text"),
    Words("same words for two pages", "[The steps](request.md) and [the steps](joining.md).", "lead to two places"),
    Words("agency's name without the state", "The Department of Social Services.", 'write {{ agency("DSS") }}'),
    Words("kind of aside", '!!! legall "Ask"\n    Ask.', 'no kind of aside "legall"; did you mean "legal"?'),
    Words("title of an aside without quotes", "!!! tip Ask\n    Ask.", "stands in double quotes"),
    Words("aside without text", '!!! tip "Ask"\n\nAsk.', "this aside has no text"),
    Words("aside eight spaces in", '!!! tip "Ask"\n        Ask [them](data.md).', "as code; indent it by 4", 1),
    Words("page by its web address", "See [the way](request.html).", 'did you mean "request.md"?'),
    Words("file outside the site", "See [the code](../../macros/commands/build.py).", "leads to no page"),
    Words("misspelt scheme", "See [the rules](htps://x.gov/a).", 'begins with "htps:"; did you mean "https"?'),
    Words("misspelt scheme in the text", "See hptts://x.gov/a first.", 'begins with "hptts:"; did you mean "https"?'),
    Words("scheme without its colon", "See [it](https//x.gov/b).", 'begins with "https://"; put it into links.yml'),
    Words("script for a link", "See [this](javascript:alert).", "a javascript: link does nothing"),
    Words("remark of the template engine", "Text. {# ask Ann #}", "a remark in {# #} shows as text"),
    Words("remark that vanishes", "Text. {## ask Ann ##}", "vanishes from the page"),
    Words("icon", "Keep it :material-lock: locked.", 'the icon ":material-lock:" draws nothing'),
    Words("number of a person", "For instance 212-44-1234.", "could be somebody's Social Security number"),
    Words("number of a person in code", "```text\n212 44 1234\n```", "could be somebody's Social Security", 1),
    Words("picture in HTML that is not there", '<img src="gone.png" alt="A map">', "leads to no picture"),
    Words("image that is not there", "![A map](nope.png)", "leads to no page"),
]
#: Mistakes that keep the rest of the page from being read: each is made on a page of its own.
ALONE = {
    PAGE: Words("remark that is not closed", "<!-- draft\n\nText.", "swallows the rest"),
    "docs/p20-win/data.md": Words("tag that is not closed", '<div class="x">\n\nText.', "<div> is never closed"),
    "docs/p20-win/joining.md": Words("span that is not closed", '<span id="here">Text.', "<span> is never closed"),
}


MEANING = r"^  meaning: .*$"
#: What the first half of the build tells: each of these is made apart from the others.
IN_A_FILE = [
    Edit("remark in a text", TERMS, swap(MEANING, "  meaning: See item #3 there."), 'YAML would drop "#3'),
    Edit("text that starts with a star", TERMS, swap(MEANING, "  meaning: *Bold* word."), "starts with &, * or !"),
    Edit("text that starts with a mark", TERMS, swap(MEANING, "  meaning: &Sons"), '"&" opens a text'),
    Edit("text that starts with an ampersand", TERMS, swap(MEANING, "  meaning: &c."), "starts with &, * or !"),
    Edit("no for text", TERMS, swap(MEANING, "  meaning: no"), "YAML reads yes, no, on and off"),
    Edit("nothing for text", TERMS, swap(MEANING, "  meaning:"), '"meaning" is empty'),
    Edit("hidden character", TERMS, swap(MEANING, "  meaning: A\u200b word."), "hidden character"),
    Edit("number of a person in a text", TERMS, swap(MEANING, "  meaning: As 212-44-1234."), "could be somebody's"),
    Edit("misspelt scheme in a text", TERMS, swap(MEANING, "  meaning: See htps://x.gov."), "holds the address"),
    Edit("mailbox in a text", TERMS, swap(MEANING, "  meaning: Ask jane.doe@ct.gov."), "holds the mailbox"),
    Edit("address in a text", TERMS, swap(MEANING, "  meaning: See www.ct.gov."), "holds the address"),
    Edit("HTML in a text", TERMS, swap(MEANING, '  meaning: "A <b>word</b>."'), "holds HTML"),
    Edit("mark of a draft in a record", TERMS, swap(MEANING, "  meaning: TBD"), "left over from a draft"),
    Edit("named record that is not there", TERMS, swap(MEANING, '  meaning: "{agency DSSS}"'), 'did you mean "DSS"?'),
    Edit("braces that name nothing", TERMS, swap(MEANING, '  meaning: "{DSS} data"'), "name a record as"),
    Edit("day that is none", TERMS, swap(r"^  checked: .*$", "  checked: 2026-02-30"), "no calendar has"),
    Edit("place twice", AGENCIES, swap(r"^  anchor: cscu$", "  anchor: sde"), 'the anchor "sde" is already'),
    Edit("two addresses of a law", LAWS, swap(r"^(  url: .*)$", r"\1\n  link: dapa-home", line_of=1), "not both"),
    Edit("topic misspelt", RESOURCES, swap(r"^  topic: .*$", "  topic: linkin"), "write one of"),
    Edit(
        "substitute that is not there", LINKS,
        swap(r"^(  url: .*)$", r"\1\n  retired: true\n  use_instead: nowhere-at-all", line_of=2), 'no link "nowhere',
    ),
    Edit(
        "page twice in the menu", "mkdocs.yml",
        swap(r"^( +- p20-win/joining.md)$", r"\1\n\1", line_of=1), "in line",
    ),
    Edit("title twice", "docs/p20-win/joining.md", swap(r"^title: .*$", "title: P20 WIN (DataLinkCT)"), "same title"),
    Edit("role misspelt", PAGE, swap(r"^audience: .*$", "audience: [requestor]"), 'did you mean "requester"?'),
    Edit("role without brackets", PAGE, swap(r"^audience: .*$", "audience: requester"), "must be a list"),
    Edit("maybe for yes", PAGE, swap(r"^owner:", "complete: maybe\nowner:"), "must be true or false"),
    Edit("page left empty", PAGE, lambda _: ("", 1), "no front matter"),
    Edit("text after what next", PAGE, lambda t: (t + "\n## More { #more }\n", t.count("\n") + 2), "closes a page"),
]  # fmt: skip
#: What the whole build tells: all of these are made together.
LATE = [
    Edit("page that is not there", TERMS, swap(r"^  see: .*$", "  see: linking.md#blocking"), "no page is called"),
    Edit(
        "heading that is not there", TERMS,
        swap(r"^  see: ([\w/.-]+)#.*$", r"  see: \1#no-no", after="#blocking"), 'has no "#no-no"',
    ),
    Edit("redirect to no page", REDIRECTS, swap(r"^  to: .*$", "  to: linking-data/"), 'mean "linking-datasets/"?'),
    Edit("redirect from a page", REDIRECTS, swap(r"^reference/laws-con.*$", "linking-datasets/:"), "a page stands at"),
    Edit("redirect out of the site", REDIRECTS, swap(r"^reference/laws-fed.*$", "../../away/:"), "below the site"),
    Edit(
        "retired link that pages name", LINKS, swap(r"^(data-dictionary-app:)$", r"\1\n  retired: true"),
        'link "data-dictionary-app" is retired', "docs/"),
    Edit(
        "retired link with another in its place", LINKS,
        swap(r"^(wcag:)$", r"\1\n  retired: true\n  use_instead: cc0"), 'use "cc0"', "docs/about/accessibility.md"),
    # For the search
    Edit("word for nothing", SEARCH, swap(r"means: \[external drive\]", "means: [external dirve]"), "stands nowhere"),
    Edit(
        "keywords misspelt", "docs/safeguarding-data.md",
        swap(r"(#cloud-storage data-search-keyword)s=", r"\1="), "knows no",
    ),
    Edit(
        "keywords without a word", "docs/enabling-data-sharing.md",
        swap(r"\{ #examples \}", '{ #examples data-search-keywords=" , " }'), "name nothing",
    ),
    Edit(
        "keywords on a page that is not searched", "docs/print.md",
        swap(r"^\{\{ complete", '## Odd { #odd data-search-keywords="odd" }\n\n{{ complete'), "leaves this place out",
    ),
    Edit(
        "section misspelt at which readers ask", "macros/definitions/asked_chapters.yml",
        swap('"transferring-data.md#worked-table":', '"transferring-data.md#worked-tabel":'),
        'no section "transferring-data.md#worked-tabel"; did you mean "transferring-data.md#worked-table"?',
    ),
    Edit(
        "question twice", "macros/definitions/asked_p20_win.yml",
        swap('"partner organisations of the state data network"', '"Which departments take part in P20 WIN?"'),
        "stands in line 6 too; keep one of the two",
    ),
    Edit(
        "field of the search misspelt", "docs/about/privacy.md",
        swap(r"search: \{boost: 0.5\}", "search: {keyword: [law]}"), 'did you mean "keywords"',
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the project for all of them."""
    return copy_project(tmp_path_factory.mktemp("silent"))


def with_words(project: Path, groups: dict[str, list[Words]]) -> tuple[dict[str, int], list[Problem]]:
    """Adds words to each page, builds, and returns the line of each and what was told."""
    old = {page: (project / page).read_text("utf-8") for page in groups}
    lines = {}
    for page, group in groups.items():
        before, mark, after = old[page].partition("## What next")
        for words in group:
            lines[words.name] = before.count("\n") + 1 + words.line
            before += words.text + "\n\nBetween.\n\n"
        (project / page).write_text(before + mark + after, encoding="utf-8")
    problems = build(project, None)
    for page, text in old.items():
        (project / page).write_text(text, encoding="utf-8")
    return lines, problems


@pytest.fixture(scope="module")
def together(workshop: Path) -> tuple[dict[str, int], list[Problem]]:
    """All words on one page."""
    return with_words(workshop, {PAGE: ON_A_PAGE})


@pytest.mark.parametrize("words", ON_A_PAGE, ids=lambda words: words.name)
def test_words_on_a_page_are_told_with_their_line(words: Words, together: tuple[dict[str, int], list[Problem]]) -> None:
    lines, problems = together
    told = [p for p in problems if p.file == PAGE and words.says in p.message]
    assert lines[words.name] in {p.line for p in told}, f"line {lines[words.name]}: {[str(p) for p in problems]}"


def test_nothing_is_told_between_them(together: tuple[dict[str, int], list[Problem]]) -> None:
    lines, problems = together
    ours = {line + extra for line in lines.values() for extra in (-4, -3, -2, -1, 0, 1, 2, 3, 4)}
    assert [str(p) for p in problems if p.file != PAGE or p.line not in ours] == []


@pytest.fixture(scope="module")
def alone(workshop: Path) -> tuple[dict[str, int], list[Problem]]:
    """Each of the words that hide the rest on a page of its own."""
    return with_words(workshop, {page: [words] for page, words in ALONE.items()})


@pytest.mark.parametrize("page", ALONE, ids=lambda page: ALONE[page].name)
def test_words_that_hide_the_rest_are_told_alone(page: str, alone: tuple[dict[str, int], list[Problem]]) -> None:
    lines, problems = alone
    words = ALONE[page]
    assert [p.line for p in problems if p.file == page and words.says in p.message] == [lines[words.name]]
    assert len(problems) == len(ALONE), "what follows from it is noise"


@pytest.fixture(scope="module")
def apart(workshop: Path) -> dict[str, Told]:
    """What is said of each change that the first half of the build tells."""
    return told_apart(workshop, IN_A_FILE)


@pytest.fixture(scope="module")
def late(workshop: Path) -> dict[str, Told]:
    """What the whole build says of each change that it alone tells."""
    return told_together(workshop, LATE)


@pytest.mark.parametrize("change", [*IN_A_FILE, *LATE], ids=lambda change: change.name)
def test_change_of_a_file_is_told_with_its_line(change: Edit, request: pytest.FixtureRequest) -> None:
    told = request.getfixturevalue("late" if change in LATE else "apart")[change.name]
    assert told.own, [str(p) for p in told.problems]
    lines = {p.line for p in told.own}
    assert change.told_in or told.line in lines, f"made in line {told.line}: {[str(p) for p in told.own]}"
    assert all(lines)


FILES = {
    "docs/My Page.md": "write it as my-page.md",
    "docs/draft.docx": "would be published as it is",
    "docs/notes.txt": "would be published as it is",
    "macros/definitions/agencys.yml": 'did you mean "agencies"?',
    "macros/definitions/agencies.yaml": "no definitions are kept",
}


@pytest.mark.parametrize("folder", ["docs", "macros"])
def test_new_files_that_do_not_belong_are_told(folder: str, workshop: Path) -> None:
    names = [name for name in FILES if name.startswith(folder)]
    for name in names:
        (workshop / name).write_text("SDE:\n  name: x\n", encoding="utf-8")
    problems = first_half(workshop)
    for name in names:
        (workshop / name).unlink()
    for name in names:
        assert any(p.file == name and FILES[name] in p.message for p in problems), [str(p) for p in problems]


def test_there_is_one_name_for_each() -> None:
    names = [edit.name for edit in (*ON_A_PAGE, *ALONE.values(), *IN_A_FILE, *LATE)]
    assert len(names) == len(set(names)) >= 60
    assert all(re.fullmatch(r"[\w',. -]+", name) for name in names)
