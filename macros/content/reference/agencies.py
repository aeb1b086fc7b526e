"""Agencies: each under a heading, with what it does and its part in P20 WIN (Markdown)."""

from __future__ import annotations

from macros.content.reference.glossary import everyday_words, what_it_does
from macros.models.people import Agency
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import worded
from macros.rendering.page_context import PageContext

FEDERAL = "federal agency"
#: Group of agencies -> what its list is called.
GROUPS = {"members": "member agencies", "state": "other state bodies", "federal": "federal agencies"}


def agencies_list(context: PageContext, group: str) -> str:
    """The agencies of a group ("members" of P20 WIN, other "state" bodies, "federal") under headings (Markdown).

    Example: `{{ agencies_list("members") }}`
    """
    if group not in GROUPS:
        wrong = f'agencies_list: no group "{group}"{nearest(group, GROUPS)}'
        raise MacroMistake(f'{wrong}; write "members", "state" or "federal"')
    records: list[Agency] = list(context.definitions.tables["agencies"].values())
    entries = [_agency(context, record) for record in records if _group(record) == group]
    return "\n\n".join(entries) + "\n"


def _group(record: Agency) -> str:
    if record.p20win:
        return "members"
    return "federal" if record.kind == FEDERAL else "state"


def _agency(context: PageContext, record: Agency) -> str:
    context.first_mention(record.name)
    names = everyday_words(record)
    lines = [f"Kind: {record.kind}", *_membership(context, record)]
    lines += [f"People also say: {', '.join(names)}"] if names else []
    if record.website:
        doubt = "" if record.website_confidence == "read" else " (address not confirmed)"
        lines.append(f"Website: [{record.name} website]({record.website}){doubt}")
    bullets = "\n".join(f"- {line}" for line in lines)
    does = worded(context, what_it_does(record))
    return f"### {record.full} {{ #{record.anchor} }}\n\n{does}\n\n{bullets}"


def _membership(context: PageContext, record: Agency) -> list[str]:
    place = record.p20win
    if place is None:
        return []
    counted = context.definitions.p20win.dictionary.counted
    elements = f"{place.dictionary_elements:,}" if place.dictionary_elements else "none"
    return [
        worded(context, f"In P20 WIN: member, listed in the {place.listed}"),
        f"Data elements in the data dictionary on {counted}: {elements}",
    ]


MACROS = (agencies_list,)
