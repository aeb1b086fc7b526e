"""De-identification: what Safe Harbor takes out, and the rules for small cells with a worked table (Markdown)."""

from __future__ import annotations

from macros.content.practice import small_cells
from macros.content.practice.figures import rows_of
from macros.models.practice import SuppressionRule
from macros.problems import MacroMistake
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import table
from macros.rendering.mentions import agency, term
from macros.rendering.page_context import PageContext


def safe_harbor_list(context: PageContext) -> str:
    """The identifiers that HIPAA's Safe Harbor method takes out, numbered (Markdown list).

    Example: `{{ safe_harbor_list() }}`
    """
    records = sorted(context.definitions.tables["identifiers"].values(), key=lambda record: record.number)
    lines = [f"{record.number}. {spell_out(context, record.text)}" for record in records]
    return "\n".join(lines) + context.edit_list("identifiers", "identifiers")


def suppression_rules(context: PageContext) -> str:
    """The rules for small cells, those of each agency and those of P20 WIN (Markdown lists).

    Example: `{{ suppression_rules() }}`
    """
    rules: list[SuppressionRule] = list(context.definitions.tables["suppression"].values())
    parts = []
    for key in dict.fromkeys(rule.agency for rule in rules):
        whose = (agency if key else term)(context, key or "P20 WIN")
        lines = [f"- {spell_out(context, r.rule.format(limit=r.limit))}" for r in rules if r.agency == key]
        parts.append(f"**{whose}**\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + context.edit_list("suppression", "rules for small cells")


def suppression_example(context: PageContext, columns: str, rows: str) -> str:
    """A table of counts before and after small cells are hidden, with the subtraction that this stops (Markdown).

    The counts are made up; the cells to hide are worked out from the rules.
    Example: `{{ suppression_example("Region: Working, In college", "North: 48, 4; South: 39, 12; East: 27, 9") }}`
    """
    groups, _, columns = columns.rpartition(":")
    heads = [groups or "Group", *(head.strip() for head in columns.split(","))]
    numbers = rows_of("suppression_example", rows, len(heads) - 1)
    grid = small_cells.with_totals([row for _, row in numbers])
    limit = context.definitions.find("suppression", "small-count").limit
    small = small_cells.small(grid, limit)
    partners = small_cells.partners(grid, small)
    if not small or small_cells.recoverable(grid, small | partners):
        fault = "a hidden count can still be worked out" if small else f"no count is {limit} or less"
        raise MacroMistake(f"suppression_example: {fault} in this table; choose other counts")
    marks = dict.fromkeys(small, ", small") | dict.fromkeys(partners, ", partner")
    names = [*(name for name, _ in numbers), "All"]
    places = [[(row, column) for column in range(len(line))] for row, line in enumerate(grid)]
    before = [[f"{grid[r][c]}{marks.get((r, c), '')}" for r, c in line] for line in places]
    after = [["hidden" if place in marks else str(grid[place[0]][place[1]]) for place in line] for line in places]
    return (
        f"**Before.** True counts, for the agency's eyes only.\n\n{_grid(heads, names, before)}\n\n"
        f"{_subtraction(grid, heads, names, small)}\n\n"
        f"**After.** The table that may leave the agency.\n\n{_grid(heads, names, after)}\n"
    )


def _subtraction(grid: small_cells.Grid, heads: list[str], names: list[str], small: set[small_cells.Place]) -> str:
    """The sum by which a reader would find a small count that is hidden alone; empty where there is none."""
    for row, line in enumerate(grid[:-1]):
        columns = [column for r, column in small if r == row]
        if len(columns) == 1 and columns[0] < len(line) - 1:
            count, others = line[columns[0]], [str(v) for c, v in enumerate(line[:-1]) if c != columns[0]]
            return (
                f"Suppose you hid only the {count} in row {names[row]}, column {heads[columns[0] + 1]}. "
                f"A reader would take the others from the total: {line[-1]} - {' - '.join(others)} = {count}. "
                "So its partners are hidden too."
            )
    return ""


def _grid(heads: list[str], names: list[str], cells: list[list[str]]) -> str:
    return table([*heads, "All"], [[name, *line] for name, line in zip(names, cells, strict=True)])


MACROS = (
    safe_harbor_list,
    suppression_rules,
    suppression_example,
)
