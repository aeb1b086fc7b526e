"""P20 WIN: what it is called, who belongs to it, who governs it, its learning agenda, its data dictionary."""

from __future__ import annotations

from collections.abc import Iterable

from macros import names
from macros.desk import Desk
from macros.models.p20win import Body
from macros.models.people import Agency
from macros.problems import MacroMistake, nearest
from macros.weave import weave

HOME = "p20-win/index.md"
FOUNDING = "2021 E-MOU"
NUMBERS = [
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]


def p20win_name(desk: Desk, form: str = "presented") -> str:
    """One of the names of P20 WIN: "presented" on OPM's page, "former" in statute, "full" (plain text).

    Example: `{{ p20win_name("presented") }}`
    """
    record = desk.definitions.p20win.names
    forms = {"presented": record.presented_as, "former": record.former_statutory_name, "full": record.full_name}
    if form not in forms:
        known = 'write "presented", "former" or "full"'
        raise MacroMistake(f'p20win_name: no form "{form}"{nearest(form, forms)}; {known}')
    return forms[form]


def p20win_names(desk: Desk) -> str:
    """The names of P20 WIN with what each is, as a definition list (Markdown).

    Example: `{{ p20win_names() }}`
    """
    record = desk.definitions.p20win.names
    rows = {
        record.name: record.name_about,
        record.presented_as: record.presented_as_about,
        record.former_statutory_name: record.former_statutory_name_about,
    }
    return definition_list(desk, rows) + desk.edit_list("p20win", "names")


def p20win_kind(desk: Desk) -> str:
    """What sort of system P20 WIN is, as bullets (Markdown).

    Example: `{{ p20win_kind() }}`
    """
    return bullets(desk, desk.definitions.p20win.names.kind)


def p20win_since(desk: Desk) -> str:
    """The year in which P20 WIN began (plain text).

    Example: `{{ p20win_since() }}`
    """
    return desk.definitions.p20win.names.since


def members(desk: Desk) -> list[tuple[str, Agency]]:
    """The participating agencies with their keys, in the order of agencies.yml."""
    return [(key, record) for key, record in desk.definitions.tables["agencies"].items() if record.p20win]


def p20win_members(desk: Desk) -> str:
    """The participating agencies: where first named, elements in the dictionary, what each holds (Markdown table).

    Example: `{{ p20win_members() }}`
    """
    counted = desk.definitions.p20win.dictionary.counted
    lines = ["| Agency | Named in | Data elements listed | What it does or holds |", "| --- | --- | --- | --- |"]
    for key, record in members(desk):
        place = record.p20win
        listed = "2022 edition, founding member" if place.listed == FOUNDING else place.listed
        count = place.dictionary_elements
        elements = f"{count:,}" if count else f"Not in the dictionary on {counted}"
        holds = sentence(place.holds) if place.holds else record.does or ""
        lines.append(f"| {full_link(desk, key)} | {weave(desk, listed)} | {elements} | {weave(desk, holds)} |")
    return "\n".join(lines) + "\n" + desk.edit_list("agencies", "participating agencies")


def p20win_member_counts(desk: Desk) -> str:
    """How many founding members there are, and how many agencies take part now (two sentences of Markdown).

    Example: `{{ p20win_member_counts() }}`
    """
    everyone = members(desk)
    founding = [record for _, record in everyone if record.p20win.listed == FOUNDING]
    manual = desk.definitions.tables["sources"]["manual-2025"]
    return (
        f"The 2022 edition of this playbook named {in_words(len(founding))} founding members, those of the "
        f"{weave(desk, FOUNDING)}. The governance manual of {manual.dated} lists "
        f"{in_words(len(everyone))} participating agencies."
    )


def p20win_possible_members(desk: Desk) -> str:
    """The agencies that a source names only as possible members (one sentence of Markdown).

    Example: `{{ p20win_possible_members() }}`
    """
    record = desk.definitions.p20win.possible_members
    return f"{record.text} {joined(f'the {names.agency(desk, key)}' for key in record.agencies)}."


