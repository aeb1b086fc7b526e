"""The promise: pages, menu and records may take any shape that the manual allows, and no other ends in a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from bs4 import BeautifulSoup

from macros.checks import settings
from macros.commands.build import build, engine
from macros.problems import Problem
from tests.breaking import AGENCIES, PAGE, TERMS, Edit, Told, first_half, swap, told_apart
from tests.conftest import copy_project
from tests.structural_edits import BODIES, MENU, MINIMAL, Workshop

#: One process of pytest-xdist builds for all of them.
pytestmark = pytest.mark.xdist_group("structure")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """One copy of the project; each test takes back what it changed."""
    return Workshop(copy_project(tmp_path_factory.mktemp("structure")))


@pytest.fixture
def project(workshop: Workshop) -> Iterator[Path]:
    """The copy, as it is at the start of each test."""
    yield workshop.project
    workshop.restore()


def change(project: Path, file: str, old: str, new: str) -> None:
    """Replaces a pattern in a file of the copy."""
    path = project / file
    path.write_text(swap(old, new)(path.read_text("utf-8"))[0], encoding="utf-8")


@pytest.fixture(scope="module")
def with_new_pages(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with pages of all sizes, a section of one page, and a section in a section, some files as of Windows."""
    menu = "  - Close:\n      - closing/way-0.md\n  - Short and long:\n      - Inner:\n"
    for number, body in enumerate(BODIES.values()):
        page = workshop.project / f"docs/closing/way-{number}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(MINIMAL.format(title=f"Closing, way {number}", number=number, body=body), encoding="utf-8")
        menu += f"          - closing/way-{number}.md\n" if number else ""
    change(workshop.project, MENU, r"^theme:$", f"{menu}\ntheme:")
    for file in (AGENCIES, PAGE, TERMS, MENU):
        path = workshop.project / file
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    site = tmp_path_factory.mktemp("grown") / "site"
    problems = build(workshop.project, site)
    workshop.restore()
    assert problems == []
    return site


def test_contents_fit_pages_of_any_length(with_new_pages: Path) -> None:
    entries = {}
    for number, kind in enumerate(BODIES):
        page = BeautifulSoup((with_new_pages / f"closing/way-{number}/index.html").read_text("utf-8"), "lxml")
        entries[kind] = len(page.select(".contents li"))
    few = dict.fromkeys(BODIES, 0)
    assert entries == {**few, "two headings": 2, "a hundred headings": 100}


def test_sections_of_any_depth_are_in_the_menu(with_new_pages: Path) -> None:
    page = BeautifulSoup((with_new_pages / "closing/way-3/index.html").read_text("utf-8"), "lxml")
    trail = [(link.get_text(), link["href"].rstrip("/")) for link in page.select(".path a")]
    assert trail == [("Home", "../.."), ("Short and long", "../way-1"), ("Inner", "../way-1")]
    listed = [link["href"] for link in page.select("#all-pages a")]
    assert [f"../way-{number}/" in listed for number in range(len(BODIES)) if number != 3] == [True] * (len(BODIES) - 1)
    assert page.select_one("#all-pages a[aria-current]")["href"] == "./"
    alone = BeautifulSoup((with_new_pages / "closing/way-0/index.html").read_text("utf-8"), "lxml")
    assert alone.select_one(".path").get_text(" ", strip=True) == "Home Close"


def test_windows_line_ends_and_byte_order_marks_are_taken(
    with_new_pages: Path, soup: Callable[[str], BeautifulSoup]
) -> None:
    page = BeautifulSoup((with_new_pages / "p20-win/index.html").read_text("utf-8"), "lxml")
    assert page.article.get_text() == soup("p20-win/").article.get_text()


