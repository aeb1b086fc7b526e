"""The rules of the agreement finder, tried on every combination of answers; a browser only looks up what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import prod
from typing import Any

from macros.loading.yaml_file import Location
from macros.models.finder import NONE, Conditions, Finder, FinderQuestion, Rule
from macros.problems import nearest

#: Question -> the answers given to it. A question that was not asked has no entry.
Answers = dict[str, tuple[str, ...]]
#: More combinations than this, counted as if every question were always asked, would make the page's table heavy.
MOST = 200_000


def asked(question: FinderQuestion, answers: Answers) -> bool:
    """Whether the finder asks this question after these answers."""
    wanted = all(set(answers.get(key, ())) & set(of) for key, of in question.only_if.items())
    return wanted and not any(set(answers.get(key, ())) & set(of) for key, of in question.not_if.items())


def choices(question: FinderQuestion) -> list[tuple[str, ...]]:
    """Everything that can be answered; where several answers may be given, as a binary count from none of them up."""
    counted = [key for key, answer in question.answers.items() if not answer.counts_as]
    keys = [key for key in counted if not (question.many and key == NONE)]
    if not question.many:
        return [(key,) for key in keys]
    picked = [tuple(key for bit, key in enumerate(keys) if number >> bit & 1) for number in range(1 << len(keys))]
    return [(NONE,), *picked[1:]]


def following(finder: Finder, answers: Answers) -> tuple[str, FinderQuestion] | None:
    """The question that the finder asks next, with its key; None after the last."""
    keys = list(finder.questions)
    start = keys.index(next(reversed(answers))) + 1 if answers else 0
    for key in keys[start:]:
        if asked(finder.questions[key], answers):
            return key, finder.questions[key]
    return None


def every_combination(finder: Finder, answers: Answers | None = None) -> Iterator[Answers]:
    """Each way through the questions."""
    answers = answers or {}
    found = following(finder, answers)
    if found is None:
        yield answers
        return
    key, question = found
    for choice in choices(question):
        yield from every_combination(finder, {**answers, key: choice})


def fits(when: Conditions, answers: Answers) -> bool:
    """Whether answers meet the conditions of a rule."""
    return all(not set(of).isdisjoint(answers.get(key, ())) for key, of in when.items())


def fired(finder: Finder, answers: Answers) -> tuple[int, ...]:
    """The numbers of the rules that fit the answers."""
    return tuple(number for number, rule in enumerate(finder.rules) if fits(rule.when, answers))


def result(finder: Finder, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The papers that the answers lead to, each with its reasons, in the order of the definitions."""
    rules = [finder.rules[number] for number in fired(finder, answers)]
    reasons = {
        key: tuple(reason(finder, rule, answers) for rule in rules if key in rule.papers) for key in finder.papers
    }
    return {key: found for key, found in reasons.items() if found}


def reason(finder: Finder, rule: Rule, answers: Answers) -> str:
    """Why a rule fits these answers, in sentences of plain text."""
    said = [
        finder.questions[key].answers[answer].said
        for key, of in rule.when.items()
        for answer in answers[key]
        if answer in of
    ]
    *first, last = (f"that {words}" for words in said)
    return f"Because you said {', '.join(first)}{' and ' if first else ''}{last}. {rule.because}"


def faults(finder: Finder) -> Iterator[tuple[Location, str]]:
    """Where each mistake of the rules stands, and what it is, with its mend."""
    named = list(_dead_names(finder))
    if named:
        yield from named
        return
    if prod(len(choices(question)) for question in finder.questions.values()) > MOST:
        yield ("questions",), "the finder: too many answers to try them all; merge two answers or drop a question"
        return
    outcomes: dict[tuple[int, ...], Answers] = {}
    for answers in every_combination(finder):
        outcomes.setdefault(fired(finder, answers), answers)
    yield from _contradictions(finder, outcomes)
    yield from _dead_ends(finder, {number for numbers in outcomes for number in numbers})


