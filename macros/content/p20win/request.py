"""P20 WIN, requests: the steps of a request and of joining, and what the form asks (Markdown)."""

from __future__ import annotations

from macros.content.p20win.lists import bullets, numbered
from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext


def p20win_request_steps(context: PageContext) -> str:
    """The steps of a request in order: who acts (bold), what happens, which paper results (numbered Markdown list).

    Example: `{{ p20win_request_steps() }}`
    """
    return numbered(context, context.definitions.p20win.request.steps)


def p20win_joining_steps(context: PageContext) -> str:
    """The steps for an agency that wants to join: who acts (bold), what happens (numbered Markdown list).

    Example: `{{ p20win_joining_steps() }}`
    """
    return numbered(context, context.definitions.p20win.joining.steps)


def p20win_joining_caution(context: PageContext) -> str:
    """Why the joining steps may have changed, as an aside (Markdown).

    Example: `{{ p20win_joining_caution() }}`
    """
    caution = context.definitions.p20win.joining_caution
    return f'!!! warning "The steps may have changed"\n    {spell_out(context, caution.text)}\n'


def p20win_request_form(context: PageContext) -> str:
    """What the request form asks for (Markdown bullets).

    Example: `{{ p20win_request_form() }}`
    """
    return bullets(context, context.definitions.p20win.request_form.items)


MACROS = (
    p20win_request_steps,
    p20win_joining_steps,
    p20win_joining_caution,
    p20win_request_form,
)
