"""P20 WIN: its names, governance, request steps, agreement exhibits, agenda, files."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.models.base import AgencyKey, Anchor, Model, Named, Record, Text, Texts


class Names(Record):
    """What the system is called, now and before, and what it is."""

    name: Text
    full_name: Text
    name_about: Text
    presented_as: Text  # the name OPM's web page shows
    presented_as_about: Text
    former_statutory_name: Text
    former_statutory_name_about: Text
    since: Text  # the year it began
    kind: Texts  # what sort of system it is, in short statements


class Body(Named):
    """A governance body."""

    who: Text
    role: Text
    part: Literal["decides", "advises", "works"]  # where the picture of the governance shows it
    duties: list[Text] = []
    chair: Text | None = None
    meets: Text | None = None
    quorum: Text | None = None
    decides: Text | None = None
    caution: Text | None = None  # shown to readers where sources disagree
    anchor: Anchor


class Step(Model):
    """One step of a process: who does what."""

    who: Text
    title: Text
    do: Text
    lane: Literal["requester", "owner", "both"] = "both"
    paper: Text | None = None  # the paper that changes hands after this step


class Steps(Record):
    """A process, in order."""

    steps: list[Step] = Field(min_length=1)


class Items(Record):
    """A list of short points with one source."""

    items: list[Text] = Field(min_length=1)


class Statement(Record):
    """One statement with its source."""

    text: Text


class PossibleMembers(Record):
    """Agencies that a source names as possible members only."""

    text: Text  # the words before their names
    agencies: list[AgencyKey] = Field(min_length=1)


class Part(Model):
    """A numbered part of an agreement."""

    part: Text
    about: Text


class Parts(Record):
    """The parts of an agreement that are known by number."""

    parts: list[Part] = Field(min_length=1)
    after_alert: Texts  # what follows a breach alert


class Exhibit(Model):
    """An exhibit of the P20 WIN data sharing agreement."""

    id: Text | None = None
    name: Text
    caution: Text | None = None


class Exhibits(Record):
    """The exhibits, in order."""

    signers: Text
    contains: Text
    exhibits: list[Exhibit] = Field(min_length=1)
    caution: Text


class Agenda(Record):
    """A learning agenda: the topics that requests should serve."""

    dated: Text
    topics: Texts


class LearningAgenda(Model):
    """The agenda now, the one before, and how it changes."""

    current: Agenda
    previous: Agenda
    upkeep: Texts
    rule: Texts


class Conflict(Record):
    """Two readings of a rule; what to do until the owner settles it."""

    rule: Text
    readings: list[Text] = Field(min_length=2)
    advice: Text


class Files(Model):
    """How files are prepared for P20 WIN, and when they are destroyed."""

    rules: Items
    conflicts: list[Conflict]
    destruction: Items
    people: Items


Place = Literal["agencies", "hub", "review", "recipient"]


class Party(Model):
    """Who has linked data for a while, and what they see of them."""

    name: Text
    who: Text | None = None  # the agency behind the name
    sees: Text


class Move(Model):
    """A file on its way from one party to the next."""

    sender: Place
    receiver: Place
    what: Text
    holds: Text  # what is in it, in a phrase
    identities: bool = False  # `true` where it shows who people are
    end: Text | None = None  # when it is destroyed


class Flow(Record):
    """How linked data move, in order, between four parties."""

    parties: dict[Place, Party] = Field(min_length=4)
    moves: list[Move] = Field(min_length=1)


class Dictionary(Record):
    """The P20 WIN data dictionary; how many elements each agency has stands in agencies.yml."""

    counted: Text  # the day of the count, in words
    columns: Texts


class P20Win(Model):
    """Everything in p20win.yml."""

    names: Names
    governance: dict[str, Body] = Field(min_length=1)
    request: Steps
    request_form: Items
    agreement: Exhibits
    license: Conflict
    emou: Parts
    learning_agenda: LearningAgenda
    joining: Steps
    joining_caution: Statement
    possible_members: PossibleMembers
    files: Files
    flow: Flow
    dictionary: Dictionary
