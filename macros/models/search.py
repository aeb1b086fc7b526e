"""Search: the everyday words that readers type for what the playbook calls by another name, and what they ask."""

from __future__ import annotations

from pydantic import Field

from macros.models.base import Model, Text, Texts


class SearchWords(Model):
    """One everyday word (the key), others that are used like it, and what the playbook says instead."""

    also: list[Text] = []
    means: list[Text] = Field(min_length=1)  # words that stand in the playbook's text

    @property
    def not_shown(self) -> str:
        """Why no page shows this record."""
        return "readers type these words into the search; no page shows them"


class Asked(Model):
    """What readers ask where one section answers: the key is its page with its address, as "index.md#about"."""

    asked: Texts  # questions and key words, in readers' own words, each once

    @property
    def not_shown(self) -> str:
        """Why no page shows this record."""
        return "readers ask so in the search; no page shows it"
