"""Who: agencies and bodies, the roles people play, and where to write to them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from macros.models.base import AgencyKey, Anchor, Confidence, Https, LinkKey, Model, Named, Record, Text


def _role_mailbox(value: str) -> str:
    local, at, _domain = value.partition("@")
    if not at or not local:
        raise ValueError(f'"{value}" is not an e-mail address')
    if "." in local and local != "ag.breach":
        raise ValueError(f'"{value}" looks like a person\'s mailbox; give the mailbox of a role')
    return value


RoleMailbox = Annotated[str, AfterValidator(_role_mailbox)]


class Membership(Model):
    """An agency's place in P20 WIN."""

    listed: Literal["2022 edition", "2025 manual"]
    dictionary_elements: int | None = None  # counted in the data dictionary; none: not in it
    holds: list[Text] = []  # what it holds, where a source says so


class Agency(Named):
    """A state agency, or another body that the playbook names."""

    kind: Literal["state agency", "state body", "university", "nonprofit", "judicial branch", "federal agency"]
    website: Https | None = None  # its home page
    website_confidence: Confidence = "read"
    p20win: Membership | None = None  # only where it takes part in P20 WIN
    does: Text | None = None  # what it does for data sharing, in a phrase
    anchor: Anchor  # the end of its address; once published, never change it


class Role(Named):
    """A part that a person plays when data are shared."""

    does: Text
    duties: list[Text] = []
    ask_them: Text | None = None
    anchor: Anchor | None = None  # where the role has a section of its own


class Contact(Record):
    """Where to write to a role; never a person."""

    name: Text
    also: list[Text] = []  # other words that readers type for it; the search answers them
    agency: AgencyKey | None = None
    about: Text  # what to write about
    email: RoleMailbox | None = None
    phone: Text | None = None
    link: LinkKey | None = None
