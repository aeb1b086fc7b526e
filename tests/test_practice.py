"""Promises of the chapters on enabling, transferring and linking: safe advice, and arithmetic that is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag

from macros.checks.addresses import published
from macros.content.practice import linking, small_cells
from macros.loading.definitions import Definitions
from macros.problems import MacroMistake
from tests.reading import bare

PROJECT = Path(__file__).resolve().parent.parent
Soup = Callable[[str], BeautifulSoup]
Cells = list[list[int | None]]  # None: hidden

WINDOWS_FEATURES = re.compile(r"zip(ped)? folder|\bEFS\b|Encrypting File System|Encrypt contents", re.IGNORECASE)


def table_after(soup: BeautifulSoup, anchor: str, text: str = "") -> list[list[str]]:
    """The first table after the element with this id, or after the first later bold text: its rows as text."""
    start = soup.find(id=anchor)
    assert start, f"no #{anchor}"
    if text:
        start = start.find_next(lambda tag: tag.name == "strong" and tag.get_text(strip=True).startswith(text))
        assert start, f"no {text} after #{anchor}"
    rows = start.find_next("table").find_all("tr")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in rows]


def section(soup: BeautifulSoup, anchor: str) -> str:
    """The text between a heading and the next heading of its level or above."""
    heading = soup.find(id=anchor)
    assert heading, f"no #{anchor}"
    parts = []
    for sibling in heading.find_next_siblings():
        if re.fullmatch("h[1-6]", sibling.name) and sibling.name <= heading.name:
            break
        parts.append(sibling.get_text(" ", strip=True))
    return " ".join(parts)


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


@pytest.mark.parametrize(("number", "size"), [(0, 100), (1, 50_000)])
def test_blocking_arithmetic_is_right(soup: Soup, number: int, size: int) -> None:
    tables = soup("linking-datasets/").find(id="blocking").find_all_next("table")[:2]
    rows = [[cell.get_text(strip=True) for cell in row.find_all("td")] for row in tables[number].find_all("tr")[1:]]
    assert len(rows) > 1
    for blocks_text, each_text, pairs_text in rows:
        blocks = 1 if blocks_text == "No blocks" else int(blocks_text.replace(",", ""))
        each = int(each_text.replace(",", ""))
        factors, pairs = pairs_text.replace(",", "").split(" = ")
        assert blocks * each == size
        assert int(pairs) == blocks * each * each == size * size // blocks
        assert [int(f) for f in factors.split(" × ")] == ([blocks] if blocks > 1 else []) + [each, each]


def test_a_hundred_by_a_hundred_records_make_ten_thousand_pairs(soup: Soup) -> None:
    assert "10,000 pairs" in section(soup("linking-datasets/"), "blocking")
    with pytest.raises(MacroMistake, match="equal blocks"):
        linking.blocking_example(SimpleNamespace(), "100", "7")


def test_precision_recall_and_f1_are_right(soup: Soup) -> None:
    page = soup("linking-datasets/")
    _, *groups, total = table_after(page, "measuring-accuracy-by-group")
    assert len(groups) >= 2
    for row in [*groups, total]:
        true, false, missed = map(int, row[1:4])
        precision, recall = true / (true + false), true / (true + missed)
        f1 = 2 * precision * recall / (precision + recall)
        assert row[4:] == [f"{100 * share:.0f}%" for share in (precision, recall, f1)]
    assert [int(cell) for cell in total[1:4]] == [sum(int(row[i]) for row in groups) for i in (1, 2, 3)]
    recalls = [int(row[5].rstrip("%")) for row in groups]
    assert max(recalls) - min(recalls) >= 10, "the example should show a group that is missed more often"


def test_the_sums_in_the_text_on_accuracy_are_right(soup: Soup) -> None:
    text = section(soup("linking-datasets/"), "measuring-accuracy-by-group")
    total = table_after(soup("linking-datasets/"), "measuring-accuracy-by-group")[-1]
    true, false, missed = map(int, total[1:4])
    assert f"{true} + {false} = {true + false} links" in text
    assert f"{true} + {missed} = {true + missed} true links" in text
    assert f"precision is {total[4]}" in text
    assert f"recall is {total[5]}" in text


def test_protected_data_never_go_by_mail_cloud_link_shared_drive_or_own_drive(soup: Soup) -> None:
    heads, *rows = table_after(soup("transferring-data/"), "choose-the-right-method-for-transferring-data")
    protected = {row[0]: row[heads.index("Protected data")] for row in rows}
    for word in ("e-mail attachment", "secure e-mail", "onedrive", "shared drive", "personal", "open data portal"):
        found = {name: answer for name, answer in protected.items() if word in name.lower()}
        assert found, f"the table has no row on {word}"
        assert set(found.values()) == {"No"}, found
    assert [name for name, answer in protected.items() if answer == "Yes"] == [
        "Enterprise Secure File Transport service"
    ]


def test_no_step_and_no_advice_uses_the_windows_zip_folder_or_efs(soup: Soup, pages: list[str]) -> None:
    for page in pages:
        for step in soup(page).select("article ol > li"):
            assert not WINDOWS_FEATURES.search(step.get_text(" ", strip=True)), (
                f"{page}: {step.get_text(' ', strip=True)}"
            )
    for page in ("transferring-data/", "steps-to-use-sftp/"):
        for block in soup(page).select("article p, article li, article td"):
            if WINDOWS_FEATURES.search(block.get_text(" ", strip=True)):
                assert last_heading(block)["id"] == "why-not-a-zip-folder-or-efs", block.get_text(" ", strip=True)
    why = section(soup("transferring-data/"), "why-not-a-zip-folder-or-efs")
    assert WINDOWS_FEATURES.search(why)
    assert "unprotected" in why


def last_heading(tag: Tag) -> Tag:
    """The heading that `tag` stands under."""
    return tag.find_previous(re.compile("^h[2-6]$"))


def test_the_encryption_steps_name_what_protects_a_file_in_transit(soup: Soup) -> None:
    text = section(soup("transferring-data/"), "zipping-and-encryption")
    for words in (
        "AES-256",
        "7z",
        "Encrypt file names",
        "another channel",
        "checksum",
        "does not replace a safe channel",
    ):
        assert words in text, words


def test_limits_of_the_transfer_service_carry_their_years(soup: Soup) -> None:
    for page in ("transferring-data/", "steps-to-use-sftp/"):
        blocks = [b.get_text(" ", strip=True) for b in soup(page).select("article li, article p")]
        limits = [text for text in blocks if re.search(r"gigabytes|60 days", text)]
        assert limits, page
        assert all(re.search(r"\b20(20|22)\b", text) for text in limits), limits
        assert any("liaison" in text and re.search("[Cc]onfirm|Ask your liaison", text) for text in blocks), page


def test_the_transfer_steps_have_no_pictures_inner_addresses_or_old_password_rule(soup: Soup) -> None:
    article = soup("steps-to-use-sftp/").find("article")
    assert not article.find("img")
    text = article.get_text(" ", strip=True)
    assert not re.search(r"\b\d{1,3}(\.\d{1,3}){3}\b|\.local\b", text)
    assert not re.search(r"(7|seven)[ -]char", text, re.IGNORECASE)


def test_safe_harbor_has_its_18_identifiers_a_hedge_and_the_law(soup: Soup, definitions: Definitions) -> None:
    records = definitions.tables["identifiers"].values()
    assert sorted(record.number for record in records) == list(range(1, 19))
    page = soup("transferring-data/")
    text = section(page, "safe-harbor-and-expert-determination")
    assert "check the text before you rely on it" in text
    assert "164.514(b)(2)" in text
    links = page.find(id="safe-harbor-and-expert-determination").find_all_next("a", limit=6)
    assert any(link["href"].endswith("reference/laws/#hipaa") for link in links)
    assert all(record.text in text for record in records)


@pytest.mark.parametrize("old", ["/linking-datasets/#", "/linking-datasests/#"])
def test_the_old_anchors_of_both_pages_stand_on_linking_datasets(soup: Soup, old: str) -> None:
    anchors = [address.removeprefix(old) for address in published(PROJECT) if address.startswith(old)]
    assert len(anchors) >= 5
    ids = {tag["id"] for tag in soup("linking-datasets/").find_all(id=True)}
    assert set(anchors) - ids == set()


def test_linking_datasets_opens_with_the_way_to_the_resource_library(soup: Soup) -> None:
    first = bare(soup("linking-datasets/")).find("p")
    assert first.find("a")["href"] == "../reference/resources/"
    assert len(first.get_text(strip=True)) < 200


def test_the_price_list_is_dated_and_called_old(soup: Soup) -> None:
    text = section(soup("enabling-data-sharing/"), "examples-3")
    assert "2019" in text
    assert "not as today's cost" in text
