"""A server for a built site, as GitHub Pages would serve it. The site's folder in, its address out."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers below `prefix` only, and logs nothing."""

    prefix = "/"

    def translate_path(self, path: str) -> str:
        """The file for an address; none for one that does not begin with the prefix."""
        if not path.startswith(self.prefix):
            return "/nonexistent"
        return super().translate_path("/" + path[len(self.prefix) :])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Sends the site's own page for one that is not there."""
        missing = Path(self.directory) / "404.html"
        if code != 404 or not missing.is_file():
            super().send_error(code, message, explain)
            return
        body = missing.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # a busy machine answers late; with Python's 5, connections of a browser are refused


@contextmanager
def served(site: Path, prefix: str) -> Iterator[str]:
    """Serves a built site below `prefix` while this lasts; its address."""
    handler = functools.partial(type("Handler", (Handler,), {"prefix": prefix}), directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        # How often, in seconds, it looks whether it should end; Python's 0.5 would keep each process that long.
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
