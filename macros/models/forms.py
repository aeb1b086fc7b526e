"""The forms: what the request form and the review sheet say besides the questions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.models.base import Model, Record, Text


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
    route: Text  # asks how the request will travel
    routes: dict[Literal["agency", "p20win"], Text] = Field(min_length=2)  # the answers to that
    head: dict[str, HeadField] = Field(min_length=1)
    write_here: Text  # stands in an empty answer
    good_answer: Text  # goes before what a good answer looks like
    verdict: dict[str, Text] = Field(min_length=2)  # what a reviewer ticks at each question
    notes: Text  # names the place for notes
    decision: Text  # heads the last part of the sheet
    decisions: dict[str, Text] = Field(min_length=2)  # what a reviewer ticks there
    reasons: Text  # names the place for reasons
