"""Laws and kinds of data: what each law protects, whom it binds, how sure we are; what to do on a breach."""

from __future__ import annotations

import re

from macros import names
from macros.dates import in_words
from macros.desk import Desk
from macros.links import contact, find_link
from macros.models.base import NAMED, Record
from macros.models.legal import BreachStep, DataKind, Law
from macros.problems import MacroMistake, nearest
from macros.weave import weave

LEVELS = ("Connecticut", "federal")
MACROS = {
    "agency": names.agency,
    "agreement": names.agreement,
    "law": names.law,
    "role": names.role,
    "term": names.term,
}
BASIS = {"advice": "Advice of this playbook", "agreement": "Your agreement", "law": "A law"}
#: How names begin that keep their capital inside a sentence.
PROPER = ("Connecticut", "Social Security")
CHECK = "Check the text before you rely on it."


def laws_by_data_kind(desk: Desk) -> str:
    """A heading for each kind of data, with a table of the laws that guard it; then the laws on any data (Markdown).

    Example: `{{ laws_by_data_kind() }}`
    """
    parts = []
    laws: dict[str, Law] = desk.definitions.tables["laws"]
    kinds: dict[str, DataKind] = desk.definitions.tables["data_kinds"]
    for key, kind in kinds.items():
        found = [law for law in laws.values() if key in law.data_kinds]
        meaning = f"{worded(desk, kind.meaning)} For instance: {', '.join(kind.examples)}."
        parts.append(f"## {kind.name} {{ #{key} }}\n\n{meaning}\n\n{_law_table(desk, found)}")
    general = [law for law in laws.values() if set(law.data_kinds) <= {"public-data"}]
    parts.append(f"## Any data of a state agency {{ #any-data }}\n\n{_law_table(desk, general)}")
    return "\n\n".join(parts) + desk.edit_list("data_kinds", "kinds of data")


def laws_list(desk: Desk, level: str) -> str:
    """Every law of a level ("Connecticut" or "federal") under a heading of its own, in full (Markdown).

    Example: `{{ laws_list("federal") }}`
    """
    if level not in LEVELS:
        raise MacroMistake(f'laws_list: no level "{level}"{nearest(level, LEVELS)}; write "Connecticut" or "federal"')
    laws: list[Law] = [law for law in desk.definitions.tables["laws"].values() if law.level == level]
    entries = [f"### {heading(law)} {{ #{law.anchor} }}\n\n{_entry(desk, law)}" for law in laws]
    return "\n".join(entries) + desk.edit_list("laws", f"{level} laws")


def law_says(desk: Desk, key: str) -> str:
    """What a law does, whom it binds, what it requires, how sure we are: the aside "What the law says" (Markdown).

    Example: `{{ law_says("cgs-4-67dd") }}`
    """
    law: Law = desk.definitions.find("laws", key)
    desk.first_mention(law.name)
    cite = "" if law.cite in law.full else f", {weave(desk, law.cite)}"
    rows = {"Law": f"[{law.full}]({_target(desk, law)}){cite}"} | _substance(desk, law)
    rows |= {"How sure we are": f"{how_sure(desk, law)} See the {official_link(desk, law)}. {_checked(law)}"}
    text = definition_list(rows) + "\nThis is guidance, not legal advice: ask your counsel.\n"
    return f'!!! law "What the law says: {lower_first(law.subject) if law.subject else law.name}"\n\n' + _indented(text)


def laws_in_short(desk: Desk) -> str:
    """Each kind of data with the laws that guard it, by their short names, as a table (Markdown).

    Example: `{{ laws_in_short() }}`
    """
    laws: dict[str, Law] = desk.definitions.tables["laws"]
    rows = []
    for key in desk.definitions.tables["data_kinds"]:
        found = [law_link(desk, name, law) for name, law in laws.items() if key in law.data_kinds]
        rows.append([kind_link(desk, key), ", ".join(found)])
    return table(["If you hold", "Look at"], rows) + desk.edit_list("laws", "laws")


def critical_data_elements(desk: Desk) -> str:
    """The kinds of data that need the most care, with examples and the laws on each, as a table (Markdown).

    Example: `{{ critical_data_elements() }}`
    """
    kinds: dict[str, DataKind] = desk.definitions.tables["data_kinds"]
    rows = [
        [f"**{kind.name}**", worded(desk, kind.meaning), ", ".join(kind.examples), _laws_link(desk, key, kind)]
        for key, kind in kinds.items()
        if kind.critical
    ]
    return table(["Data", "What it is", "Examples", "Laws"], rows) + desk.edit_list("data_kinds", "critical data")


def breach_steps(desk: Desk) -> str:
    """What to do on a suspected breach, in order: whom to tell, by when, on what basis (Markdown).

    Example: `{{ breach_steps() }}`
    """
    steps: dict[str, BreachStep] = desk.definitions.tables["breach_steps"]
    rows = [
        [f"{number}. [{step.title}](#breach-{key})", worded(desk, step.tell), worded(desk, step.within)]
        for number, (key, step) in enumerate(steps.items(), start=1)
    ]
    overview = table(["Step", "Tell", "By when"], rows)
    parts = [_breach_step(desk, number, key, step) for number, (key, step) in enumerate(steps.items(), start=1)]
    return overview + desk.edit_list("breach_steps", "steps after a breach") + "\n" + "\n".join(parts)


