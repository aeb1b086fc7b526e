"""The promise: a page costs a reader little, and nothing that the page does not use."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from tests.browsing import PHONE, WHOLE, WIDE, opened, visit, watched
from tests.conftest import PROJECT
from tests.weighing import KIB, FirstLoads, weighed, zipped

#: One process of pytest-xdist opens the pages for all of these, and for tests/test_privacy.py.
pytestmark = pytest.mark.xdist_group("weight")
#: The most a first load may weigh, gzipped, before search is used.
LIMIT = 34 * KIB
#: The complete playbook is every chapter at once.
LIMIT_OF_WHOLE = 150 * KIB
DOCS = PROJECT / "docs"


def test_first_load_of_every_page(first_loads: FirstLoads, pages: list[str]) -> None:
    assert list(first_loads.files) == pages
    limits = {path: LIMIT_OF_WHOLE if path == WHOLE else LIMIT for path in pages}
    weights = {path: sum(files.values()) for path, files in first_loads.files.items()}
    assert {path: round(weight / KIB, 1) for path, weight in weights.items() if weight > limits[path]} == {}


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_search_is_not_loaded_before_it_is_wanted(
    browser: Browser, site: Path, server: str, size: tuple[int, int]
) -> None:
    asked: list[str] = []
    with opened(browser, size) as page, watched(page, asked, []):
        page.clock.install()
        page.goto(server + "transferring-data/", wait_until="load")
        page.clock.run_for(1000)  # half of what the search waits on a wide screen
        page.evaluate("() => 1")
    files = weighed(site, server, asked)
    assert files
    assert not [name for name in files if "search" in name or "bundle" in name]
    assert [name for name in files if name.endswith(".css")] == ["assets/stylesheets/playbook.css"]


def test_phone_never_loads_search_on_its_own_and_a_wide_screen_does(browser: Browser, server: str) -> None:
    with opened(browser, WIDE) as wide, opened(browser, PHONE) as phone:
        for page in (phone, wide):
            page.clock.install()
            visit(page, server)
            page.clock.run_for(5000)  # no test waits for the idle moment itself
        wide.wait_for_function("() => window.component$", timeout=15000)
        assert not phone.evaluate("() => !!window.component$")
        assert phone.locator("script[data-later]").count() == 1


def test_no_file_is_there_for_nothing(site: Path) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert not [f for f in files if f.endswith(".map") or "/lunr/" in f or f.endswith((".woff", ".woff2", ".ttf"))]
    assert [f for f in files if f.endswith(".css")] == ["assets/stylesheets/playbook.css"]
    text = "".join((site / f).read_text("utf-8") for f in files if f.endswith((".js", ".css")))
    assert "sourceMappingURL" not in text


def test_stylesheet_and_modules_stay_small(site: Path) -> None:
    assert len(gzip.compress((site / "assets/stylesheets/playbook.css").read_bytes(), 9)) <= 8 * KIB
    for name in ("scheme", "menu", "find", "reading", "checklists"):
        assert len(gzip.compress((site / f"assets/javascripts/{name}.js").read_bytes(), 9)) <= 2 * KIB, name


#: The tools that have a page of their own; checklists stand in chapters too.
TOOLS = {
    "tools/agreement-finder/": ("finder",),
    "tools/decision/": ("decision",),
    "tools/field-list/": ("field-list",),
    "tools/project/": ("project",),
    "tools/request-builder/": ("request",),
    "tools/small-counts/": ("small-counts",),
    "tools/terms-by-law/": ("terms", "checklists"),
}
SCRIPTS = "assets/javascripts/"


def with_imports(site: Path, name: str) -> set[str]:
    """A module and all that it imports before it runs."""
    path = site / name
    found = re.findall(r'\bfrom"(\.[^"]+)"', path.read_text("utf-8"))
    inner = [(path.parent / one).resolve().relative_to(site.resolve()).as_posix() for one in found]
    return {name}.union(*(with_imports(site, one) for one in inner))


def test_tools_stay_small_and_load_only_where_used(site: Path, first_loads: FirstLoads) -> None:
    """All scripts of the tools together; the one that writes Word documents is loaded when somebody saves one."""
    shared = sorted(path.relative_to(site).as_posix() for path in (site / SCRIPTS / "shared").iterdir())
    names = {name for modules in TOOLS.values() for name in modules}
    own = {name: with_imports(site, f"{SCRIPTS}{name}.js") for name in names}
    tools = set(shared).union(*own.values())
    counts = [name for name in own["small-counts"] if "/shared/" not in name]
    assert sum(zipped(site / name) for name in counts) <= 8 * KIB - 256
    assert sum(zipped(site / name) for name in tools) <= 28 * KIB
    news = with_imports(site, f"{SCRIPTS}news.js")  # the log at the foot of a page asks for some shared ones too
    for path, files in first_loads.files.items():
        loaded = set(files) & tools - news
        if path in TOOLS:
            assert loaded == set().union(*(own[name] for name in TOOLS[path])) - news, path
        elif path != WHOLE:
            assert loaded in (set(), own["checklists"] - news), path


def test_every_module_is_asked_for_by_a_page_or_by_another_module(site: Path) -> None:
    """A module that nothing names would be weight in the house that no reader pays for, and nobody maintains."""
    named = {
        (path.parent / source).resolve()
        for path in site.rglob("*.html")
        for source in re.findall(r'<script[^>]* src="([^":]+\.js)"', path.read_text("utf-8"))
    }
    for path in (site / SCRIPTS).rglob("*.js"):
        text = path.read_text("utf-8")
        named |= {(path.parent / one).resolve() for one in re.findall(r'(?:from|import\() ?"(\.[^"]+)"', text)}
    own = {(site / path.relative_to(DOCS)).resolve() for path in (DOCS / SCRIPTS).rglob("*.js")}
    # Finishing writes the address of the worker into the page.
    assert sorted(path.name for path in own - named) == ["search-worker.js"]


def test_nothing_blocks_the_first_paint_but_the_stylesheet(pages: list[str], site: Path) -> None:
    for path in pages:
        outside = html.parse(site / path / "index.html").xpath(
            "//script[@src][not(@type='module' or @type='text/plain')]"
        )
        assert not [s for s in outside if "defer" not in s.attrib and "async" not in s.attrib], f"/{path}"
