"""A project: what a reader's file holds, and what the page of the project asks for in each step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from macros.models.base import Model, Record, Ref, Text

#: The edition of the file. A new one needs a way up from the one before, in docs/assets/javascripts/shared/project.js.
VERSION = 2
Part = Literal["Purpose", "Data", "People and access", "Methods and outputs", "Safeguards", "Law", "Ending"]


class FieldLine(Model):
    """One line of the field list."""

    name: str  # the field, as the data dictionary has it
    meaning: str = ""  # what it means
    source: str = ""  # the agency and the data set where it comes from
    reason: str = ""  # why it is needed
    identifies: Literal["", "yes", "no"] = ""  # whether it identifies people


class Project(Model):
    """A project, as a reader's browser and a reader's file hold it. Everything in it was written by the reader."""

    kind: Literal["data-sharing-project"]  # tells the file from others
    version: Literal[2]  # the edition of this form of file
    id: str  # tells the project from others in the same browser
    saved: str = ""  # when it was last changed: 2026-11-25T14:30:00.000Z
    route: Literal["agency", "p20win"]  # how the request travels
    answers: dict[str, str]  # answers by the key of the question, as in questions.json; title, from, to, date
    finder: dict[str, dict[str, str]]  # what the agreement finder said: papers and laws by key, and its address
    fields: list[FieldLine]  # the field list
    review: dict[str, dict[str, str]]  # the data owner's verdict and notes, by the key of the question
    decision: dict[str, str]  # the data owner's decision and the words of the letters
    dates: dict[str, str]  # days by the key of the date: 2027-08-31
    checklists: dict[str, dict[str, str]]  # ticked items by list, each with the version of its words


class ProjectPart(Model):
    """Something to fill in a step: questions of a part of the request, another tool's work, or a checklist."""

    questions: Part | None = None  # the questions of this part
    holds: Literal["head", "finder", "fields", "decision", "dates"] | None = None  # or this, of the project
    checklist: Annotated[str, Ref("checklists")] | None = None  # or this checklist
    name: Text  # what readers call it
    page: Text  # where it is filled: tools/request-builder.md#part-purpose

    @model_validator(mode="after")
    def _one_kind(self) -> ProjectPart:
        if sum(bool(kind) for kind in (self.questions, self.holds, self.checklist)) != 1:
            raise ValueError("a part needs one of `questions`, `holds` and `checklist`, and no other of them")
        return self


class ProjectStep(Model):
    """A step of process.yml, seen from the project."""

    step: Annotated[str, Ref("process")]
    whom: Text  # with whom to do it
    parts: list[ProjectPart] = Field(min_length=1)


class ProjectDate(Model):
    """A day that a project should name."""

    name: Text
    help: Text
    checklist: Annotated[str, Ref("checklists")] | None = None  # what to tick on that day


class ProjectPlan(Record):
    """The page of the project: steps in the order of process.yml, and the dates."""

    steps: list[ProjectStep] = Field(min_length=1)
    dates: dict[str, ProjectDate] = Field(min_length=1)
