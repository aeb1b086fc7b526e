"""Take along: the playbook as PDF and as a Word document, made from the built site by `make downloads`.

`python -m macros.commands.downloads --into site` builds the site as `make build` does, then adds the documents to it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pypandoc
from docx.shared import RGBColor
from lxml.html import HtmlElement
from playwright.sync_api import Browser, sync_playwright

from macros.commands import chromium
from macros.commands.annotations import show
from macros.commands.build import build
from macros.content.playbook.downloads import FOLDER, link_documents
from macros.dates import in_words
from macros.documents.packs import clean_page, title_of, written
from macros.documents.pdf import faults, print_pdf
from macros.documents.pictures import as_images
from macros.loading.definitions import Definitions
from macros.rendering.engine import Settings, settings

#: The color of headings and links in the Word document: 10.6:1 on white.
INK = RGBColor(0x05, 0x42, 0x66)
#: Where Pandoc looks for the time to write into a document, and MkDocs for that of the site's map.
EPOCH = "SOURCE_DATE_EPOCH"


def take_along(site: Path, definitions: Definitions, conf: Settings, browser: Browser) -> list[str]:
    """Makes every document into the built site and links them from its page of downloads.

    Returns what is wrong with them; then nothing should be published.
    """
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    edition = next(iter(definitions.tables["editions"].values()))
    footer = f"{conf['site_name']}, version {edition.version}, {in_words(edition.date)}"
    found: list[str] = []
    for pack in definitions.tables["packs"].values():
        page = clean_page(site, pack, definitions, conf)
        if pack.word:
            write_word(page, folder / f"{pack.file}.docx", conf, browser)
        pdf = folder / f"{pack.file}.pdf"
        print_pdf(browser, page, pdf, footer)
        found += faults(pdf)
    link_documents(site, definitions)
    return found


def write_word(page: HtmlElement, path: Path, conf: Settings, browser: Browser) -> None:
    """Writes a clean page as a Word document: the title as title, chapters as headings of the first level."""
    own = deepcopy(page)
    # Contents with fields would make Word ask whether to update them; the list of the page links to each chapter.
    options = ["--shift-heading-level-by=-1"]
    with TemporaryDirectory() as images, _undated():
        as_images(own, browser, Path(images))
        for tag in [*own.iter("h1", "style")]:
            tag.drop_tree()  # the title stands in the properties, and lists of Word bring numbers of their own
        options.append(f"--resource-path={images}")
        pypandoc.convert_text(written(own), "docx", format="html", outputfile=str(path), extra_args=options)
    document = docx.Document(str(path))
    core = document.core_properties
    core.title, core.author, core.language = title_of(page), conf["site_author"], "en-US"
    for style in document.styles:
        if style.name == "Hyperlink" or style.name.startswith(("Heading", "Title")):
            style.font.color.rgb = INK  # Pandoc's blue is too light on white
    document.save(str(path))


@contextmanager
def _undated() -> Iterator[None]:
    """While this lasts, Pandoc writes no time of its own: the same words make the same file."""
    before = os.environ.get(EPOCH)
    os.environ.setdefault(EPOCH, "0")
    try:
        yield
    finally:
        if before is None:
            del os.environ[EPOCH]


def _made(project: Path, site: Path) -> list[str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        found = take_along(site, Definitions.of(project), settings(project), browser)
        browser.close()
    return found


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Build the playbook with the documents to take along.")
    parser.add_argument("--into", type=Path, default=Path("site"), help="where the site goes (default: site)")
    parser.add_argument("--github", action="store_true", help="also show each problem on its line of a pull request")
    options = parser.parse_args()
    project, site = Path().resolve(), options.into.resolve()
    problems = build(project, site)
    if options.github:
        show(problems)
    found = [str(problem) for problem in problems] or _made(project, site)
    for line in found:
        print(line)
    if found:
        print(f"{len(found)} problem(s); do not publish this site.", file=sys.stderr)
        return 1
    print(f"Built into {options.into}, with documents in {options.into / FOLDER}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
