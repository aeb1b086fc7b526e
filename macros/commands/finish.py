"""The command that finishes a site which another engine has built: `python -m macros.commands.finish SITE`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.finishing.site import finish
from macros.loading.definitions import Definitions
from macros.rendering.engine import settings


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Finish a site that is already built.")
    parser.add_argument("site", type=Path, help="the folder with the built pages")
    parser.add_argument("--project", type=Path, default=Path(), help="the project it was built from (default: here)")
    options = parser.parse_args()
    project = options.project.resolve()
    problems = finish(options.site, Definitions(project), settings(project))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
