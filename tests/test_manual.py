"""The promise: who follows the editors' manual publishes. Each task is carried out, with what else editors write."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.commands.build import build
from tests.breaking import png, swap
from tests.conftest import PROJECT, copy_project, made_once

MANUAL = (PROJECT / "docs/about/editing.md").read_text("utf-8")
DEFINITIONS = "macros/definitions"
EVIDENCE = "  source: [playbook-2022]\n  checked: 2026-11-24\n"
Task = Callable[[Path], None]


def block(section: str) -> str:
    """The code block that the manual shows in a section, without its indentation."""
    text = re.split(rf"^## .*\{{ #{section}\b", MANUAL, flags=re.MULTILINE)[1].split("\n## ", 1)[0]
    indent, code = re.search(r"^( *)```\w+\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL).groups()
    return re.sub(rf"^{indent}", "", code, flags=re.MULTILINE)


def change(project: Path, file: str, old: str, new: str) -> None:
    """Replaces a pattern in a file, as an editor would by hand."""
    path = project / file
    path.write_text(swap(old, new)(path.read_text("utf-8"))[0], encoding="utf-8")


def add(project: Path, file: str, text: str) -> None:
    """Adds a record at the end of a definition file."""
    path = project / DEFINITIONS / file
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{text}", encoding="utf-8")


def before_what_next(project: Path, page: str, text: str) -> None:
    """Adds text at the end of a chapter, above its last section."""
    change(project, f"docs/{page}", r"^## What next", f"{text}\n\n## What next".replace("\\", r"\\"))


def a_sentence(project: Path) -> None:
    """Changes one, and the day of the review."""
    change(project, "docs/p20-win/joining.md", r"^reviewed: .*$", "reviewed: 2026-11-24")
    before_what_next(project, "p20-win/joining.md", "This sentence is new.")


def an_agency(project: Path) -> None:
    """Changes the word on one, and copies its record for another."""
    change(project, f"{DEFINITIONS}/agencies.yml", r"^  does: Owns this playbook", "  does: Keeps this playbook")
    record = "  name: Connecticut Port Authority\n  abbreviation: CPA\n  kind: state body\n  anchor: cpa\n"
    add(project, "agencies.yml", f"CPA:\n{record}{EVIDENCE}")


def a_law(project: Path) -> None:
    """Says of a law what was not read."""
    change(project, f"{DEFINITIONS}/laws_federal.yml", r"^  history: .*\n", r"\g<0>")
    change(project, f"{DEFINITIONS}/laws_federal.yml", r"^  checked: .*$", "  checked: 2026-11-24")


def the_request_form(project: Path) -> None:
    """Rewords a question."""
    change(project, f"{DEFINITIONS}/questions.yml", r"^  help: .*$", "  help: Say in two sentences what you plan.")


def a_download(project: Path) -> None:
    """Adds a chapter to a pack."""
    change(project, f"{DEFINITIONS}/packs.yml", r"^    - safeguarding-data.md$", r"\g<0>\n    - steps-to-use-sftp.md")


def the_agreement_finder(project: Path) -> None:
    """Rewords a reason."""
    change(project, f"{DEFINITIONS}/finder.yml", r"^( +)because: .*$", r"\1because: These papers fit what you said.")


def a_link(project: Path) -> None:
    """Gives a link its new address, and retires one in favor of another."""
    change(project, f"{DEFINITIONS}/links.yml", r"^  url: https://portal.ct.gov/datapolicy$", r"\g<0>/new-home")
    old = "old-home:\n  title: Old home\n  url: https://portal.ct.gov/old-home\n  retired: true\n"
    add(project, "links.yml", f"{old}  use_instead: dapa-home\n{EVIDENCE}")


def a_term(project: Path) -> None:
    """Adds one, and calls it."""
    record = "  name: data diary\n  meaning: A list of what was done with data, day by day.\n  kind: data sharing\n"
    add(project, "terms.yml", f"data-diary:\n{record}{EVIDENCE}")
    before_what_next(project, "transferring-data.md", 'Keep a {{ term("data-diary") }}.')


def words_for_the_search(project: Path) -> None:
    """One of each kind that the manual names."""
    change(project, f"{DEFINITIONS}/terms.yml", r"^  also: \[P20WIN,", "  also: [P20WIN, school to work data,")
    before_what_next(
        project, "p20-win/joining.md", '## Ask us { #ask-us data-search-keywords="helpdesk, hotline" }\n\nWe answer.'
    )
    change(project, "docs/p20-win/agreements.md", r"^owner:", "search: {keywords: [membership, sign up]}\nowner:")
    add(project, "search.yml", "data shed:\n  means: [data system]\n")
    new = '"p20-win/joining.md":\n  asked:\n    - may a town library take part\n'
    change(project, f"{DEFINITIONS}/asked_p20_win.yml", r'^"p20-win/joining.md":\n  asked:\n', new)


def a_resource(project: Path) -> None:
    """Adds its address, then the entry."""
    link = "  title: Guide to diaries\n  url: https://example.org/diaries\n"
    add(project, "links.yml", f"diaries:\n{link}{EVIDENCE}")
    record = "  link: diaries\n  by: Example Institute\n  year: 2024\n  type: guide\n  topic: linking-data\n"
    add(project, "resources.yml", f"diaries:\n{record}  why: Shows what to write down.\n{EVIDENCE}")


def a_strategy(project: Path) -> None:
    """Adds the heading that the manual shows, with a text."""
    before_what_next(project, "linking-datasets.md", f"{block('add-a-strategy')}\nIt saves you a round of questions.")


def a_chapter(project: Path) -> None:
    """Adds the page that the manual shows, and its line in the menu."""
    text = "{{ at_a_glance() }}\n\n## Tell the owner { #tell-the-owner-at-the-end }\n\nSay what came of it.\n"
    (project / "docs/closing-out.md").write_text(f"{block('add-a-chapter')}\n{text}", encoding="utf-8")
    change(project, "mkdocs.yml", r"^      - linking-datasets.md$", r"\g<0>\n      - closing-out.md")


def an_aside(project: Path) -> None:
    """Adds the aside that the manual shows."""
    before_what_next(project, "transferring-data.md", block("write-asides"))


#: Every section of the manual with numbered steps, and some others, with the task that carries it out.
TASKS: dict[str, Task] = {
    "change-a-sentence": a_sentence,
    "change-an-agency": an_agency,
    "change-a-law": a_law,
    "change-the-request-form": the_request_form,
    "change-a-download": a_download,
    "change-the-agreement-finder": the_agreement_finder,
    "change-a-link": a_link,
    "add-a-term": a_term,
    "help-the-search": words_for_the_search,
    "add-a-resource": a_resource,
    "add-a-strategy": a_strategy,
    "add-a-chapter": a_chapter,
    "write-asides": an_aside,
}
#: Sections whose steps happen on GitHub.
ON_GITHUB = ("how-a-change-reaches-readers", "propose-a-change")

#: What editors may write on any page: the Markdown, and what the page must then hold.
GOOD = {
    "table": ("| Month | Files |\n| --- | ---: |\n| May | 3 |\n| June \\| July | 4 |", "td"),
    "quote": ("> Data shared once may be used twice.\n>\n> Ask first.", "blockquote"),
    "code block": ("```sql\nselect count(*) from pupils where x = '{{ \"{{\" }}';\n```", "pre"),
    "prices": ("It costs $5 an hour, or $1,200.50 at most, and €10 by mail.", "$1,200.50 at most"),
    "percentages": ("About 3.5% of 200 rows, 100 % at best.", "3.5% of 200"),
    "file pattern": ("Send `*.csv` files, and no `*.xlsx` ones. A file name such as a_b_c stays.", "*.csv"),
    "file pattern in the text": ("Send all \\*.csv files.", "*.csv files."),
    "section signs": ("See § 4 and §§ 5 to 7 of your own rules.", "§§ 5 to 7"),
    "footnote": ("Count twice.[^twice]\n\n[^twice]: Once by hand.", ".footnote"),
    "picture": ("![Two lines that cross](../assets/images/lines.png)", 'img[alt="Two lines that cross"]'),
    "list in a list": ("- One\n    - Two\n    - Three\n\n1. First\n2. Second", "li li"),
    "box that opens": ('??? note "More"\n    Text.\n\n    - One\n    - Two', "details li"),
    "times and ratios": ("Meet at 10:30, in a ratio of 2:1, or 8:00-9:15.", "ratio of 2:1"),
    "numbers of other kinds": ("File 2026-11-1234, form 12-34-56789, 000-00-0000.", "000-00-0000"),
    "marks": ('"Yes," she said: (no) [maybe] 3 * 4 = 12, a/b, A & B, <= 5, it\'s #1.', "3 * 4 = 12"),
    "other scripts": ("Escuela José, Gdańsk, 学校, naïve, 20 °C, 5 µm, x², ½.", "Gdańsk"),
    "definition list": ("Owner\n:   Who answers for the data.", "dd"),
    "links": ("[By mail](request.md) or [higher up](#add-it-up).", 'a[href="#add-it-up"]'),
    "long number": ("We counted 1,234,567 rows - none of 12345678901.", "1,234,567"),
}
#: Of these, an element must be there; of all others, a text.
ELEMENTS = (
    "table",
    "quote",
    "code block",
    "footnote",
    "picture",
    "list in a list",
    "box that opens",
    "definition list",
    "links",
)
PAGE = "docs/p20-win/agencies.md"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after every task, and with everything good on one page, built once a run."""

    def make(site: Path) -> None:
        project = copy_project(tmp_path_factory.mktemp("manual"))
        for task in TASKS.values():
            task(project)
        (project / "docs/assets/images/lines.png").write_bytes(png(1200, 400_000))
        text = "\n\n".join(markdown for markdown, _ in GOOD.values())
        before_what_next(project, PAGE.removeprefix("docs/"), f"## Add it up {{ #add-it-up }}\n\n{text}")
        change(project, PAGE, r"^title: .*$", 'title: "Agencies in P20 WIN: who takes part"')
        change(project, "mkdocs.yml", r"^( +- p20-win/data.md\n)( +- p20-win/joining.md\n)", r"\2\1")
        new = (
            block("add-a-chapter").replace("Closing out a project", "Afterwards").replace("What to do", "What is left")
        )
        (project / "docs/afterwards.md").write_text(f"{new}\nRest.\n", encoding="utf-8")
        change(project, "mkdocs.yml", r"^  - Tools:$", "  - Afterwards:\n      - afterwards.md\n\\g<0>")
        assert [str(problem) for problem in build(project, site)] == []

    return made_once(tmp_path_factory, "manual-site", make)


