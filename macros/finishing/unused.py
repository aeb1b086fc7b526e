"""Finishing, waste: files of the theme that no page of this site asks for."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

#: Source maps, word lists of other languages, and the stylesheets that playbook.css stands in for.
FILES = ("assets/*.map", "assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
FOLDERS = ("assets/javascripts/lunr",)
#: How a script or stylesheet names its source map.
POINTERS = ("//# sourceMappingURL", "/*# sourceMappingURL")
MATERIALS_ICON = "assets/images/favicon.png"


def is_dropped(place: str) -> bool:
    """Whether a file at this place below the site's root is removed, or not even copied there."""
    inside = place == MATERIALS_ICON or place.startswith(tuple(f"{folder}/" for folder in FOLDERS))
    return inside or any(fnmatchcase(place, pattern) for pattern in FILES)


def drop(site: Path) -> None:
    """Removes them from the built site."""
    for path in [path for path in site.rglob("*.*") if is_dropped(path.relative_to(site).as_posix())]:
        path.unlink()
    for path in [*site.rglob("*.js"), *site.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith(POINTERS)]
        if len(lines) != len(text.splitlines()):
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
