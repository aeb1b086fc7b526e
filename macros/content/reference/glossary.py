"""The glossary: every word, agreement, law, agency and role in one list from A to Z, with where each is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from macros.content.law.laws import CHECK
from macros.models.base import Named, Record
from macros.models.legal import Agreement, Law
from macros.models.people import Agency, Role
from macros.models.words import Term
from macros.rendering.abbreviations import worded
from macros.rendering.chapters import Chapter
from macros.rendering.mentions import anchor_of, short_entry
from macros.rendering.page_context import PageContext

PAGE = "reference/glossary.md"
#: The macro that names a record in chapters, and the file that holds the record.
FILES = {"term": "terms", "agreement": "agreements", "law": "laws", "agency": "agencies", "role": "roles"}
#: How a meaning is marked that was not plainly read at its source.
HEDGES = {
    "read-secondary": "We read this only in summaries.",
    "remembered": "This is the general meaning, not taken from a source.",
    "inferred": "We worked this out from how the word is used. Check the text that binds you.",
    "conflicting": "Sources disagree, so ask before you rely on it.",
}
#: A word on more pages than this is part of how the playbook speaks, and no list of them helps.
FEW = 6
CALL = re.compile(r"\b(agency|agreement|law|role|term)\(\s*[\"']([^\"']+)[\"']")
#: A law that readers know by its number only; the page of laws lists it.
CITATION = re.compile(r"(?:[A-Z]\.)+ \d")
SHOUTED = re.compile(r"\b(?:[A-Z]{2,}|[A-Z]-[A-Z]{2,})\b|(?:[A-Z]\.){2,}")


@dataclass(frozen=True)
class Entry:
    """One entry of the glossary, whatever file it comes from."""

    macro: str  # the macro that names it in chapters
    key: str
    record: Named
    meaning: str
    target: str | None  # where the playbook says more, as a path below docs/
    target_words: str | None = None  # what the target is called, where its page does not say

    @property
    def order(self) -> str:
        """What the entry is sorted by."""
        return re.sub(r"[^a-z0-9 ]", "", self.record.name.lower())


def glossary(context: PageContext) -> str:
    """Every word from A to Z under a heading of its own: meaning, other words, where explained, where used (Markdown).

    Each letter is an h2, each entry an h3 whose anchor is the one that `term` and its like link to. The complete
    playbook leaves out where a word is used: it holds those pages.
    Example: `{{ glossary() }}`
    """
    used = _uses(context)
    pages = {chapter.page: chapter for chapter in context.menu}
    parts = []
    for letter, group in groupby(entries(context), key=_letter):
        parts.append(f"## {letter} {{ #letter-{letter.lower()} }}")
        parts += [_entry(context, entry, pages, used) for entry in group]
    return "\n\n".join(parts) + "\n"


def glossary_letters(context: PageContext) -> str:
    """Links to the letters of the glossary, for the top of its page (Markdown in a named nav).

    Example: `{{ glossary_letters() }}`
    """
    letters = dict.fromkeys(map(_letter, entries(context)))
    jump = " ".join(f"[{letter}](#letter-{letter.lower()})" for letter in letters)
    return f'<nav class="letters" aria-label="Letters of the glossary" markdown>\n\n{jump}\n\n</nav>\n'


def abbreviations(context: PageContext) -> str:
    """Every abbreviation with the words it stands for, each linked to its entry (Markdown list).

    Example: `{{ abbreviations() }}`
    """
    found = [entry.record for entry in entries(context) if entry.record.abbreviation]
    lines = []
    for record in sorted(found, key=lambda record: record.short.lower()):
        context.first_mention(record.name)
        lines.append(f"- {record.abbreviation} ([{record.name}](#{anchor_of(record)}))")
    return "\n".join(lines) + "\n"


def entries(context: PageContext) -> list[Entry]:
    """All entries from A to Z; of two with the same anchor the first kind named below stays."""
    tables = context.definitions.tables
    found: dict[str, Entry] = {}
    for macro, file in FILES.items():
        for key, record in tables[file].items():
            if not (isinstance(record, Law) and CITATION.match(record.short)):
                found.setdefault(anchor_of(record), _made(macro, key, record))
    return sorted(found.values(), key=lambda entry: entry.order)


def _letter(entry: Entry) -> str:
    return entry.order[:1].upper()


def _made(macro: str, key: str, record: Term | Agreement | Law | Agency | Role) -> Entry:
    if isinstance(record, Term):
        return Entry(macro, key, record, f"{record.meaning} {hedge(record)}".strip(), record.see)
    if isinstance(record, Agreement):
        meaning = f"A type of agreement. Use it when: {record.use_when}"
        return Entry(macro, key, record, meaning, f"responding-to-data-requests.md#{record.anchor}", record.short)
    if isinstance(record, Law):
        does = f"What it protects or does: {record.protects.text.strip()}"
        unsure = "" if record.plain else f"We did not read the law itself. {CHECK}"
        meaning = f"A {record.level} law ({record.cite}). {does} {unsure}".strip()
        return Entry(macro, key, record, meaning, short_entry(record), record.short)
    if isinstance(record, Agency):
        return Entry(macro, key, record, what_it_does(record), f"reference/agencies.md#{record.anchor}", record.short)
    target = f"enabling-data-sharing.md#{record.anchor}" if record.anchor else None
    does = f"The {record.name.lower()} {record.does[:1].lower()}{record.does[1:]}"
    meaning = f"A role in data sharing. {does} {hedge(record)}".strip()
    return Entry(macro, key, record, meaning, target, record.name)


def what_it_does(agency: Agency) -> str:
    """What an agency does, with what stands after words that were not plainly read (sentences, not yet Markdown)."""
    return f"{agency.does or ''} {hedge(agency)}".strip()


def hedge(record: Record) -> str:
    """What stands after words that were not plainly read at their source; "" where they were (a sentence)."""
    return HEDGES.get(record.confidence, "")


def _entry(
    context: PageContext, entry: Entry, pages: dict[str, Chapter], used: dict[tuple[str, str], list[str]]
) -> str:
    also = everyday_words(entry.record)
    names = [entry.key, entry.record.abbreviation or entry.key]
    on = [page for page in pages if any(page in used.get((entry.macro, name), []) for name in names)]
    lines = [
        f"People also say: {', '.join(also)}" if also else "",
        f"Explained in: {_explained(context, entry, pages)}" if entry.target else "",
        # Of the single page: the complete playbook leaves it out.
        f"<span data-single>Used in: {_used(context, on, pages)}</span>" if 0 < len(on) <= FEW else "",
    ]
    heading = f"### {entry.record.full} {{ #{anchor_of(entry.record)} }}"
    return f"{heading}\n\n{worded(context, entry.meaning)}\n\n" + "\n".join(f"- {line}" for line in lines if line)


def everyday_words(record: Named) -> list[str]:
    """The other words for a record that a page shows: those without abbreviations, which serve the search only."""
    return [words for words in record.also if not SHOUTED.search(words)]


def _explained(context: PageContext, entry: Entry, pages: dict[str, Chapter]) -> str:
    path, _, anchor = str(entry.target).partition("#")
    title = pages[path].title if path in pages else path
    part = entry.target_words or (section_words(pages[path], anchor) if anchor and path in pages else "")
    words = f"{part} ({title})" if part else title
    return f"[{words}]({context.href(str(entry.target))})"


def section_words(chapter: Chapter, anchor: str) -> str:
    """The words of the heading that an anchor stands at or below."""
    mark = re.compile(rf"\{{[^}}]*#{re.escape(anchor)}(?![\w-])|id=\"{re.escape(anchor)}\"")
    line = next((n for n, text in enumerate(chapter.source.all_lines, start=1) if mark.search(text)), 0)
    above = [heading.words for heading in chapter.source.headings if heading.number <= line]
    return above[-1] if above else anchor.replace("-", " ")


def _used(context: PageContext, on: list[str], pages: dict[str, Chapter]) -> str:
    return ", ".join(f"[{pages[page].title}]({context.href(page)})" for page in on)


def _uses(context: PageContext) -> dict[tuple[str, str], list[str]]:
    """For each macro and key, the pages whose text calls it."""
    found: dict[tuple[str, str], list[str]] = {}
    for page, macro, key in _calls(context):
        listed = found.setdefault((macro, key), [])
        if page not in listed:
            listed.append(page)
    return found


def _calls(context: PageContext) -> Iterator[tuple[str, str, str]]:
    for chapter in context.menu:
        if chapter.page != PAGE:
            for macro, key in CALL.findall(chapter.text):
                yield chapter.page, macro, key


MACROS = (
    glossary,
    abbreviations,
    glossary_letters,
)
