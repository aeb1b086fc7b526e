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
    return loads(browser, site, server, [path], size, until)[path]


def loads(
    browser: Browser, site: Path, server: str, paths: list[str], size: tuple[int, int], until: str = "load"
) -> dict[str, dict[str, int]]:
    """What the first load of each page asks for; the browser tells of files too that it still has in its memory."""
    found = {}
    with opened(browser, size) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path.removeprefix(PREFIX)))
        for path in paths:
            asked.clear()
            page.goto(server + path, wait_until=until)
            found[path] = {name: zipped(site / name) for name in asked}
    return found


@functools.cache
def zipped(path: Path) -> int:
    """How many bytes a file of the site, or the page of a folder, has over gzip."""
    return len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes(), 9))
