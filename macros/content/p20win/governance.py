"""P20 WIN, governance: the bodies that decide and run it (Markdown)."""

from __future__ import annotations

from macros.content.p20win.lists import definition_list
from macros.models.p20win import Body
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import joined
from macros.rendering.page_context import PageContext


def governance_bodies(context: PageContext) -> str:
    """A section for each body, under an h3 with its anchor: who, what, chair, meetings, quorum, votes (Markdown).

    Example: `{{ governance_bodies() }}`
    """
    sections = [_body(context, body) for body in context.definitions.p20win.governance.values()]
    return "\n\n".join(sections)


def _body(context: PageContext, body: Body) -> str:
    rows = {
        "Who": body.who,
        "Task": f"It {joined(body.duties)}." if body.duties else body.role,
        "Chair": body.chair,
        "Meets": body.meets,
        "Quorum": body.quorum,
        "Decides": body.decides,
    }
    caution = f'\n!!! warning "Sources disagree"\n    {spell_out(context, body.caution)}\n' if body.caution else ""
    listed = definition_list(context, {label: text.rstrip(".") + "." for label, text in rows.items() if text})
    return f'### {body.name} {{ #{body.anchor} }}\n\n<div class="glance" markdown>\n\n{listed}\n</div>\n{caution}'


MACROS = (governance_bodies,)
