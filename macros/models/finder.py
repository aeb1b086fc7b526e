"""The agreement finder: its questions, the papers it may name, and the rules that lead from one to the other."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from macros.models.base import AgreementKey, DataKindKey, LawKey, Model, Record, RoleKey, Text
from macros.models.legal import Recipient


def _part_of_address(key: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+", key):
        raise ValueError(f'"{key}" cannot be part of an address; use small letters, digits and hyphens')
    return key


#: A key that addresses of results hold.
Key = Annotated[str, AfterValidator(_part_of_address)]
#: Question -> answers, each by its key.
Conditions = dict[str, list[str]]
#: The answer that stands for no answer of a question where several may be given.
NONE = "none"


class FinderAnswer(Model):
    """One answer to choose."""

    label: Text  # beside the box
    said: Text  # goes on from "You said that"
    data_kinds: list[DataKindKey] = []  # the kinds of data whose laws the result names
    recipients: list[Recipient] = []  # who gets the data, in the words that pathways of laws use
    counts_as: str | None = None  # "I don't know": the answer whose papers it leads to
    find_out: Text | None = None  # what to find out, or what was not read
    ask: list[RoleKey] = []  # whom to ask


class FinderQuestion(Model):
    """One question of the finder."""

    ask: Text
    help: Text | None = None
    many: bool = False  # several answers may be given; then the last one is `none` and stands alone
    only_if: Conditions = {}  # asked only after one of these answers to each question named
    not_if: Conditions = {}  # not asked after any of these answers
    answers: dict[Key, FinderAnswer] = Field(min_length=2)

    @field_validator("answers")
    @classmethod
    def _none_last(cls, answers: dict[str, FinderAnswer], info: ValidationInfo) -> dict[str, FinderAnswer]:
        counted = [key for key, answer in answers.items() if not answer.counts_as]
        if info.data.get("many") and counted[-1:] != [NONE]:
            raise ValueError(f'several answers may be given here, so the last one must be "{NONE}"')
        if [*answers][: len(counted)] != counted:
            raise ValueError("an answer with `counts_as` must stand after all others")
        for key, answer in answers.items():
            if answer.counts_as and answer.counts_as not in counted:
                raise ValueError(f'"{key}" counts as "{answer.counts_as}"; name one of {", ".join(counted)}')
            if answer.counts_as and not answer.find_out:
                raise ValueError(f'"{key}" has `counts_as`; say after `find_out` what the reader should find out')
        return answers


class Paper(Model):
    """A paper that a result may name: a type of agreement, or another one in words of its own."""

    agreement: AgreementKey | None = None  # its name, contents and signers stand in agreements.yml
    name: Text | None = None  # of any other paper; or of an agreement with something added
    terms_of: LawKey | None = None  # the law that lists what the paper must hold
    holds: list[Text] = []  # what it must say, or more of it
    who_signs: Text | None = None
    laws: list[LawKey] = []  # laws to look at, beside those of the agreement
    next: Text  # what to do next, as the text of a link
    page: Text  # where that link leads: responding-to-data-requests.md#agreement-template
    never_with: list[str] = []  # papers that would contradict it

    @field_validator("page")
    @classmethod
    def _names(cls, page: str, info: ValidationInfo) -> str:
        if not info.data.get("agreement"):
            for field in ("name", "who_signs"):
                if not info.data.get(field):
                    raise ValueError(f'a paper that names no agreement needs "{field}"')
        return page


class Rule(Model):
    """Answers that lead to papers, with the reason. Every question must fit; of its answers, one is enough."""

    when: Conditions = Field(min_length=1)
    papers: list[str] = Field(min_length=1)
    because: Text


class Finder(Record):
    """The whole finder, in the order in which it asks and answers."""

    questions: dict[Key, FinderQuestion] = Field(min_length=1, max_length=8)
    papers: dict[Key, Paper]
    rules: list[Rule]
