"""Finishing, agreement tools: the table that the browser looks answers up in, and the Word documents for results."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from macros.documents import word
from macros.loading.definitions import Definitions
from macros.loading.finder_rules import table
from macros.models.finder import Finder
from macros.rendering.engine import Settings
from macros.tools.finder import CAUTION

FOLDER = "tools/agreement-finder"
TERMS = "tools/terms-by-law"
#: What the empty document holds: a heading, the tag of the place under it, and what stands there until it is filled.
PLACES = (
    ("What you said", "said", "Your answers"),
    ("What to find out first", "find", "Your answers left nothing open."),
    ("Papers that fit your answers", "papers", "The papers"),
    ("Ways that these laws open", "ways", "Look up your kinds of data on the page on laws."),
    ("Laws to look at", "laws", "Look up your kinds of data on the page on laws."),
)


def write_finder(site: Path, definitions: Definitions, conf: Settings) -> None:
    """Writes answers.json and result.docx beside the finder's page in the built site."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "answers.json").write_text(_answers(definitions.finder.model_dump_json()), encoding="utf-8")
    document = word.new_document("Papers for your data sharing", definitions, conf)
    document.add_paragraph(CAUTION)
    for heading, tag, words in PLACES:
        document.add_heading(heading, 1)
        word.answer_field(document, tag, heading, words)
    word.save(document, folder / "result.docx")


def write_terms(site: Path, definitions: Definitions, conf: Settings) -> None:
    """Writes terms.docx, the document that holds the chosen terms, beside the page of terms in the built site."""
    folder = site / TERMS
    folder.mkdir(parents=True, exist_ok=True)
    document = word.new_document("Terms by law for your agreement", definitions, conf)
    document.add_paragraph(CAUTION)
    word.answer_field(document, "terms", "Terms by law", "The terms of the laws that you chose")
    word.save(document, folder / "terms.docx")


@lru_cache(maxsize=2)
def _answers(finder: str) -> str:
    """The table as JSON, of a finder as JSON; `make serve` makes it anew only when the finder has changed."""
    return json.dumps(table(Finder.model_validate_json(finder)), ensure_ascii=False, separators=(",", ":")) + "\n"
