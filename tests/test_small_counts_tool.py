"""The promise: the checker for small counts takes what people paste, refuses what it should, and keeps nothing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, Page

from tests.axe import COLOR_RULES, axe
from tests.browsing import PHONE, WIDE, opened, visit, watched
from tests.projects import saved

TOOL = "tools/small-counts/"
PASTED = """Region\tWorking\tIn college\tNeither\tTotal
North\t48\t1\t1\t50
=Central\t1,061\t35\t17\t1,113
South\t39\t31\t24\t94
East\t27\t14\t9\t50"""
PROTECTED = [
    ["Region", "Working", "In college", "Neither", "All"],
    ["North", "*", "*", "*", "50"],
    ["=Central", "1061", "35", "17", "1113"],
    ["South", "39", "31", "24", "94"],
    ["East", "*", "*", "*", "50"],
    ["All", "1175", "81", "51", "1307"],
]
NOTE = "* Hidden to protect people. Counts from 1 to 5 are hidden, and others are hidden to protect them."


@pytest.fixture(scope="module")
def tool(window: Page, server: str) -> Page:
    """The page of the tool, opened once; a test that changes more than the table puts it back."""
    visit(window, server + TOOL)
    return window


def protect(page: Page, text: str) -> str:
    """Protects a table; returns what the page says instead, where it refuses."""
    page.fill("#counts", text)
    page.get_by_role("button", name="Protect the table").click()
    return page.locator("form[data-small-counts] [role=status]").inner_text()


#: Writes a table into the box and protects it, in one step; gives what the page says, shows and keeps.
TRY = """text => {
  const box = Object.assign(document.querySelector("#counts"), {value: text});
  box.dispatchEvent(new Event("input", {bubbles: true}));
  [...document.querySelectorAll("button")].find(one => one.innerText === "Protect the table").click();
  const told = document.querySelector("form[data-small-counts] [role=status]").innerText;
  return [told, document.querySelector("[data-protected]").checkVisibility(), box.value];
}"""


def refused(page: Page, text: str) -> str:
    """What the page says of a table that it refuses, and leaves in the box."""
    told, is_shown, kept = page.evaluate(TRY, text)
    assert (is_shown, kept) == (False, text)
    return told


def add_second(page: Page, text: str) -> None:
    """Writes a second table, and opens its part where it is closed."""
    if not page.locator("#second").is_visible():
        page.get_by_text("Add a second table").click()
    page.fill("#second", text)


def test_from_paste_to_saved_files_by_keyboard(browser: Browser, server: str, tmp_path: Path) -> None:
    seen: list[str] = []
    errors: list[str] = []
    with opened(browser, WIDE, permissions=["clipboard-read", "clipboard-write"]) as page, watched(page, seen, errors):
        visit(page, server + TOOL)
        page.locator("#counts").focus()
        page.keyboard.insert_text(PASTED)
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.textContent") == "Protect the table":
                break
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "protected"
        said = page.locator("[data-ranges] li").all_inner_texts()
        assert said == ["North, In college: 1 to 14", "North, Neither: 1 to 9"]
        checked = page.locator("[data-check] tbody tr").first.locator("td").all_inner_texts()
        assert checked[:2] == ["48 ○ partner, for readers 27 to 48", "1 ● small, for readers 1 to 14"]
        assert "Total: read as the totals." in page.locator("[data-notes]").inner_text()
        page.get_by_role("button", name="Copy the table").press("Enter")
        page.get_by_text("The table is copied.").wait_for()
        copied = page.evaluate("() => navigator.clipboard.readText()")
        with saved(page, "Save as CSV", tmp_path).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        document = docx.Document(str(saved(page, "Save as Word", tmp_path)))
        kept = page.evaluate("() => [localStorage.length, sessionStorage.length]")
        violations = page.evaluate("() => window.__csp || []")
    harmless = [[cell.replace("=Central", "'=Central") for cell in row] for row in PROTECTED]
    assert rows == [*harmless, [NOTE]]
    assert [row.split("\t") for row in copied.splitlines()] == harmless
    body = document.element.body
    cells = [[_text(cell) for cell in row.iter(f"{{{W}}}tc")] for row in body.iter(f"{{{W}}}tr")]
    assert cells == PROTECTED
    assert NOTE in _text(body)
    assert kept == [0, 0]
    assert not errors
    assert not violations
    assert not [url for url in seen if not url.startswith((server, "blob:"))]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{{{W}}}t"))


HEAD = "Region\tWorking\tNeither\n"


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("", "There is no table yet."),
        ("only words", "A table needs names"),
        (HEAD + "North\t70\t3\nSouth\t\t9", "South, Working is blank. Write 0"),
        (HEAD + "North\t70\tn/a", "North, Neither says “n/a”. The checker needs the true count."),
        (HEAD + "North\t70\t<5", "says “<5”"),
        (HEAD + "North\t70\t*", "says “*”"),
        (HEAD + "North\t70\t-3", "North, Neither is negative: -3."),
        (HEAD + "North\t70\t3.5", "North, Neither is not a whole number: 3.5."),
        (HEAD + "North\t70\t12%", "is a percentage"),
        (HEAD + "North\t70\tmany", "says “many”, which is no count"),
        (HEAD + "North\t70\t9999999999", "is too large"),
        (HEAD + "North\t70", "Row 2 (North) has 2 cells, and the first row has 3."),
        (HEAD + "\t70\t3", "Row 2 has no name"),
        ("Region\t2024\t\n\tMen\tWomen\nNorth\t70\t3\nSouth\t4\t5", "The headings are merged"),
        ("1\t2\n3\t4", "begins with a number"),
        (HEAD + "Total\t80\t12\nNorth\t70\t3\nSouth\t10\t9", "“Total” looks like a total. Put totals last"),
        (
            "Region\tWorking\tNeither\tTotal\nNorth\t70\t3\t74\nSouth\t10\t9\t19\nTotal\t80\t12\t92",
            "The row North adds up to 73, its total says 74.",
        ),
        (HEAD + "North\t70\t3\nSouth\t10\t9\nTotal\t81\t12", "The column Working adds up to 80, its total says 81."),
        (
            "Region\tWorking\tNeither\tTotal\nNorth\t70\t3\t73\nSouth\t10\t9\t19\nTotal\t80\t12\t93",
            "All counts add up to 92, the total of all says 93.",
        ),
        ("\t".join("abc") + '\n"North\t1\t2', "A quotation mark in line 2 is never closed."),
        ("\n".join("\t".join(["x", *"5" * 200]) for _ in range(201)), "This table has 200 rows and 200 columns."),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_stays(tool: Page, pasted: str, told: str) -> None:
    assert told in refused(tool, pasted)


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("Name\tSSN\tWages\nA\t1\t2", "a column is called “SSN”"),
        ("Key\tFirst name\tWages\nA\tAnn\t2", "a column is called “First name”"),
        (HEAD + "123-45-6789\t4\t2", "Social Security number"),
        ("Person\tBorn\tWages\nA\t1990-04-02\t2", "it holds dates"),
        ("Who\tWorking\nDoe, Jane\t1\nRoe, Richard\t0\nPoe, Pat\t1", "names of persons"),
        (
            "Row\tTown\tSex\tWages\n" + "".join(f"{n}\tAshby\tfemale\t{n}\n" for n in range(9)),
            "words in several columns",
        ),
        ("Row\tWorks\tStudies\n" + "".join(f"P{n}\t{n % 2}\t1\n" for n in range(30)), "every number is 0 or 1"),
    ],
)
def test_rows_about_people_are_refused(tool: Page, pasted: str, why: str) -> None:
    told = refused(tool, pasted)
    assert told.startswith("This looks like records of people:") and why in told


def test_other_separators_marks_of_thousands_and_small_tables_are_read(tool: Page) -> None:
    hidden = [["*", "*", "1073"], ["*", "*", "19"], ["1080", "12", "1092"]]
    for pasted, totals, rows in (
        ("Region;Working;Neither\nNorth;1 070;3\nSouth;10;9", True, hidden),
        ('Region,Working,Neither\nNorth,"1,070",3.0\nSouth,10,9', True, hidden),
        ("Region\tPeople\nNorth\t3\nSouth\t70\nEast\t20", False, [["*"], ["70"], ["*"], ["93"]]),
        ("Region\tPeople\nNorth\t30", True, [["30", "30"], ["30", "30"]]),
        ("\tMen\tWomen\t\nNorth\t30\t40\t\n\t\t\t\n", True, [["30", "40", "70"]] * 2),
    ):
        tool.set_checked("[name=rows]", totals)
        assert protect(tool, pasted) == ""
        assert [row.locator("td").all_inner_texts() for row in tool.locator("[data-table] tbody tr").all()] == rows
    tool.check("[name=rows]")


def test_rule_of_an_agency_brings_its_limit_and_its_zeros(tool: Page) -> None:
    tool.get_by_label("Centers for Disease Control and Prevention, deaths: 9 or less").check()
    assert not tool.is_checked("[name=zeros]")
    tool.get_by_label("Centers for Medicare & Medicaid Services: 10 or less").check()
    assert tool.is_checked("[name=zeros]")
    protect(tool, HEAD + "North\t70\t10\nSouth\t31\t90")
    assert "North, Neither: 1 to" in tool.locator("[data-ranges]").inner_text()
    assert "Counts from 1 to 10 are hidden" in tool.locator("[data-note]").inner_text()
    tool.get_by_role("radio", name="Another limit").check()
    tool.fill("#limit", "3")
    protect(tool, HEAD + "North\t70\t4\nSouth\t31\t90")
    assert "No count is 3 or less, so nothing has to be hidden." in tool.locator("[data-protected]").inner_text()
    tool.get_by_label("State Department of Education: 5 or less").check()


def test_table_that_cannot_be_protected_says_so_and_the_ways_out(tool: Page) -> None:
    tool.check("[name=keep]")
    protect(tool, HEAD + "North\t3\t0\nSouth\t0\t40")
    told = tool.locator("[data-protected]").inner_text()
    assert "North, Working: exactly 3" in told
    assert "merge groups" in told
    assert tool.locator("[data-leaving]").is_hidden()
    tool.uncheck("[name=keep]")
    protect(tool, HEAD + "North\t3\t0\nSouth\t0\t40")
    assert "totals go too: All, All." in tool.locator("[data-totals]").inner_text()
    assert tool.locator("[data-leaving]").is_visible()


def test_percentages_leave_hidden_counts_alone_and_the_page_says_why(tool: Page) -> None:
    protect(tool, PASTED)
    told = tool.locator("[data-warning] li")
    assert told.all_inner_texts() == ["North, In college: exactly 1", "North, Neither: exactly 1"]
    tool.select_option("#percent", "0")
    rows = [line.locator("td").all_inner_texts() for line in tool.locator("[data-table] tbody tr").all()]
    assert rows[0] == ["*", "*", "*", "50"]
    assert rows[2] == ["39 (41%)", "31 (33%)", "24 (26%)", "94"]
    tool.select_option("#percent", "")


SECOND = HEAD.replace("Working\tNeither", "Men\tWomen\tNot told")


def test_second_table_is_protected_together_with_the_first(tool: Page, tmp_path: Path) -> None:
    tool.get_by_label("Centers for Medicare & Medicaid Services: 10 or less").check()
    add_second(tool, SECOND + "SOUTH\t1\t0\t0\nNorth\t8\t3\t2")
    protect(tool, HEAD + "North\t0\t13\nSouth\t1\t0")
    captions = tool.locator("[data-check] caption, [data-table] caption").all_inner_texts()
    assert captions == ["First table", "Second table"] * 2
    names = ["Region", "North", "South", "All"]
    totals = tool.locator("[data-totals]").inner_text()
    assert totals.endswith("All, All. If these are known from elsewhere, say so above and protect the table again.")
    tables = [
        [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
        for table in tool.locator("[data-table] table").all()
    ]
    assert tables[0] == [["North", "0", "13", "13"], ["South", "*", "0", "*"], ["All", "*", "13", "*"]]
    assert [row[0] for row in tables[1]] == names[1:] and {row[-1] for row in tables[1]} == {"13", "*"}
    with saved(tool, "Save as CSV", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] if row else "" for row in rows[:-1]] == [*names, "", *names]
    document = docx.Document(str(saved(tool, "Save as Word", tmp_path)))
    assert len(list(document.element.body.iter(f"{{{W}}}tbl"))) == 2
    tool.get_by_label("State Department of Education: 5 or less").check()
    tool.fill("#second", "")


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (SECOND + "North\t8\t5\t0", "Only one of the tables has the row South."),
        (SECOND + "North\t8\t5\t0\nEast\t1\t0\t0", "Only one of the tables has the row South."),
        (SECOND + "North\t8\t5\t0\nSouth\t1\t0\t0\nEast\t1\t0\t0", "Only one of the tables has the row East."),
        (SECOND + "North\t8\t5\t1\nSouth\t1\t0\t0", "North adds up to 13 in the first table and to 14 in the second."),
        (SECOND + "North\t8\tn/a\t1\nSouth\t1\t0\t0", "North, Women says “n/a”."),
    ],
)
def test_second_table_of_other_people_is_told(tool: Page, second: str, told: str) -> None:
    add_second(tool, second)
    assert told in refused(tool, HEAD + "North\t0\t13\nSouth\t1\t0")
    assert tool.input_value("#second") == second
    tool.fill("#second", "")


def test_file_is_opened_and_a_cleared_table_comes_back(tool: Page, tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text("\ufeffRegion,Working,Neither\r\nNorth,70,3\r\nSouth,10,90\r\n", encoding="utf-8")
    own = tool.get_by_role("group", name="Your table")
    tool.set_input_files("[data-for=counts] input[type=file]", path)
    tool.get_by_text("counts.csv is in the box.").wait_for()
    assert protect(tool, tool.input_value("#counts")) == ""
    assert tool.locator("[data-protected]").is_visible()
    own.get_by_role("button", name="Clear the table").click()
    assert tool.input_value("#counts") == "" and tool.locator("[data-protected]").is_hidden()
    own.get_by_role("button", name="Bring it back").click()
    assert tool.input_value("#counts").startswith("Region,Working")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_result_is_accessible_fits_and_prints_without_true_counts(browser: Browser, server: str, size: Any) -> None:
    with opened(browser, size, reduced_motion="reduce") as page:
        visit(page, server + TOOL)
        protect(page, PASTED)
        for scheme, rules in (("light", None), ("dark", COLOR_RULES)):
            page.emulate_media(media="screen", color_scheme=scheme)
            assert axe(page, rules, again=scheme == "dark") == []
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            page.emulate_media(media="print")
            shown = page.locator("body").inner_text()
            assert NOTE in shown and "27 to 48" not in shown and "Do it by hand" not in shown
