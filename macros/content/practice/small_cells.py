"""Small cells: the rules for them, a worked table, and a table where the plain rule fails (Markdown)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from macros.content.pictures.counts import Shown, before_and_after, shared_sum
from macros.content.pictures.drawing import Drawing
from macros.content.pictures.figure import figure
from macros.content.practice.figures import rows_of
from macros.content.reference.glossary import hedge
from macros.content.small_counts.edges import Cell
from macros.content.small_counts.intervals import Interval, intervals
from macros.content.small_counts.partners import partner_rule
from macros.content.small_counts.percentages import percentage, told_by_percentages
from macros.content.small_counts.suppression import suppress
from macros.content.small_counts.tables import Rule, Table
from macros.models.practice import SuppressionRule
from macros.problems import MacroMistake
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import indented, joined, table
from macros.rendering.links import link
from macros.rendering.mentions import agency, term
from macros.rendering.page_context import PageContext


class WorkedTable:
    """A table of counts typed into a macro call, with the names of its rows and columns."""

    def __init__(self, context: PageContext, macro: str, columns: str, rows: str) -> None:
        groups, _, columns = columns.rpartition(":")
        self.heads = [groups or "Group", *(head.strip() for head in columns.split(",")), "All"]
        numbers = rows_of(macro, rows, len(self.heads) - 2)
        self.names = [*(name for name, _ in numbers), "All"]
        self.limit = context.definitions.find("suppression", "small-count").limit
        self.table = Table([counts for _, counts in numbers], Rule(self.limit))
        if not self.table.small:
            raise MacroMistake(f"{macro}: no count is {self.limit} or less in this table; choose other counts")

    def protected(self, macro: str) -> frozenset[int]:
        """The cells to hide so that no reader can work out a small count, or narrow it to the limit or less.

        All totals above the limit stay.

        Raises MacroMistake, with the count and what a reader would know of it, where hiding counts is not enough.
        """
        found = suppress(self.table, keep_totals=True)
        for number, interval in found.open.items():
            cell = self.table.cells[number]
            raise MacroMistake(
                f"{macro}: in {self.place(cell)}, a reader can still work out that the {cell.value} is "
                f"{in_words(interval)}, whatever other counts are hidden; choose other counts"
            )
        return found.hidden

    def drawn(self, show: Callable[[int, Cell], str]) -> str:
        """The table in Markdown, each number as `show` writes it."""
        lines = [[name, *[""] * (len(self.heads) - 1)] for name in self.names]
        for number, cell in enumerate(self.table.cells):
            lines[cell.row][cell.column + 1] = show(number, cell)
        return table(self.heads, lines)

    def place(self, cell: Cell) -> str:
        """Where a number stands, in words."""
        return f"row {self.names[cell.row]}, column {self.heads[cell.column + 1]}"


def suppression_rules(context: PageContext) -> str:
    """The rules for small cells of each agency, of P20 WIN and of others, with where to read them (Markdown lists).

    Example: `{{ suppression_rules() }}`
    """
    rules: list[SuppressionRule] = list(context.definitions.tables["suppression"].values())
    parts = []
    for others, key in dict.fromkeys((rule.others, rule.agency) for rule in rules):
        whose = others or (agency if key else term)(context, key or "P20 WIN")
        lines = [f"- {_rule(context, rule)}" for rule in rules if (rule.others, rule.agency) == (others, key)]
        parts.append(f"**{whose}**\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _rule(context: PageContext, rule: SuppressionRule) -> str:
    where = f"Read it at {link(context, rule.link)}." if rule.link else ""
    return " ".join(filter(None, (spell_out(context, rule.rule.format(limit=rule.limit)), hedge(rule), where)))


def small_limit(context: PageContext) -> str:
    """The most that counts as small in the worked tables, a whole number (plain text).

    Example: `{{ small_limit() }}`
    """
    return str(context.definitions.find("suppression", "small-count").limit)


def suppression_example(context: PageContext, columns: str, rows: str) -> str:
    """A table of counts before and after small cells are hidden, and what a reader can still work out (Markdown).

    The counts are made up; the cells to hide are worked out from the rules. A table whose small counts a reader could
    work out, or narrow to less than the rule promises, is refused.
    Example: `{{ suppression_example("Region: Working, In college", "North: 48, 4; South: 39, 12; East: 27, 9") }}`
    """
    worked = WorkedTable(context, "suppression_example", columns, rows)
    hidden = worked.protected("suppression_example")
    title, about = (
        "A table before and after small counts are hidden",
        (
            "Two tables of the same counts. In the first, small counts have a filled dot, their partners an empty one. "
            "In the second, both are hidden, and nothing tells which is which."
        ),
    )
    tables = (
        f"**Before.** True counts, for the agency's eyes only.\n\n{worked.drawn(_marked(worked.table, hidden))}\n\n"
        f"**After.** The table that may leave the agency.\n\n{worked.drawn(_published(hidden))}"
    )
    drawing, text = _before_and_after(worked, hidden), _row_by_row(worked, hidden)
    return (
        f"{figure('worked-table', title, about, drawing, text)}\n\n"
        f'??? note "The same as two tables"\n\n{indented(tables)}\n\n'
        f"{_subtraction(worked)}\n\n"
        f"{_percentage_that_tells(worked, hidden)}\n\n"
        f"**What a reader can still work out.** From the rows, the columns and the totals shown, and nothing "
        f"else:\n\n{_still_known(worked, hidden)}\n"
    )


def partner_rule_example(context: PageContext, columns: str, rows: str) -> str:
    """A table where a partner in each row and column is not enough, and the sum that breaks it (Markdown).

    A table where the plain rule does not fail so is refused.
    Example: `{{ partner_rule_example("Region: Working, Neither, Other", "North: 48, 1, 1; South: 39, 17, 31") }}`
    """
    worked = WorkedTable(context, "partner_rule_example", columns, rows)
    plain, hidden = partner_rule(worked.table), worked.protected("partner_rule_example")
    told = _sum_that_tells(worked, plain)
    known = intervals(worked.table, hidden)
    ranges = joined(
        f"{in_words(known[n])} in {worked.place(worked.table.cells[n])}" for n in sorted(worked.table.small)
    )
    return (
        f"**As the partner rule leaves it.** The table gives every hidden count away.\n\n"
        f"{worked.drawn(_published(plain))}\n\n{told}\n\n"
        f"**Protected.** More is hidden, and the small counts could now be anything from {ranges}.\n\n"
        f"{worked.drawn(_published(hidden))}\n"
    )


def in_words(interval: Interval) -> str:
    """An interval as a reader says it: "4", "1 to 12", "1 or more"."""
    if interval.most is None:
        return f"{interval.least} or more"
    return f"{interval.least} to {interval.most}" if interval.most > interval.least else str(interval.least)


def _marked(source: Table, hidden: Iterable[int]) -> Callable[[int, Cell], str]:
    marks = dict.fromkeys(hidden, ", partner") | dict.fromkeys(source.small, ", small")
    return lambda number, cell: f"{cell.value}{marks.get(number, '')}"


def _published(hidden: Iterable[int]) -> Callable[[int, Cell], str]:
    gone = set(hidden)
    return lambda number, cell: "hidden" if number in gone else str(cell.value)


def _still_known(worked: WorkedTable, hidden: Collection[int]) -> str:
    kinds = {True: "small", False: "partner"}
    rows = [
        [f"R{worked.place(cell)[1:]}", kinds[number in worked.table.small], in_words(interval)]
        for number, interval in intervals(worked.table, hidden).items()
        for cell in [worked.table.cells[number]]
    ]
    return table(["Hidden count", "Why it is hidden", "It could be anything from"], rows)


def _subtraction(worked: WorkedTable) -> str:
    """The sum by which a reader would find a small count that is hidden alone; empty where there is none."""
    for row, line in enumerate(worked.table.grid[:-1]):
        columns = [column for column in range(len(line) - 1) if worked.table.index[row, column] in worked.table.small]
        if len(columns) == 1:
            count, others = line[columns[0]], [str(v) for c, v in enumerate(line[:-1]) if c != columns[0]]
            return (
                f"Suppose you hid only the {count} in row {worked.names[row]}, column {worked.heads[columns[0] + 1]}. "
                f"A reader would take the others from the total: {line[-1]} - {' - '.join(others)} = {count}. "
                "So its partners are hidden too."
            )
    return ""


def _percentage_that_tells(worked: WorkedTable, hidden: Collection[int]) -> str:
    """What a rounded percentage of a hidden small count would tell; empty where it tells of none what it is."""
    for digits in (0, 1):
        told = intervals(worked.table, hidden, told_by_percentages(worked.table, hidden, digits))
        for number in sorted(worked.table.small):
            cell, total = worked.table.cells[number], worked.table.grid[worked.table.cells[number].row][-1]
            if not cell.is_total and told[number] == Interval(cell.value, cell.value):
                return (
                    f"A percentage undoes it all. Suppose you printed {percentage(cell.value, total, digits)[0]} "
                    f"for the hidden count in {worked.place(cell)}, beside the total of {total}. With the other "
                    f"percentages of hidden counts, only {cell.value} fits. So a hidden count gets no percentage."
                )
    return ""


def _before_and_after(worked: WorkedTable, hidden: Collection[int]) -> Drawing:
    """The picture of a worked table; dots tell small counts from partners for those who see no colors."""
    small = worked.table.small
    before: dict[str, list[Shown]] = {name: [] for name in worked.names}
    after: dict[str, list[Shown]] = {name: [] for name in worked.names}
    for number, cell in enumerate(worked.table.cells):
        name, gone = worked.names[cell.row], number in hidden
        dot, kind = ("\u25cf", "brick") if number in small else ("\u25cb", "sun")
        before[name].append((f"{cell.value} {dot}" if gone else str(cell.value), kind if gone else ""))
        after[name].append(("hidden", "sun") if gone else (str(cell.value), ""))
    return before_and_after(worked.heads, before, after)


def _row_by_row(worked: WorkedTable, hidden: Collection[int]) -> str:
    """The worked table in words, a line for each row."""
    rows: dict[str, list[str]] = {name: [] for name in worked.names}
    for number, cell in enumerate(worked.table.cells):
        kind = "small" if number in worked.table.small else "partner"
        mark = f" ({kind}, hidden)" if number in hidden else ""
        rows[worked.names[cell.row]].append(f"{worked.heads[cell.column + 1]} {cell.value}{mark}")
    lines = "\n".join(f"- **{name}.** {', '.join(cells)}." for name, cells in rows.items())
    return (
        "Before: a full dot marks a small count, an empty dot its partner. After: both are hidden and look the same. "
        f"{worked.heads[0]} by {worked.heads[0].lower()}:\n\n{lines}"
    )


def _sum_that_tells(worked: WorkedTable, hidden: set[int]) -> str:
    """The row whose hidden counts add up to no more than their number, so that each is 1, with its picture."""
    for row, line in enumerate(worked.table.grid[:-1]):
        gone = [column for column in range(len(line)) if worked.table.index[row, column] in hidden]
        if len(gone) > 1 and len(line) - 1 not in gone and sum(line[column] for column in gone) == len(gone):
            shown = [str(value) for column, value in enumerate(line[:-1]) if column not in gone]
            told = f"{line[-1]} - {' - '.join(shown)} = {len(gone)}"
            where = joined(worked.heads[column + 1] for column in gone)
            cells = [("hidden", "sun") if c in gone else (str(value), "") for c, value in enumerate(line)]
            title, about = (
                f"Row {worked.names[row]}: why two hidden counts are not enough",
                (
                    f"The row as published. The total less what is shown leaves {len(gone)} for {len(gone)} counts, "
                    "so that each is 1."
                ),
            )
            text = (
                f"Look at row {worked.names[row]}: {joined(worked.heads[1:])}. A reader takes what is shown from the "
                f"total: {told}. So the hidden counts under {where} add up to {len(gone)}. No zero is hidden, and the "
                "reader knows it. So each of them is 1."
            )
            return figure("shared-sum", title, about, shared_sum(worked.heads[1:], cells, told, gone, "1"), text)
    raise MacroMistake(
        "partner_rule_example: the plain rule does not give this table away in one row; "
        'choose a row with two counts of 1 that are both hidden, such as "North: 48, 1, 1"'
    )


MACROS = (
    suppression_rules,
    small_limit,
    suppression_example,
    partner_rule_example,
)