def heading(law: Law) -> str:
    """What heads a law's entry: its subject with the citation in brackets, or its name."""
    return f"{law.subject} ({law.short})" if law.subject else law.full


def official_link(desk: Desk, law: Law) -> str:
    """The link to a law's official text, or to the index that leads to it (Markdown)."""
    if law.link:
        page = find_link(desk, law.link)
        return f"[{page.title}]({page.url})"
    return f"[official page: {law.short}]({law.url})"


def law_link(desk: Desk, key: str, law: Law) -> str:
    """A law as lists name it: a state law by its citation, others as running text does (Markdown)."""
    return f"[{law.short}]({_target(desk, law)})" if law.subject else names.law(desk, key)


def kind_link(desk: Desk, key: str) -> str:
    """A kind of data, linked to the laws that guard it (Markdown)."""
    kind: DataKind = desk.definitions.tables["data_kinds"][key]
    return f"[{kind.name}]({desk.href(f'reference/laws.md#{key}')})"


def how_sure(desk: Desk, law: Law) -> str:
    """In plain words, how far a law was read, and what was not."""
    read = _sources(desk, law)
    parts = {
        "read": [f"We read {'part of this' if law.unread else 'this'} in: {read}."],
        "read-secondary": [f"Not read in the text itself, only in other sources: {read}.", CHECK],
        "remembered": ["Not checked. This entry comes from general knowledge.", CHECK],
    }.get(law.confidence, [f"We are not sure of this entry ({law.confidence}).", CHECK])
    parts += [worded(desk, law.unread)] if law.unread else []
    parts += ["The address comes from general knowledge."] if law.url_confidence != "read" else []
    return " ".join(parts)


def worded(desk: Desk, text: str) -> str:
    """A definition text, with the records that it names as their macros write them on this page (Markdown)."""

    def mention(found: re.Match[str]) -> str:
        kind, key, text = found.groups()
        return MACROS[kind](desk, key, "", text or "")

    return weave(desk, NAMED.sub(mention, text))


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _law_table(desk: Desk, laws: list[Law]) -> str:
    rows = [
        [
            _law_cell(desk, law),
            worded(desk, law.protects),
            worded(desk, law.binds or "See the text."),
            worded(desk, " ".join(filter(None, [law.requires, law.pathway])) or "See the text."),
        ]
        for law in laws
    ]
    return table(["Law", "What it protects or does", "Whom it binds", "Duties and usual pathway"], rows)


def _law_cell(desk: Desk, law: Law) -> str:
    """The law, linked to its entry, with a warning where it was not plainly or not wholly read."""
    desk.first_mention(law.name)
    name = law.short if law.short in law.cite else law.full
    name += f": {lower_first(law.subject)}" if law.subject else ""
    warning = "" if law.plain and not law.unread else "<br>*Read in part*" if law.plain else "<br>*Check the text*"
    return f"[{name}]({_target(desk, law)}){warning}"


def _entry(desk: Desk, law: Law) -> str:
    desk.first_mention(law.name)
    rows = {"Citation": f"{law.cite} ({official_link(desk, law)})"} | _substance(desk, law)
    rows |= {
        "Usual pathway": worded(desk, law.pathway or ""),
        "Where it comes from": worded(desk, law.history or ""),
        "Agencies concerned": ", ".join(names.agency(desk, key) for key in law.agencies),
        "Kinds of data": ", ".join(kind_link(desk, key) for key in law.data_kinds),
        "How sure we are": f"{how_sure(desk, law)} {_checked(law)}",
    }
    return definition_list(rows)


def _substance(desk: Desk, law: Law) -> dict[str, str]:
    """What a law says, label by label."""
    return {
        "What it protects or does": worded(desk, law.protects),
        "Whom it binds": worded(desk, law.binds or ""),
        "What it requires": worded(desk, law.requires or ""),
        "Terms it lists, as far as we read": "\n".join(f"    - {worded(desk, item)}" for item in law.terms).lstrip(),
    }


def _checked(law: Law) -> str:
    return f"Date checked: {in_words(law.checked)}."


def definition_list(rows: dict[str, str]) -> str:
    """Labels and their texts as a Markdown definition list; empty texts are left out."""
    return "\n".join(f"{label}\n:   {text}\n" for label, text in rows.items() if text)


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence: its first word in small letters, unless that is a name."""
    return text[:1].lower() + text[1:] if text[1:2].islower() and not text.startswith(PROPER) else text


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines()) + "\n"


def _sources(desk: Desk, record: Record) -> str:
    """The sources of a record that were read, by title."""
    known = desk.definitions.tables["sources"]
    return "; ".join(weave(desk, known[key].title) for key in record.source if key != "general-knowledge")


def _target(desk: Desk, law: Law) -> str:
    return desk.href(f"reference/laws.md#{law.anchor}")


def _laws_link(desk: Desk, key: str, kind: DataKind) -> str:
    return f"[Laws on {lower_first(kind.name)}]({desk.href(f'reference/laws.md#{key}')})"


def _breach_step(desk: Desk, number: int, key: str, step: BreachStep) -> str:
    rows = {
        "Tell": worded(desk, step.tell),
        "Do": worded(desk, step.do),
        "By when": worded(desk, step.within),
        "Limits": worded(desk, step.limits or ""),
        "Where to write": contact(desk, step.contact) if step.contact else "",
        "Why": BASIS[step.basis],
    }
    return f"### {number}. {step.title} {{ #breach-{key} }}\n\n{definition_list(rows)}"
