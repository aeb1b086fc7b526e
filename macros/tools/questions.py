"""The questions of a data request: for the requester with help, for the data owner with what to look for."""

from __future__ import annotations

from itertools import groupby

from macros.loading.definitions import Definitions
from macros.models.practice import Question
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext

#: A route of a request -> what a question for that route alone says of itself.
ROUTES = {"agency": "Only for a request to one agency.", "p20win": "Only for a request through P20 WIN."}


def question_list(context: PageContext, route: str = "") -> str:
    """The questions by part, each with help for the requester, as headings and definition lists (Markdown).

    `route` "agency" or "p20win" leaves out what only the other route asks.
    Example: `{{ question_list() }}` or `{{ question_list("p20win") }}`
    """
    number, blocks = 0, []
    for part, group in groupby(_checked(context, route), lambda question: question.part):
        lines = [f"### {part} {{ #questions-{part.lower().replace(' ', '-')} }}", ""]
        for question in group:
            number += 1
            lines += [_item(context, number, question), ""]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def question_table(context: PageContext, route: str = "") -> str:
    """The questions with what a good answer looks like, for the data owner (Markdown table).

    `route` "agency" or "p20win" leaves out what only the other route asks.
    Example: `{{ question_table() }}`
    """
    lines = ["| Part | Ask | Look for |", "| --- | --- | --- |"]
    lines += [
        f"| {question.part} | {spell_out(context, question.ask)} | {spell_out(context, question.good_answer)} |"
        for question in _checked(context, route)
    ]
    return "\n".join(lines) + "\n"


def asked(definitions: Definitions, route: str = "") -> list[Question]:
    """The questions of a route, in order; of both where none is named."""
    questions: list[Question] = list(definitions.tables["questions"].values())
    return [question for question in questions if not route or route in question.routes]


def _checked(context: PageContext, route: str) -> list[Question]:
    if route and route not in ROUTES:
        raise MacroMistake(f'no route "{route}"{nearest(route, ROUTES)}; the routes are "agency" and "p20win"')
    return asked(context.definitions, route)


def _item(context: PageContext, number: int, question: Question) -> str:
    only = f" *{spell_out(context, ROUTES[question.routes[0]])}*" if len(question.routes) == 1 else ""
    return f"**{number}. {spell_out(context, question.ask)}**{only}\n:   {spell_out(context, question.help)}"


MACROS = (
    question_list,
    question_table,
)
