"""Finishing, search: writes what the search reads, and points each page to the playbook's search worker."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.finishing.page import Page
from macros.finishing.search import compact, texts, words
from macros.finishing.search.words import location
from macros.loading.definitions import Definitions
from macros.problems import Problem
from macros.rendering.chapters import Chapters
from macros.rendering.engine import Settings
from macros.rendering.markdown_source import Source

INDEX = "search/search_index.json"
#: The texts of each page, which the search asks for when it shows a result of that page.
TEXTS = "search/texts"
WORKER = "assets/javascripts/search-worker.js"
MATERIALS_WORKERS = "assets/javascripts/workers"
#: Where a page says which worker does the searching.
EITHER_WORKER = re.compile(rf"assets/javascripts/workers/search\.[\w.]+\.js|{re.escape(WORKER)}")
CONFIG = re.compile(r'(<script id="__config"[^>]*>)(.*?)(</script>)', re.DOTALL)
#: How a page at an old address is known: it has no search.
MOVED = "data-moved="
#: A section that only lists where to go on repeats the words of other pages.
REPEATS = "#what-next"


def point_to_worker(page: Page) -> tuple[Page, list[str]]:
    """The page with our search worker named in its settings, and what is wrong where that place is not there once."""
    if MOVED in page.html or not page.made.search_index:
        return page, []
    places = [place for _, settings, _ in CONFIG.findall(page.html) for place in EITHER_WORKER.findall(settings)]
    if len(places) != 1:
        return page, [
            f"the settings of this page name {len(places)} search workers instead of 1; has the theme changed?"
        ]
    return page.with_html(CONFIG.sub(lambda m: m[1] + EITHER_WORKER.sub(WORKER, m[2]) + m[3], page.html)), []


def write_index(site: Path, definitions: Definitions, conf: Settings) -> list[Problem]:
    """Writes the index and the texts of the search over the engine's index, and returns the words that name nothing.

    The engine's index says which pages and headings there are and how much they count; without one, nothing is done.
    """
    if not (path := site / INDEX).is_file():
        return []
    data = json.loads(path.read_text(encoding="utf-8"))
    known = {doc["location"]: doc for doc in data["docs"] if not doc["location"].endswith(REPEATS)}
    pages = {place: _sections(site, place, known) for place in known if "#" not in place}
    every = [own for sections in pages.values() for own in sections]
    places = {own.place: number for number, own in enumerate(every)}
    sources = Chapters.of(Path(conf["docs_dir"])).sources
    names, problems = words.of_records(definitions, places)
    beside, lost = words.of_headings(sources, places)
    asked, astray = words.asked(definitions, sources, places)
    mute = {location(source.page) for source in sources if not source.meta.get("search", {}).get("text", True)}
    fields = {location(source.page): _of_page(source, definitions) for source in sources}
    data["docs"] = {
        "pages": [
            [place, len(sections), known[place].get("boost", 1), *fields.get(place, ("", []))]
            for place, sections in pages.items()
        ],
        "titles": compact.titles([own.title for own in every], names, places),
        "anchors": [compact.anchor(own.anchor, own.title) for own in every],
        "above": [own.above for own in every],
        "names": [[own.name, own.short, own.also, [places[place] for place in own.places]] for own in names],
        "contacts": words.contacts(definitions),
        "everyday": words.everyday(definitions),
        **compact.vocabulary(
            [[] if own.page in mute else own.lines for own in every],
            words.heads({own.place: [own.title, *beside.get(own.place, [])] for own in every}, names),
            [beside.get(own.place, []) for own in every],
            [asked.get(own.place, []) for own in every],
        ),
    }
    _write(path, data)
    _write_texts(site, pages)
    titles, bodies = [own.title for own in every], [own.text for own in every]
    return [*problems, *lost, *astray, *words.that_name_nothing(definitions, titles, bodies)]


def _write_texts(site: Path, pages: dict[str, list[Section]]) -> None:
    """Writes what the excerpts are taken from, a file a page, in place of the workers of the theme's search."""
    shutil.rmtree(site / MATERIALS_WORKERS, ignore_errors=True)
    for place, sections in pages.items():
        _write(site / TEXTS / f"{place.strip('/') or 'index'}.json", {own.anchor: own.text for own in sections})


@dataclass(frozen=True)
class Section:
    """A page or a heading of it as the search knows it."""

    place: str
    title: str
    lines: list[str]
    above: int  # how many headings of its page it stands under, the title of the page among them

    @property
    def page(self) -> str:
        """The address of its page."""
        return self.place.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The end of its address; empty for a page."""
        return self.place.partition("#")[2]

    @property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(self.lines)


def _sections(site: Path, page: str, known: dict[str, Any]) -> list[Section]:
    """The sections of a page that the search knows, itself first."""
    found: list[Section] = []
    levels: list[int] = []
    left = {*known}  # where two headings have one address, links and results lead to the first
    for own in texts.parts((site / page / "index.html").read_text(encoding="utf-8")):
        place = f"{page}#{own.anchor}" if own.anchor else page
        if place in left:
            left.discard(place)
            levels = [level for level in levels if level < own.level]
            found.append(Section(place, texts.plain(known[place]["title"]), own.lines, len(levels)))
            levels.append(own.level)
    return found


def _of_page(source: Source, definitions: Definitions) -> tuple[str, list[str]]:
    """What a chapter's front matter says of it: what it is about, and the roles it is for."""
    roles = [definitions.tables["roles"][key].name for key in source.meta.get("audience", [])]
    return source.meta.get("description", ""), roles


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
