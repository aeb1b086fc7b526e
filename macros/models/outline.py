"""Outlines of agreements: which answers of a project stand under each heading of a paper."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from macros.models.base import AgreementKey, Model, Record, Ref, Text

QuestionKey = Annotated[str, Ref("questions")]


class Answers(Model):
    """The answers of a project that belong under a heading; a blank for counsel stands where there are none."""

    questions: list[QuestionKey] = []  # of the request
    head: list[Literal["title", "from", "to", "date"]] = []  # of the lines at its head
    dates: list[Literal["review", "renewal", "end", "destruction"]] = []  # of the dates of the project
    field_list: bool = False  # whether the field list stands there too


class Heading(Answers):
    """The answers under a heading of a paper, known by its words."""

    words: list[Text] = Field(min_length=1)  # a heading that holds one of these words gets the answers


class ExhibitAnswers(Answers):
    """The answers that belong into an exhibit of the P20 WIN agreement."""

    exhibit: Text  # its letter, as in p20win.yml


class TermAnswers(Model):
    """The answers that speak of a term which laws list."""

    terms: list[Text] = Field(min_length=1)  # the short keys that the term has in the laws
    questions: list[QuestionKey] = Field(min_length=1)


class Outlines(Record):
    """The outlines for counsel: their words, the papers, the exhibits, and the answers for each term of a law."""

    line: Text  # stands on every page
    title: Text  # goes before the name of the paper
    about: Text  # the first paragraph
    to_counsel: Text  # the line to counsel at the end
    parties: Text  # heads who the parties are
    contents: Text  # heads what the paper holds
    terms: Text  # heads what laws require
    terms_about: Text  # says how to use that part
    days: Text  # heads the dates
    signers: Text  # heads who signs
    blank: Text  # stands where no answer is
    others: Text  # heads the answers that stand under no heading
    papers: list[AgreementKey] = Field(min_length=1)  # the papers that have an outline; `holds` gives their headings
    headings: list[Heading] = Field(min_length=1)  # the first that fits counts; a heading that none fits gets a blank
    exhibits_title: Text  # of the outline for P20 WIN
    exhibits: list[ExhibitAnswers] = Field(min_length=1)
    see: Text  # goes before the names of the answers that speak of a term
    term_answers: list[TermAnswers]  # those names