def governance_table(desk: Desk) -> str:
    """The bodies that govern and run P20 WIN: who sits on each and what it does (Markdown table).

    Example: `{{ governance_table() }}`
    """
    lines = ["| Body | Who | Task |", "| --- | --- | --- |"]
    for body in desk.definitions.p20win.governance.values():
        caution = " Sources disagree on it." if body.caution else ""
        cells = [body.who, f"{body.role}.{caution}"]
        name = f"[{body.name}]({desk.href(f'{HOME}#{body.anchor}')})"
        lines.append(f"| {name} | " + " | ".join(weave(desk, cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n" + desk.edit_list("p20win", "governance bodies")


def governance_bodies(desk: Desk) -> str:
    """A section for each body, under an h3 with its anchor: who, what, chair, meetings, quorum, votes (Markdown).

    Example: `{{ governance_bodies() }}`
    """
    sections = [_body(desk, body) for body in desk.definitions.p20win.governance.values()]
    return "\n\n".join(sections) + desk.edit_list("p20win", "governance bodies")


def _body(desk: Desk, body: Body) -> str:
    rows = {
        "Who": body.who,
        "Task": f"It {joined(body.duties)}." if body.duties else body.role,
        "Chair": body.chair,
        "Meets": body.meets,
        "Quorum": body.quorum,
        "Decides": body.decides,
    }
    caution = f'\n!!! warning "Sources disagree"\n    {weave(desk, body.caution)}\n' if body.caution else ""
    listed = definition_list(desk, {label: text.rstrip(".") + "." for label, text in rows.items() if text})
    return f'### {body.name} {{ #{body.anchor} }}\n\n<div class="glance" markdown>\n\n{listed}\n</div>\n{caution}'


def learning_agenda(desk: Desk, part: str = "current") -> str:
    """A part of the learning agenda: "current" or "previous" topics, its "rule", its "upkeep" (Markdown bullets).

    Example: `{{ learning_agenda("current") }}`
    """
    record = desk.definitions.p20win.learning_agenda
    parts = {
        "current": record.current.topics,
        "previous": record.previous.topics,
        "rule": record.rule,
        "upkeep": record.upkeep,
    }
    if part not in parts:
        wrong = f'learning_agenda: no part "{part}"{nearest(part, parts)}'
        raise MacroMistake(f'{wrong}; the parts are "current", "previous", "rule" and "upkeep"')
    what = "learning agenda rules" if part in ("rule", "upkeep") else "learning agenda topics"
    heads = {"current": f"Dated {record.current.dated}:\n\n", "previous": f"Dated {record.previous.dated}:\n\n"}
    return heads.get(part, "") + bullets(desk, parts[part]) + desk.edit_list("p20win", what)


def p20win_dictionary_counts(desk: Desk) -> str:
    """How many elements of how many agencies the data dictionary held, and who is missing (Markdown).

    Example: `{{ p20win_dictionary_counts() }}`
    """
    everyone = members(desk)
    counts = [record.p20win.dictionary_elements for _, record in everyone if record.p20win.dictionary_elements]
    missing = [record.short for _, record in everyone if not record.p20win.dictionary_elements]
    counted = desk.definitions.p20win.dictionary.counted
    text = f"On {counted}, the data dictionary listed {sum(counts):,} data elements from {len(counts)} agencies."
    if missing:
        text += f" {in_words(len(missing)).capitalize()} members were not in it: {joined(missing)}."
    return weave(desk, text)


def p20win_dictionary(desk: Desk) -> str:
    """How many data elements each agency has in the data dictionary, most first (Markdown table).

    Example: `{{ p20win_dictionary() }}`
    """
    rows = [(record.p20win.dictionary_elements or 0, key) for key, record in members(desk)]
    counted = desk.definitions.p20win.dictionary.counted
    lines = [f"| Agency | Data elements on {counted} |", "| --- | --- |"]
    for count, key in sorted(rows, key=lambda row: -row[0]):
        lines.append(f"| {full_link(desk, key)} | {f'{count:,}' if count else 'None listed'} |")
    return "\n".join(lines) + "\n" + desk.edit_list("agencies", "data elements by agency")


def p20win_dictionary_columns(desk: Desk) -> str:
    """What the data dictionary says about each element: the names of its columns in a row (Markdown).

    Example: `{{ p20win_dictionary_columns() }}`
    """
    return joined(f"**{column}**" for column in desk.definitions.p20win.dictionary.columns)


def full_link(desk: Desk, key: str) -> str:
    """An agency's name and abbreviation, linked to its entry, whether or not the page has named it before."""
    record: Agency = desk.definitions.find("agencies", key)
    desk.first_mention(record.name)
    short = f" ({record.abbreviation})" if record.abbreviation else ""
    return f"[{record.name}]({desk.href(f'reference/agencies.md#{record.anchor}')}){short}"


def bullets(desk: Desk, items: Iterable[str]) -> str:
    """The texts as a Markdown list."""
    return "\n".join(f"- {weave(desk, item)}" for item in items) + "\n"


def definition_list(desk: Desk, rows: dict[str, str]) -> str:
    """Labels and their texts as a Markdown definition list."""
    return "\n".join(f"{label}\n:   {weave(desk, text)}\n" for label, text in rows.items())


def joined(words: Iterable[str]) -> str:
    """Words in a row: "a, b and c"; with a comma before the last "and" where a part holds one of its own."""
    *most, last = list(words)
    comma = "," if any(" and " in word for word in [*most, last]) and most else ""
    return f"{', '.join(most)}{comma} and {last}" if most else last


def sentence(words: Iterable[str]) -> str:
    """Words in a row as a sentence."""
    text = joined(words)
    return f"{text[:1].upper()}{text[1:]}."


def in_words(number: int) -> str:
    """A number in words, up to twenty."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
