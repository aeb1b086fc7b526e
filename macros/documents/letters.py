"""Letters: the data owner's decision and the referral to another agency, as blank Word documents (.docx)."""

from __future__ import annotations

from docx.document import Document

from macros.documents import word
from macros.models.forms import Forms


def decision(document: Document, forms: Forms) -> None:
    """Adds the parts of the letter that decides on a request."""
    _head(document, forms)
    document.add_heading(forms.letter["decision"], 1)
    word.choice_fields(document, "decision", forms.decision, forms.decisions)
    parts = {"reasons": forms.reasons, "changes": forms.letter["changes"], "next": forms.letter["next"]}
    for tag, words in parts.items():
        document.add_heading(words, 1)
        word.answer_field(document, tag, words, forms.write_here)
    _signature(document, forms)


def referral(document: Document, forms: Forms, law: str) -> None:
    """Adds the parts of the letter that sends a requester on; `law` says why, in words without links."""
    _head(document, forms)
    document.add_paragraph(forms.referral["sentence"])
    for tag in ("agency", "address", "telephone", "day"):
        document.add_heading(forms.referral[tag], 1)
        word.answer_field(document, f"origin.{tag}", forms.referral[tag], forms.write_here)
    document.add_paragraph(law)
    _signature(document, forms)


def _head(document: Document, forms: Forms) -> None:
    """Date, who writes to whom, and about what. Whom the requester asked is who now writes."""
    letter = forms.letter
    parts = {"day": letter["date"], "from": letter["to"], "to": letter["from"], "title": letter["about"]}
    for tag, words in parts.items():
        document.add_heading(words, 1)
        word.answer_field(document, tag, words, forms.write_here)


def _signature(document: Document, forms: Forms) -> None:
    document.add_heading(forms.letter["signed"], 1)
    word.answer_field(document, "signed", forms.letter["signed"], forms.write_here)
