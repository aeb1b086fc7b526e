"""Promises of the chapters on enabling, transferring and linking: safe advice, and arithmetic that is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag

from macros.checks.addresses import published
from macros.content.practice import linking
from macros.loading.definitions import Definitions
from macros.problems import MacroMistake
from tests.reading import bare, section, table_after

PROJECT = Path(__file__).resolve().parent.parent
Soup = Callable[[str], BeautifulSoup]

WINDOWS_FEATURES = re.compile(r"zip(ped)? folder|\bEFS\b|Encrypting File System|Encrypt contents", re.IGNORECASE)


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


def test_safe_harbor_has_its_18_identifiers_and_the_law_as_read(soup: Soup, definitions: Definitions) -> None:
    records = definitions.tables["identifiers"].values()
    assert sorted(record.number for record in records) == list(range(1, 19))
    page = soup("transferring-data/")
    text = section(page, "safe-harbor-and-expert-determination")
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
