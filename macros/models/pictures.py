"""Pictures: what a picture shows that stands in no other definition file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.models.base import Model, Record, Text


class DetailStep(Model):
    """A level of detail that a requester may ask for."""

    name: Text
    get: Text  # what you get
    when: Text  # when it is the right level
    asks: Text  # what it asks of you


class Detail(Record):
    """The levels of detail, from the least to the most."""

    steps: list[DetailStep] = Field(min_length=2)


class MaskedField(Model):
    """A field of an invented record, before and after names are taken out."""

    field: Text
    before: Text
    after: Text | None = None  # what remains; nothing where it is left out
    how: Text


class Masked(Record):
    """An invented record, field by field."""

    fields: list[MaskedField] = Field(min_length=1)


class SendingStep(Model):
    """A step on the way of a file from its sender to its receiver."""

    who: Literal["sender", "receiver"]
    do: Text
    by: Text | None = None  # the channel, where something passes to the other side
    how: Text


class Sending(Record):
    """How a file is sent, in order."""

    steps: list[SendingStep] = Field(min_length=1)


class Pictures(Model):
    """Everything in pictures.yml."""

    detail: Detail
    masked: Masked
    sending: Sending