@pytest.fixture(scope="module", params=["index.md", "p20-win/index.md and about/index.md"])
def served(request: pytest.FixtureRequest, workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without some pages and with one outside the menu, as `make serve` shows it in spite of such mistakes."""
    for page in request.param.split(" and "):
        (workshop.project / "docs" / page).unlink()
    put_alone(workshop.project)
    site = tmp_path_factory.mktemp("served") / "site"
    with mock.patch("os.cpu_count", return_value=1):
        engine(workshop.project, site)
    workshop.restore()
    return site


def put_alone(project: Path) -> None:
    """Adds a page that stands nowhere in the menu."""
    (project / "docs/alone.md").write_text(MINIMAL.format(title="Alone", number=1, body="Text."), encoding="utf-8")


def test_pages_that_open_a_section_may_be_gone(served: Path) -> None:
    page = BeautifulSoup((served / "p20-win/request/index.html").read_text("utf-8"), "lxml")
    assert page.select_one(".site-name")["href"].rstrip("/") == "../.."
    assert page.select_one("h1").get_text() == "P20 WIN requests, step by step"


def test_page_outside_the_menu_is_built(served: Path) -> None:
    assert (served / "alone/index.html").is_file()


SETTINGS = {
    "folder of macros": (r"module_name: macros", "module_name: programs", 'write one of "macros"'),
    "what undefined words do": (r"on_undefined: strict", "on_undefined: stric", 'write one of "strict"'),
    "macros left out": (r"^  - macros:", "  - programs:", 'the plugin "macros" is missing'),
    "theme": (r"name: material", "name: readthedocs", 'write one of "material"'),
    "templates": (r"custom_dir: theme", "custom_dir: themes", 'write one of "theme"'),
    "no site address": (r"^site_url: .*\n", "", 'the field "site_url" is missing'),
    "site address without slash": (r"^(site_url: .*)/$", r"\1", "must end with a slash"),
    "no way to edit": (r"^edit_uri: .*\n", "", 'the field "edit_uri" is missing'),
    "lax build": (r"^strict: true", "strict: maybe", "write one of true"),
    "no menu": (r"^nav:$", "navv:", 'the field "nav" is missing'),
    "section without a page": (r"^  - Tools:$", "  - Close:\n  - Tools:", '"Close" holds no page'),
    "empty line of the menu": (r"^  - Tools:$", "  -\n  - Tools:", "names no page"),
    "two entries in one": (r"^  - Tools:$", "  - Close: a.md\n    Tools:", "needs a line of its own"),
    "title that is a number": (r"^  - Tools:$", "  - 2022: a.md\n  - Tools:", "must be text"),
    "page twice, once with a title": (r"^  - Tools:$", "  - Close: print.md\n  - Tools:", "already; delete one"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_setting_that_the_programs_need_is_told(name: str, project: Path) -> None:
    old, new, says = SETTINGS[name]
    change(project, MENU, old, new)
    told = settings.check(project)
    assert [p for p in told if p.line and says in p.message], told
    assert all(p.file == MENU for p in told)


def test_settings_are_told_before_the_engine_trips_over_them(project: Path) -> None:
    change(project, MENU, r"module_name: macros", "module_name: programs")
    assert [str(p) for p in build(project, None) if 'write one of "macros"' in p.message]
    (project / MENU).unlink()
    assert [str(p) for p in build(project, None)] == [
        "mkdocs.yml: this file is missing; put it back, for it holds the menu and the settings"
    ]


RECORDS = {
    "mailbox at the foot of every page": ("contacts", r"^  email: dapa@ct.gov\n", "", "is missing"),
    "contact of every page": ("contacts", r"^dapa:", "dapa-unit:", 'the record "dapa" is missing'),
    "source of a count": ("sources", r"^manual-2025:", "manual-25:", 'the record "manual-2025" is missing'),
    "number of a rule": ("suppression", r"^  limit: .*\n", "", "give the number after `limit`"),
    "rule without its mark": ("suppression", r"^  confidence: read\n", "", '"confidence" is missing; add it'),
    "rule surer than its summary": ("suppression", r"read-secondary", "read", "write `confidence: read-secondary`"),
    "law surer than its summary": ("laws_federal", r"^  source: .*$", "  source: [unc-abstracts]", "a summary only"),
    "offered but not read": ("suppression", r"confidence: read$", "confidence: remembered", "is offered by the tool"),
    "no edition": ("editions", r"(?s)\A.*\Z", "{}\n", "holds no records"),
    "older edition first": ("editions", r"^  date: .*$", "  date: 2001-01-01", "the newest edition stands first"),
    "day far off": ("terms", r"^  checked: .*$", "  checked: 20261-11-22", "must be a date"),
    "year with a slip": ("terms", r"^  checked: .*$", "  checked: 0206-11-22", "lies far off"),
    "bar in a text": ("terms", r"^  meaning: .*$", "  meaning: One | two", "parts the cells of a table"),
    "text over lines": ("terms", r"^  meaning: .*$", "  meaning: |-\n    One\n    two", "goes over several lines"),
    "address with a bracket": ("links", r"^  url: https://\S+$", "  url: https://[x.gov", "is not a web address"),
    "anchor with a space": ("agencies", r"^  anchor: sde$", "  anchor: s de", "must be small letters"),
    "question for no route": ("questions", r"^  routes: .*$", "  routes: []", "is empty; name at least one"),
    "question apart from its part": ("questions", r"^  part: Ending$", "  part: Purpose", "move it up"),
    "list without items": ("p20win", r"(?s)^  columns:.*?(?=^\w|\Z)", "  columns: []\n", "is empty; name at least"),
    "section without a question": (
        "asked_p20_win",
        r'(?s)^("p20-win/agencies.md":\n  asked:)\n.*?(?=^")',
        r"\1 []\n",
        "is empty; name at least",
    ),
    "group without matches": ("examples", r"true_matches: \d+(?=.*\n.*found)", "true_matches: 0", ""),
}


@pytest.fixture(scope="module")
def unusable(workshop: Workshop) -> dict[str, Told]:
    """What is said of each of these records."""
    edits = [
        Edit(name, f"macros/definitions/{file}.yml", swap(old, new), says)
        for name, (file, old, new, says) in RECORDS.items()
    ]
    return told_apart(workshop.project, edits)


@pytest.mark.parametrize("name", RECORDS)
def test_record_that_the_programs_cannot_use_is_told(name: str, unusable: dict[str, Told]) -> None:
    told = unusable[name]
    assert told.own and all(p.line for p in told.own), told.problems


def test_two_pages_for_one_address_are_told(project: Path) -> None:
    for page, title in (("p20-win", "One"), ("templates/two", "Two")):
        path = project / f"docs/{page}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(MINIMAL.format(title=title, number=title, body="Text."), encoding="utf-8")
    told = {p.file: p.message for p in first_half(project)}
    assert "same address as docs/p20-win/index.md" in told["docs/p20-win.md"]
    assert "choose another name" in told["docs/templates/two.md"]


@pytest.mark.parametrize("months", ["0", "-12", "99999999"])
def test_review_in_a_year_that_is_none_is_told(months: str, project: Path, tmp_path: Path) -> None:
    change(project, "docs/p20-win/data.md", r"^reviewed:", f"review_months: {months}\nreviewed:")
    problems = first_half(project)
    assert [p.line for p in problems if "review_months" in p.message and p.file == "docs/p20-win/data.md"]


MISSED = ["docs/assets/javascripts/shared/draft.js", "docs/assets/stylesheets/playbook.css"]
SCRIPT = "docs/assets/javascripts/menu.js"
CALLED_TWICE = "docs/tools/request-builder.md"
MISSPELT = {
    "docs/reference/laws-education.md": "laws_side_by_side",
    "docs/reference/agreements.md": "law_says",
    "docs/transferring-data.md": "small_limit",  # with published addresses, and words that stand nowhere else
}


@pytest.fixture(scope="module")
def mistaken(workshop: Workshop) -> list[Problem]:
    """What the build says of mistakes in several files, of which each has to be told once and alone."""
    for file in MISSED:
        (workshop.project / file).unlink()
    script = workshop.project / SCRIPT
    script.write_text(f"{script.read_text('utf-8')}const = 1;\n", encoding="utf-8")
    for file, macro in MISSPELT.items():
        change(workshop.project, file, rf"\b{macro}\(", f"{macro[:-1]}(")
    change(workshop.project, CALLED_TWICE, r"^(\{\{ request_builder\(\) \}\})$", r"\1\n\n\1")
    put_alone(workshop.project)
    problems = build(workshop.project, None)
    workshop.restore()
    return problems


def test_each_mistake_is_told_once_and_nothing_beside(mistaken: list[Problem]) -> None:
    assert sorted(p.file for p in mistaken) == sorted([*MISSED, SCRIPT, *MISSPELT, CALLED_TWICE, "docs/alone.md"])


def test_page_outside_the_menu_is_told(mistaken: list[Problem]) -> None:
    assert [p.file for p in mistaken if "nowhere in the menu" in p.message] == ["docs/alone.md"]


def test_file_that_pages_load_is_missed(mistaken: list[Problem]) -> None:
    assert [p.file for p in mistaken if "load this file" in p.message] == MISSED


def test_script_that_no_browser_can_read_is_told_with_its_line(mistaken: list[Problem], workshop: Workshop) -> None:
    (told,) = [p for p in mistaken if p.file == SCRIPT]
    assert told.line == (workshop.project / SCRIPT).read_text("utf-8").count("\n") + 1
    assert "cannot read this file" in told.message


def test_second_call_of_a_tool_is_told_at_its_line(mistaken: list[Problem], workshop: Workshop) -> None:
    (told,) = [p for p in mistaken if p.file == CALLED_TWICE]
    lines = (workshop.project / CALLED_TWICE).read_text("utf-8").splitlines()
    assert told.line == lines.index("{{ request_builder() }}") + 3 and "delete what is here again" in told.message


@pytest.mark.parametrize("file", MISSPELT)
def test_misspelt_macro_is_told_alone_and_not_the_places_that_are_missed_then(
    file: str, mistaken: list[Problem]
) -> None:
    macro = MISSPELT[file]
    assert [p.message for p in mistaken if p.file == file] == [f'no macro "{macro[:-1]}"; did you mean "{macro}"?']


@pytest.fixture(scope="module")
def without_places(workshop: Workshop) -> list[Problem]:
    """What the build says when a page and a heading are gone at which readers ask something."""
    (workshop.project / "docs/about/privacy.md").unlink()
    change(workshop.project, "docs/p20-win/request.md", r"#fit-your-question-to-the-learning-agenda", "#fit-it")
    problems = build(workshop.project, None)
    workshop.restore()
    return problems


def test_what_readers_ask_at_a_page_that_is_gone_is_told_once(without_places: list[Problem]) -> None:
    told = [p for p in without_places if "asked_" in p.file and "request.md#" not in p.message]
    assert [p.message.split(";")[0] for p in told] == ['there is no page "about/privacy.md"']
    assert told[0].line


def test_link_to_a_heading_that_is_gone_is_told_where_it_is_written(without_places: list[Problem]) -> None:
    """Not where the search lists what readers ask at that heading."""
    told = [p for p in without_places if "#fit-your-question-to-the-learning-agenda" in p.message]
    assert {p.file for p in told if "leads to no heading" in p.message}
    assert not [p for p in told if "leads to no heading" in p.message and "asked_" in p.file]


def test_search_that_the_settings_turn_off_is_no_fault_of_the_programs(project: Path) -> None:
    change(project, "mkdocs.yml", r"^  - search:\n", "  - search:\n      enabled: false\n")
    assert build(project, None) == []
