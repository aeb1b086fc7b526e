"""Practice: the request questions, checklists, transfer channels, linkage, the worked example."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from macros.models.base import AgencyKey, Confidence, LawKey, LinkKey, Model, Named, Record, Ref, Text

FormTopic = Literal[
    "project and purpose",
    "learning agenda",
    "data fields and linking",
    "agencies and contacts",
    "applicable laws",
    "analysis and reporting",
    "security",
    "limits on publication",
    "destruction or return",
    "signed approvals",
]


class Question(Record):
    """A question of the request form, seen from both sides."""

    part: Literal["Purpose", "Data", "People and access", "Methods and outputs", "Safeguards", "Law", "Ending"]
    name: Text  # what the question is about, in one to four words
    ask: Text  # as the form puts it
    help: Text  # for the requester
    good_answer: Text  # what the data owner looks for
    routes: list[Literal["agency", "p20win"]] = Field(min_length=1)
    form_topics: list[FormTopic] = []  # the topics of P20 WIN's form that it covers


class Checklist(Record):
    """A list of things to tick, each with an id that never changes."""

    title: Text
    who: Text
    items: dict[str, Text] = Field(min_length=1)


class RegisterField(Model):
    """A column of the register of agreements that an agency can publish."""

    label: Text
    meaning: Text  # what stands in it
    type: Literal["text", "date", "yes-no", "address"] = "text"
    required: bool = False  # whether every entry must have it


class Pack(Record):
    """Chapters to take along as one document."""

    title: Text
    file: Text  # its name without the ending
    about: Text  # for whom it is
    pages: list[Text] = []  # the chapters in it, by their files below docs/; none: all of them
    word: bool = False  # also made as a Word document


class LaneStep(Model):
    """What one side does in a step of the process, and the section that tells how."""

    do: Text
    page: Text  # responding-to-data-requests.md#ask-key-questions-up-front


class ProcessStep(Record):
    """One step of a request, with what each side does and the paper that changes hands after it."""

    title: Text
    requester: LaneStep
    owner: LaneStep
    paper: Text
    paper_goes: Literal["to the owner", "to the requester", "both ways"]


class TransferMethod(Named):
    """A channel that data may travel by."""

    public_data: Literal["yes", "no"]
    protected_data: Literal["yes", "with approval", "no"]
    why: Text
    how: Text | None = None


class SuppressionRule(Record):
    """One rule for small cells."""

    rule: Text  # "{limit}" stands for the number below
    limit: int | None = Field(default=None, gt=0)
    agency: AgencyKey | None = None  # the Connecticut agency whose rule it is
    others: Text | None = None  # who else has made it, by name; neither: a rule of P20 WIN
    link: LinkKey | None = None  # where the rule can be read
    offered: Text | None = None  # as the tool for small counts offers it, where it does
    zeros_shown: bool = True  # whether the rule lets a zero stand
    confidence: Confidence  # how sure we are; no rule goes without its mark, because readers act on it

    @model_validator(mode="after")
    def _has_its_number(self) -> SuppressionRule:
        if "{limit}" in self.rule and self.limit is None:
            raise ValueError('names "{limit}"; give the number after `limit`')
        if self.offered and not self.plain:
            raise ValueError("is offered by the tool but was not read; take out `offered`, or read the rule")
        return self


class Identifier(Record):
    """One of the identifiers that HIPAA's Safe Harbor method removes."""

    text: Text
    number: int


def _small(words: str) -> str:
    if not re.fullmatch(r"[a-z]+( [a-z]+)*", words):
        raise ValueError(f'"{words}" can match no name; write small letters, with one space between words')
    return words


#: Words of a field's name, as `date of birth`.
NameWords = Annotated[str, AfterValidator(_small)]


class FieldName(Record):
    """Names of fields that look as if they identify people, with the law to look at and the gentler choice."""

    name: Text  # what such a field holds
    words: list[NameWords] = Field(min_length=1)  # a name fits when it holds these words side by side
    alone: list[NameWords] = []  # a name fits when it is these words and no others
    identifier: Annotated[str, Ref("identifiers")]  # which of the 18 of Safe Harbor it is
    laws: list[LawKey] = Field(min_length=1)  # the laws to look at
    gentler: Text  # what often does as well and tells less about a person


class LinkageMethod(Named):
    """A way to link records."""

    how: Text
    best_when: Text
    watch: Text


class LinkageTool(Named):
    """Software that links records."""

    what: Text
    language: Text
    version: Text | None = None
    link: LinkKey
