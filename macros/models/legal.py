"""Law and paper: laws, kinds of data, agreements, what to do on a breach."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from macros.models.base import (
    AgencyKey,
    AgreementKey,
    Anchor,
    Confidence,
    ContactKey,
    DataKindKey,
    Day,
    Https,
    LawKey,
    LinkKey,
    Model,
    Named,
    Record,
    RoleKey,
    Text,
)


class DataKind(Named):
    """A kind of data that laws protect, as a reader would name it."""

    meaning: Text
    examples: list[Text] = []
    page: Text  # the page that holds all that its laws say, as a file below docs/
    critical: bool = False  # a critical data element: lists of the safeguarding chapter show it


#: A text that ends in the paragraph it was read in: "The agreement says how long it lasts. [4-67aa(a)(9)]".
CITED = re.compile(r"(?P<text>.*\S)\s*\[(?P<at>[^\[\]]+)\]\s*", re.DOTALL)


class Point(Model):
    """One thing that a law says, and the paragraph that says it. In YAML one text: `"What it says. [4-67aa(b)]"`."""

    text: Text  # what the law says, in words of our own
    at: Text | None = None  # the paragraph in which it was read, such as 4-67aa(a)(1); None where nothing was read


def _point(value: Any) -> Any:
    """A text as a definition holds it, taken apart into what is said and where that stands."""
    if not isinstance(value, str):
        return value
    found = CITED.fullmatch(value)
    if found and not re.search(r"\d", found["at"]):
        raise ValueError(f'"[{found["at"]}]" names no paragraph; end with one such as [4-67aa(a)(1)]')
    return {"text": found["text"], "at": found["at"].strip()} if found else {"text": value}


#: A text with its paragraph in square brackets at the end.
Cited = Annotated[Point, BeforeValidator(_point)]

#: Who may get data. The agreement finder uses the same words.
Recipient = Literal[
    "state-agency",  # another agency of the state
    "federal-agency",
    "town",  # a town or a school district
    "other-state",
    "tribe",  # a tribal nation
    "contractor",  # somebody who works for the agency that holds the data
    "nonprofit",  # a nonprofit that runs a program for the agency
    "researcher",  # outside state government
    "provider",  # somebody who treats or serves the person
    "person",  # the person in the data, or whom that person names
    "anyone",
]


class Pathway(Model):
    """One way on which a law lets data go to somebody."""

    to: list[Recipient] = Field(min_length=1)  # who may get the data, as the finder sorts recipients
    who: Text  # the same, as the law has it: "another state agency"
    purpose: Text | None = None  # for what
    condition: Text | None = None  # what must be so first
    paper: Text | None = None  # which request, consent or agreement it takes
    terms_of: LawKey | None = None  # the law that lists what that agreement must hold
    record: Text | None = None  # which record of the disclosure it asks for
    at: Text | None = None  # the paragraph, such as 12-15(b)(1)(A); left out only where nothing was read


class Law(Named):
    """A statute or regulation. Never without citation, official address and date checked.

    What it says is kept in points, each with its paragraph in square brackets at the end of the text. Abbreviations in
    its texts are spelled out; other records are named as `{term data-recipient}`.
    """

    level: Literal["Connecticut", "federal"]
    subject: Text | None = None  # heads its entry, where the name alone tells a reader nothing
    cite: Text  # the citation, as lawyers write it
    url: Https | None = None  # the official text
    link: LinkKey | None = Field(default=None, validate_default=True)  # or a page that leads to it
    url_confidence: Confidence = "read"  # how sure we are of the address
    protects: Cited  # what it protects, or what it does
    binds: Cited | None = None  # who must keep it
    not_binding: Cited | None = None  # whom it leaves out
    duties: list[Cited] = []  # what those it binds must do
    says: list[Cited] = []  # what else it says: definitions, and rules that fit nowhere else
    pathways: list[Pathway] = []  # who may get the data, each way with its conditions and its paragraph
    pathway: Text | None = None  # the usual way to share, in a sentence: only where no paragraph was read
    terms_for: Cited | None = None  # which agreements must hold the terms
    terms: dict[str, Cited] = {}  # what such an agreement must hold, each term under a short key that never changes
    onward: list[Cited] = []  # limits on passing data on
    records: list[Cited] = []  # which records of disclosures to keep
    times: list[Cited] = []  # limits of time
    disposal: list[Cited] = []  # when and how data are returned or destroyed
    penalties: list[Cited] = []  # what follows where it is broken
    history: Text | None = None  # the acts that made or changed it
    unread: Text | None = None  # which part of this law was not read at the source
    second_read: Day | None = None  # the day on which a second person read every point against its paragraph
    data_kinds: list[DataKindKey] = []  # the kinds of data that it guards
    general: bool = False  # `true` where it is on any data first, whatever kinds it names
    agencies: list[AgencyKey] = []  # the agencies whose data it guards
    anchor: Anchor  # the end of its address; once published, never change it

    @field_validator("link")
    @classmethod
    def _one_address(cls, value: str | None, info: ValidationInfo) -> str | None:
        if (value is None) == (info.data.get("url") is None):
            raise ValueError("a law needs an address: give either `url` or `link`, not both")
        return value

    @model_validator(mode="after")
    def _evidence(self) -> Law:
        if self.pathway and self.pathways:
            raise ValueError("holds both `pathway` and `pathways`; keep `pathways`, which name their paragraphs")
        if self.terms and not self.terms_for:
            raise ValueError("lists terms; say after `terms_for` which agreements must hold them")
        bare = next((text for text, at in self.cited() if at is None), None)
        if bare and any(at for _, at in self.cited()):
            raise ValueError(f'names no paragraph for "{bare[:60]}"; end the text with it in square brackets')
        return self

    @model_validator(mode="after")
    def _second_reading(self) -> Law:
        if self.second_read is None:
            return self
        if not self.plain or not any(at for _, at in self.cited()):
            raise ValueError("has `second_read`, but no paragraph that was read; remove `second_read`")
        if self.second_read < self.checked:
            raise ValueError("was checked after `second_read`; let a second person read it again, or remove that line")
        return self

    def cited(self) -> list[tuple[str, str | None]]:
        """Everything it says, each with the paragraph that says it."""
        single = [point for point in (self.protects, self.binds, self.not_binding, self.terms_for) if point]
        lists = (self.duties, self.says, self.onward, self.records, self.times, self.disposal, self.penalties)
        points = [*single, *self.terms.values(), *(point for points in lists for point in points)]
        return [*((point.text, point.at) for point in points), *((way.who, way.at) for way in self.pathways)]


class Agreement(Named):
    """A type of agreement. Texts may name other records, as those of a law may."""

    use_when: Text  # when it is the right paper
    who_signs: Text
    who_signs_confidence: Confidence = "read"
    holds: list[Text]  # what it must say
    holds_confidence: Confidence = "read"
    layer: Literal["frame", "exchange", "person", "work"]  # what it is for; the picture of the papers shows it there
    p20win: bool = False  # `true` where P20 WIN uses it
    elsewhere: bool = True  # `false` where this playbook knows it from P20 WIN alone
    combines: Text | None = None  # how it goes with other papers
    not_enough: Text | None = None  # when this paper alone will not do
    caution: Text | None = None  # shown to readers where sources disagree
    combines_with: list[AgreementKey] = []
    laws: list[LawKey] = []
    anchor: Anchor  # of its section in responding-to-data-requests.md


class BreachStep(Record):
    """One step after a suspected breach: whom to tell, what to do, within which time."""

    title: Text
    tell: Text  # whom to tell
    do: Text
    within: Text  # by when
    basis: Literal["advice", "agreement", "law"]
    limits: Text | None = None  # what the rule does not settle, or what was not read
    laws: list[LawKey] = []
    roles: list[RoleKey] = []
    contact: ContactKey | None = None
