"""The promise: where the programs themselves fail, the editor reads one sentence, and what readers see stays."""

from __future__ import annotations

import inspect
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any
from unittest import mock

import pytest

from macros.checks import silent
from macros.commands.build import build
from macros.commands.serve import Server
from macros.content.p20win import members
from macros.finishing import tables
from tests.conftest import PROJECT, run_build

#: Faults planted in the programs: the file, a line of it, what is put below, and what must be named.
#: These two are planted in a copy, and the command is run there. The first stops it in each of its processes.
IN_A_COPY = {
    "in a template": (
        "theme/partials/trust.html",
        "{% if line %}\n",
        '{% if page.url == "p20-win/data/" %}{{ 1 / 0 }}{% endif %}\n',
        r"docs/p20-win/data\.md: ",
    ),
    "in reading a record": (
        "macros/loading/definitions.py",
        "        for key in file.data:\n",
        '            if key == "DSS":\n                raise RuntimeError\n',
        r'macros/definitions/agencies\.yml: record "DSS": ',
    ),
}
#: These are planted in a function of this process, where most of a build is at hand.
IN_A_FUNCTION = {
    "in a macro": (
        members.p20win_members,
        "    counted = context.definitions.p20win.dictionary.counted\n",
        '    {}["no such thing"]\n',
        r"docs/p20-win/agencies\.md:\d+: ",
    ),
    "in finishing a page": (
        tables.label_cells,
        '    """The page with `data-label` and roles in each of its Markdown tables."""\n',
        '    if page.path.startswith("p20-win/data/"):\n        raise RuntimeError\n',
        r"p20-win/data/index\.html: ",
    ),
    "in a check of a chapter": (
        silent.lists,
        '    base, above = -1, ""  # the indentation of the list we are in, and the line directly above\n',
        '    if source.page == "p20-win/data.md":\n        raise RuntimeError\n',
        r"docs/p20-win/data\.md: ",
    ),
}
SENTENCE = (
    r"a fault in the programs, and not in your edit, stopped the work here; "
    r"report it at https://github\.com/\S+/issues/new/choose, with the file (\S+playbook-fault-\S+\.txt)$"
)


@pytest.fixture
def with_a_site(project_copy: Path) -> Path:
    """A copy with a good site."""
    (project_copy / "site").mkdir()
    (project_copy / "site/index.html").write_text("good")
    return project_copy


def assert_told(project: Path, place: str, said: str) -> None:
    """One sentence names the place and a file with the details, and the good site is still there."""
    assert "Traceback" not in said
    found = re.search(place + SENTENCE, said, re.MULTILINE)
    assert found, said
    details = Path(found[1])
    assert "Traceback" in details.read_text("utf-8")
    details.unlink()
    assert [p.name for p in (project / "site").iterdir()] == ["index.html"]
    assert not list(project.glob(".site*"))


def below(line: str, fault: str, text: str) -> str:
    """The text with the fault below the line."""
    assert line in text, "the fault no longer fits the file"
    return text.replace(line, line + fault)


@pytest.mark.parametrize("name", IN_A_COPY)
def test_fault_is_told_in_a_sentence_and_the_site_stays(name: str, with_a_site: Path) -> None:
    file, line, fault, place = IN_A_COPY[name]
    path = with_a_site / file
    path.write_text(below(line, fault, path.read_text("utf-8")), encoding="utf-8")
    result = run_build(with_a_site, "--into", "site")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert_told(with_a_site, place, result.stdout)


@pytest.mark.parametrize("name", IN_A_FUNCTION)
def test_fault_in_a_function_is_told_in_a_sentence_and_the_site_stays(name: str, with_a_site: Path) -> None:
    function, line, fault, place = IN_A_FUNCTION[name]
    page = with_a_site / "docs/p20-win/data.md"  # with other words, since what was made of the old ones is kept
    text = page.read_text("utf-8")
    page.write_text(text.replace("## What next", f"A fault {name}.\n\n## What next"), encoding="utf-8")
    with planted(function, line, fault), mock.patch("os.cpu_count", return_value=1):
        problems = build(with_a_site, with_a_site / "site")
    assert_told(with_a_site, place, "\n".join(map(str, problems)))


@contextmanager
def planted(function: FunctionType, line: str, fault: str) -> Iterator[None]:
    """While this lasts, the function has a fault in it, whoever calls it by whatever name."""
    room: dict[str, Any] = {}
    exec(compile(below(line, fault, inspect.getsource(function)), inspect.getfile(function), "exec"), room)
    sound = function.__code__
    function.__code__ = room[function.__name__].__code__
    try:
        yield
    finally:
        function.__code__ = sound


