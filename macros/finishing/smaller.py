"""Finishing, size: the site's own scripts and stylesheet in, the same in fewer letters out."""

from __future__ import annotations

import re
from pathlib import Path

from macros.problems import Problem

#: Comments, long names and line ends are for those who read the repository. Material's own scripts end in .min.js.
KINDS = {"assets/javascripts/**/*.js": "application/javascript", "assets/stylesheets/*.css": "text/css"}


def write(site: Path) -> list[Problem]:
    """Shortens these files in place and returns those that are no valid script or stylesheet."""
    import minify  # noqa: PLC0415 - it starts threads at once, and no process may be forked from one that has them

    problems = []
    for pattern, kind in KINDS.items():
        for path in sorted(site.glob(pattern)):
            if ".min." in path.name:
                continue
            try:
                path.write_text(minify.string(kind, path.read_text(encoding="utf-8")), encoding="utf-8")
            except minify.MinifyError as error:
                problems.append(_told(path.relative_to(site).as_posix(), str(error).partition("\n")[0]))
    return problems


def _told(place: str, reason: str) -> Problem:
    """The fault of a file, at the line that the reason names."""
    what, _, where = reason.partition(" on line ")
    line = re.match(r"\d+", where)
    return Problem(f"docs/{place}", int(line[0]) if line else 0, f"the browser cannot read this file: {what}; mend it")
