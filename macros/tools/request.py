"""The request builder: the questions of a request as a form, to fill on the screen or on paper."""

from __future__ import annotations

from html import escape
from itertools import groupby

from macros.models.practice import Question
from macros.rendering.abbreviations import plain, worded
from macros.rendering.page_context import PageContext
from macros.tools.questions import ROUTES

#: What the form is made of; a script adds what only works with one.
ROUTE = """\
<fieldset>
<legend>{legend}</legend>
{boxes}
</fieldset>"""
FIELD = """\
<div class="question" data-question="{key}" data-routes="{routes}">
<label for="answer-{key}">{label}</label>
<p class="help" id="help-{key}">{help}</p>
<textarea id="answer-{key}" name="{key}" rows="{rows}" aria-describedby="help-{key}"></textarea>
{more}
</div>"""
OWNER = "<details><summary>What the data owner looks for</summary><p>{text}</p></details>"


def request_builder(context: PageContext) -> str:
    """The form of a request with help and the data owner's view at each question (Markdown and HTML).

    HTML, because Markdown has no form. Without a script it can be filled in and printed.
    Example: `{{ request_builder() }}`
    """
    head, routes = context.definitions.forms.head, context.definitions.forms.routes
    boxes = [
        f'<label><input type="radio" name="route" value="{key}"{first}> <span>{escape(label)}</span></label>'
        for (key, label), first in zip(routes.items(), [" checked", *[""] * len(routes)], strict=False)
    ]
    route = ROUTE.format(legend=escape(context.definitions.forms.route), boxes="\n".join(boxes))
    fields = [
        FIELD.format(
            key=key, routes="agency p20win", label=field.label, help=_text(context, field.help), rows=2, more=""
        )
        for key, field in head.items()
    ]
    parts = ['<form class="tool builder" data-builder autocomplete="off" markdown>\n', route, *fields]
    questions = context.definitions.tables["questions"].items()
    for part, group in groupby(questions, lambda item: item[1].part):
        parts.append(f"\n## {part} {{ #part-{part.lower().replace(' ', '-')} }}\n")
        parts += [_field(context, key, question) for key, question in group]
    return "\n".join([*parts, "\n</form>\n"])


def _field(context: PageContext, key: str, question: Question) -> str:
    only = f" {ROUTES[question.routes[0]]}" if len(question.routes) == 1 else ""
    return FIELD.format(
        key=key,
        routes=" ".join(question.routes),
        label=_text(context, question.ask) + escape(only),
        help=_text(context, question.help),
        rows=4,
        more=OWNER.format(text=_text(context, question.good_answer)),
    )


def _text(context: PageContext, text: str) -> str:
    """A text of a definition without links, which a label cannot hold (HTML)."""
    return escape(plain(worded(context, text)))


MACROS = (request_builder,)
