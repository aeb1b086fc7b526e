"""Finishing, search: the readers' own words, from the records and from beside the headings, each to its places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from macros.loading.definitions import FOLDER, Definitions
from macros.models.base import Named
from macros.problems import Problem, nearest
from macros.rendering.front_matter import address_of
from macros.rendering.markdown_source import Heading, Source
from macros.rendering.mentions import LAWS_PAGE, anchor_of, short_entry

#: What stands between words.
BETWEEN = re.compile(r"[\W_]+")
ATTRIBUTE = re.compile(r'(data-search-[\w-]*)(?:=(?:"([^"]*)"|(\S*)))?')
ATTRIBUTES = ("data-search-keywords", "data-search-exclude")
LEFT_OUT = "these keywords lead nowhere, because the search leaves this place out; take them out"


@dataclass
class Names:
    """What a record is called: its name, its short form, other words for it; and the places that explain it."""

    name: str
    short: str
    also: list[str]
    places: list[str] = field(default_factory=list)


def location(page: str) -> str:
    """The address of a place below the site's root: "reference/laws.md#foia" is "reference/laws/#foia"."""
    path, hash_sign, anchor = page.partition("#")
    return address_of(path) + hash_sign + anchor


def of_records(definitions: Definitions, places: Collection[str]) -> tuple[list[Names], list[Problem]]:
    """What every record is called, and the records whose other words lead to none of these places."""
    explained = {(file, key): targets for file, key, targets in _explained(definitions)}
    names, problems = [], []
    for file, table in definitions.tables.items():
        for key, record in table.items():
            if not isinstance(record, Named):
                continue
            targets = explained.get((file, key), [])
            found = [target for target in map(location, targets) if target in places]
            names.append(Names(record.name, record.abbreviation or "", list(record.also), found))
            if targets and not found and record.also and not record.not_shown:
                held = definitions.file_of(file, key)
                message = f'{key}: `also` leads nowhere, because the search knows no section at "{targets[0]}"'
                mend = "correct the anchor or take `also` out"
                problems.append(Problem(held.shown_as, held.line((key, "also")), f"{message}; {mend}"))
    return names, problems


def _explained(definitions: Definitions) -> Iterator[tuple[str, str, list[str]]]:
    """Each record that has a place of its own, with the places that explain it."""
    tables = definitions.tables
    for key, record in tables["terms"].items():
        see = [record.see] if record.see and "#" in record.see else []
        yield "terms", key, [_entry(record), *see]
    for key, record in tables["agreements"].items():
        yield "agreements", key, [f"responding-to-data-requests.md#{record.anchor}", _entry(record)]
    for key, record in tables["laws"].items():
        yield "laws", key, [short_entry(record), _entry(record)]
    for key, record in tables["agencies"].items():
        yield "agencies", key, [f"reference/agencies.md#{record.anchor}", _entry(record)]
    for key, record in tables["roles"].items():
        own = [f"enabling-data-sharing.md#{record.anchor}"] if record.anchor else []
        yield "roles", key, [*own, _entry(record)]
    for key in tables["data_kinds"]:
        yield "data_kinds", key, [f"{LAWS_PAGE}#{key}"]


def _entry(record: Named) -> str:
    return f"reference/glossary.md#{anchor_of(record)}"


def of_headings(sources: list[Source], places: Collection[str]) -> tuple[dict[str, list[str]], list[Problem]]:
    """For each of these places the words beside its heading or in its front matter, and those that lead nowhere."""
    words: dict[str, list[str]] = {}
    problems = []
    for source in sources:
        own = source.meta.get("search", {}).get("keywords", [])
        if own and location(source.page) in places:
            words[location(source.page)] = own
        elif own:
            line = source.fields.line(("search", "keywords"))
            problems.append(Problem(source.shown_as, line, LEFT_OUT))
        for heading in source.headings:
            place = location(f"{source.page}#{heading.id}")
            found, message = _beside(heading, place in places)
            if message:
                problems.append(Problem(source.shown_as, heading.number, message))
            elif found:
                words[place] = found
    return words, problems


