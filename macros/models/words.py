"""Words and addresses: sources, outside links, terms, single facts, the resource library."""

from __future__ import annotations

from typing import Literal

from macros.models.base import Confidence, Day, EditionKey, Https, LinkKey, Model, Named, Record, Text


class Source(Model):
    """A publication that the facts were taken from."""

    title: Text
    publisher: Text
    dated: Text  # as the publication dates itself, in words
    read: Literal["in full", "in part", "in a summary only"]
    limits: Text | None = None  # what the copy does not show, as a sentence; each law read in it says so
    link: LinkKey | None = None  # its official address, where it has one
    note: Text | None = None


class Link(Record):
    """An outside address: written here once, named by its key everywhere else."""

    title: Text
    url: Https  # the address, copied from the browser
    publisher: Text | None = None
    file: Literal["PDF", "Excel", "Word"] | None = None  # shown to readers beside the link
    address: Confidence = "read"  # how sure we are of the address itself
    retired: bool = False  # `true` where the address is dead
    use_instead: LinkKey | None = None  # which link takes its place


class Term(Named):
    """A word of the glossary."""

    meaning: Text  # what it means, in one or two short sentences
    kind: Literal["P20 WIN", "data sharing", "privacy", "technology", "linking", "law"]  # the subject it belongs to
    see: Text | None = None  # page of this playbook that explains it: linking-datasets.md#blocking
    article: bool = False  # `true` where its whole name takes "the" inside a sentence


class Fact(Record):
    """One statement that a chapter quotes."""

    text: Text


Topic = Literal[
    "preparing-a-successful-data-request",
    "legal-issues-in-data-sharing",
    "data-aggregation",
    "linking-data",
    "metadata",
    "bias-in-data",
    "safeguarding-data",
    "p20-win",
    "open-data",
]


class Resource(Record):
    """An entry of the resource library."""

    link: LinkKey
    title: Text | None = None  # of the work, where the link leads to a page that lists it
    by: Text  # who made it
    year: int | None = None
    type: Literal[
        "guide", "report", "law guide", "tool", "template", "data", "article", "video", "book", "policy", "website"
    ]
    topic: Topic  # the heading it stands under
    why: Text


QuestionTopic = Literal[
    "Before you ask",
    "When you are asked",
    "Protecting and moving data",
    "P20 WIN",
    "Things people believe",
]


class CommonQuestion(Record):
    """A question that many people ask, or a thing that many wrongly believe, with its short answer."""

    topic: QuestionTopic  # the heading it stands under
    ask: Text  # the question, or the belief, as people say it
    myth: bool = False  # `true` where `ask` is a belief that is wrong
    answer: Text  # two short sentences
    page: Text  # where the whole story stands: safeguarding-data.md#suspected-breach


class Edition(Model):
    """A published edition of the playbook."""

    version: Text
    date: Day
    dated: Text  # as shown: "June 2022"


class Change(Model):
    """A change that readers should know of."""

    date: Day
    edition: EditionKey  # the edition that it came with
    kind: Literal["law", "step", "form", "fact", "wording"]
    guidance: bool = False  # `true` where what a reader should do has changed
    pages: list[Text] = []  # the files below docs/ on which it shows; none: the whole site
    summary: Text  # what changed, in one or two sentences


class Feedback(Model):
    """A reason to write to us about a page."""

    label: Text  # the words of the link
    says: Text  # how the report begins
    form: Literal["page-problem.yml", "broken-link.yml"]  # the form that opens, in .github/ISSUE_TEMPLATE/


class Redirect(Model):
    """An old address and the page that answers it now."""

    to: Text
    why: Text
