"""The forms: what the request form and the review sheet say besides the questions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.models.base import Model, Record, Text

Column = Literal["name", "meaning", "source", "reason", "identifies"]
LetterPart = Literal["date", "to", "from", "about", "decision", "changes", "next", "signed"]
ReferralPart = Literal["sentence", "agency", "address", "telephone", "day", "law"]


class Blank(Model):
    """A Word document that is built with the site."""

    title: Text
    about: Text  # the paragraph under its title


class HeadField(Model):
    """A line at the head of a request, before the questions."""

    label: Text
    help: Text


class Forms(Record):
    """Words of the request form and of the review sheet; the questions stand in questions.yml."""

    caution: Text  # what nobody should write into a form
    agency: Blank  # the form for a request to one agency
    p20win: Blank  # the form for a request through P20 WIN
    review: Blank  # the sheet of those who decide
    fields: Blank  # the list of fields
    decision_letter: Blank  # the letter in which the data owner decides
    referral_letter: Blank  # the letter that sends a requester on to the agency of origin
    route: Text  # asks how the request will travel
    routes: dict[Literal["agency", "p20win"], Text] = Field(min_length=2)  # the answers to that
    head: dict[str, HeadField] = Field(min_length=1)
    columns: dict[Column, Text] = Field(min_length=5)  # the headings of the field list
    asked: Text  # goes before the requester's answer on the review sheet
    letter: dict[LetterPart, Text] = Field(min_length=8)  # the parts of a letter
    referral: dict[ReferralPart, Text] = Field(min_length=6)  # what the referral letter says besides
    write_here: Text  # stands in an empty answer
    good_answer: Text  # goes before what a good answer looks like
    verdict: dict[str, Text] = Field(min_length=2)  # what a reviewer ticks at each question
    notes: Text  # names the place for notes
    decision: Text  # heads the last part of the sheet
    decisions: dict[str, Text] = Field(min_length=2)  # what a reviewer ticks there
    reasons: Text  # names the place for reasons
