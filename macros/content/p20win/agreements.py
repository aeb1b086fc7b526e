"""P20 WIN, agreements: what the enterprise memorandum and the data sharing agreement hold (Markdown)."""

from __future__ import annotations

from macros.content.p20win.files import _conflict
from macros.content.p20win.lists import bullets, definition_list
from macros.rendering.abbreviations import spell_out
from macros.rendering.mentions import anchor_of
from macros.rendering.page_context import PageContext


def p20win_terms(context: PageContext, *keys: str) -> str:
    """Words of the P20 WIN agreements with their meanings, as a definition list (Markdown).

    Example: `{{ p20win_terms("data-recipient", "resultant-data") }}`
    """
    rows = {}
    for key in keys:
        record = context.definitions.find("terms", key)
        context.first_mention(record.name)
        own_reading = " This is our reading of how the sources use the word." if record.confidence == "inferred" else ""
        rows[f"[{record.name}]({context.href(f'reference/glossary.md#{anchor_of(record)}')})"] = (
            record.meaning + own_reading
        )
    return definition_list(context, rows)


def dsa_parties(context: PageContext) -> str:
    """Who signs the agreement for a request, and what it holds (two sentences of Markdown).

    Example: `{{ dsa_parties() }}`
    """
    record = context.definitions.p20win.agreement
    return f"It is signed by {spell_out(context, record.signers)}. It holds {spell_out(context, record.contains)}."


def dsa_exhibits(context: PageContext) -> str:
    """The exhibits of the agreement for a request, with what is not known about them (Markdown table).

    Example: `{{ dsa_exhibits() }}`
    """
    record = context.definitions.p20win.agreement
    lines = ["| Exhibit | What it is |", "| --- | --- |"]
    for exhibit in record.exhibits:
        what = f"{exhibit.name}. {exhibit.caution}" if exhibit.caution else exhibit.name
        lines.append(f"| {exhibit.id or 'No letter'} | {spell_out(context, what)} |")
    return "\n".join(lines) + f"\n\n{spell_out(context, record.caution)}"


def p20win_license(context: PageContext) -> str:
    """What the sources mean by a data use license, as an aside (Markdown).

    Example: `{{ p20win_license() }}`
    """
    return _conflict(context, context.definitions.p20win.license)


def emou_parts(context: PageContext) -> str:
    """The parts of the E-MOU that are known by number (Markdown table).

    Example: `{{ emou_parts() }}`
    """
    lines = ["| Part | What it is about |", "| --- | --- |"]
    lines += [f"| {part.part} | {spell_out(context, part.about)} |" for part in context.definitions.p20win.emou.parts]
    return "\n".join(lines) + "\n"


def emou_after_alert(context: PageContext) -> str:
    """What follows a breach alert under the E-MOU (Markdown bullets).

    Example: `{{ emou_after_alert() }}`
    """
    return bullets(context, context.definitions.p20win.emou.after_alert)


MACROS = (
    p20win_terms,
    dsa_parties,
    dsa_exhibits,
    p20win_license,
    emou_parts,
    emou_after_alert,
)
