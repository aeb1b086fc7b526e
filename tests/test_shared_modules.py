"""The promise: what the tools share keeps drafts apart, says why one is not kept, and reads and writes tables whole."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browsing import FULL, OFF


class Shared:
    """The modules of docs/assets/javascripts/shared/, called in the blank window, where nothing else keeps anything."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.folder = f"{server}assets/javascripts/shared/"

    def __call__(self, module: str, body: str, argument: Any = None) -> Any:
        """What `body` returns, a function body that has the module as `m` and the argument as `given`."""
        code = f"async ([from, given]) => {{ const m = await import(from); {body} }}"
        return self.page.evaluate(code, [f"{self.folder}{module}.js", argument])


@pytest.fixture
def shared(page: Page, server: str) -> Shared:
    return Shared(page, server)


def test_drafts_stand_side_by_side_and_are_found_by_the_start_of_their_names(shared: Shared) -> None:
    body = """
      for (const name of ["project.b", "project.a", "request"]) m.record(name).write({of: name});
      m.record("project.gone").write({}); m.record("project.gone").write(undefined);
      localStorage.setItem("of another site", "1");
      return [m.names("project."), m.record("project.a").read(), m.record("none").read() === undefined]"""
    assert shared("draft", body) == [["project.a", "project.b"], {"of": "project.a"}, True]


def test_damaged_draft_is_read_as_none_and_stays_until_something_is_written(shared: Shared) -> None:
    body = """
      localStorage.setItem("data-sharing-playbook.request", "{broken");
      return [m.record("request").read() === undefined, localStorage.getItem("data-sharing-playbook.request")]"""
    assert shared("draft", body) == [True, "{broken"]


@pytest.mark.parametrize(
    ("script", "words"),
    [(OFF, "This browser does not keep projects."), (FULL, "This browser has no room for more projects.")],
    ids=["blocked", "full"],
)
def test_reason_why_a_draft_is_not_kept_is_told(shared: Shared, script: str, words: str) -> None:
    shared.page.evaluate(f"() => {{ {script} }}")
    assert shared("draft", "return m.record('project.a', 'projects').write({})") == words
    if script == OFF:
        assert shared("draft", "return [m.names('project.'), m.record('project.a').read() === undefined]") == [[], True]


def test_browser_that_is_really_full_says_so_and_keeps_the_draft_before(shared: Shared) -> None:
    body = """
      const draft = m.record("request");
      draft.write("small");
      return [draft.write("x".repeat(6e6)), draft.read()]"""
    assert shared("draft", body) == ["This browser has no room for more drafts.", "small"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.json", "application/json"), ("a.csv", "text/csv"), ("a.ics", "text/calendar")],
)
def test_saved_file_is_of_the_kind_that_its_name_says(shared: Shared, name: str, kind: str) -> None:
    body = """
      let kind; const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => ((kind = blob.type), make(blob));
      m.save("f\\u00fcr", given);
      return kind"""
    with shared.page.expect_download() as download:
        assert shared("file", body, name) == f"{kind};charset=utf-8"
    assert download.value.suggested_filename == name
    assert download.value.path().read_text("utf-8") == "für"


TABLES = [
    ("Group\tA\tB\r\nNorth\t1,204\t 3 \r\n\r\nSouth\t\t<5\r\n",
     [["Group", "A", "B"], ["North", "1,204", "3"], ["South", "", "<5"]]),
    ("\ufeffa;b\n1,5;2", [["a", "b"], ["1,5", "2"]]),
    ("a,b\n", [["a", "b"]]),
    ("a,\n,b", [["a", ""], ["", "b"]]),
    ('"a, b","say ""so""","two\nlines"\n1,2,3', [["a, b", 'say "so"', "two\nlines"], ["1", "2", "3"]]),
    ("a|b\rc|d", [["a", "b"], ["c", "d"]]),
    ("one", [["one"]]),
    (" \n\n", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), TABLES, ids=lambda value: repr(value)[:20])
def test_pasted_table_is_read_cell_by_cell(shared: Shared, text: str, rows: list[list[str]]) -> None:
    assert shared("table", "return m.rows(given)", text) == rows


def test_quote_that_never_closes_is_told_with_its_line(shared: Shared) -> None:
    body = "try { return m.rows(given) } catch (error) { return error.message }"
    assert shared("table", body, 'a,b\n1,"2\n3,4') == "A quotation mark in line 2 is never closed."


def test_saved_table_starts_no_formula_and_comes_back(shared: Shared) -> None:
    table = [["=1+1", "@x", "+cmd", "-2+3", "\uff1d1", "\n=1"], ["-5", "+1.5%", "-", 'a "b", c\nd', "1", "2"]]
    text = shared("table", "return m.csv(given)", table)
    assert text.startswith("\ufeff'=1+1,'@x,'+cmd,'-2+3,'\uff1d1,\"'\n=1\"\r\n-5,+1.5%,-,")
    assert shared("table", "return m.rows(given)", text) == [["'" + cell for cell in table[0]], table[1]]


def test_long_table_is_read_in_one_go(shared: Shared) -> None:
    rows = shared("table", "return m.rows(given).map((row) => row.length)", ("1\t" * 200 + "\n") * 500)
    assert rows == [201] * 500
