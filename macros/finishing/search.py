"""Finishing, search: gives the index the readers' own words, and points each page to the playbook's search worker."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.finishing.page import Page
from macros.loading.definitions import FOLDER, Definitions
from macros.models.base import Named
from macros.problems import Problem, nearest
from macros.rendering.chapters import Chapters
from macros.rendering.markdown_source import Heading, Source
from macros.rendering.mentions import anchor_of

INDEX = "search/search_index.json"
WORKER = "assets/javascripts/search-worker.js"
MATERIALS_WORKERS = "assets/javascripts/workers"
#: Where a page says which worker does the searching.
EITHER_WORKER = re.compile(rf"assets/javascripts/workers/search\.[\w.]+\.js|{re.escape(WORKER)}")
CONFIG = re.compile(r'(<script id="__config"[^>]*>)(.*?)(</script>)', re.DOTALL)
#: How a page at an old address is known: it has no search.
MOVED = "data-moved="
#: A section that only lists where to go on repeats the words of other pages.
REPEATS = "#what-next"
HEADING = re.compile(r'<h([2-6])\b[^>]*?\bid="([^"]+)"')
ATTRIBUTE = re.compile(r'(data-search-[\w-]*)(?:=(?:"([^"]*)"|(\S*)))?')
ATTRIBUTES = ("data-search-keywords", "data-search-exclude")
LEFT_OUT = "these keywords lead nowhere, because the search leaves this place out; take them out"
Words = dict[str, list[str]]


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


def write_index(site: Path, definitions: Definitions) -> list[Problem]:
    """Adds words to the search index, takes its HTML out, and returns the words that name nothing.

    Does nothing where another engine has written no such index.
    """
    path = site / INDEX
    if not path.is_file():
        return []
    data = json.loads(path.read_text(encoding="utf-8"))
    docs = [doc for doc in data["docs"] if not doc["location"].endswith(REPEATS)]
    places = {doc["location"]: doc for doc in docs}
    keywords, problems = _keywords(definitions, places)
    for place, words in keywords.items():
        places[place]["keywords"] = ", ".join(dict.fromkeys(words))
    for place, above in _above(site, places).items():
        places[place]["under"] = above
    for doc in docs:
        doc["title"], doc["text"] = plain(doc["title"]), plain(doc["text"])
    for source in _sources(definitions):
        page = places.get(location(source.page), {})
        page["about"] = source.meta.get("description", "")
        page["for"] = [definitions.tables["roles"][key].name for key in source.meta.get("audience", [])]
    problems += _everyday_words_that_name_nothing(definitions, docs)
    data["docs"], data["config"]["synonyms"] = docs, list(synonyms(definitions))
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    shutil.rmtree(site / MATERIALS_WORKERS, ignore_errors=True)
    return problems


def synonyms(definitions: Definitions) -> Iterator[tuple[str, str]]:
    """Pairs of what a reader types and what the playbook says for it."""
    for table in definitions.tables.values():
        for record in table.values():
            if isinstance(record, Named):
                short = record.abbreviation
                for word in record.also:
                    yield from ((word, name) for name in (record.name, short) if name)
                if short:
                    yield from ((short, record.name), (record.name, short))
    for key, record in definitions.tables["search"].items():
        yield from ((word, meant) for word in (key, *record.also) for meant in record.means)


def plain(text: str) -> str:
    """The words of a title or text of the index, without HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def location(page: str) -> str:
    """The address of a place below the site's root: "reference/laws.md#foia" is "reference/laws/#foia"."""
    path, hash_sign, anchor = page.partition("#")
    stem = path.removesuffix(".md")
    stem = "" if stem == "index" else stem.removesuffix("/index") + "/"
    return stem + hash_sign + anchor


