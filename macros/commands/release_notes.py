"""The notes of a release, from the log of changes: `python -m macros.commands.release_notes [VERSION]` (Markdown)."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from macros.loading.definitions import Definitions
from macros.problems import nearest
from macros.rendering.change_log import KINDS, newest, summary


def notes(definitions: Definitions, version: str) -> str:
    """What changed in an edition, as a list (Markdown).

    Raises KeyError where no such edition is written in editions.yml.
    """
    edition = definitions.tables["editions"][version]
    lines = [f"## {edition.dated}", ""]
    for _, change in newest(definitions.tables["changes"]):
        if change.edition == version:
            lines.append(f"- **{KINDS[change.kind]}.** {summary(change, definitions)}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Print what changed in an edition.")
    parser.add_argument("version", nargs="?", help='the edition, as "2.0.0" or "v2.0.0" (default: the newest)')
    options = parser.parse_args()
    definitions = Definitions(Path().resolve())
    known = list(definitions.tables["editions"])
    version = re.sub("^v", "", options.version or known[0])
    if version not in known:
        print(f'no edition "{version}" in macros/definitions/editions.yml{nearest(version, known)}', file=sys.stderr)
        return 1
    print(notes(definitions, version), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
