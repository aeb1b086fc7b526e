"""The promise: a page or a picture that is too large, and a page that stops short, is told before it is published."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from macros.checks import pictures, slips, sources
from macros.loading.definitions import Definitions
from macros.rendering.markdown_source import Source
from tests.breaking import PAGE, png

JPEG = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0".ljust(14, b"\0") + b"\xff\xc0"
#: Each picture, and what must be read of it; "" where it is fine.
PICTURES = {
    "wide.png": (png(2001, 100), "2,001 pixels wide"),
    "fits.png": (png(2000, 500_000), ""),
    "heavy.png": (png(100, 500_900), "this picture has 501 kB"),
    "wide.jpg": (JPEG + struct.pack(">HBHHB", 17, 8, 10, 4000, 3).ljust(30, b"\0"), "4,000 pixels wide"),
    "fits.jpeg": (JPEG + struct.pack(">HBHHB", 17, 8, 4000, 10, 3).ljust(30, b"\0"), ""),
    "wide.gif": (b"GIF89a" + struct.pack("<HH", 2500, 10), "2,500 pixels wide"),
    "wide.webp": (b"RIFF\0\0\0\0WEBPVP8X".ljust(24, b"\0") + b"\xb7\x0b\0" + b"\0" * 6, "3,000 pixels wide"),
    "lossy.webp": (b"RIFF\0\0\0\0WEBPVP8 ".ljust(26, b"\0") + struct.pack("<HH", 2600, 10), "2,600 pixels wide"),
    "renamed.png": (b"%PDF-1.7", "is no picture of the kind .png"),
    "cut-off.jpg": (JPEG, "is no picture of the kind .jpg"),
    "empty.gif": (b"", "is no picture of the kind .gif"),
}


def test_pictures_too_large_for_a_phone_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "docs/assets/images"
    folder.mkdir(parents=True)
    for name, (content, _) in PICTURES.items():
        (folder / name).write_bytes(content)
    told = {problem.file.rpartition("/")[2]: problem.message for problem in pictures.check(tmp_path)}
    assert {name for name, (_, says) in PICTURES.items() if says} == set(told)
    assert all(PICTURES[name][1] in message for name, message in told.items()), told


STOPS_SHORT = {
    "## Ask them { #ask-them }": "ends in this heading",
    "Ask the owner of the": "ends within a sentence",
    "Ask the owner, the": "ends within a sentence",
    "Ask the owner.": "",
    "- Ask the owner": "",
    "| A | B |\n| --- | --- |\n| one | two |": "",
    '{{ agency("SDE") }}': "",
    "```text\nAsk the owner\n```": "",
    "Text.\n\n    Ask the owner.": "so it shows as code",
    "- One\n\n    More of it.\n\n    And more.": "",
    '!!! tip "Ask"\n    Ask.\n\n    Ask again.': "",
    "Yes.[^a]\n\n[^a]: One.\n\n    Two.": "",
}


@pytest.mark.parametrize("text", STOPS_SHORT)
def test_page_that_stops_short_is_told(text: str) -> None:
    source = Source("page.md", f"---\ntitle: Page\n---\n\n{text}\n".encode())
    told = [message for check in (slips.endings, slips.indented_text) for _, message in check(source)]
    assert [STOPS_SHORT[text] in message for message in told] == [True] * bool(STOPS_SHORT[text])


def test_page_without_an_end_is_told(project_copy: Path) -> None:
    path = project_copy / PAGE
    old = path.read_text("utf-8")
    for words, expected in ((14_000, []), (15_001, [(PAGE, 1)])):
        path.write_text(old + "\n" + "word " * words, encoding="utf-8")
        problems = sources.check(project_copy, Definitions.of(project_copy))
        assert [(p.file, p.line) for p in problems if "divide it into pages" in p.message] == expected
