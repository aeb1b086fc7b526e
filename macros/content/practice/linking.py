"""Linking: methods, tools, blocks and match quality with worked arithmetic (Markdown)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from macros.content.practice.figures import number_of, rows_of
from macros.dates import in_words
from macros.models.base import Record
from macros.models.practice import LinkageMethod, LinkageTool
from macros.problems import MacroMistake
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import table
from macros.rendering.links import find_link, link_markdown
from macros.rendering.page_context import PageContext


def blocking_example(context: PageContext, records: str, blocks: str) -> str:
    """How many pairs are left to compare when two files of equal size fall into equal blocks (Markdown table).

    Example: `{{ blocking_example("100", "2, 5, 10") }}`
    """
    size = number_of("blocking_example", records)
    rows = []
    for count in (1, *(number_of("blocking_example", part) for part in blocks.split(","))):
        if not count or size % count:
            raise MacroMistake(f"blocking_example: {size} records make no {count} equal blocks; choose a divisor")
        each = size // count
        sum_ = f"{count:,} × {each:,} × {each:,}" if count > 1 else f"{each:,} × {each:,}"
        rows.append(["No blocks" if count == 1 else f"{count:,}", f"{each:,}", f"{sum_} = {count * each * each:,}"])
    return table(["Blocks", "Records of each file in a block", "Pairs to compare"], rows)


def match_quality_example(context: PageContext, groups: str) -> str:
    """Precision, recall and F1 of each group and of all, from counts of true, false and missed links (Markdown table).

    Example: `{{ match_quality_example("All records: 90, 10, 30") }}`
    """
    rows = rows_of("match_quality_example", groups, 3)
    if len(rows) > 1:
        rows.append(("All", [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]))
    heads = ["Group", "True links", "False links", "Missed links", "Precision", "Recall", "F1"]
    return table(heads, [[name, *map(str, counts), *map(_percent, match_quality(*counts))] for name, counts in rows])


def match_quality(true: int, false: int, missed: int) -> tuple[Fraction, Fraction, Fraction]:
    """Precision, recall and F1 of a match.

    Raises MacroMistake where there is no true link to measure.
    """
    if not true:
        raise MacroMistake("match_quality_example: a group without true links has no recall; give at least one")
    return Fraction(true, true + false), Fraction(true, true + missed), Fraction(2 * true, 2 * true + false + missed)


def linkage_methods(context: PageContext) -> str:
    """The ways to link records: how each works, when it fits, what to watch (Markdown table).

    Example: `{{ linkage_methods() }}`
    """
    methods: Iterable[LinkageMethod] = context.definitions.tables["linkage_methods"].values()
    rows = [[m.name, m.how, m.best_when, spell_out(context, m.watch) + _unchecked(m)] for m in methods]
    return table(["Method", "How it works", "Best when", "Watch"], rows)


def linkage_tools(context: PageContext) -> str:
    """Software that links records, with the version last seen (Markdown table).

    Example: `{{ linkage_tools() }}`
    """
    tools: list[LinkageTool] = list(context.definitions.tables["linkage_tools"].values())
    rows = [
        [
            link_markdown(find_link(context, tool.link), tool.name),
            tool.language,
            f"{tool.version}, seen {in_words(tool.checked)}" if tool.version else "Version not checked",
            f"{tool.what}.{_unchecked(tool)}",
        ]
        for tool in tools
    ]
    return table(["Tool", "Language", "Version", "What it does"], rows)


def _percent(value: Fraction) -> str:
    return f"{round(value * 100)}%"


def _unchecked(record: Record) -> str:
    return "" if record.plain else " (General knowledge, not checked at a source.)"


MACROS = (
    blocking_example,
    match_quality_example,
    linkage_methods,
    linkage_tools,
)