def page_of(site: Path, address: str) -> BeautifulSoup:
    """A page of the edited site."""
    return BeautifulSoup((site / address / "index.html").read_text("utf-8"), "lxml")


SHOWN = {
    "change-a-sentence": ("p20-win/joining", "This sentence is new."),
    "change-an-agency": ("reference/agencies", "Connecticut Port Authority"),
    "change-the-request-form": ("tools/request-builder", "Say in two sentences what you plan."),
    "change-the-agreement-finder": ("tools/agreement-finder", "These papers fit what you said."),
    "add-a-term": ("reference/glossary", "A list of what was done with data, day by day."),
    "add-a-resource": ("reference/resources", "Shows what to write down."),
    "add-a-strategy": ("reference/strategies", "Ask for the data dictionary first"),
    "add-a-chapter": ("closing-out", "A project that ends cleanly"),
    "write-asides": ("transferring-data", "Ask for the data dictionary before you write the request."),
}


@pytest.mark.parametrize("task", SHOWN)
def test_what_a_task_changes_is_on_the_site(task: str, edited: Path) -> None:
    address, words = SHOWN[task]
    assert words in " ".join(page_of(edited, address).article.get_text(" ").split())


@pytest.mark.parametrize("name", GOOD)
def test_good_edit_is_published_as_it_is_meant(name: str, edited: Path) -> None:
    body = page_of(edited, "p20-win/agencies").select_one(".page-body")
    expected = GOOD[name][1]
    found = body.select_one(expected) if name in ELEMENTS else expected in body.get_text()
    assert found, f"{expected} is not on the page"


def test_every_task_of_the_manual_is_carried_out() -> None:
    sections = re.split(r"^## .*?\{ #([\w-]+)[^}]*\}$", MANUAL, flags=re.MULTILINE)
    numbered = {anchor for anchor, text in zip(sections[1::2], sections[2::2], strict=True) if "\n1. " in text}
    assert numbered - set(ON_GITHUB) <= set(TASKS), "carry out the new task in TASKS"


def test_menu_follows_its_new_order(edited: Path) -> None:
    listed = [link["href"] for link in page_of(edited, "p20-win/joining").select("#all-pages a")]
    assert listed.index("./") < listed.index("../data/")
    assert "../../afterwards/" in listed
