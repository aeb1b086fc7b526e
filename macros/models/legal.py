"""Law and paper: laws, kinds of data, agreements, what to do on a breach."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from macros.models.base import (
    AgencyKey,
    AgreementKey,
    Confidence,
    ContactKey,
    DataKindKey,
    Https,
    LawKey,
    LinkKey,
    Named,
    Record,
    RoleKey,
    Text,
)


class DataKind(Named):
    """A kind of data that laws protect, as a reader would name it."""

    meaning: Text
    examples: list[Text] = []
    critical: bool = False  # a critical data element: lists of the safeguarding chapter show it


class Law(Named):
    """A statute or regulation. Never without citation, official address and date checked.

    Abbreviations in its texts are spelled out; other records are named as {term data-recipient}.
    """

    level: Literal["Connecticut", "federal"]
    subject: Text | None = None  # heads its entry, where the name alone tells a reader nothing
    cite: Text  # the citation, as lawyers write it
    url: Https | None = None  # the official text
    link: LinkKey | None = Field(default=None, validate_default=True)  # or a page that leads to it
    url_confidence: Confidence = "read"  # how sure we are of the address
    protects: Text  # what it protects, or what it does
    binds: Text | None = None  # who must keep it
    requires: Text | None = None  # what those it binds must do
    pathway: Text | None = None  # the usual way to share under it
    terms: list[Text] = []  # terms that agreements under it must hold, as far as they were read
    history: Text | None = None  # the acts that made or changed it
    unread: Text | None = None  # which part of this record was not read at the source
    data_kinds: list[DataKindKey] = []  # the kinds of data that it guards
    agencies: list[AgencyKey] = []  # the agencies whose data it guards
    anchor: Text  # the end of its address; once published, never change it

    @field_validator("link")
    @classmethod
    def _one_address(cls, value: str | None, info: ValidationInfo) -> str | None:
        if (value is None) == (info.data.get("url") is None):
            raise ValueError("a law needs an address: give either `url` or `link`, not both")
        return value


class Agreement(Named):
    """A type of agreement. Texts may name other records, as those of a law may."""

    use_when: Text  # when it is the right paper
    who_signs: Text
    who_signs_confidence: Confidence = "read"
    holds: list[Text]  # what it must say
    holds_confidence: Confidence = "read"
    combines: Text | None = None  # how it goes with other papers
    not_enough: Text | None = None  # when this paper alone will not do
    caution: Text | None = None  # shown to readers where sources disagree
    combines_with: list[AgreementKey] = []
    laws: list[LawKey] = []
    anchor: Text  # of its section in responding-to-data-requests.md


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
