"""The questions of a data request: for the requester with help, for the data owner with what to look for."""

from __future__ import annotations

from itertools import groupby

from macros.definitions import Definitions
from macros.desk import Desk
from macros.models.practice import Question
from macros.problems import MacroMistake, nearest
from macros.weave import weave

#: A route of a request -> what a question for that route alone says of itself.
ROUTES = {"agency": "Only for a request to one agency.", "p20win": "Only for a request through P20 WIN."}


def question_list(desk: Desk, route: str = "") -> str:
    """The questions by part, each with help for the requester, as headings and definition lists (Markdown).

    `route` "agency" or "p20win" leaves out what only the other route asks.
    Example: `{{ question_list() }}` or `{{ question_list("p20win") }}`
    """
    number, blocks = 0, []
    for part, group in groupby(_checked(desk, route), lambda question: question.part):
        lines = [f"### {part} {{ #questions-{part.lower().replace(' ', '-')} }}", ""]
        for question in group:
            number += 1
            lines += [_item(desk, number, question), ""]
        blocks.append("\n".join(lines))
    return "\n".join(blocks) + desk.edit_list("questions", "questions")


def question_table(desk: Desk, route: str = "") -> str:
    """The questions with what a good answer looks like, for the data owner (Markdown table).

    `route` "agency" or "p20win" leaves out what only the other route asks.
    Example: `{{ question_table() }}`
    """
    lines = ["| Part | Ask | Look for |", "| --- | --- | --- |"]
    for question in _checked(desk, route):
        lines.append(f"| {question.part} | {weave(desk, question.ask)} | {weave(desk, question.good_answer)} |")
    return "\n".join(lines) + "\n" + desk.edit_list("questions", "questions")


def asked(definitions: Definitions, route: str = "") -> list[Question]:
    """The questions of a route, in order; of both where none is named."""
    questions: list[Question] = list(definitions.tables["questions"].values())
    return [question for question in questions if not route or route in question.routes]


def _checked(desk: Desk, route: str) -> list[Question]:
    if route and route not in ROUTES:
        raise MacroMistake(f'no route "{route}"{nearest(route, ROUTES)}; the routes are "agency" and "p20win"')
    return asked(desk.definitions, route)


def _item(desk: Desk, number: int, question: Question) -> str:
    only = f" *{weave(desk, ROUTES[question.routes[0]])}*" if len(question.routes) == 1 else ""
    return f"**{number}. {weave(desk, question.ask)}**{only}\n:   {weave(desk, question.help)}"
