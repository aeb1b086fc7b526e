"""What a page costs a reader: what its first load asks for, and its weight over gzip."""

from __future__ import annotations

import functools
import gzip
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.browsing import opened
from tests.conftest import PREFIX

KIB = 1024


def load(
    browser: Browser, site: Path, server: str, path: str, size: tuple[int, int], until: str = "load"
) -> dict[str, int]:
    """What one first load asks for, each file with its weight in bytes over gzip."""
    asked: list[str] = []
    with opened(browser, size) as page:
        page.on("request", lambda request: asked.append(urlsplit(request.url).path.removeprefix(PREFIX)))
        page.goto(server + path, wait_until=until)
    return {name: zipped(site / name) for name in asked}


@functools.cache
def zipped(path: Path) -> int:
    """How many bytes a file of the site, or the page of a folder, has over gzip."""
    return len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes(), 9))
