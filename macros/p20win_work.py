"""P20 WIN at work: the steps of a request and of joining, the papers, the files."""

from __future__ import annotations

from macros.desk import Desk
from macros.models.p20win import Conflict, Step
from macros.names import anchor_of
from macros.p20win import bullets, definition_list
from macros.weave import weave


def p20win_request_steps(desk: Desk) -> str:
    """The steps of a request in order: who acts (bold), what happens, which paper results (numbered Markdown list).

    Example: `{{ p20win_request_steps() }}`
    """
    return numbered(desk, desk.definitions.p20win.request.steps) + desk.edit_list("p20win", "request steps")


def p20win_joining_steps(desk: Desk) -> str:
    """The steps for an agency that wants to join: who acts (bold), what happens (numbered Markdown list).

    Example: `{{ p20win_joining_steps() }}`
    """
    return numbered(desk, desk.definitions.p20win.joining.steps) + desk.edit_list("p20win", "joining steps")


def numbered(desk: Desk, steps: list[Step]) -> str:
    """Steps as a numbered Markdown list, the actor in bold."""
    lines = []
    for number, step in enumerate(steps, start=1):
        who, title, do = weave(desk, step.who), weave(desk, step.title), weave(desk, step.do)
        paper = f"  \n    Paper: {weave(desk, step.paper)}." if step.paper else ""
        lines.append(f"{number}. **{who}:** {title}.  \n    {do}{paper}")
    return "\n".join(lines) + "\n"


def p20win_joining_caution(desk: Desk) -> str:
    """Why the joining steps may have changed, as an aside (Markdown).

    Example: `{{ p20win_joining_caution() }}`
    """
    caution = desk.definitions.p20win.joining_caution
    return f'!!! warning "The steps may have changed"\n    {weave(desk, caution.text)}\n'


def p20win_request_form(desk: Desk) -> str:
    """What the request form asks for (Markdown bullets).

    Example: `{{ p20win_request_form() }}`
    """
    return bullets(desk, desk.definitions.p20win.request_form.items) + desk.edit_list("p20win", "request form topics")


def p20win_terms(desk: Desk, *keys: str) -> str:
    """Words of the P20 WIN agreements with their meanings, as a definition list (Markdown).

    Example: `{{ p20win_terms("data-recipient", "resultant-data") }}`
    """
    rows = {}
    for key in keys:
        record = desk.definitions.find("terms", key)
        desk.first_mention(record.name)
        own_reading = " This is our reading of how the sources use the word." if record.confidence == "inferred" else ""
        rows[f"[{record.name}]({desk.href(f'reference/glossary.md#{anchor_of(record)}')})"] = (
            record.meaning + own_reading
        )
    return definition_list(desk, rows) + desk.edit_list("terms", "terms")


def dsa_parties(desk: Desk) -> str:
    """Who signs the agreement for a request, and what it holds (two sentences of Markdown).

    Example: `{{ dsa_parties() }}`
    """
    record = desk.definitions.p20win.agreement
    return f"It is signed by {weave(desk, record.signers)}. It holds {weave(desk, record.contains)}."


def dsa_exhibits(desk: Desk) -> str:
    """The exhibits of the agreement for a request, with what is not known about them (Markdown table).

    Example: `{{ dsa_exhibits() }}`
    """
    record = desk.definitions.p20win.agreement
    lines = ["| Exhibit | What it is |", "| --- | --- |"]
    for exhibit in record.exhibits:
        what = f"{exhibit.name}. {exhibit.caution}" if exhibit.caution else exhibit.name
        lines.append(f"| {exhibit.id or 'No letter'} | {weave(desk, what)} |")
    return "\n".join(lines) + f"\n\n{weave(desk, record.caution)}" + desk.edit_list("p20win", "exhibits")


def p20win_license(desk: Desk) -> str:
    """What the sources mean by a data use license, as an aside (Markdown).

    Example: `{{ p20win_license() }}`
    """
    return _conflict(desk, desk.definitions.p20win.license)


def emou_parts(desk: Desk) -> str:
    """The parts of the E-MOU that are known by number (Markdown table).

    Example: `{{ emou_parts() }}`
    """
    lines = ["| Part | What it is about |", "| --- | --- |"]
    lines += [f"| {part.part} | {weave(desk, part.about)} |" for part in desk.definitions.p20win.emou.parts]
    return "\n".join(lines) + "\n" + desk.edit_list("p20win", "parts of the agreement")


def emou_after_alert(desk: Desk) -> str:
    """What follows a breach alert under the E-MOU (Markdown bullets).

    Example: `{{ emou_after_alert() }}`
    """
    return bullets(desk, desk.definitions.p20win.emou.after_alert)


def p20win_file_rules(desk: Desk) -> str:
    """How match files and analysis files are made (Markdown bullets).

    Example: `{{ p20win_file_rules() }}`
    """
    return bullets(desk, desk.definitions.p20win.files.rules.items) + desk.edit_list("p20win", "file rules")


def p20win_file_conflicts(desk: Desk) -> str:
    """File rules on which the manuals disagree: each reading and the advice, one aside a rule (Markdown).

    Example: `{{ p20win_file_conflicts() }}`
    """
    asides = [_conflict(desk, conflict) for conflict in desk.definitions.p20win.files.conflicts]
    return "\n".join(asides) + desk.edit_list("p20win", "file rules")


def p20win_destruction_times(desk: Desk) -> str:
    """When which data must be destroyed (Markdown bullets).

    Example: `{{ p20win_destruction_times() }}`
    """
    record = desk.definitions.p20win.files.destruction
    return bullets(desk, record.items) + desk.edit_list("p20win", "destruction times")


def p20win_people_rules(desk: Desk) -> str:
    """Who may see or send what: wage records, e-mail, people who leave (Markdown bullets).

    Example: `{{ p20win_people_rules() }}`
    """
    return bullets(desk, desk.definitions.p20win.files.people.items) + desk.edit_list("p20win", "limits")


def _conflict(desk: Desk, conflict: Conflict) -> str:
    lines = [f'!!! warning "Sources disagree on {conflict.rule}"', ""]
    lines += [f"    - {weave(desk, reading)}" for reading in conflict.readings]
    return "\n".join([*lines, "", f"    **What to do:** {weave(desk, conflict.advice)}", ""])
