"""The preview: a copy of the built site that opens by a double click. `python -m macros.commands.preview SITE FOLDER`.

On the web, `../glossary/` finds the page in that folder. On a disk a browser lists the folder instead, so links name
the file itself here. Search needs the web; everything else on the pages works.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path

LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")')


def write_preview(site: Path, folder: Path) -> None:
    """Copies the site into `folder`, which must not exist, and points its links at files."""
    shutil.copytree(site, folder)
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(LINK.sub(lambda m: m[1] + to_file(m[2]) + m[3], text), encoding="utf-8")


def to_file(href: str) -> str:
    """A link to a folder of the site as a link to the page in it; other links as they are."""
    path = re.split("[?#]", href, maxsplit=1)[0]
    rest = href[len(path) :]
    if re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE) or not path:
        return href
    if path.endswith("/") or path.rpartition("/")[2] in (".", ".."):
        path = path.rstrip("/") + "/index.html"
    return path + rest


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Copy a built site so that it opens from a folder.")
    parser.add_argument("site", type=Path, help="the built site")
    parser.add_argument("folder", type=Path, help="where the copy goes; must not exist")
    options = parser.parse_args()
    write_preview(options.site, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
