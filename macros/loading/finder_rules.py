"""The rules of the agreement finder, tried on every combination of answers; a browser only looks up what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache, reduce
from itertools import combinations
from math import prod
from operator import or_
from typing import Any

from macros.loading.yaml_file import Location
from macros.models.finder import NONE, Conditions, Finder, FinderQuestion, Rule
from macros.problems import nearest

#: Question -> the answers given to it. A question that was not asked has no entry.
Answers = dict[str, tuple[str, ...]]
#: More combinations than this, counted as if every question were always asked, would make the page's table heavy.
MOST = 200_000


def choices(question: FinderQuestion) -> list[tuple[str, ...]]:
    """Everything that can be answered; where several answers may be given, as a binary count from none of them up."""
    counted = [key for key, answer in question.answers.items() if not answer.counts_as]
    keys = [key for key in counted if not (question.many and key == NONE)]
    if not question.many:
        return [(key,) for key in keys]
    picked = [tuple(key for bit, key in enumerate(keys) if number >> bit & 1) for number in range(1 << len(keys))]
    return [(NONE,), *picked[1:]]


class Step:
    """A question, made ready to be walked thousands of times: sets of answers and of rules are the bits of numbers."""

    def __init__(self, finder: Finder, key: str, bits: dict[tuple[str, str], int]) -> None:
        """`bits` gives each answer of each question its bit."""
        question = finder.questions[key]
        self.key = key
        self.choices = choices(question)
        self.given = [sum(bits[key, answer] for answer in choice) for choice in self.choices]
        self.only_if = [_any_of(bits, other, of) for other, of in question.only_if.items()]
        self.not_if = sum(_any_of(bits, other, of) for other, of in question.not_if.items())
        asking = [(1 << number, rule.when[key]) for number, rule in enumerate(finder.rules) if key in rule.when]
        self.lost_unasked = sum(bit for bit, _ in asking)
        self.lost = [sum(bit for bit, of in asking if not set(of) & set(choice)) for choice in self.choices]

    def asked(self, given: int) -> bool:
        """Whether the finder asks this question after these answers."""
        return not given & self.not_if and all(given & of for of in self.only_if)


def _any_of(bits: dict[tuple[str, str], int], key: str, answers: list[str]) -> int:
    return sum(bits[key, answer] for answer in dict.fromkeys(answers))


def _matters(steps: list[Step]) -> int:
    """The answers that decide which of these questions are asked."""
    return reduce(or_, (of for step in steps for of in (step.not_if, *step.only_if)), 0)


def walk(finder: Finder, ending: Callable[[Answers, int], Any], *, first: bool = False) -> Any:
    """Every way through the questions: lists inside lists, one level for each question asked, one entry a choice.

    A way ends in what `ending` makes of its answers and of the rules that fit them, each rule a bit of a number. Of the
    answers it may tell only those that these rules ask for: ways that then go on alike are walked once, and share what
    they hold. With `first`, the answers tell nothing: each set of rules then has the first answers that it fits, and
    None stands for the others.
    """
    pairs = [(key, answer) for key, question in finder.questions.items() for answer in question.answers]
    bits = {pair: 1 << number for number, pair in enumerate(pairs)}
    steps = [Step(finder, key, bits) for key in finder.questions]
    spoken = [sum(_any_of(bits, key, of) for key, of in rule.when.items()) for rule in finder.rules]
    made: dict[tuple[int, int, int], Any] = {}

    @cache
    def telling(at: int, rules: int) -> int:
        """The answers that tell how a way goes on here, and what it ends in."""
        return reduce(or_, () if first else (spoken[number] for number in numbers(rules)), _matters(steps[at:]))

    def branch(at: int, answers: Answers, given: int, rules: int) -> Any:
        state = at, given & telling(at, rules), rules
        if state in made:
            return None if first else made[state]
        made[state] = None
        while at < len(steps) and not steps[at].asked(given):
            rules &= ~steps[at].lost_unasked
            at += 1
        if at == len(steps):
            made[state] = ending(answers, rules)
        else:
            step = steps[at]
            made[state] = [
                branch(at + 1, {**answers, step.key: choice}, given | bit, rules & ~lost)
                for choice, bit, lost in zip(step.choices, step.given, step.lost, strict=True)
            ]
        return made[state]

    return branch(0, {}, 0, (1 << len(finder.rules)) - 1)


def numbers(rules: int) -> tuple[int, ...]:
    """The numbers of the rules whose bits are set."""
    return tuple(number for number in range(rules.bit_length()) if rules >> number & 1)


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


def faults(finder: Finder) -> tuple[tuple[Location, str], ...]:
    """Where each mistake of the rules stands, and what it is, with its mend."""
    return _kept_faults(finder.model_dump_json())


@lru_cache(maxsize=4)
def _kept_faults(finder: str) -> tuple[tuple[Location, str], ...]:
    """The mistakes of a finder that is given as JSON: its ways are walked once, until it changes."""
    return tuple(_faults(Finder.model_validate_json(finder)))


def _faults(finder: Finder) -> Iterator[tuple[Location, str]]:
    named = list(_dead_names(finder))
    if named:
        yield from named
        return
    if prod(len(choices(question)) for question in finder.questions.values()) > MOST:
        yield ("questions",), "the finder: too many answers to try them all; merge two answers or drop a question"
        return
    first: dict[int, Answers] = {}
    walk(finder, lambda answers, rules: first.setdefault(rules, answers), first=True)
    outcomes = {numbers(rules): answers for rules, answers in first.items()}
    yield from _contradictions(finder, outcomes)
    yield from _dead_ends(finder, {number for fitting in outcomes for number in fitting})


def _contradictions(finder: Finder, outcomes: dict[tuple[int, ...], Answers]) -> Iterator[tuple[Location, str]]:
    for fitting, answers in outcomes.items():
        papers = [paper for number in fitting for paper in finder.rules[number].papers]
        if not papers:
            yield ("rules",), f"the finder: no rule fits these answers: {in_words(answers)}; add a rule for them"
        for one, other in combinations(dict.fromkeys(papers), 2):
            if other in finder.papers[one].never_with or one in finder.papers[other].never_with:
                number = next(n for n in fitting if other in finder.rules[n].papers)
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
    said: dict[tuple[Any, ...], int] = {}

    @cache
    def leading(rules: int) -> dict[str, list[int]]:
        fitting = numbers(rules)
        found = {paper: [n for n in fitting if paper in finder.rules[n].papers] for paper in finder.papers}
        return {paper: of for paper, of in found.items() if of}

    def number_of(rule: int, answers: Answers) -> int:
        # Most ways share their sentences: they are put together once for the answers that a rule speaks of.
        key = (rule, *(answers[question] for question in finder.rules[rule].when))
        if key not in said:
            said[key] = reasons.setdefault(reason(finder, finder.rules[rule], answers), len(reasons))
        return said[key]

    def ending(answers: Answers, rules: int) -> int:
        papers = tuple((paper, tuple(number_of(rule, answers) for rule in of)) for paper, of in leading(rules).items())
        return outcomes.setdefault(papers, len(outcomes))

    return {"ways": walk(finder, ending), "outcomes": list(outcomes), "reasons": list(reasons)}
