"""Reference lists: agencies, contacts, whom to ask, sources, marks, editions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros import links
from macros.dates import in_words
from macros.desk import Desk
from macros.glossary import everyday_words
from macros.legal import table, worded
from macros.models.base import Model, Record
from macros.models.people import Agency, Contact, Role
from macros.models.words import Edition, Source
from macros.p20win import FOUNDING
from macros.problems import MacroMistake, nearest
from macros.resources import publisher

FEDERAL = "federal agency"
#: Group of agencies -> what its list is called.
GROUPS = {"members": "member agencies", "state": "other state bodies", "federal": "federal agencies"}
#: What each mark on a record says; the marks are those of macros/models/base.py.
MARKS = {
    "read": "We read the passage itself in a stored copy of the source.",
    "counted": "We counted it from the source.",
    "derived": "It follows from other facts that we read.",
    "read-secondary": "We read it only in somebody else's summary.",
    "remembered": "It is general knowledge that nobody checked for this edition.",
    "inferred": "We worked it out from how a source uses a word.",
    "conflicting": "Sources disagree.",
    "not-found": "We looked for it and did not find it.",
}


def agencies_list(desk: Desk, group: str) -> str:
    """The agencies of a group ("members" of P20 WIN, other "state" bodies, "federal") under headings (Markdown).

    Example: `{{ agencies_list("members") }}`
    """
    if group not in GROUPS:
        wrong = f'agencies_list: no group "{group}"{nearest(group, GROUPS)}'
        raise MacroMistake(f'{wrong}; write "members", "state" or "federal"')
    records: list[Agency] = list(desk.definitions.tables["agencies"].values())
    entries = [_agency(desk, record) for record in records if _group(record) == group]
    return "\n\n".join(entries) + "\n" + desk.edit_list("agencies", GROUPS[group])


def _group(record: Agency) -> str:
    if record.p20win:
        return "members"
    return "federal" if record.kind == FEDERAL else "state"


def _agency(desk: Desk, record: Agency) -> str:
    desk.first_mention(record.name)
    names = everyday_words(record)
    lines = [f"Kind: {record.kind}", *_membership(desk, record)]
    lines += [f"People also say: {', '.join(names)}"] if names else []
    if record.website:
        doubt = "" if record.website_confidence == "read" else " (address not confirmed)"
        lines.append(f"Website: [{record.name} website]({record.website}){doubt}")
    bullets = "\n".join(f"- {line}" for line in lines)
    return f"### {record.full} {{ #{record.anchor} }}\n\n{worded(desk, record.does or '')}\n\n{bullets}"


def _membership(desk: Desk, record: Agency) -> list[str]:
    place = record.p20win
    if place is None:
        return []
    founding = place.listed == FOUNDING
    founder = f"founding member ({FOUNDING}), as the 2022 edition names it"
    since = founder if founding else f"member, listed in the {place.listed}"
    counted = desk.definitions.p20win.dictionary.counted
    elements = f"{place.dictionary_elements:,}" if place.dictionary_elements else "none"
    return [
        worded(desk, f"In P20 WIN: {since}"),
        f"Data elements in the data dictionary on {counted}: {elements}",
    ]


def contacts_table(desk: Desk) -> str:
    """Where to write, by role: what about, and how (Markdown table).

    Example: `{{ contacts_table() }}`
    """
    records: list[Contact] = list(desk.definitions.tables["contacts"].values())
    rows = [[worded(desk, record.name), worded(desk, record.about), _ways(desk, record)] for record in records]
    return table(["Contact", "Write about", "How"], rows) + desk.edit_list("contacts", "contacts")


def _ways(desk: Desk, record: Contact) -> str:
    ways = [f"[{record.email}](mailto:{record.email})"] if record.email else []
    ways += [record.phone] if record.phone else []
    ways += [links.link(desk, record.link)] if record.link else []
    return "<br>".join(ways)


def who_to_ask(desk: Desk) -> str:
    """Each role that has an answer for you: what to ask, and what the role does (Markdown table).

    Example: `{{ who_to_ask() }}`
    """
    records: list[Role] = [role for role in desk.definitions.tables["roles"].values() if role.ask_them]
    rows = [[record.name, worded(desk, record.ask_them or ""), worded(desk, record.does)] for record in records]
    return table(["Role", "Ask", "What the role does"], rows) + desk.edit_list("roles", "roles")


def sources_table(desk: Desk) -> str:
    """The publications that the facts come from: publisher, date, how much was read, where it stands (Markdown table).

    Example: `{{ sources_table() }}`
    """
    records: list[Source] = list(desk.definitions.tables["sources"].values())
    rows = [
        [
            worded(desk, record.title),
            publisher(desk, record.publisher),
            record.dated,
            record.read,
            links.link(desk, record.link) if record.link else "None noted",
        ]
        for record in records
    ]
    return table(["Source", "Publisher", "Dated", "We read it", "Address"], rows) + desk.edit_list("sources", "sources")


def marks_table(desk: Desk) -> str:
    """What the marks on our facts mean, and how many records carry each (Markdown table).

    Example: `{{ marks_table() }}`
    """
    given = [record.confidence for record in _records(desk)]
    rows = [[mark.capitalize(), words, f"{given.count(mark):,}"] for mark, words in MARKS.items() if mark in given]
    return table(["Mark", "What it means", "Records"], rows)


def facts_checked(desk: Desk) -> str:
    """The day on which the newest facts were checked, in words (plain text).

    Example: `{{ facts_checked() }}`
    """
    return in_words(max(record.checked for record in _records(desk)))


def _records(desk: Desk) -> Iterator[Record]:
    """Every record of the definitions that carries a source."""
    pending: list[Any] = [desk.definitions.p20win, *desk.definitions.tables.values()]
    while pending:
        value = pending.pop()
        if isinstance(value, Record):
            yield value
        if isinstance(value, Model):
            pending += [getattr(value, field) for field in type(value).model_fields]
        elif isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value


def editions_list(desk: Desk) -> str:
    """Each edition under a heading with what changed (Markdown).

    Example: `{{ editions_list() }}`
    """
    records: list[Edition] = list(desk.definitions.tables["editions"].values())
    parts = []
    for record in sorted(records, key=lambda record: record.date, reverse=True):
        changes = "\n".join(f"- {worded(desk, change)}" for change in record.changes)
        anchor = f"version-{record.version.replace('.', '-')}"
        parts.append(f"## Version {record.version}, {record.dated} {{ #{anchor} }}\n\n{changes}")
    return "\n\n".join(parts) + desk.edit_list("editions", "editions")
