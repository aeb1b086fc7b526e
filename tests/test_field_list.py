"""The promise: the field list knows names that identify people, reads no data, and goes out whole in three forms."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from macros.loading.definitions import Definitions
from tests.axe import axe
from tests.browsing import CUT, OFF, PHONE, WIDE, opened, resized, visit, watched
from tests.projects import LIST, press, saved

#: What names look like -> the kind that they are marked with; "" for none.
NAMES = {
    "ssn": "Social Security number",
    "Student_SSN": "Social Security number",
    "SSNLast4": "Social Security number",
    "SASID": "Student number",
    "studentId": "Student number",
    "case_no": "Case or client number",
    "case": "Case or client number",
    "StudentBirthDate": "Birth date",
    "DOB": "Birth date",
    "birthdate2": "Birth date",
    "home-zip5": "Small area",
    "FIRST_NAME": "Name of a person",
    "name": "Name of a person",
    "admit_dt": "Date of an event in a person's life",
    "e-mail": "E-mail address",
    "id": "Another number or code for one person",
    "course_name": "",
    "grade": "",
    "candidate": "",
    "update_flag": "",
    "wages_q1": "",
    "brief_case_color": "",
}
HOSTILE = [
    "=HYPERLINK(1)",
    "+1+2",
    "@SUM(A1)",
    "<img src=x onerror=window.hacked=1>",
    'a "b", c',
    "שלום \u202ex\u202c",
    "🧑‍🌾",
]


@pytest.fixture
def shown(page: Page, server: str) -> Page:
    visit(page, server + LIST)
    return page


def add(page: Page, text: str) -> None:
    page.fill("#paste", text)
    press(page, "Add these names")


def names(page: Page) -> list[str]:
    return page.eval_on_selector_all(".field-row", "rows => rows.map(row => row.querySelector('input').value)")


def reason(page: Page, number: int, text: str) -> None:
    page.locator(".field-row").nth(number).get_by_label("Why you need it").fill(text)


@pytest.mark.usefixtures("shown")
def test_names_that_identify_are_marked_with_law_and_gentler_choice(page: Page, definitions: Definitions) -> None:
    add(page, ",".join(NAMES))
    assert names(page) == list(NAMES)
    marks = page.eval_on_selector_all(
        ".field-row", "rows => rows.map(row => row.querySelector('.mark')?.textContent ?? '')"
    )
    assert [mark.removeprefix("Looks like: ").split(". Look at")[0] for mark in marks] == list(NAMES.values())
    birth = marks[list(NAMES).index("DOB")]
    assert "HIPAA" in birth and definitions.tables["field_names"]["birth-date"].gentler in birth
    expect(page.locator(".mark a").first).to_have_attribute("href", "../../reference/laws/#ssn")
    expect(page.locator(".tool-state").first).to_contain_text("They identify people: 16. Without a reason: 22.")


@pytest.mark.usefixtures("shown")
def test_field_without_a_reason_is_marked_and_can_be_struck_and_brought_back(page: Page) -> None:
    add(page, "grade\tyear\tssn")
    reason(page, 1, "Counts by year.")
    rows = page.locator(".field-row")
    assert [row.locator(".changed").count() for row in rows.all()] == [1, 0, 1]
    page.get_by_role("button", name="Strike all without a reason").click()
    assert names(page) == ["year"]
    page.get_by_role("button", name="Bring it back").click()
    assert names(page) == ["grade", "year", "ssn"]
    rows.nth(2).get_by_role("button", name="Strike this field").click()
    assert names(page) == ["grade", "year"]
    page.reload()
    expect(rows).to_have_count(2)
    expect(rows.nth(1).get_by_label("Why you need it")).to_have_value("Counts by year.")


#: What a file holds -> the names that are read from it.
FILES = {
    "semicolons": ("\ufeffid;name;year\n1;Secret Person;1999\n".encode(), ["id", "name", "year"]),
    "utf-16": ("id\tname\r\n1\tSecret Person\r\n".encode("utf-16"), ["id", "name"]),
    "quotes": (b'"last, first",year\n"Secret, Person",1999\n', ["last, first", "year"]),
    "one name": (b"only", ["only"]),
    "data": (b"1,1999-01-02,860-555-0100,a@b.example\n", []),
    "empty": (b"", []),
    "open quote": (b'"never closed,year\n', []),
    "no line end": (b"x" * 200_000, ["x" * 65536]),
}


@pytest.mark.usefixtures("shown")
def test_only_the_first_line_of_a_file_is_read(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    page.evaluate("""() => { const slice = Blob.prototype.slice;
      Blob.prototype.slice = function (from, to) { window.ends.push(to); return slice.call(this, from, to); };
      for (const whole of ["text", "arrayBuffer"]) File.prototype[whole] = () => { throw new Error("whole") }; }""")
    for name, (content, found) in FILES.items():
        path.write_bytes(content)
        page.evaluate(
            "() => { window.ends = []; document.querySelector('[data-fields] [role=status]').textContent = ''; }"
        )
        page.set_input_files("input[type=file]", path)
        expect(page.locator("[data-fields] [role=status]"), name).not_to_be_empty()
        assert names(page) == found, name
        assert "Secret" not in page.content(), name
        first = content.split(b"\n")[0]
        assert all(end < max(2 * len(first) + 4, 257) for end in page.evaluate("() => window.ends")), name
        if found:
            press(page, "Clear the list")
            assert names(page) == [], name


def test_hostile_names_come_out_as_text_everywhere(page: Page, server: str, tmp_path: Path) -> None:
    errors: list[str] = []
    with watched(page, [], errors):
        visit(page, server + LIST)
        add(page, "\n".join(f'"{one.replace(chr(34), 2 * chr(34))}"' for one in HOSTILE))
        assert names(page) == HOSTILE
        for number, one in enumerate(HOSTILE):
            reason(page, number, one + "\nbell \x07" + "long " * 2000)
        sheet, schema, word = (
            saved(page, f"Save as {kind}", tmp_path) for kind in ("a spreadsheet (CSV)", "Table Schema (JSON)", "Word")
        )
        assert page.evaluate("() => window.hacked") is None and page.locator(".field-row img").count() == 0
        page.emulate_media(media="print")
        assert page.evaluate(CUT) == []
    assert not errors
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0].removeprefix("'") for row in rows[1:]] == HOSTILE
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    described = json.loads(schema.read_text("utf-8"))
    assert [field["name"] for field in described["fields"]] == HOSTILE
    assert {field["type"] for field in described["fields"]} == {"any"} and described["missingValues"] == [""]
    (table,) = docx.Document(str(word)).element.body.xpath(".//w:tbl")
    cells = [
        ["".join(t.text or "" for t in cell.xpath(".//w:t")) for cell in row.xpath("./w:tc")]
        for row in table.xpath("./w:tr")
    ]
    assert [row[0] for row in cells[1:]] == HOSTILE
    assert cells[1][3].startswith("=HYPERLINK(1)bell \ufffdlong") and len(cells[1][3]) > 10_000
    assert table.xpath("./w:tr[1]/w:trPr/w:tblHeader")


def test_list_and_its_limits_on_a_phone(page: Page, server: str) -> None:
    resized(page, PHONE)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    with page.add_init_script(OFF):
        visit(page, server + LIST)
        add(page, ",".join(f"field_{number}" for number in range(600)))
        expect(page.locator("[data-fields] [role=status]")).to_contain_text("Added: 500. Left out: 100")
        expect(page.locator("[data-fields] [role=status]")).to_contain_text("does not keep projects. Save it")
        page.get_by_role("button", name="Clear the list").click()
        add(page, "ssn, grade")
        assert axe(page) == []
        assert page.evaluate(CUT) == []


def test_without_javascript_there_is_a_blank_list_and_the_table(browser: Browser, server: str, site: Path) -> None:
    with opened(browser, WIDE, java_script_enabled=False) as page:
        page.goto(server + LIST, wait_until="load")
        assert "The list needs JavaScript" in page.locator("noscript").first.text_content()
        assert page.locator("[data-fields]").is_hidden()
        assert page.locator("[data-field-names] tr").count() > 15
        name = page.locator("a[data-form=fields]").get_attribute("href").split("/")[-1]
    (table,) = docx.Document(str(site / "downloads" / name)).element.body.xpath(".//w:tbl")
    assert len(table.xpath("./w:tr")) == 9
