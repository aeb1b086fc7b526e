"""Measures, for `make bench`: how long the build takes, what pages weigh, how fast they show on a slow phone.

Not a test: the figures depend on the machine. `python -m tests.bench [SITE]` builds the site, or measures SITE.
With `lighthouse` installed, its mobile scores follow.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import io
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright

from macros.commands import chromium
from macros.commands.build import build
from tests import bench_axe, bench_build, bench_counts, bench_search
from tests.conftest import PREFIX, PROJECT
from tests.serving import Handler
from tests.weighing import KIB, load

PHONE = (412, 823)
#: Slow 4G and a phone's processor, as Lighthouse throttles them with devtools.
NETWORK = {
    "offline": False,
    "latency": 562.5,  # for each request, from the first byte sent to the first byte received
    "downloadThroughput": 1474560 / 8,
    "uploadThroughput": 675000 / 8,
}
SLOWER = 4
MEASURE = """() => {
  const seen = window.__vitals = {lcp: 0, tbt: 0, cls: 0};
  const watch = (type, note) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
  watch("largest-contentful-paint", e => { seen.lcp = e.startTime; });
  watch("longtask", e => { seen.tbt += Math.max(0, e.duration - 50); });
  watch("layout-shift", e => { if (!e.hadRecentInput) seen.cls += e.value; });
}"""
LIGHTHOUSE = ("performance", "accessibility", "best-practices", "seo")


class _Zipped(Handler):
    """Serves files over gzip, as GitHub Pages does."""

    prefix = PREFIX

    def send_head(self) -> BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in (".html", ".css", ".js", ".json", ".svg"):
            return super().send_head()
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def zipped(site: Path) -> Iterator[str]:
    """The address of the site, served over gzip."""
    handler = functools.partial(_Zipped, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        server.shutdown()


def vitals(browser: Browser, address: str, throttled: bool) -> dict[str, float]:
    """LCP and TBT in milliseconds, and CLS, of one cold load."""
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(f"({MEASURE})()")
    if throttled:
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        client.send("Network.emulateNetworkConditions", NETWORK)
        client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1500)
    found = page.evaluate("() => window.__vitals")
    context.close()
    return found


def lighthouse(program: str, address: str) -> str:
    """Lighthouse's mobile scores of one page, and its LCP, TBT and CLS."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    result = subprocess.run(
        [program, address, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": chromium.find() or ""},
    )
    if result.returncode:
        return f"failed: {result.stderr.strip().splitlines()[-1:]}"
    report = json.loads(result.stdout)
    scores = "  ".join(f"{name} {report['categories'][name]['score'] * 100:.0f}" for name in LIGHTHOUSE)
    audits = report["audits"]
    times = "  ".join(
        f"{label} {audits[key]['displayValue']}"
        for label, key in (
            ("LCP", "largest-contentful-paint"),
            ("TBT", "total-blocking-time"),
            ("CLS", "cumulative-layout-shift"),
        )
    )
    return f"{scores}  {times}"


def measure(site: Path) -> None:
    """Prints a line a page, and the median of all."""
    sitemap = BeautifulSoup((site / "sitemap.xml").read_text("utf-8"), "xml")
    pages = sorted(loc.text.partition(PREFIX)[2] for loc in sitemap.find_all("loc"))
    program, rows = shutil.which("lighthouse"), []
    with zipped(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        print(
            f"{len(pages)} pages. First load in KiB over gzip; LCP and TBT in ms, slow 4G, processor slowed {SLOWER}x."
        )
        for path in pages:
            files = load(browser, site, address, path, PHONE)
            html = len(gzip.compress((site / path / "index.html").read_bytes(), 9))
            seen = vitals(browser, address + path, throttled=True)
            row = (sum(files.values()) / KIB, html / KIB, seen["lcp"], seen["tbt"], seen["cls"])
            rows.append(row)
            print("  /{:<42} {:6.1f} KiB (HTML {:5.1f})  LCP {:5.0f}  TBT {:4.0f}  CLS {:.3f}".format(path, *row))
            if program:
                print("    Lighthouse: " + lighthouse(program, address + path))
        browser.close()
    middle = [statistics.median(column) for column in zip(*rows, strict=True)]
    print("  {:<43} {:6.1f} KiB (HTML {:5.1f})  LCP {:5.0f}  TBT {:4.0f}  CLS {:.3f}".format("median", *middle))
    if not program:
        print("Lighthouse is not installed, so its scores are missing.")


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, nargs="?", help="a site that is already built")
    options = parser.parse_args()
    if options.site:
        measure(options.site.resolve())
        bench_search.bench(options.site.resolve())
        bench_axe.bench(options.site.resolve())
        return
    bench_build.bench()
    with tempfile.TemporaryDirectory() as folder:
        problems = build(PROJECT, Path(folder) / "site")
        if problems:
            raise SystemExit("\n".join(map(str, problems)))
        measure(Path(folder) / "site")
        bench_search.bench(Path(folder) / "site")
        bench_axe.bench(Path(folder) / "site")
    bench_counts.bench()


if __name__ == "__main__":
    main()
