"""The site on this computer, built anew at each change. A mistake is told, and the last good site stays.

`python -m macros.commands.serve [--port 8000]`. MkDocs' own `serve` ends when the first build fails.
"""

from __future__ import annotations

import argparse
import html
import shutil
import signal
import sys
import tempfile
from contextlib import closing, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from macros import faults
from macros.checks import messages, settings
from macros.commands.build import engine
from macros.problems import Problem
from macros.processes import clear_away_less_often
from macros.rendering.engine import settings as site_settings

HOST = "127.0.0.1"
#: What is looked at for changes, and whether the folders in it are too.
WATCHED = {"docs": True, "macros": True, "theme": True, ".": False}
#: How often, in seconds.
LOOK = 0.2
MISTAKES = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Nothing to show yet</title></head>
<body><h1>Nothing to show yet</h1><p>The site appears here once this is mended:</p><ul>{items}</ul></body>
</html>
"""


class Server(LiveReloadServer):
    """MkDocs' server, which may be closed before its thread has begun to serve."""

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Serves until it is shut down; not at all where it is closed already, of which Python would write a trace."""
        try:
            super().serve_forever(poll_interval)
        except ValueError:
            if self.fileno() >= 0:
                raise


class Builds:
    """The builds of one project: the newest that went well is shown."""

    def __init__(self, project: Path, folder: Path, url: str) -> None:
        self.project = project
        self.folder = folder
        self.url = url
        self.shown: Path | None = None
        self.count = 0
        self.server: Server | None = None
        # Apart from the threads that serve and watch, so that a build may share its work among processes.
        forking = get_context("fork")
        self._builder, orders = forking.Pipe()
        forking.Process(target=_build_as_ordered, args=(self._builder, orders)).start()
        orders.close()

    @property
    def root(self) -> Path:
        """The folder that is served: the newest good site, or the page of mistakes where there is none."""
        return self.shown or self.folder / "mistakes"

    def anew(self) -> None:
        """Builds the site as the files now stand, says what is wrong, and shows it where it could be built."""
        self.count += 1
        site = self.folder / f"site-{self.count}"
        problems = self._build(site)
        for problem in problems:
            print(problem, flush=True)
        old = self.shown
        if site.is_dir() and (site / "404.html").is_file():
            self.shown = site
            print(f"Built. Read it at {self.url}", flush=True)
            if old:
                shutil.rmtree(old, ignore_errors=True)
        else:
            shutil.rmtree(site, ignore_errors=True)
            print("Not built; mend the above, and it is tried again.", flush=True)
            if not old:
                self._list(problems)
        if self.server:
            self.server.root = str(self.root)

    def close(self) -> None:
        """Lets the process that builds come to its end."""
        self._builder.close()

    def _build(self, site: Path) -> list[Problem]:
        problems = settings.check(self.project)
        if problems:
            return problems
        self._builder.send((self.project, site, self.url))
        found: list[Problem] = self._builder.recv()
        return found

    def _list(self, problems: list[Problem]) -> None:
        items = "".join(f"<li>{html.escape(str(problem), quote=False)}</li>" for problem in problems)
        (self.folder / "mistakes").mkdir(exist_ok=True)
        (self.folder / "mistakes/index.html").write_text(MISTAKES.format(items=items), encoding="utf-8")


def _build_as_ordered(other_end: Connection, orders: Connection) -> None:
    """Builds at each order and answers with the problems found, until the process that orders has ended."""
    other_end.close()
    clear_away_less_often()
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            orders.send(_built(*orders.recv()))


def _built(project: Path, site: Path, url: str) -> list[Problem]:
    """Builds into `site` and returns every problem found."""
    try:
        return messages.once(engine(project, site, site_url=url))
    except Exception as error:
        shutil.rmtree(site, ignore_errors=True)
        return [faults.told(error, project)]


def serve(project: Path, port: int) -> None:
    """Serves the site of `project` on a port of this computer until it is stopped, by Ctrl+C or otherwise."""
    mount = _mount(project)
    with (
        suppress(KeyboardInterrupt),
        tempfile.TemporaryDirectory(prefix="playbook-serve-") as folder,
        closing(Builds(project, Path(folder), f"http://{HOST}:{port}{mount}")) as builds,
    ):
        # Where the terminal is closed, the folder is cleared away as after Ctrl+C. The process that builds is at work
        # already, and ends as usual: processes that it starts are ended by this signal too.
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, signal.default_int_handler)
        builds.anew()
        server = Server(
            builder=builds.anew, host=HOST, port=port, root=str(builds.root), mount_path=mount, polling_interval=LOOK
        )
        server.error_handler = lambda code: _missing(builds.root) if code == 404 else None
        builds.server = server
        for name, recursive in WATCHED.items():
            server.watch(str(project / name), recursive=recursive)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()


def _mount(project: Path) -> str:
    """The path below which the site stands, as when it is published."""
    if settings.check(project):
        return "/"
    return str(urlsplit(site_settings(project)["site_url"]).path)


def _missing(root: Path) -> bytes | None:
    page = root / "404.html"
    page = page if page.is_file() else root / "index.html"
    return page.read_bytes() if page.is_file() else None


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Serve the playbook on this computer, built anew at each change.")
    parser.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    parser.add_argument("--project", type=Path, default=Path(), help="the project to serve (default: here)")
    options = parser.parse_args()
    serve(options.project.resolve(), options.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
