"""The check that what the built pages load is there: styles, scripts, the icon."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from macros.checks.built import BuiltPage, BuiltSite
from macros.problems import Problem

#: What the browser loads with a page, besides scripts.
LOADED = ("stylesheet", "icon")
#: How one of our scripts names another, and how a page's settings name the script that searches.
NAMED_IN_SCRIPT = re.compile(r"""["'](\.{1,2}/[\w./-]+\.js)["']""")
NAMED_IN_SETTINGS = re.compile(r'"search": ?"([^"]+)"')


def check(site: BuiltSite) -> list[Problem]:
    """Files that a page or script of the built site loads and that are not in it, each told once."""
    wanted = {place for page in site.pages for place in _of_page(page)}
    wanted.update(_of_scripts(site))
    return [
        Problem(f"docs/{place}", 0, "pages of the site load this file, but it is not there; put it back")
        for place in sorted(wanted)
        if not (site.folder / place).is_file()
    ]


def _of_page(page: BuiltPage) -> Iterator[str]:
    """The files that a page loads, below the site's root."""
    if page.name == "404.html":
        return  # its addresses start at the root of the server; other pages load the same
    named: list[str] = []
    for tag in page.root.iter("script", "link"):
        address = tag.get("src") if tag.tag == "script" else tag.get("href") if tag.get("rel") in LOADED else None
        named += [] if address is None else [address]
        named += NAMED_IN_SETTINGS.findall(tag.text or "") if tag.get("id") == "__config" else []
    for address in named:
        if not re.match(r"[a-z]+:|//", address):
            yield posixpath.normpath(posixpath.join(page.folder, re.split("[?#]", address)[0]))


def _of_scripts(site: BuiltSite) -> Iterator[str]:
    """The scripts that those of this project name; Material's come in one piece."""
    for script in sorted((site.folder / "assets/javascripts").rglob("*.js")):
        if not script.name.endswith(".min.js"):
            folder = script.parent.relative_to(site.folder).as_posix()
            for name in NAMED_IN_SCRIPT.findall(script.read_text(encoding="utf-8")):
                yield posixpath.normpath(f"{folder}/{name}")