def _contradictions(finder: Finder, outcomes: dict[tuple[int, ...], Answers]) -> Iterator[tuple[Location, str]]:
    for numbers, answers in outcomes.items():
        papers = [paper for number in numbers for paper in finder.rules[number].papers]
        if not papers:
            yield ("rules",), f"the finder: no rule fits these answers: {in_words(answers)}; add a rule for them"
        for one, other in combinations(dict.fromkeys(papers), 2):
            if other in finder.papers[one].never_with or one in finder.papers[other].never_with:
                number = next(n for n in numbers if other in finder.rules[n].papers)
                yield (
                    ("rules", number, "papers"),
                    f'the finder: "{one}" and "{other}" contradict each other (never_with), yet both follow from these '
                    f"answers: {in_words(answers)}; narrow one of the rules",
                )


def _dead_ends(finder: Finder, live: set[int]) -> Iterator[tuple[Location, str]]:
    for number in range(len(finder.rules)):
        if number not in live:
            yield ("rules", number), "the finder: this rule fits no answers that can be given; widen it or remove it"
    reached = {paper for rule in finder.rules for paper in rule.papers}
    for paper in finder.papers:
        if paper not in reached:
            yield ("papers", paper), f'the finder: no rule leads to the paper "{paper}"; add one or remove the paper'


def in_words(answers: Answers) -> str:
    """Answers as an editor reads them: `public: no, kinds: health + tax`."""
    return ", ".join(f"{key}: {' + '.join(given)}" for key, given in answers.items())


def _dead_names(finder: Finder) -> Iterator[tuple[Location, str]]:
    earlier: list[str] = []
    for key, question in finder.questions.items():
        for field in ("only_if", "not_if"):
            yield from _dead_conditions(finder, getattr(question, field), ("questions", key, field), earlier)
        earlier.append(key)
    for number, rule in enumerate(finder.rules):
        yield from _dead_conditions(finder, rule.when, ("rules", number, "when"), earlier)
        yield from _dead_papers(finder, rule.papers, ("rules", number, "papers"))
    for key, record in finder.papers.items():
        yield from _dead_papers(finder, record.never_with, ("papers", key, "never_with"))


def _dead_papers(finder: Finder, papers: list[str], at: Location) -> Iterator[tuple[Location, str]]:
    for paper in papers:
        if paper not in finder.papers:
            yield at, f'the finder: no paper "{paper}"{_did_you_mean(paper, finder.papers)}'


def _dead_conditions(
    finder: Finder, when: Conditions, at: Location, known: list[str]
) -> Iterator[tuple[Location, str]]:
    for key, of in when.items():
        if key not in known:
            later = " before this one" if key in finder.questions else ""
            yield (*at, key), f'the finder: no question "{key}"{later}{_did_you_mean(key, known)}'
            continue
        for answer in of:
            if answer not in finder.questions[key].answers:
                mend = _did_you_mean(answer, finder.questions[key].answers)
                yield (*at, key), f'the finder: question "{key}" has no answer "{answer}"{mend}'


def _did_you_mean(word: str, known: Any) -> str:
    return nearest(word, known) or f"; write one of {', '.join(known)}" if known else ""


def table(finder: Finder) -> dict[str, Any]:
    """What the browser looks up, for JSON.

    `ways`: lists inside lists, one level for each question asked, in order; each entry stands for a choice and ends in
    the number of an outcome. `outcomes`: papers, each with the numbers of its reasons. `reasons`: plain text.
    """
    reasons: dict[str, int] = {}
    outcomes: dict[tuple[Any, ...], int] = {}

    def ending(answers: Answers) -> int:
        papers = tuple(
            (paper, tuple(reasons.setdefault(text, len(reasons)) for text in texts))
            for paper, texts in result(finder, answers).items()
        )
        return outcomes.setdefault(papers, len(outcomes))

    def branch(answers: Answers) -> Any:
        found = following(finder, answers)
        if found is None:
            return ending(answers)
        key, question = found
        return [branch({**answers, key: choice}) for choice in choices(question)]

    return {"ways": branch({}), "outcomes": list(outcomes), "reasons": list(reasons)}