def _keywords(definitions: Definitions, places: dict[str, Any]) -> tuple[Words, list[Problem]]:
    """For each place of the index the words that lead to it: from the records, and from beside the headings."""
    keywords: Words = {}
    problems = []
    for file, key, record, targets in _explained(definitions):
        words = [name for name in (record.name, record.abbreviation, *record.also) if name]
        found = [target for target in map(location, targets) if target in places]
        for target in found:
            keywords.setdefault(target, []).extend(words)
        if not found and record.also and not record.not_shown:
            held = definitions.file_of(file, key)
            message = f'{key}: `also` leads nowhere, because the search knows no section at "{targets[0]}"'
            mend = "correct the anchor or take `also` out"
            problems.append(Problem(held.shown_as, held.line((key, "also")), f"{message}; {mend}"))
    for source in _sources(definitions):
        own = source.meta.get("search", {}).get("keywords", [])
        if own and location(source.page) in places:
            keywords.setdefault(location(source.page), []).extend(own)
        elif own:
            line = source.fields.line(("search", "keywords"))
            problems.append(Problem(source.shown_as, line, LEFT_OUT))
        for heading in source.headings:
            words, message = _beside(heading, location(f"{source.page}#{heading.id}") in places)
            if message:
                problems.append(Problem(source.shown_as, heading.number, message))
            elif words:
                keywords.setdefault(location(f"{source.page}#{heading.id}"), []).extend(words)
    return keywords, problems


def _explained(definitions: Definitions) -> Iterator[tuple[str, str, Named, list[str]]]:
    """Each record that has a place of its own, with the places that explain it."""
    tables = definitions.tables
    for key, record in tables["terms"].items():
        see = [record.see] if record.see and "#" in record.see else []
        yield "terms", key, record, [f"reference/glossary.md#{anchor_of(record)}", *see]
    for key, record in tables["agreements"].items():
        yield "agreements", key, record, [f"responding-to-data-requests.md#{record.anchor}", _entry(record)]
    for key, record in tables["laws"].items():
        yield "laws", key, record, [f"reference/laws.md#{record.anchor}", _entry(record)]
    for key, record in tables["agencies"].items():
        yield "agencies", key, record, [f"reference/agencies.md#{record.anchor}", _entry(record)]
    for key, record in tables["roles"].items():
        own = [f"enabling-data-sharing.md#{record.anchor}"] if record.anchor else []
        yield "roles", key, record, [*own, _entry(record)]
    for key, record in tables["data_kinds"].items():
        yield "data_kinds", key, record, [f"reference/laws.md#{key}"]


def _entry(record: Named) -> str:
    return f"reference/glossary.md#{anchor_of(record)}"


def _sources(definitions: Definitions) -> list[Source]:
    return Chapters.of(definitions.project / "docs").sources


def _beside(heading: Heading, is_known: bool) -> tuple[list[str], str]:
    """The keywords that stand beside a heading, and what is wrong with them."""
    words: list[str] = []
    for name, quoted, bare in ATTRIBUTE.findall(heading.attributes):
        if name not in ATTRIBUTES:
            return [], f'the search knows no "{name}"{nearest(name, ATTRIBUTES)}'
        if name == "data-search-keywords":
            words = [word.strip() for word in quoted.split(",") if word.strip()]
            if bare or not words:
                return [], 'these keywords name nothing; write { #anchor data-search-keywords="one, another" }'
            if not is_known:
                return [], LEFT_OUT
    return words, ""


def _above(site: Path, places: dict[str, Any]) -> dict[str, str]:
    """For each section the titles of the page and of the headings that it stands under."""
    above: dict[str, str] = {}
    for page, own in ((place, doc) for place, doc in places.items() if "#" not in place):
        open_headings: list[tuple[int, str]] = []
        for level, anchor in HEADING.findall((site / page / "index.html").read_text(encoding="utf-8")):
            place = f"{page}#{anchor}"
            if place not in places:
                continue
            open_headings = [(n, title) for n, title in open_headings if n < int(level)]
            above[place] = ", ".join([own["title"], *(title for _, title in open_headings)])
            open_headings.append((int(level), places[place]["title"]))
    return above


def _everyday_words_that_name_nothing(definitions: Definitions, docs: list[Any]) -> list[Problem]:
    whole = _simple(" ".join(f"{doc['title']} . {doc['text']}" for doc in docs))
    problems = []
    for key, record in definitions.tables["search"].items():
        for number, meant in enumerate(record.means):
            if f" {_simple(meant).strip()} " not in whole:
                line = definitions.files["search"].line((key, "means", number))
                mend = nearest(meant, {doc["title"] for doc in docs}) or "; write words that stand in the playbook"
                message = f'everyday word "{key}": "{meant}" stands nowhere in the playbook{mend}'
                problems.append(Problem(f"{FOLDER}/search.yml", line, message))
    return problems


def _simple(text: str) -> str:
    """Text as small words with one space between, and one at each end."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text)).lower()
    words = " ".join(re.findall(r"[^\W_]+", plain))
    return f" {words} "
