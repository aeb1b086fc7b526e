"""P20 WIN, data: its learning agenda and its data dictionary (Markdown)."""

from __future__ import annotations

from macros.content.p20win.lists import bullets
from macros.content.p20win.members import full_link, members
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import in_words, joined
from macros.rendering.page_context import PageContext


def learning_agenda(context: PageContext, part: str = "current") -> str:
    """A part of the learning agenda: "current" or "previous" topics, its "rule", its "upkeep" (Markdown bullets).

    Example: `{{ learning_agenda("current") }}`
    """
    record = context.definitions.p20win.learning_agenda
    parts = {
        "current": record.current.topics,
        "previous": record.previous.topics,
        "rule": record.rule,
        "upkeep": record.upkeep,
    }
    if part not in parts:
        wrong = f'learning_agenda: no part "{part}"{nearest(part, parts)}'
        raise MacroMistake(f'{wrong}; the parts are "current", "previous", "rule" and "upkeep"')
    heads = {"current": f"Dated {record.current.dated}:\n\n", "previous": f"Dated {record.previous.dated}:\n\n"}
    return heads.get(part, "") + bullets(context, parts[part])


def p20win_dictionary_counts(context: PageContext) -> str:
    """How many elements of how many agencies the data dictionary held, and who is missing (Markdown).

    Example: `{{ p20win_dictionary_counts() }}`
    """
    everyone = members(context)
    counts = [place.dictionary_elements for _, _, place in everyone if place.dictionary_elements]
    missing = [record.short for _, record, place in everyone if not place.dictionary_elements]
    counted = context.definitions.p20win.dictionary.counted
    text = f"On {counted}, the data dictionary listed {sum(counts):,} data elements from {len(counts)} agencies."
    if missing:
        text += f" {in_words(len(missing)).capitalize()} members were not in it: {joined(missing)}."
    return spell_out(context, text)


def p20win_dictionary(context: PageContext) -> str:
    """How many data elements each agency has in the data dictionary, most first (Markdown table).

    Example: `{{ p20win_dictionary() }}`
    """
    rows = [(place.dictionary_elements or 0, key) for key, _, place in members(context)]
    counted = context.definitions.p20win.dictionary.counted
    lines = [f"| Agency | Data elements on {counted} |", "| --- | --- |"]
    for count, key in sorted(rows, key=lambda row: -row[0]):
        lines.append(f"| {full_link(context, key)} | {f'{count:,}' if count else 'None listed'} |")
    return "\n".join(lines) + "\n"


def p20win_dictionary_columns(context: PageContext) -> str:
    """What the data dictionary says about each element: the names of its columns in a row (Markdown).

    Example: `{{ p20win_dictionary_columns() }}`
    """
    return joined(f"**{column}**" for column in context.definitions.p20win.dictionary.columns)


MACROS = (
    learning_agenda,
    p20win_dictionary_counts,
    p20win_dictionary,
    p20win_dictionary_columns,
)