class Served:
    """The copy under `make serve`, as a browser and a terminal see it."""

    def __init__(self, project: Path, log: Path, port: int, running: subprocess.Popen[bytes]) -> None:
        self.project, self.log, self.port, self.running = project, log, port, running
        self.address = f"http://127.0.0.1:{port}/data-sharing-playbook/"

    def shows(self, page: str, words: str) -> bool:
        """Waits until a page holds these words."""
        return self._until(lambda: words in self._read(page))

    def says(self, words: str) -> bool:
        """Waits until the terminal holds these words."""
        return self._until(lambda: words in self.log.read_text("utf-8"))

    def change(self, file: str, text: str) -> None:
        """Writes a file, and forgets what the terminal said before."""
        self.log.write_text("", encoding="utf-8")
        (self.project / file).write_text(text, encoding="utf-8")

    def _read(self, page: str) -> str:
        try:
            with urllib.request.urlopen(self.address + page, timeout=60) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            return ""  # not there yet

    def _until(self, state: Callable[[], bool]) -> bool:
        end = time.monotonic() + 120
        while not state():
            assert self.running.poll() is None, f"the server has ended: {self.log.read_text('utf-8')}"
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True


@pytest.fixture
def serve(project_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Served]]:
    """Starts the server in the copy; it ends with the test."""
    started: list[subprocess.Popen[bytes]] = []
    folder = tmp_path_factory.mktemp("serve")
    log = folder / "log.txt"

    def start() -> Served:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with log.open("ab") as stream:
            # A run that was itself started in the background ignores Ctrl+C, and what it starts would too.
            plain = ["env", "--default-signal=INT", sys.executable]
            command = [*plain, "-m", "macros.commands.serve", "--port", str(port)]
            room = {**os.environ, "TMPDIR": str(folder)}
            running = subprocess.Popen(command, cwd=project_copy, env=room, stdout=stream, stderr=stream)
        started.append(running)
        return Served(project_copy, log, port, running)

    yield start
    for running in started:
        running.terminate()
        running.wait()


def _processes_of(served: Served) -> list[str]:
    commands = (path.read_bytes().decode(errors="replace") for path in Path("/proc").glob("[0-9]*/cmdline"))
    return [command for command in commands if f"--port\0{served.port}\0" in command]


def test_server_lives_through_mistakes_shows_the_mended_page_and_ends_at_ctrl_c_leaving_no_process(
    project_copy: Path, serve: Callable[[], Served]
) -> None:
    page, terms, menu = "docs/p20-win/data.md", "macros/definitions/terms.yml", "mkdocs.yml"
    good = {file: (project_copy / file).read_text("utf-8") for file in (page, terms, menu)}
    (project_copy / terms).write_text(good[terms].replace("  meaning:", "  meanings:", 1), encoding="utf-8")
    served = serve()
    assert served.shows("", 'unknown field "meanings"; did you mean "meaning"?'), "the page of mistakes"
    served.change(terms, good[terms])
    assert served.shows("p20-win/data/", "<h1>Data and files in P20 WIN</h1>")
    served.change(menu, good[menu].replace("module_name: macros", "module_name: other"))
    assert served.says('write one of "macros"')
    assert served.shows("p20-win/data/", "<h1>Data and files in P20 WIN</h1>"), "the last good site stays"
    (project_copy / menu).unlink()
    assert served.says("this file is missing; put it back")
    wrong = good[page].replace("## What next", 'Ask {{ agency("SDOE") }}.\n\n## What next')
    (project_copy / page).write_text(wrong, encoding="utf-8")
    served.change(menu, good[menu])
    assert served.says('no agency "SDOE"; did you mean "SDE"?')
    assert served.says("Built.")
    served.change(page, good[page].replace("## What next", "This was mended.\n\n## What next"))
    assert served.shows("p20-win/data/", "This was mended.")
    assert "Traceback" not in served.log.read_text("utf-8")
    assert len(_processes_of(served)) > 1, "it builds in a process of its own"
    served.running.send_signal(signal.SIGINT)
    assert served.running.wait(timeout=120) == 0
    assert "Traceback" not in served.log.read_text("utf-8")
    end = time.monotonic() + 60
    while _processes_of(served) and time.monotonic() < end:
        time.sleep(0.05)
    assert _processes_of(served) == []


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_server_whose_terminal_is_closed_clears_its_folder_away(
    project_copy: Path, serve: Callable[[], Served], ending: signal.Signals
) -> None:
    (project_copy / "mkdocs.yml").unlink()  # there is nothing to build, so it is soon ready
    served = serve()
    assert served.says("this file is missing")
    folder = served.log.parent
    assert list(folder.glob("playbook-serve-*"))
    served.running.send_signal(ending)
    assert served.running.wait(timeout=120) == 0
    assert [path.name for path in folder.iterdir()] == ["log.txt"]
    assert "Traceback" not in served.log.read_text("utf-8")


def test_server_that_is_closed_before_it_serves_ends_in_silence() -> None:
    server = Server(builder=lambda: None, host="127.0.0.1", port=0, root=".")
    server.server_bind()
    server.server_close()
    server.serve_forever()


def test_server_command_is_what_make_runs() -> None:
    assert "-m macros.commands.serve" in (PROJECT / "Makefile").read_text("utf-8")
