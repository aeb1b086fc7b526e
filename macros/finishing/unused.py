"""Finishing, waste: files of the theme that no page of this site asks for, and comments in the site's own scripts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

#: Source maps, word lists of other languages, and the stylesheets that playbook.css stands in for.
FILES = ("assets/**/*.map", "assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
FOLDERS = ("assets/javascripts/lunr",)
#: How a script or stylesheet names its source map.
POINTERS = ("//# sourceMappingURL", "/*# sourceMappingURL")
#: The site's own modules, and beside them those of Material, which end in .min.js. Comments and indentation are
#: for those who read the repository.
MODULES = "assets/javascripts/**/*.js"
#: A comment behind code. One with a quotation mark in it stays, since it could be the end of a text.
BESIDE_CODE = re.compile(r"""(?<=[;,{)]) // [^"'`]*$""")
MATERIALS_ICON = "assets/images/favicon.png"


def drop(site: Path) -> None:
    """Removes them from the built site."""
    for pattern in FILES:
        for path in site.glob(pattern):
            path.unlink()
    for folder in FOLDERS:
        shutil.rmtree(site / folder, ignore_errors=True)
    (site / MATERIALS_ICON).unlink(missing_ok=True)
    for path in [*site.rglob("*.js"), *site.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith(POINTERS)]
        if len(lines) != len(text.splitlines()):
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    own = [path for path in site.glob(MODULES) if not path.name.endswith(".min.js")]
    for path in own:
        stripped = [BESIDE_CODE.sub("", line.strip()) for line in path.read_text(encoding="utf-8").splitlines()]
        code = [line for line in stripped if line and not line.startswith("//")]
        path.write_text("\n".join(code) + "\n", encoding="utf-8")
