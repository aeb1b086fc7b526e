"""Checks on pictures below docs/: what a phone would load for too long, told from the first bytes of the file."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from macros.problems import Problem

MOST_BYTES = 500_000
MOST_PIXELS = 2_000
MEND = "make it smaller, and put the new file in its place"


def check(project: Path) -> list[Problem]:
    """Pictures that are too heavy or too wide, and files that are none in spite of their name."""
    found = []
    for path in sorted((project / "docs").rglob("*")):
        if path.suffix.lower() in (*WIDTH_OF, ".svg") and path.is_file():
            name = path.relative_to(project).as_posix()
            found += [Problem(name, 0, message) for message in _faults(path)]
    return found


def _faults(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        yield f"this picture has {round(len(data) / 1000):,} kB, and {MOST_BYTES // 1000} are the most; {MEND}"
    read = WIDTH_OF.get(path.suffix.lower())
    if read is None:
        return  # a drawing in SVG has no pixels
    try:
        width = read(data)
    except (struct.error, IndexError):
        width = 0
    if not width:
        yield f"this file is no picture of the kind {path.suffix}; save the picture anew under this name"
    elif width > MOST_PIXELS:
        yield f"this picture is {width:,} pixels wide, and {MOST_PIXELS:,} are the most; {MEND}"


def _png(data: bytes) -> int:
    return int(struct.unpack(">I", data[16:20])[0]) if data.startswith(b"\x89PNG\r\n\x1a\n") else 0


def _gif(data: bytes) -> int:
    return int(struct.unpack("<H", data[6:8])[0]) if data[:6] in (b"GIF87a", b"GIF89a") else 0


def _jpeg(data: bytes) -> int:
    """The width, from the first segment that begins a frame: FF C0 to FF CF, less C4, C8 and CC."""
    at = 2
    while data.startswith(b"\xff\xd8\xff") and at + 9 < len(data):
        marker, size = data[at + 1], int(struct.unpack(">H", data[at + 2 : at + 4])[0])
        if data[at] != 0xFF:
            return 0
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int(struct.unpack(">H", data[at + 7 : at + 9])[0])
        at += 2 + size
    return 0


def _webp(data: bytes) -> int:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return 0
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1
    if data[12:16] == b"VP8L":
        return (int.from_bytes(data[21:23], "little") & 0x3FFF) + 1
    return int.from_bytes(data[26:28], "little") & 0x3FFF


WIDTH_OF: dict[str, Callable[[bytes], int]] = {
    ".png": _png,
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
    ".gif": _gif,
    ".webp": _webp,
}
