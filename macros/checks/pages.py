"""Checks on the built pages: what went wrong between Markdown and HTML."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.checks.built import BuiltPage, BuiltSite, text_of
from macros.checks.messages import find_line
from macros.problems import Problem, nearest
from macros.processes import shared

#: What Markdown or Jinja leaves behind when it did not understand something.
LEFTOVERS = (
    (re.compile(r"\{\{|\}\}|\{%|%\}"), "a macro call was not carried out; check its braces and quotes"),
    (
        re.compile(r"\{(?:agency|agreement|law|role|term) "),
        'a name in single braces shows as text; in a chapter write it as {{ term("PII") }}',
    ),
    (re.compile(r"\]\([^)\s]*\)"), "a link shows as raw text; check its brackets, and leave no space between ] and ("),
    (
        re.compile(r"\{ ?[#.:][\w-]+[^}]*\}"),
        "braces for an address show as text; they belong at the end of a heading's line",
    ),
    (
        re.compile(r"^(!!!|\?\?\?\+?) ", re.MULTILINE),
        'an aside shows as raw text; write !!! kind "Title" and indent its text by 4',
    ),
    (
        re.compile(r"\*\*\S|\S\*\*"),
        "stars for bold show as text; close each ** on the same line, without spaces inside",
    ),
    (
        re.compile(r"(?:^|(?<=\s))\*\w"),
        "a star shows as text; close it where the italics end, or write a hyphen and a space for a list",
    ),
    (
        re.compile(r"^\s*#{2,6} ", re.MULTILINE),
        "a heading shows as raw text; leave an empty line before it and do not indent it",
    ),
    (
        re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE),
        "a table shows as raw text; leave an empty line before it and check its dashes",
    ),
    (
        re.compile(r"\[\^[\w-]+\]"),
        "a footnote shows as raw text; write its text in a line that starts with the same mark and a colon",
    ),
    (re.compile(r"^\s*:::", re.MULTILINE), "raw marks ::: show as text; take them out"),
    (re.compile(r"```"), "a code block shows as raw text; put its backticks on lines of their own"),
)
#: What is said of addresses of which there are two.
TWICE = "twice on this page"
#: A sign that each of them holds: most pages hold none, so one look is enough.
MARKS = ("{", "}", "]", "*", "#", "|", "`", "!!!", "???", ":::")


def check(project: Path, site: BuiltSite) -> list[Problem]:
    """Every problem on the built pages, at the line of the page's source where it can be found."""

    def told(page: BuiltPage) -> list[Problem]:
        source = _source_of(project, page)
        found = [*_on_page(page), *_links(page, site), *_pictures(page, site)]
        return [Problem(source, _line(project / source, text, message), message) for text, message in found]

    return [problem for found in shared(told, site.pages) for problem in found]


def _line(source: Path, text: str, message: str) -> int:
    """Where a text stands in a page's source; for addresses that a macro wrote twice, where it is called again."""
    line = find_line(source, text) if text else 0
    if line or TWICE not in message or not source.is_file():
        return line
    lines = source.read_text(encoding="utf-8").splitlines()
    calls = [number for number, call in enumerate(lines) if call.startswith("{{") and call in lines[:number]]
    return calls[0] + 1 if calls else 0


@lru_cache(maxsize=128)
def _on_page(page: BuiltPage) -> tuple[tuple[str, str], ...]:
    """What can be told of a page without looking at others, kept while it stays the same."""
    return tuple(found for look in (_leftovers, _duplicate_ids, _attributes, _same_words) for found in look(page))


def _source_of(project: Path, page: BuiltPage) -> str:
    """The Markdown file, below the project, that a built page comes from; the page itself where it has none."""
    candidates = (f"docs/{page.folder}.md", f"docs/{page.folder}/index.md") if page.folder else ("docs/index.md",)
    for candidate in candidates if page.file == "index.html" else ():
        if (project / candidate).is_file():
            return candidate
    return page.name


def _leftovers(page: BuiltPage) -> Iterator[tuple[str, str]]:
    for text in page.texts_with(MARKS):
        for pattern, message in LEFTOVERS:
            found = pattern.search(text)
            if found:
                shown = " ".join(text.split())[:60]
                yield found.group(0).strip(), f'{message} (seen: "{shown}")'


def _duplicate_ids(page: BuiltPage) -> Iterator[tuple[str, str]]:
    names = [name for name, times in Counter(page.all_ids).items() if times > 1]
    if len(names) == 1:
        yield f"#{names[0]}", f'the address "#{names[0]}" stands {TWICE}; give one of them another'
    elif names:
        mend = "delete what is here again, such as a macro, or give each heading an address of its own"
        yield f"#{names[0]}", f'the address "#{names[0]}" and {len(names) - 1} more stand {TWICE}; {mend}'


def _attributes(page: BuiltPage) -> Iterator[tuple[str, str]]:
    if page.article is None:
        return
    for image in page.article.iter("img"):
        if not image.get("alt", "").strip():
            yield image.get("src", ""), "this image has no description; write what it shows"
    for address in page.article.xpath(".//@href[starts-with(., 'http://')]"):
        yield str(address), f'"{address}" is not encrypted; write https://'


def _same_words(page: BuiltPage) -> Iterator[tuple[str, str]]:
    """Links of a page's text with the same words and different targets; the complete playbook holds many pages."""
    if posixpath.basename(page.folder) == "print":
        return
    seen: dict[str, str] = {}
    for link in page.article.iter("a") if page.article is not None else ():
        words = " ".join(text_of(link).split()).lower()
        href = link.get("href", "")
        if not href or not any(c.isalnum() for c in words) or href.startswith("#fn"):
            continue
        if seen.setdefault(words, href) != href:
            yield (
                f"[{text_of(link).strip()}]",
                f'the link words "{words}" lead to two places ("{seen[words]}" and "{href}"); say where each leads',
            )


def _links(page: BuiltPage, site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Links on any part of a page that lead to no page of the site or no id of it."""
    if page.file == "404.html":  # its addresses start at the site's root
        return
    fine: set[str] = set()
    for link in page.root.iter("a"):
        href = link.get("href", "")
        if href in fine:
            continue
        path, fragment = _inside(href)
        target = posixpath.normpath(posixpath.join(page.folder, path)) if path else page.name
        landing = site.at(target)
        if landing is None and not (site.folder / target).is_file():
            yield href, f'the link "{href}" ("{text_of(link).strip()}") leads to no page of the site'
        elif landing and fragment and unquote(fragment) not in landing.ids:
            mend = nearest(fragment, landing.ids)
            yield f"#{fragment}", f'the link "{href}" leads to no heading{mend}'
        else:
            fine.add(href)


def _pictures(page: BuiltPage, site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Pictures that are not there. Of those in Markdown, MkDocs has told; those in HTML it does not see."""
    for image in page.article.iter("img") if page.article is not None else ():
        address = image.get("src", "")
        path, _ = _inside(address)
        if path and not (site.folder / posixpath.normpath(posixpath.join(page.folder, path))).is_file():
            yield address, f'the link "{address}" ("{image.get("alt", "")}") leads to no picture; correct its name'


@lru_cache(maxsize=4096)
def _inside(href: str) -> tuple[str, str]:
    """Path and fragment of a link that stays on the site; both empty for any other."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or parts.path.endswith(".md"):
        return "", ""  # an .md address is one that MkDocs could not follow, and it has said so
    return unquote(parts.path), parts.fragment
