"""The promise: the worked table of small counts hides what it must, and what the text says of it is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from macros.content.practice import small_cells
from macros.loading.definitions import Definitions
from macros.problems import MacroMistake
from tests.reading import section, table_after

Soup = Callable[[str], BeautifulSoup]
Cells = list[list[int | None]]  # None: hidden


def counts_of(rows: list[list[str]]) -> Cells:
    """The counts of a published table, without the names of its rows and columns."""
    return [[None if cell == "hidden" else int(cell) for cell in row[1:]] for row in rows[1:]]


def published_counts(soup: Soup) -> Cells:
    """The counts of the worked table as it leaves the agency, totals included."""
    return counts_of(table_after(soup("transferring-data/"), "worked-table", "After"))


def true_counts(soup: Soup) -> list[list[int]]:
    """The counts of the worked table as they are."""
    rows = table_after(soup("transferring-data/"), "worked-table", "Before")[1:]
    return [[int(re.match(r"\d+", cell)[0]) for cell in row[1:]] for row in rows]


def solutions(cells: Cells, most: int) -> Iterator[Cells]:
    """Every way to fill the hidden cells with counts of 1 to `most`, so that rows and columns add up."""
    place = next(((r, c) for r, row in enumerate(cells) for c, value in enumerate(row) if value is None), None)
    if place is None:
        if all(sum(row[:-1]) == row[-1] for row in cells) and all(
            sum(column[:-1]) == column[-1] for column in zip(*cells, strict=True)
        ):
            yield cells
        return
    r, c = place
    lines = [(cells[r], c), ([row[c] for row in cells], r)]
    forced = {_missing(line, index) for line, index in lines if line.count(None) == 1}
    for value in forced or range(1, most + 1):
        if 1 <= value <= most:
            yield from solutions(
                [[value if (i, j) == place else v for j, v in enumerate(row)] for i, row in enumerate(cells)], most
            )


def _missing(line: list[int | None], index: int) -> int:
    if index == len(line) - 1:
        return sum(line[:-1])
    return line[-1] - sum(value for i, value in enumerate(line[:-1]) if i != index)


def possible_values(cells: Cells, most: int = 400) -> dict[tuple[int, int], set[int]]:
    """What a reader of the table can still think of each hidden cell."""
    hidden = [(r, c) for r, row in enumerate(cells) for c, value in enumerate(row) if value is None]
    found: dict[tuple[int, int], set[int]] = {place: set() for place in hidden}
    for solution in solutions(cells, most):
        for r, c in hidden:
            found[r, c].add(solution[r][c])
    return found


def test_no_hidden_count_of_the_worked_table_can_be_worked_out(soup: Soup) -> None:
    found = possible_values(published_counts(soup))
    assert found, "nothing is hidden in the worked table"
    assert {place: values for place, values in found.items() if len(values) < 5} == {}


def test_the_worked_table_hides_small_counts_and_shows_zeros_and_totals(soup: Soup, definitions: Definitions) -> None:
    limit = definitions.tables["suppression"]["small-count"].limit
    shown, true = published_counts(soup), true_counts(soup)
    assert any(0 in row for row in shown), "the example needs a zero that stays"
    for shown_row, true_row in zip(shown, true, strict=True):
        for seen, real in zip(shown_row, true_row, strict=True):
            assert seen in (None, real)
            assert not (seen and seen <= limit), f"{seen} is shown"
            assert real != 0 or seen == 0, "a zero is hidden"
    assert None not in shown[-1], "a total is hidden"
    assert None not in [row[-1] for row in shown], "a total is hidden"


def test_the_worked_table_adds_up_and_no_line_hides_one_cell(soup: Soup) -> None:
    true, shown = true_counts(soup), published_counts(soup)
    assert all(sum(row[:-1]) == row[-1] for row in true)
    assert all(sum(column[:-1]) == column[-1] for column in zip(*true, strict=True))
    assert all(line.count(None) != 1 for line in [*shown, *map(list, zip(*shown, strict=True))])


def test_the_subtraction_under_the_worked_table_is_right(soup: Soup) -> None:
    text = section(soup("transferring-data/"), "worked-table")
    sums = re.findall(r"(\d+(?: - \d+)+) = (\d+)", text)
    assert sums
    for left, right in sums:
        first, *others = map(int, left.split(" - "))
        assert first - sum(others) == int(right)


def test_hiding_only_small_counts_would_give_them_away(soup: Soup) -> None:
    true = true_counts(soup)
    cells = [[None if 0 < value <= 5 else value for value in row] for row in true]
    assert all(len(values) == 1 for values in possible_values(cells).values())


def test_what_the_page_says_a_reader_can_work_out_is_what_trying_every_value_gives(soup: Soup) -> None:
    heads, *_ = table_after(soup("transferring-data/"), "worked-table", "After")
    names = [row[0] for row in table_after(soup("transferring-data/"), "worked-table", "After")[1:]]
    tried = possible_values(published_counts(soup))
    rows = table_after(soup("transferring-data/"), "worked-table", "What a reader can still work out")[1:]
    told = {row[0]: row[2] for row in rows}
    assert told == {
        f"Row {names[r]}, column {heads[c + 1]}": f"{min(values)} to {max(values)}" for (r, c), values in tried.items()
    }


def test_the_table_where_the_partner_rule_fails_is_given_away_as_the_text_says(soup: Soup) -> None:
    page = soup("transferring-data/")
    cells = counts_of(table_after(page, "partner-rule-fails", "As the partner rule leaves it"))
    assert all(line.count(None) != 1 for line in [*cells, *map(list, zip(*cells, strict=True))])
    found = possible_values(cells)
    assert found
    assert all(len(values) == 1 for values in found.values())
    text = section(page, "partner-rule-fails")
    (left, right) = re.search(r"(\d+(?: - \d+)+) = (\d+)", text).groups()
    first, *others = map(int, left.split(" - "))
    assert first - sum(others) == int(right) == sum(values == {1} for values in found.values())
    protected = possible_values(counts_of(table_after(page, "partner-rule-fails", "Protected")), most=80)
    small = [protected[place] for place, values in found.items() if values == {1}]
    assert [f"{min(values)} to {max(values)} in row" for values in small] == re.findall(r"\d+ to \d+ in row", text)
    assert all(min(values) == 1 and max(values) > 5 for values in small)


def test_a_table_that_cannot_be_protected_is_refused(definitions: Definitions) -> None:
    context = SimpleNamespace(definitions=definitions)
    with pytest.raises(MacroMistake, match=r"row North, column Two, a reader can still work out that the 3 is 3, what"):
        small_cells.suppression_example(context, "Group: One, Two", "North: 0, 3; South: 7, 0; East: 8, 0")
    with pytest.raises(MacroMistake, match="no count is 5 or less"):
        small_cells.suppression_example(context, "Group: One, Two", "North: 30, 10; South: 10, 40")
    with pytest.raises(MacroMistake, match="2 counts"):
        small_cells.suppression_example(context, "Group: One, Two", "North: 30; South: 10, 40")
    with pytest.raises(MacroMistake, match="does not give this table away"):
        small_cells.partner_rule_example(context, "Group: One, Two", "North: 4, 30; South: 10, 40")


def test_rules_that_nobody_read_say_so_beside_them(soup: Soup, definitions: Definitions) -> None:
    rules = definitions.tables["suppression"].values()
    shown = [item.get_text() for item in soup("transferring-data/").select("#aggregating-data ~ ul > li")]
    for rule in rules:
        item = next(text for text in shown if rule.rule.partition("{")[0] in text)
        assert ("We read this only in summaries." in item) is (rule.confidence == "read-secondary"), rule.rule
        assert ("As we understand" in item) is not rule.plain, rule.rule


def test_percentage_under_the_worked_table_fits_one_count_only(soup: Soup) -> None:
    text = section(soup("transferring-data/"), "worked-table")
    found = re.search(r"printed (\d+)% for the hidden count .*? total of (\d+)\. .* only (\d+) fits", text)
    assert found, text
    share, total, count = map(int, found.groups())
    assert [n for n in range(total + 1) if abs(100 * n / total - share) <= 0.5] == [count]
