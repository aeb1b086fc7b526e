"""The promise: an editor cannot publish a mistake. Each edit is made to a copy of the real files, and must be told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.breaking import (
    AGENCIES,
    CHAPTER,
    LAWS,
    LINKS,
    PAGE,
    TERMS,
    Edit,
    Told,
    append,
    first_half,
    swap,
    told_apart,
    told_together,
)
from tests.conftest import copy_project

#: One process of pytest-xdist builds for all of them.
pytestmark = pytest.mark.xdist_group("bad edits")

ABOUT = "docs/about/index.md"
#: What the whole build tells: all of these are made together.
LATE = [
    # At the end of one page
    Edit("unknown agency", PAGE, append('Ask {{ agency("SDOE") }} first.'), 'no agency "SDOE"; did you mean "SDE"?'),
    Edit("unknown link", PAGE, append('See {{ link("p20win-governence") }}.'), 'did you mean "p20win-governance"?'),
    Edit("unknown term", PAGE, append('A {{ term("crosswalc") }}.'), 'did you mean "crosswalk"?'),
    Edit("unknown law", PAGE, append('See {{ law("FERPAA") }}.'), 'did you mean "FERPA"?'),
    Edit("unknown form of a name", PAGE, append('Ask {{ agency("SDE", "ful") }}.'), 'did you mean "full"?'),
    Edit("missing quotes in a call", PAGE, append("Ask {{ agency(SDE) }}."), 'put "SDE" in double quotes'),
    Edit("call without an argument", PAGE, append("Ask {{ agency() }}."), "write it like {{ agency"),
    Edit("call of a number", PAGE, append("Ask {{ agency(12) }}."), "must stand in double quotes"),
    Edit("link to no page", PAGE, append("See [the request steps](reqest.md)."), 'did you mean "request.md"?'),
    Edit(
        "link to no heading", PAGE, append("See [the agenda](request.md#learnig-agenda)."), 'has no "#learnig-agenda"'
    ),
    Edit("link to no heading here", PAGE, append("See [above](#nowhere-at-all)."), "leads to no heading"),
    Edit("link from the root", PAGE, append("See [the laws](/reference/laws/)."), "starts at the root"),
    Edit("link to a folder", PAGE, append("See [the laws](../reference/laws/)."), "leads to no"),
    Edit("open bold", PAGE, append("Ask **your counsel first."), "stars for bold"),
    # Elsewhere
    Edit(
        "two mistakes in a line near the start",
        ABOUT,
        swap(
            r"(?<=\n)---\n",
            '---\n\nOne line.\n\nTwo {{ agency("SDOE") }} and {{ link("nowhere-to-go") }}.\n\n',
            line_of=4,
        ),
        "SDOE",
    ),
    Edit(
        "published address lost",
        CHAPTER,
        swap(r"\{ #identify-the-data\b", "{ #find-the-data"),
        "#identify-the-data",
        told_in="tests/data/published_addresses.txt",
    ),
    Edit("level skipped", CHAPTER, append("## Deep { #deep }\n\n#### Deeper { #deeper }"), "skips a level"),
    Edit(
        "page missing from the menu",
        "mkdocs.yml",
        swap(r"^ +- p20-win/joining\.md\n", ""),
        "nowhere in the menu",
        "docs/p20-win/joining.md",
        True,
    ),
]
#: With this one, the build does not look at the pages that it has made.
OF_THE_MENU = Edit(
    "menu names no page", "mkdocs.yml", swap(r"about/privacy\.md", "about/privaci.md"), "which is not in docs/"
)
#: What the first half of the build tells: each of these is made apart from the others.
EDITS = [
    # Macro calls
    Edit("misspelt macro", PAGE, append('Ask {{ agnecy("SDE") }} first.'), 'no macro "agnecy"; did you mean "agency"?'),
    Edit("call that is not closed", PAGE, append('Ask {{ agency("SDE") }'), "macro call"),
    Edit("bracket that is not closed", PAGE, append('Ask {{ agency("SDE" }}.'), "macro call"),
    Edit("single braces", PAGE, append('Ask { agency("SDE") } first.'), "two braces"),
    Edit("quotes pasted from Word", PAGE, append("Ask {{ agency(“SDE”) }}."), "straight"),
    # Links and headings
    Edit("link without words", PAGE, append("See [](request.md)."), "no words"),
    Edit("link without address", PAGE, append("See [the steps]()."), "no address"),
    Edit("link with a space", PAGE, append("See [the steps] (request.md)."), "a space parts"),
    Edit("link that says here", PAGE, append("For the steps click [here](request.md)."), "does not say where"),
    Edit("link in HTML", PAGE, append('See <a href="request.md">the steps</a>.'), "a link in HTML"),
    Edit("reference link to nothing", PAGE, append("See [the steps][steps]."), "leads to nothing"),
    Edit("footnote without text", PAGE, append("As said before.[^nine]"), "has no text"),
    Edit("footnote that nothing calls", PAGE, append("[^nine]: A note."), "no text calls"),
    Edit("heading without address", PAGE, append("## Ask your friends"), "{ #ask-your-friends }"),
    Edit("heading twice", PAGE, append("## One { #one-place }\n\nText.\n\n## Two { #one-place }"), "is taken by line"),
    Edit("second title", PAGE, append("# P20 WIN { #p }"), "a second title"),
    Edit("no space after the marks", PAGE, append("##Ask { #ask }"), "no space after"),
    Edit("macro in a heading", PAGE, append('## Ask {{ agency("SDE") }} { #ask-sde }'), "a macro in a heading"),
    # Facts typed by hand
    Edit("agency's name by hand", PAGE, append("Ask the University of Connecticut."), 'write {{ agency("UConn") }}'),
    Edit("abbreviation by hand", PAGE, append("Ask DSS first."), 'write {{ agency("DSS") }}'),
    Edit("agreement by hand", PAGE, append("Sign a BAA."), 'write {{ agreement("BAA") }}'),
    Edit("statute by hand", PAGE, append("As C.G.S. 4-67p says."), "cite the law as"),
    Edit("regulation by hand", PAGE, append("As 45 CFR 164 says."), "cite the law as"),
    Edit("address by hand", PAGE, append("See https://portal.ct.gov/opm for more."), "links.yml"),
    Edit("address by hand without https", PAGE, append("See www.ct.gov for more."), "links.yml"),
    Edit("mailbox of a person", PAGE, append("Write to jane.doe@ct.gov."), "contacts.yml"),
    Edit("telephone by hand", PAGE, append("Call 860-555-0100."), "contacts.yml"),
    # Markdown
    Edit("conflict marker", PAGE, append("<<<<<<< HEAD\nOld.\n=======\nNew.\n>>>>>>> main"), "a merge conflict"),
    Edit("image without description", PAGE, append("![](map.png)"), "no description"),
    Edit("image in HTML without description", PAGE, append('<img src="map.png">'), "no description"),
    Edit("open code block", PAGE, append("```\nselect 1"), "never closed"),
    Edit("row with a missing cell", PAGE, append("| A | B |\n| --- | --- |\n| one |"), "has 1 cells"),
    Edit("table without dashes", PAGE, append("| A | B |\n| one | two |"), "line of dashes"),
    Edit("tab", PAGE, append("\tAsk first."), "a tab"),
    Edit("aside without marks", PAGE, append("Text. \n!!! tip Ask"), "the title of an aside"),
    Edit("script", PAGE, append("<script>alert(1)</script>"), "scripts and styles"),
    Edit("date in figures", PAGE, append("Since 11/22/2026."), "in words"),
    # Front matter
    Edit("colon in the title", PAGE, swap(r"^title: .*$", "title: Appendix A: SFTP"), "a colon here confuses YAML"),
    Edit("no title", PAGE, swap(r"^title: .*\n", ""), 'the field "title" is missing', any_line=True),
    Edit("unknown field", PAGE, swap(r"^(title: .*)$", r"\1\nauthor: me", line_of=1), 'unknown field "author"'),
    Edit("misspelt field", PAGE, swap(r"^owner:", "ownr:"), 'did you mean "owner"?'),
    Edit("field twice", PAGE, swap(r"^(title: .*)$", r"\1\n\1", line_of=1), "stands twice"),
    Edit("title too long", PAGE, swap(r"^title: .*$", f"title: {'Data ' * 20}"), "at most 65"),
    Edit("date as text", PAGE, swap(r"^reviewed: .*$", "reviewed: last week"), "must be a date"),
    Edit("unknown owner", PAGE, swap(r"^owner: .*$", "owner: dapaa"), 'did you mean "dapa"?'),
    Edit("no front matter", PAGE, swap(r"\A---\n", ""), "no front matter"),
    # Definitions
    Edit(
        "field misspelt",
        AGENCIES,
        swap(r"^  website:", "  wesbite:"),
        'unknown field "wesbite"; did you mean "website"?',
    ),
    Edit("key twice", AGENCIES, swap(r"\Z", "SDE:\n  name: Again\n"), '"SDE" stands twice'),
    Edit("field missing", AGENCIES, swap(r"^  anchor: sde\n", ""), 'the field "anchor" is missing', any_line=True),
    Edit("bad address", LINKS, swap(r"^  url: https://", "  url: http://"), "is not a web address"),
    Edit(
        "same address twice",
        LINKS,
        swap(r"^  url: https://portal.ct.gov/datapolicy$", "  url: https://data.ct.gov/"),
        "is already that of",
        any_line=True,  # told where the second one stands
    ),
    Edit("abbreviation twice", AGENCIES, swap(r"^  abbreviation: DCF$", "  abbreviation: DSS"), "is already that of"),
    Edit(
        "unknown source",
        AGENCIES,
        swap(r"source: \[manual-2025", "source: [manual-2026"),
        'did you mean "manual-2025"?',
    ),
    Edit("no source", TERMS, swap(r"^  source: .*\n", ""), 'the field "source" is missing', any_line=True),
    Edit("no such confidence", TERMS, swap(r"^  checked:", "  confidence: sure\n  checked:"), "write one of"),
    Edit("date in quotes", TERMS, swap(r"^  checked: .*$", '  checked: "yesterday"'), "must be a date"),
    Edit("number for text", TERMS, swap(r"^  meaning: .*$", "  meaning: 12"), "must be text"),
    Edit("tab in YAML", AGENCIES, swap(r"^  name:", "\tname:"), "a tab"),
    Edit("open quote", AGENCIES, swap(r"^  name: .*$", '  name: "University'), "", any_line=True),
    Edit("conflict in YAML", AGENCIES, swap(r"\A", "<<<<<<< HEAD\n"), "a merge conflict"),
    Edit("list for text", AGENCIES, swap(r"^  name: (.*)$", r"  name: [\1]"), "must be text"),
    Edit(
        "person's mailbox",
        "macros/definitions/contacts.yml",
        swap(r"dapa@ct\.gov", "jane.doe@ct.gov"),
        "mailbox of a role",
    ),
    Edit("statute without citation", LAWS, swap(r"^  cite: .*\n", ""), 'the field "cite" is missing', any_line=True),
    Edit("fact of law without paragraph", LAWS, swap(r" \[4-67aa\(b\)\]", ""), "names no paragraph for", any_line=True),
    Edit("words for a paragraph", LAWS, swap(r"\[4-67aa\(b\)\]", "[the second part]"), "end with one such as"),
    Edit("terms of nothing", LAWS, swap(r"^  terms_for: .*\n", ""), "which agreements must hold them", any_line=True),
    Edit("law in two files", "macros/definitions/laws_federal.yml", swap(r"^ferpa:", "foia:"), "stands in macros/"),
    Edit("empty text", TERMS, swap(r"^  meaning: .*$", '  meaning: ""'), "is empty"),
]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the project; each edit is undone after its test."""
    return copy_project(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module")
def apart(workshop: Path) -> dict[str, Told]:
    """What is said of each edit that the first half of the build tells."""
    return told_apart(workshop, EDITS)


@pytest.mark.parametrize("name", [edit.name for edit in EDITS])
def test_bad_edit_is_told_with_file_line_and_mend(name: str, apart: dict[str, Told]) -> None:
    assert_told(apart[name])


def assert_told(told: Told) -> None:
    """The build speaks of the edit, at the line where it was made or close below."""
    assert told.own, f"not told; the editor read: {[str(p) for p in told.problems]}"
    if not told.edit.any_line and not told.edit.told_in:
        near = {p.line - told.line for p in told.own}
        assert near & {0, 1, 2, 3, 4}, f"told at line(s) {[p.line for p in told.own]}, made in line {told.line}"


@pytest.fixture(scope="module")
def late(workshop: Path) -> dict[str, Told]:
    """What the whole build says of each edit that it alone tells."""
    return told_together(workshop, LATE)


@pytest.mark.parametrize("name", [edit.name for edit in LATE if edit.file == PAGE])
def test_bad_edit_that_the_engine_tells_is_told_at_its_line(name: str, late: dict[str, Told]) -> None:
    told = late[name]
    assert [p for p in told.own if p.line - told.line in (0, 1)], [str(p) for p in told.problems]


@pytest.mark.parametrize("name", [edit.name for edit in LATE if edit.file != PAGE])
def test_bad_edit_that_only_the_whole_build_tells_is_told(name: str, late: dict[str, Told]) -> None:
    assert_told(late[name])


def test_line_of_a_mistake_is_that_of_the_file(late: dict[str, Told]) -> None:
    (edit,) = [told for told in late.values() if told.edit.file == ABOUT]
    told = [p for p in edit.problems if p.file == ABOUT]
    assert {p.line for p in told} == {edit.line}
    assert any("SDOE" in p.message for p in told) and any("nowhere-to-go" in p.message for p in told)


BYTES = {
    "not UTF-8": (b"Caf\xe9 data", "not UTF-8"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bad_bytes_are_told(name: str, workshop: Path) -> None:
    path = workshop / PAGE
    old = path.read_bytes()
    added, says = BYTES[name]
    path.write_bytes(old + b"\n" + added)
    problems = first_half(workshop)
    path.write_bytes(old)
    assert any(p.file == PAGE and says in p.message and p.line >= old.count(b"\n") for p in problems), problems


@pytest.fixture(scope="module")
def without_a_page(workshop: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What is said when a page is deleted, and the menu names another that was never there."""
    folder = tmp_path_factory.mktemp("deleted")
    path = workshop / "docs/p20-win/joining.md"
    shutil.move(path, folder)
    told = told_together(workshop, [OF_THE_MENU])[OF_THE_MENU.name]
    shutil.move(folder / path.name, path)
    return told


def test_menu_that_names_no_page_is_told(without_a_page: Told) -> None:
    assert_told(without_a_page)


def test_deleted_page_is_told_where_it_is_linked_and_listed(without_a_page: Told) -> None:
    told = {p.file for p in without_a_page.problems if "joining.md" in p.message}
    assert "mkdocs.yml" in told
    assert any(file.startswith("docs/") for file in told), told


def test_mistakes_of_several_files_are_told_together(late: dict[str, Told]) -> None:
    chosen = [late[name] for name in ("unknown agency", "level skipped")]
    assert chosen[0].edit.file != chosen[1].edit.file and chosen[0].problems is chosen[1].problems
    assert all(told.own for told in chosen)
