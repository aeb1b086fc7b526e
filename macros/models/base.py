"""What every record shares: its source, the date it was checked, and how sure we are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from macros.models.plain import left_over, misplaced

Confidence = Literal[
    "read",  # the passage itself was read in a stored copy of the source
    "counted",  # counted from the source itself
    "derived",  # follows from other facts
    "read-secondary",  # read only in somebody else's summary
    "remembered",  # general knowledge, not checked
    "inferred",  # inferred from how a source uses a word
    "conflicting",  # stored sources disagree
    "not-found",  # looked for, not found
]
#: Only these may stand on a page as plain statements (the project's rule for facts).
PLAIN: frozenset[str] = frozenset({"read", "counted", "derived"})


@dataclass(frozen=True)
class Ref:
    """Marks a field whose value is a key of another definition file; the loader checks it."""

    file: str


#: A record named inside a definition text: {agency DSS}, {term IRB, text=review boards}.
NAMED = re.compile(r"\{(agency|agreement|law|role|term) ([^,{}]+)(?:, text=([^{}]+))?\}")
#: The file of each kind of record that a text may name.
NAMED_IN = {"agency": "agencies", "agreement": "agreements", "law": "laws", "role": "roles", "term": "terms"}


def _https(value: str) -> str:
    if not re.fullmatch(r"https://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?", value):
        raise ValueError(f'"{value}" is not a web address; write it whole, as https://example.gov/page')
    return value


def _day(value: date) -> date:
    if not 2000 <= value.year < 2100:
        raise ValueError(f'"{value}" lies far off; write the year in full, as in 2026-11-22')
    return value


def _plain_text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write the text or remove the line")
    if "\n" in value:
        raise ValueError('goes over several lines; write it in one, or put ">-" after the field and the lines below')
    if "|" in value:
        raise ValueError('holds "|", which parts the cells of a table; write a comma or a word')
    if "—" in value:
        raise ValueError("holds a long dash; write a comma, a colon or two sentences")
    for fault in (*left_over(value), *misplaced(value)):
        raise ValueError(fault)
    return value


Https = Annotated[str, AfterValidator(_https)]
Text = Annotated[str, AfterValidator(_plain_text)]
Texts = Annotated[list[Text], Field(min_length=1)]
Day = Annotated[date, AfterValidator(_day)]
Anchor = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]

SourceKey = Annotated[str, Ref("sources")]
LinkKey = Annotated[str, Ref("links")]
LawKey = Annotated[str, Ref("laws")]
AgreementKey = Annotated[str, Ref("agreements")]
AgencyKey = Annotated[str, Ref("agencies")]
TermKey = Annotated[str, Ref("terms")]
RoleKey = Annotated[str, Ref("roles")]
DataKindKey = Annotated[str, Ref("data_kinds")]
ContactKey = Annotated[str, Ref("contacts")]
EditionKey = Annotated[str, Ref("editions")]


class Model(BaseModel):
    """A piece of a definition: no unknown fields, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Record(Model):
    """A fact with its evidence."""

    source: list[SourceKey] = Field(min_length=1)  # where it was read
    checked: Day  # the day on which somebody last compared it with its source
    confidence: Confidence = "read"  # how sure we are; `read` where nothing is written
    note: Text | None = None  # for editors; no page shows it
    not_shown: Text | None = None  # why no page shows this record, where none does

    @property
    def plain(self) -> bool:
        """Whether the fact may stand as a plain statement."""
        return self.confidence in PLAIN


class Named(Record):
    """A record with a name, perhaps an abbreviation, and other words readers type for it."""

    name: Text  # the whole name
    abbreviation: Text | None = None  # its short form, if people use one
    also: list[Text] = []  # other words that readers type for it

    @field_validator("name")
    @classmethod
    def _sorts(cls, name: str) -> str:
        if not re.search("[A-Za-z0-9]", name):
            raise ValueError("holds no letter to sort it by; write it with one")
        return name

    @property
    def short(self) -> str:
        """The abbreviation, or the name where there is none."""
        return self.abbreviation or self.name

    @property
    def full(self) -> str:
        """The name with its abbreviation in brackets, where there is one."""
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name
