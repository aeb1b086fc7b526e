"""The worked example: one invented request, from its question to the destruction certificate."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from macros.models.base import AgencyKey, AgreementKey, LawKey, Model, Ref, Text

QuestionKey = Annotated[str, Ref("questions")]


class Answer(Model):
    """What the requester wrote under one question of the request."""

    question: QuestionKey
    answer: Text


class DataField(Model):
    """One line of the field list."""

    holder: AgencyKey
    file: Literal["match", "analysis", "result"]
    field: Text
    why: Text


class Choice(Model):
    """A type of agreement, and why it was chosen or not."""

    agreement: AgreementKey
    chosen: bool
    reason: Text


class LawPoint(Model):
    """A law that the request had to meet, and how it does."""

    law: LawKey
    point: Text


class Transfer(Model):
    """One line of the transfer log."""

    day: int
    what: Text
    sender: Text
    receiver: Text
    channel: Text
    check: Text


class Group(Model):
    """How the match did for one group of people in the sample."""

    name: Text
    true_matches: int = Field(gt=0)
    found: int = Field(ge=0)

    @property
    def recall(self) -> float:
        """The share of the group's true matches that were found."""
        return self.found / self.true_matches


class Sample(Model):
    """Records whose right answer is known, and what the match made of them."""

    records: int
    true_matches: int
    links_made: int
    true_links: int
    false_links: int
    missed_matches: int
    groups: list[Group] = Field(min_length=2)

    @property
    def precision(self) -> float:
        """True links as a share of all links made."""
        return self.true_links / self.links_made

    @property
    def recall(self) -> float:
        """True links as a share of all true matches."""
        return self.true_links / self.true_matches

    @model_validator(mode="after")
    def _adds_up(self) -> Sample:
        sums = (
            ("true_links and false_links", self.true_links + self.false_links, "links_made", self.links_made),
            ("true_links and missed_matches", self.true_links + self.missed_matches, "true_matches", self.true_matches),
            ("true_matches of the groups", sum(g.true_matches for g in self.groups), "true_matches", self.true_matches),
            ("found of the groups", sum(g.found for g in self.groups), "true_links", self.true_links),
        )
        for parts, added, whole, stated in sums:
            if added != stated:
                raise ValueError(f"{parts} add up to {added}, but {whole} says {stated}; correct one of them")
        if not 0 < self.links_made <= self.records or not 0 < self.true_matches <= self.records:
            raise ValueError("links_made and true_matches must lie between 1 and records; correct them")
        return self


class MatchReport(Model):
    """What whoever links the records tells the users of the result."""

    sent: int  # records that were to be matched
    linked: int  # of these, how many found a partner
    fields: Text
    method: Text
    threshold: Text
    blanks: Text  # which fields were often empty
    unmatched: Text  # what it means when a record found no partner
    checked_by: Text  # how the sample was checked
    sample: Sample

    @property
    def match_rate(self) -> float:
        """Records that found a partner, as a share of those sent."""
        return self.linked / self.sent

    @model_validator(mode="after")
    def _within(self) -> MatchReport:
        if not 0 < self.linked <= self.sent:
            raise ValueError(f"linked ({self.linked}) must lie between 1 and sent ({self.sent}); correct one of them")
        return self


class Example(Model):
    """A worked example. Everything in it is invented, and its first sentence says so."""

    title: Text
    route: Literal["agency", "p20win"]
    fictional: Text  # the sentence that says so; it opens each box
    requester: AgencyKey
    owners: list[AgencyKey] = Field(min_length=1)
    first_try: Text  # the question as first asked
    what_was_wrong: Text
    questions: list[Text]  # the questions that were sent
    least_data: Text  # why this is the least data that answers them
    answers: list[Answer]
    fields: list[DataField]
    agreements: list[Choice]
    laws: list[LawPoint]
    transfers: list[Transfer]
    match_report: MatchReport
    ending: list[Text]
    certificate: dict[str, Text]
