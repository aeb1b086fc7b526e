"""Changes of a law, step or form without an entry in the log: `python -m macros.commands.unlogged BASE`.

It tells them beside the lines of a pull request and stops nothing: not every change is one that readers should know of.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.commands.annotations import annotation
from macros.commands.changed import changed_lines
from macros.loading.definitions import FOLDER
from macros.problems import Problem

LOG = f"{FOLDER}/changes.yml"
#: The start of a definition file's name -> what of the guidance stands in it.
WATCHED = {
    "laws": "law",
    "agreements": "form",
    "breach_steps": "step",
    "checklists": "step",
    "finder": "step",
    "forms": "form",
    "process": "step",
    "questions": "form",
    "suppression": "step",
    "transfer_methods": "step",
}
#: Lines that no reader sees: a later check of the same fact, a remark, an empty line.
UNSEEN = re.compile(r"^\s*(?:checked:.*|note:.*|#.*)?$")


def unlogged(project: Path, base: str) -> list[Problem]:
    """The watched files that changed since the commit `base` while the log got no new line, one problem a file."""
    lines = changed_lines(project, base)
    return [] if lines.get(LOG) else list(_changed(project, lines))


def _changed(project: Path, lines: dict[str, set[int]]) -> Iterator[Problem]:
    for file, numbers in sorted(lines.items()):
        kind = next((kind for start, kind in WATCHED.items() if file.startswith(f"{FOLDER}/{start}")), None)
        if kind is None or not (project / file).is_file():
            continue
        text = (project / file).read_text(encoding="utf-8", errors="replace").splitlines()
        seen = sorted(n for n in numbers if n <= len(text) and not UNSEEN.match(text[n - 1]))
        if seen:
            mend = f"add a record of the kind `{kind}` to {LOG}, or say in the pull request why readers need not know"
            yield Problem(file, seen[0], f"this may change a {kind}, and the log of changes has no new entry; {mend}")


def main() -> int:
    """Runs the command line; returns the exit status, which is 0: it only tells."""
    parser = argparse.ArgumentParser(description="Tell changes of a law, step or form that the log does not name.")
    parser.add_argument("base", help="the commit to compare with")
    parser.add_argument("--github", action="store_true", help="show each on its line of a pull request")
    options = parser.parse_args()
    problems = unlogged(Path().resolve(), options.base)
    for problem in problems:
        print(annotation(problem, "notice") if options.github else problem)
    return 0


if __name__ == "__main__":
    sys.exit(main())