def heads(beside: dict[str, list[str]], names: Iterable[Names]) -> list[list[str]]:
    """Of each place its title and the words beside it, and what the records are called that it explains."""
    for record in names:
        for place in record.places:
            beside[place] += [record.name, record.short, *record.also]
    return list(beside.values())


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


def _of_pages_gone(definitions: Definitions, pages: Collection[str]) -> Iterator[Problem]:
    """For each page that is there no more one problem, however many entries speak of it."""
    gone: dict[str, list[str]] = {}
    for key in definitions.tables["asked"]:
        page = key.partition("#")[0]
        if page not in pages:
            gone.setdefault(page, []).append(key)
    for page, keys in gone.items():
        file = definitions.file_of("asked", keys[0])
        mend = nearest(page, pages) or f"; take out what readers ask there, {len(keys)} times in this file"
        yield Problem(file.shown_as, file.line((keys[0],)), f'there is no page "{page}"{mend}')


def contacts(definitions: Definitions) -> list[tuple[list[str], str, list[tuple[str, str]]]]:
    """Of each contact its names, what to write about, and the ways to it: words, and an address where there is one."""
    found = []
    for record in definitions.tables["contacts"].values():
        names, ways = [record.name, *record.also], []
        if record.email:
            names.append(record.email)
            ways.append((record.email, f"mailto:{record.email}"))
        if record.phone:
            ways.append((record.phone, ""))
        if record.link:
            link = definitions.tables["links"][record.link]
            ways.append((link.title, link.url))
        found.append((names, record.about, ways))
    return found


def everyday(definitions: Definitions) -> list[tuple[list[str], list[str]]]:
    """What readers type, and what the playbook says for it, of each everyday word."""
    return [([key, *record.also], list(record.means)) for key, record in definitions.tables["search"].items()]


def asked(
    definitions: Definitions, sources: list[Source], places: Collection[str]
) -> tuple[dict[str, list[str]], list[Problem]]:
    """What readers ask at each of these places, and what leads nowhere or stands twice."""
    found: dict[str, list[str]] = {}
    pages = {location(source.page): source.page for source in sources}
    problems = list(_of_pages_gone(definitions, set(pages.values())))
    known = [pages[page] + hash_sign + anchor for page, hash_sign, anchor in (place.partition("#") for place in places)]
    for key, record in definitions.tables["asked"].items():
        file = definitions.file_of("asked", key)
        if key.partition("#")[0] not in pages.values():
            continue
        if location(key) not in places:
            mend = nearest(key, known) or "; correct the page, or the address behind the #"
            message = f'the search knows no section "{key}"{mend}'
            problems.append(Problem(file.shown_as, file.line((key,)), message))
            continue
        lines: dict[str, int] = {}
        for number, text in enumerate(record.asked):
            line, said = file.line((key, "asked", number)), _simple(text)
            if said in lines:
                message = f'"{text}" stands in line {lines[said]} too; keep one of the two'
                problems.append(Problem(file.shown_as, line, message))
            lines.setdefault(said, line)
        found[location(key)] = list(record.asked)
    return found, problems


def that_name_nothing(definitions: Definitions, titles: Collection[str], texts: Iterable[str]) -> list[Problem]:
    """The everyday words whose meaning stands nowhere on the site."""
    whole = " . ".join(map(_simple, [*titles, *texts]))
    problems = []
    for key, record in definitions.tables["search"].items():
        for number, meant in enumerate(record.means):
            if _simple(meant) not in whole:
                line = definitions.files["search"].line((key, "means", number))
                mend = nearest(meant, titles) or "; write words that stand in the playbook"
                message = f'everyday word "{key}": "{meant}" stands nowhere in the playbook{mend}'
                problems.append(Problem(f"{FOLDER}/search.yml", line, message))
    return problems


@lru_cache(maxsize=8192)
def _simple(text: str) -> str:
    """Text as small words with one space between, and one at each end; kept, since most sections stay as they are."""
    return BETWEEN.sub(" ", f" {text.lower()} ")
