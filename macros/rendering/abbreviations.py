"""Abbreviations: a definition's text in; Markdown out, each abbreviation spelled out where a page first names it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from macros.loading.definitions import Definitions
from macros.models.base import NAMED, NAMED_IN, Named
from macros.models.legal import Law
from macros.models.people import Agency
from macros.models.words import Term
from macros.rendering import mentions
from macros.rendering.page_context import PageContext

REFERENCES = {
    "agency": mentions.agency,
    "agreement": mentions.agreement,
    "law": mentions.law,
    "role": mentions.role,
    "term": mentions.term,
}


def worded(context: PageContext, text: str) -> str:
    """A definition text, with the records that it names as their macros write them on this page (Markdown)."""

    def mention(found: re.Match[str]) -> str:
        kind, key, text = found.groups()
        return REFERENCES[kind](context, key, "", text or "")

    return spell_out(context, NAMED.sub(mention, text))


#: The macro that mentions a record of each file whose records have abbreviations.
MENTION = {"agencies": mentions.agency, "agreements": mentions.agreement, "laws": mentions.law, "terms": mentions.term}
#: Code and finished links, which weaving leaves as they are.
SETTLED = re.compile(r"(`[^`]*`|\[[^\]]*\]\([^)]*\))")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
#: After these words, or at the start of a sentence, a name that takes an article gets it.
BEFORE_ARTICLE = re.compile(
    r"(?:^|[.?!:;,(] |\b(?:and|as|ask|at|by|for|from|in|of|on|or|outside|than|that|through|to|under|up|with) )$", re.I
)
#: Agencies of these kinds take an article before their name: "the Connecticut Department of Labor".
TAKE_ARTICLE = ("state agency", "nonprofit", "federal agency")


def spell_out(context: PageContext, text: str) -> str:
    """The text of a definition with each abbreviation as its macro would write it on this page (Markdown).

    At first mention "an SSN" becomes "a [Social Security number](...) (SSN)" and "OPM" becomes "the [Connecticut
    Office of Policy and Management](...) (OPM)"; afterwards both stay as they are.
    """
    sign, _, _ = _abbreviations(context.all_definitions)
    if not sign.search(text):
        return text
    parts = SETTLED.split(text)
    starts = [0, *accumulate(len(part) for part in parts)]
    woven = [
        part if SETTLED.fullmatch(part) else _spell_out_part(context, part, text[:start])
        for part, start in zip(parts, starts, strict=False)
    ]
    return "".join(woven)


def with_short_names(text: str, definitions: Definitions) -> str:
    """A definition text with the records that it names in braces by their short names (plain text)."""
    return NAMED.sub(lambda m: m[3] or definitions.find(NAMED_IN[m[1]], m[2].strip()).short, text)


def plain(markdown: str) -> str:
    """Woven text without its links and emphasis, for labels and for paper (plain text)."""
    return LINK.sub(r"\1", markdown).replace("*", "")


def _spell_out_part(context: PageContext, part: str, before: str) -> str:
    _, pattern, files = _abbreviations(context.all_definitions)

    def mention(found: re.Match[str]) -> str:
        file, article = files[found["short"]], found["article"] or ""
        written = MENTION[file](context, found["short"])
        if not written.startswith("["):
            return article + written
        record = context.definitions.find(file, found["short"])
        lead = before + part[: found.start()]
        opens = not lead.strip("*| ") or lead.rstrip(" *").endswith((".", "?"))
        if file == "terms" and record.name[1:] == record.name[1:].lower() and (article or not opens):
            written = "[" + written[1].lower() + written[2:]
        if _takes_article(record, lead, part[found.end() :]):
            article = "the "
        elif article:
            article = "an " if written[1] in "AEIOaeio" else "a "
        return (article[:1].upper() + article[1:] if opens else article) + written

    return pattern.sub(mention, part) if files else part


def _takes_article(record: Named, before: str, after: str) -> bool:
    """Whether the whole name of a record reads better with "the", between what stands before and after it."""
    if isinstance(record, Agency):
        return record.kind in TAKE_ARTICLE and not before.lower().endswith("the ")
    if isinstance(record, (Term, Law)):
        before = before.lstrip("*| ")
        takes = record.article if isinstance(record, Term) else record.name.endswith((" Act", " Amendment"))
        return takes and bool(before or after.strip()) and bool(BEFORE_ARTICLE.search(before))
    return False


@lru_cache(maxsize=4)
def _abbreviations(definitions: Definitions) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """A pattern for the letters of every abbreviation, one for each with its article, and the file of each.

    The first is many times as fast, and most texts hold none.
    """
    files = {
        record.abbreviation: file
        for file in MENTION
        for record in definitions.tables[file].values()
        if record.abbreviation
    }
    longest_first = "|".join(re.escape(short) for short in sorted(files, key=len, reverse=True))
    whole = re.compile(rf"(?<![\w-])(?P<article>[Aa]n? )?(?<![\w-])(?P<short>{longest_first})(?![\w-])")
    return re.compile(longest_first), whole, files
