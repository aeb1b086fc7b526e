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
<div>
<label for="answer-{key}">{label}</label>
<p class="help" id="help-{key}">{help}</p>
<textarea id="answer-{key}" name="{key}" rows="{rows}" aria-describedby="help-{key}"></textarea>
</div>
{beside}
</div>"""
#: What stands beside a question: what the data owner looks for, and how others answered.
BESIDE = """\
<div class="beside">
<p class="beside-head">What the data owner looks for</p>
<p>{good}</p>
{samples}
</div>"""
SAMPLE = """\
<details data-routes="{route}"><summary>Sample answer</summary>
<p>{answer}</p>
<p>{fictional}</p></details>"""


def request_builder(context: PageContext) -> str:
    """The form of a request, part by part, each question with help, the data owner's view and a sample (HTML).

    HTML, because Markdown has no form. Without a script it can be filled in and printed.
    Example: `{{ request_builder() }}`
    """
    parts = ['<form class="tool builder" data-builder autocomplete="off" markdown>\n', _first_part(context)]
    questions = context.definitions.tables["questions"].items()
    for part, group in groupby(questions, lambda item: item[1].part):
        anchor = f"part-{part.lower().replace(' ', '-')}"
        parts.append(f'\n<section data-part="{part}" aria-labelledby="{anchor}" markdown>\n')
        parts.append(f"## {part} {{ #{anchor} }}\n")
        parts += [_field(context, key, question) for key, question in group]
        parts.append("\n</section>\n")
    return "\n".join([*parts, "\n</form>\n"])


def _first_part(context: PageContext) -> str:
    """How the request travels, and the lines at its head."""
    head, routes = context.definitions.forms.head, context.definitions.forms.routes
    boxes = [
        f'<label><input type="radio" name="route" value="{key}"{first}> <span>{escape(label)}</span></label>'
        for (key, label), first in zip(routes.items(), [" checked", *[""] * len(routes)], strict=False)
    ]
    route = ROUTE.format(legend=escape(context.definitions.forms.route), boxes="\n".join(boxes))
    fields = [
        FIELD.format(
            key=key, routes=" ".join(routes), label=field.label, help=_text(context, field.help), rows=2, beside=""
        )
        for key, field in head.items()
    ]
    return "\n".join(['<section data-part="Start" aria-label="Start">', route, *fields, "</section>"])


def _field(context: PageContext, key: str, question: Question) -> str:
    only = f" {ROUTES[question.routes[0]]}" if len(question.routes) == 1 else ""
    samples = [
        SAMPLE.format(route=example.route, answer=_text(context, answer.answer), fictional=escape(example.fictional))
        for example in context.definitions.tables["examples"].values()
        for answer in example.answers
        if answer.question == key
    ]
    return FIELD.format(
        key=key,
        routes=" ".join(question.routes),
        label=_text(context, question.ask) + escape(only),
        help=_text(context, question.help),
        rows=4,
        beside=BESIDE.format(good=_text(context, question.good_answer), samples="\n".join(samples)),
    )


def _text(context: PageContext, text: str) -> str:
    """A text of a definition without links, which a label cannot hold (HTML)."""
    return escape(plain(worded(context, text)))


MACROS = (request_builder,)
