"""What tests share: the site built once a run, servers for it, a browser and a window, a copy to break."""

from __future__ import annotations

import fcntl
import functools
import gc
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, sync_playwright

from macros.commands import chromium
from macros.commands.build import build
from macros.loading.definitions import Definitions
from macros.processes import clear_away_less_often
from tests.browsing import BLANK, WIDE, opened, resized
from tests.serving import served
from tests.weighing import FirstLoads, first_loads_of

PROJECT = Path(__file__).resolve().parent.parent
PREFIX = "/data-sharing-playbook/"

#: Where Linux keeps files in memory, and how much has to be free there: copies and builds then take a fifth less.
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3

#: Files late in the alphabet with a test of many seconds: begun last, it would leave the other process idle.
LONG = ("test_small_counts_browser.py", "test_stylesheet.py", "test_whole_project.py")


def pytest_configure() -> None:
    """Has the tests write into memory where there is room, unless TMPDIR says where; clears away less often."""
    clear_away_less_often()  # an eighth of the processor time of a run went into that
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts long tests first; pytest-xdist begins with groups, then hands out tests in this order."""
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_sessionfinish() -> None:
    """Spares pytest from looking five times through all that the tests have left."""
    gc.freeze()


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    """The definitions of this project."""
    return Definitions(PROJECT)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """What `make` writes to the path it is given, made once a run and shared by all processes of pytest-xdist.

    The process that comes first makes it; the others wait. Nobody may change it afterwards.
    """
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path, ready = base / name, base / f"{name}.ready"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            make(path)
            ready.touch()
    return path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as for publication; the run stops here when it has a mistake.

    It is built once a run, for all files of tests and all processes. A test that only reads pages asks for this, or
    for `soup`, and builds nothing. One that needs a changed site shares its build in the same way, by `made_once`.
    """

    def make(target: Path) -> None:
        with mock.patch("os.cpu_count", return_value=1):  # test_build compares it with what several processes make
            problems = build(PROJECT, target)
        assert not problems, "the site does not build:\n" + "\n".join(map(str, problems))

    return made_once(tmp_path_factory, "site", make)


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """The address of every page below the site's root, as "p20-win/request/"; the home page is ""."""
    sitemap = BeautifulSoup((site / "sitemap.xml").read_text("utf-8"), "xml")
    root = len(yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["site_url"])
    return [loc.text[root:] for loc in sitemap.find_all("loc")]


@pytest.fixture(scope="session")
def soup(site: Path) -> Callable[[str], BeautifulSoup]:
    """A function from a page's address, as "reference/laws/", to its parsed HTML."""

    @functools.cache
    def parsed(page: str) -> BeautifulSoup:
        path = site / page
        return BeautifulSoup((path / "index.html" if path.is_dir() else path).read_text("utf-8"), "lxml")

    return parsed


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the site served where GitHub Pages puts it, below /data-sharing-playbook/."""
    with served(site, PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def root_server(site: Path) -> Iterator[str]:
    """The address of the site served below /."""
    with served(site, "/") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run; `make test` has made sure that there is one."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A wide window for the tests of one file: to open another costs as much as to load a tool in it."""
    with opened(browser, WIDE) as page:
        yield page


@pytest.fixture
def page(window: Page, server: str) -> Page:
    """The window of this file, wide and light, with no page of a tool in it and nothing kept by the browser."""
    window.unroute_all()
    window.goto(server + BLANK)  # first, since what follows would lay out a tool anew
    resized(window, WIDE)
    window.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference", forced_colors="none")
    window.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    return window


@pytest.fixture(scope="session")
def first_loads(browser: Browser, site: Path, server: str, pages: list[str]) -> FirstLoads:
    """What the first load of each page asks for and does. Tests that ask for it belong to the xdist_group "weight"."""
    return first_loads_of(browser, site, server, pages)


def copy_project(folder: Path) -> Path:
    """Copies what an editor can change into `folder`, to break and build there; with the programs as compiled."""
    for name in ("docs", "macros", "theme"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copytree(PROJECT / "tests/data", folder / "tests/data")
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def project_copy(tmp_path: Path) -> Path:
    """A copy of the project for one test."""
    return copy_project(tmp_path)


def run_build(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `python -m macros.commands.build` in a project, as `make build` does; returns exit status and output."""
    return subprocess.run(
        [sys.executable, "-m", "macros.commands.build", *arguments],
        cwd=project,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def run_here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the `main` of a command in this process, as if it had been called in a project; returns the same."""

    def run(main: Callable[[], int], project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.chdir(project)
        monkeypatch.setattr(sys, "argv", ["command", *arguments])
        with mock.patch("gc.disable"), mock.patch("os.cpu_count", return_value=1):
            status = main()
        return subprocess.CompletedProcess(sys.argv, status, *capsys.readouterr())

    return run


#: Mistakes in several files: the file, what is added at its end, and a part of what must be read.
MISTAKES = {
    "docs/index.md": ("[Gone](gone.md)", "leads to no page"),
    "docs/p20-win/index.md": ('Ask {{ agency("SDOE") }} now.', 'no agency "SDOE"; did you mean "SDE"?'),
    "docs/p20-win/data.md": ('{{ agency("SDOE") }} and [a place](../about/index.md#no-such-place)', "SDOE"),
    "docs/about/data.md": ("[Nowhere](#nowhere)", "leads to no heading"),
    "docs/reference/glossary.md": ('{{ term("nonsense") }}', "nonsense"),
}


@dataclass(frozen=True)
class Refused:
    """A copy with mistakes, on which the command was run in the place of a good site, and what the command said."""

    project: Path  # its folder "site" held one page, and "summary.md" is the summary of the check
    said: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Refused:
    """What `--into site --github` does with mistakes in several files, done once a run."""

    def make(project: Path) -> None:
        copy_project(project)
        for file, (mistake, _) in MISTAKES.items():
            path = project / file
            path.write_text(f"{path.read_text('utf-8')}\n{mistake}\n", encoding="utf-8")
        (project / "site").mkdir()
        (project / "site/index.html").write_text("good")
        said = run_build(project, "--into", "site", "--github", GITHUB_STEP_SUMMARY=str(project / "summary.md"))
        (project / "said").write_bytes(pickle.dumps(said))

    project = made_once(tmp_path_factory, "refused", make)
    return Refused(project, pickle.loads((project / "said").read_bytes()))


OLD_NAME, NEW_NAME = "Connecticut Office of Early Childhood", "Connecticut Office for Young Children"


def copy_under_git(folder: Path) -> Path:
    """A copy of the project under git, with one commit."""
    copy_project(folder)
    who = ["-c", "user.name=Test", "-c", "user.email=test@project.example", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "Base"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="session")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A copy under git in which an agency has another name since the commit, and the site that this process made of it.

    Tests that ask for it belong to the xdist_group "renamed", so that it is made once.
    """
    project = copy_under_git(tmp_path_factory.mktemp("renamed"))
    path = project / "macros/definitions/agencies.yml"
    old = path.read_text("utf-8")
    path.write_text(old.replace(f"name: {OLD_NAME}\n", f"name: {NEW_NAME}\n"), encoding="utf-8")
    site = tmp_path_factory.mktemp("renamed-site") / "site"
    with mock.patch("os.cpu_count", return_value=1):
        assert build(project, site) == []
    return project, site
