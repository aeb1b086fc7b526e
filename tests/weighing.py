"""What the first load of a page costs a reader: what it asks for, its weight over gzip, and what goes wrong in it."""

from __future__ import annotations

import functools
import gzip
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browsing import PHONE, RESIZE, WIDE, framed, opened, watched

KIB = 1024
#: Gives a window another size and the other scheme; gives what the security policy has stopped so far.
USE = f"""size => {{
  ({RESIZE})(size);
  document.querySelector("[data-scheme-switch]").click();
  return window.__csp || [];
}}"""


@dataclass
class FirstLoads:
    """What the first load of each page on a phone asks for, each file with its weight in bytes over gzip.

    And what was asked for, told as an error, stopped or kept until each page stood in a wide window and the other
    scheme too.
    """

    files: dict[str, dict[str, int]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)


def load(browser: Browser, site: Path, server: str, path: str, size: tuple[int, int]) -> dict[str, int]:
    """What one first load asks for, each file with its weight in bytes over gzip."""
    asked: list[str] = []
    with opened(browser, size) as page, watched(page, asked, []):
        page.goto(server + path, wait_until="load")
    return weighed(site, server, asked)


def first_loads_of(browser: Browser, site: Path, server: str, paths: list[str]) -> FirstLoads:
    """Loads each page; the browser tells of files too that it still has in its memory."""
    found = FirstLoads()
    with framed(browser, server, color_scheme="light") as frame, watched(frame.page, found.asked, found.errors):
        for path in paths:
            frame.evaluate(RESIZE, PHONE)
            before = len(found.asked)
            frame.goto(server + path, wait_until="load")
            found.files[path] = weighed(site, server, found.asked[before:])
            found.stopped += frame.evaluate(USE, WIDE)
        found.cookies = frame.page.context.cookies()
    return found


def weighed(site: Path, server: str, asked: list[str]) -> dict[str, int]:
    """Files of the site by the addresses that were asked for, each with its weight in bytes over gzip."""
    names = (address.partition("?")[0].removeprefix(server) for address in asked if address.startswith(server))
    return {name: zipped(site / name) for name in names}


@functools.cache
def zipped(path: Path) -> int:
    """How many bytes a file of the site, or the page of a folder, has over gzip."""
    return len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes(), 9))
