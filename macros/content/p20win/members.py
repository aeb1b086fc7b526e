"""P20 WIN, members: who takes part, since when, and what each agency holds (Markdown)."""

from __future__ import annotations

from macros.models.people import Agency, Membership
from macros.rendering import mentions
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import in_words, joined, sentence
from macros.rendering.page_context import PageContext

EARLIER = "2022 edition"  # it counts its members; that they were the first, or when they signed, no source says


def members(context: PageContext) -> list[tuple[str, Agency, Membership]]:
    """The participating agencies with their keys and their places in P20 WIN, in the order of agencies.yml."""
    agencies = context.definitions.tables["agencies"].items()
    return [(key, record, record.p20win) for key, record in agencies if record.p20win]


def p20win_members(context: PageContext) -> str:
    """The participating agencies: where first named, elements in the dictionary, what each holds (Markdown table).

    Example: `{{ p20win_members() }}`
    """
    counted = context.definitions.p20win.dictionary.counted
    lines = ["| Agency | Named in | Data elements listed | What it does or holds |", "| --- | --- | --- | --- |"]
    for key, record, place in members(context):
        count = place.dictionary_elements
        elements = f"{count:,}" if count else f"Not in the dictionary on {counted}"
        holds = sentence(place.holds) if place.holds else record.does or ""
        lines.append(f"| {full_link(context, key)} | {place.listed} | {elements} | {spell_out(context, holds)} |")
    return "\n".join(lines) + "\n"


def p20win_member_counts(context: PageContext) -> str:
    """How many members the 2022 edition named, and how many the latest manual lists (two sentences of Markdown).

    Example: `{{ p20win_member_counts() }}`
    """
    everyone = members(context)
    earlier = [place for _, _, place in everyone if place.listed == EARLIER]
    manual = context.definitions.find("sources", "manual-2025")
    return (
        f"The {EARLIER} of this playbook named {in_words(len(earlier))} members. "
        f"The governance manual of {manual.dated} lists {in_words(len(everyone))} participating agencies."
    )


def p20win_possible_members(context: PageContext) -> str:
    """The agencies that a source names only as possible members (one sentence of Markdown).

    Example: `{{ p20win_possible_members() }}`
    """
    record = context.definitions.p20win.possible_members
    return f"{record.text} {joined(f'the {mentions.agency(context, key)}' for key in record.agencies)}."


def full_link(context: PageContext, key: str) -> str:
    """An agency's name and abbreviation, linked to its entry, whether or not the page has named it before."""
    record: Agency = context.definitions.find("agencies", key)
    context.first_mention(record.name)
    short = f" ({record.abbreviation})" if record.abbreviation else ""
    return f"[{record.name}]({context.href(f'reference/agencies.md#{record.anchor}')}){short}"


MACROS = (
    p20win_members,
    p20win_member_counts,
    p20win_possible_members,
)
