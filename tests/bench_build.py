"""Measures, for `make bench`: how long the build takes as the site grows, and a rebuild under `make serve`.

Not a test: the figures depend on the machine. `python -m tests.bench_build [PAGES ...]` measures these sizes.
The pages beyond those of the playbook are made here, each as long as the middle one of the playbook.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.conftest import PROJECT, copy_project

SIZES = (0, 150, 300)
A_SECTION = 10
#: Builds of each size, of which the quickest counts: others at work on the machine only make one slower.
BUILDS = 3
#: The chapter in which a sentence is changed under `make serve`.
CHANGED = "docs/transferring-data.md"
SENTENCE = "Write down who asked, what for and until when."
CHAPTER = """---
title: "Made chapter {number}: a page for measuring"
description: The made chapter with the number {number} stands here only so that the time of a build can be measured.
audience: [data-steward, data-owner]
outcome: A figure that says what one more page costs
needs: A quiet machine
strategies: true
owner: dapa
reviewed: 2026-11-23
---

{{{{ at_a_glance() }}}}

{sentence} {{{{ agency("SDE") }}}} and {{{{ agency("DSS") }}}} share data about people that both serve.

{sections}

## What next {{ #what-next .plain }}

{{{{ what_next("safeguarding-data.md", "transferring-data.md") }}}}
"""
SECTION = """## Step {step} of chapter {number} {{ #step-{step} data-search-keywords="made, step {step}" }}

The {{{{ term("PII", text="personal data") }}}} stay where they are until the {{{{ agreement("DSA") }}}} is signed. Ask
the owner of the data first, and give *one* reason in **plain words**. Then read the page on
[safeguarding data]({up}safeguarding-data.md) and note what fits your case.

- Name the fields that you need, and leave out the others.
- Name the people who will see the data.
- Name the day on which the data are destroyed.

| What | Who | When |
| --- | --- | --- |
| Fields of step {step} | The data steward | Before the request |
| Approval of step {step} | The data owner | Within ten days |
"""


def enlarge(project: Path, more: int) -> None:
    """Adds `more` made chapters to a copy of the project, in sections of ten, each with its line in the menu."""
    menu = ""
    for number in range(1, more + 1):
        section, place = divmod(number - 1, A_SECTION)
        if place == 0:
            menu += f"  - Made {section + 1}:\n"
        page = f"made-{section + 1}/chapter-{number}.md"
        menu += f"      - {page}\n"
        parts = [SECTION.format(step=step, number=number, up="../") for step in range(1, 6)]
        path = project / "docs" / page
        path.parent.mkdir(exist_ok=True)
        text = CHAPTER.format(number=number, sentence=SENTENCE, sections="\n".join(parts))
        path.write_text(text, encoding="utf-8")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^(  - About:)$", lambda found: menu + found[1], settings)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")


def build_times(project: Path) -> tuple[float, float]:
    """Seconds on the clock and of the processor for one `make build` of `project`.

    Raises SystemExit with the mistakes where there are any.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    result = subprocess.run(
        [sys.executable, "-m", "macros.commands.build", "--into", "site"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode:
        raise SystemExit(result.stdout[:2000] + result.stderr[:2000])
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rebuild_times(project: Path, times: int = 5) -> list[float]:
    """Seconds from saving a changed sentence to the page that shows it, under `make serve`; the shortest first.

    MkDocs looks for changes twice a second, so each change comes at another moment between two looks.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "macros.commands.serve", "--port", str(port)]
    serving = subprocess.Popen(
        command,
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    page, path = f"http://127.0.0.1:{port}/data-sharing-playbook/transferring-data/", project / CHANGED
    text, found = path.read_text(encoding="utf-8"), []
    try:
        _wait_for(page, "</html>")
        for number in range(times):
            time.sleep(0.5 + number * 0.5 / times)
            start = time.perf_counter()
            path.write_text(f"{text}\nThis is change {number}.\n", encoding="utf-8")
            _wait_for(page, f"This is change {number}.")
            found.append(time.perf_counter() - start)
        return sorted(found)
    finally:
        serving.terminate()
        serving.wait()


def _wait_for(page: str, words: str, longest: float = 120) -> None:
    """Waits until a page holds these words.

    Raises TimeoutError when it never does.
    """
    until = time.perf_counter() + longest
    while time.perf_counter() < until:
        try:
            with urllib.request.urlopen(page, timeout=longest) as answer:
                if words in answer.read().decode("utf-8"):
                    return
        except OSError:
            pass  # the server is still starting, or building
        time.sleep(0.02)
    raise TimeoutError(f"{page} never showed: {words}")


def bench(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints a line for each number of added pages, and what one more page cost since the line before."""
    last: tuple[int, float] | None = None
    own = sum(1 for _ in (PROJECT / "docs").rglob("*.md"))
    for more in sizes:
        with tempfile.TemporaryDirectory() as folder:
            project = copy_project(Path(folder))
            enlarge(project, more)
            wall, processor = min(build_times(project) for _ in range(BUILDS))
            line = f"Build of {own + more} pages: {wall:.1f} s, {processor:.1f} s of the processor"
            if last:
                line += f"; a further page {(processor - last[1]) / (more - last[0]) * 1000:.0f} ms"
            print(line, flush=True)
            last = more, processor
            if more == 0:
                seconds = rebuild_times(project)
                print(
                    f"Rebuild under `make serve` after a changed sentence: {seconds[len(seconds) // 2]:.1f} s"
                    f" ({seconds[0]:.1f} to {seconds[-1]:.1f} s)",
                    flush=True,
                )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, help="how many pages to add (default: 0 150 300)")
    bench(tuple(parser.parse_args().sizes))
