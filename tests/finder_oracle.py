"""The rules of the agreement finder once more, slow and plain: what tests hold the fast ones against."""

from __future__ import annotations

from collections.abc import Iterator

from macros.loading.finder_rules import Answers, choices, reason
from macros.models.finder import Conditions, Finder, FinderQuestion


def asked(question: FinderQuestion, answers: Answers) -> bool:
    """Whether the finder asks this question after these answers."""
    wanted = all(set(answers.get(key, ())) & set(of) for key, of in question.only_if.items())
    return wanted and not any(set(answers.get(key, ())) & set(of) for key, of in question.not_if.items())


def every_combination(finder: Finder, at: int = 0, answers: Answers | None = None) -> Iterator[Answers]:
    """Each way through the questions."""
    answers = answers or {}
    keys = list(finder.questions)
    while at < len(keys) and not asked(finder.questions[keys[at]], answers):
        at += 1
    if at == len(keys):
        yield answers
        return
    for choice in choices(finder.questions[keys[at]]):
        yield from every_combination(finder, at + 1, {**answers, keys[at]: choice})


def fits(when: Conditions, answers: Answers) -> bool:
    """Whether answers meet the conditions of a rule."""
    return all(not set(of).isdisjoint(answers.get(key, ())) for key, of in when.items())


def result(finder: Finder, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The papers that the answers lead to, each with its reasons, in the order of the definitions."""
    rules = [rule for rule in finder.rules if fits(rule.when, answers)]
    reasons = {
        key: tuple(reason(finder, rule, answers) for rule in rules if key in rule.papers) for key in finder.papers
    }
    return {key: found for key, found in reasons.items() if found}
