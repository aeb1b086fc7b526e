"""Practice: roles, transfer channels, small cells, linking methods and tools, with worked arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from macros import small_cells
from macros.dates import in_words
from macros.desk import Desk
from macros.links import find_link, link_markdown
from macros.models.base import Record
from macros.models.people import Role
from macros.models.practice import LinkageMethod, LinkageTool, SuppressionRule, TransferMethod
from macros.names import agency, term
from macros.problems import MacroMistake
from macros.weave import weave

Row = tuple[str, list[int]]


def role_duties(desk: Desk, key: str, edit: bool = False) -> str:
    """What a role does: a sentence, its duties and what to ask the person (Markdown).

    `edit=True` adds the link to the list of roles; once a page is enough.
    Example: `{{ role_duties("data-owner") }}`
    """
    record: Role = desk.definitions.find("roles", key)
    duties = "\n".join(f"- {duty}" for duty in record.duties)
    ask = f"\n\n**Ask them:** {_lower(record.ask_them)}" if record.ask_them else ""
    edit_link = desk.edit_list("roles", "roles") if edit else ""
    return f"The {_lower(record.name)} {_lower(record.does)}\n\n{duties}{ask}{edit_link}"


def transfer_table(desk: Desk) -> str:
    """Which channel may carry public data, and which protected data, with the reason (Markdown table).

    Example: `{{ transfer_table() }}`
    """
    methods: Iterable[TransferMethod] = desk.definitions.tables["transfer_methods"].values()
    answers = {"yes": "Yes", "no": "No", "with approval": "Only with approval"}
    rows = [
        [m.name, answers[m.public_data], answers[m.protected_data], weave(desk, _sentences(m.why, m.how))]
        for m in methods
    ]
    table = _table(["Channel", "Public data", "Protected data", "Why, and how"], rows)
    return table + desk.edit_list("transfer_methods", "channels")


def safe_harbor_list(desk: Desk) -> str:
    """The identifiers that HIPAA's Safe Harbor method takes out, numbered (Markdown list).

    Example: `{{ safe_harbor_list() }}`
    """
    records = sorted(desk.definitions.tables["identifiers"].values(), key=lambda record: record.number)
    lines = [f"{record.number}. {weave(desk, record.text)}" for record in records]
    return "\n".join(lines) + desk.edit_list("identifiers", "identifiers")


def suppression_rules(desk: Desk) -> str:
    """The rules for small cells, those of each agency and those of P20 WIN (Markdown lists).

    Example: `{{ suppression_rules() }}`
    """
    rules: list[SuppressionRule] = list(desk.definitions.tables["suppression"].values())
    parts = []
    for key in dict.fromkeys(rule.agency for rule in rules):
        whose = (agency if key else term)(desk, key or "P20 WIN")
        lines = [f"- {weave(desk, r.rule.format(limit=r.limit))}" for r in rules if r.agency == key]
        parts.append(f"**{whose}**\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + desk.edit_list("suppression", "rules for small cells")


def suppression_example(desk: Desk, columns: str, rows: str) -> str:
    """A table of counts before and after small cells are hidden, with the subtraction that this stops (Markdown).

    The counts are made up; the cells to hide are worked out from the rules.
    Example: `{{ suppression_example("Region: Working, In college", "North: 48, 4; South: 39, 12; East: 27, 9") }}`
    """
    groups, _, columns = columns.rpartition(":")
    heads = [groups or "Group", *(head.strip() for head in columns.split(","))]
    numbers = _rows("suppression_example", rows, len(heads) - 1)
    grid = small_cells.with_totals([row for _, row in numbers])
    limit = desk.definitions.find("suppression", "small-count").limit
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


def blocking_example(desk: Desk, records: str, blocks: str) -> str:
    """How many pairs are left to compare when two files of equal size fall into equal blocks (Markdown table).

    Example: `{{ blocking_example("100", "2, 5, 10") }}`
    """
    size = _number("blocking_example", records)
    rows = []
    for count in (1, *(_number("blocking_example", part) for part in blocks.split(","))):
        if not count or size % count:
            raise MacroMistake(f"blocking_example: {size} records make no {count} equal blocks; choose a divisor")
        each = size // count
        sum_ = f"{count:,} × {each:,} × {each:,}" if count > 1 else f"{each:,} × {each:,}"
        rows.append(["No blocks" if count == 1 else f"{count:,}", f"{each:,}", f"{sum_} = {count * each * each:,}"])
    return _table(["Blocks", "Records of each file in a block", "Pairs to compare"], rows)


def match_quality_example(desk: Desk, groups: str) -> str:
    """Precision, recall and F1 of each group and of all, from counts of true, false and missed links (Markdown table).

    Example: `{{ match_quality_example("All records: 90, 10, 30") }}`
    """
    rows = _rows("match_quality_example", groups, 3)
    if len(rows) > 1:
        rows.append(("All", [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]))
    heads = ["Group", "True links", "False links", "Missed links", "Precision", "Recall", "F1"]
    return _table(heads, [[name, *map(str, counts), *map(_percent, match_quality(*counts))] for name, counts in rows])


def match_quality(true: int, false: int, missed: int) -> tuple[Fraction, Fraction, Fraction]:
    """Precision, recall and F1 of a match.

    Raises MacroMistake where there is no true link to measure.
    """
    if not true:
        raise MacroMistake("match_quality_example: a group without true links has no recall; give at least one")
    return Fraction(true, true + false), Fraction(true, true + missed), Fraction(2 * true, 2 * true + false + missed)


def linkage_methods(desk: Desk) -> str:
    """The ways to link records: how each works, when it fits, what to watch (Markdown table).

    Example: `{{ linkage_methods() }}`
    """
    methods: Iterable[LinkageMethod] = desk.definitions.tables["linkage_methods"].values()
    rows = [[m.name, m.how, m.best_when, weave(desk, m.watch) + _unchecked(m)] for m in methods]
    return _table(["Method", "How it works", "Best when", "Watch"], rows) + desk.edit_list("linkage_methods", "methods")


def linkage_tools(desk: Desk) -> str:
    """Software that links records, with the version last seen (Markdown table).

    Example: `{{ linkage_tools() }}`
    """
    tools: list[LinkageTool] = list(desk.definitions.tables["linkage_tools"].values())
    rows = [
        [
            link_markdown(find_link(desk, tool.link), tool.name),
            tool.language,
            f"{tool.version}, seen {in_words(tool.checked)}" if tool.version else "Version not checked",
            f"{tool.what}.{_unchecked(tool)}",
        ]
        for tool in tools
    ]
    return _table(["Tool", "Language", "Version", "What it does"], rows) + desk.edit_list("linkage_tools", "tools")


def data_request_fees(desk: Desk) -> str:
    """The parts of one agency's price list, as an example (Markdown list).

    Example: `{{ data_request_fees() }}`
    """
    facts = desk.definitions.tables["facts"]
    return "\n".join(f"- {weave(desk, fact.text)}" for key, fact in facts.items() if key.startswith("dph-fee-")) + "\n"


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
    return _table([*heads, "All"], [[name, *line] for name, line in zip(names, cells, strict=True)])


def _rows(macro: str, text: str, width: int) -> list[Row]:
    rows = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, colon, counts = part.partition(":")
        numbers = [_number(macro, count) for count in counts.split(",")] if colon else []
        if len(numbers) != width:
            raise MacroMistake(f'{macro}: "{part}" must be a name, a colon and {width} counts, as "North: 48, 22, 4"')
        rows.append((name.strip(), numbers))
    if not rows:
        raise MacroMistake(f'{macro}: no rows; write them like "North: 48, 22, 4; South: 39, 31, 0"')
    return rows


def _number(macro: str, text: str) -> int:
    if not text.strip().isdecimal():
        raise MacroMistake(f'{macro}: "{text.strip()}" is not a whole number; write digits only, such as 100')
    return int(text)


def _percent(value: Fraction) -> str:
    return f"{round(value * 100)}%"


def _unchecked(record: Record) -> str:
    return "" if record.plain else " (General knowledge, not checked at a source.)"


def _sentences(*texts: str | None) -> str:
    return " ".join(f"{text}." for text in texts if text)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
