"""Letters: the data owner's decision and the referral to another agency, as blank Word documents (.docx)."""

from __future__ import annotations

from macros.documents import word
from macros.documents.word import Document
from macros.models.forms import Forms


def decision(document: Document, forms: Forms) -> None:
    """Adds the parts of the letter that decides on a request."""
    _head(document, forms)
    document.add_heading(forms.letter["decision"], 1)
    word.choice_fields(document, "decision", forms.decision, forms.decisions)
    parts = {"reasons": forms.reasons, "changes": forms.letter["changes"], "next": forms.letter["next"]}
    for tag, words in parts.items():
        document.add_paragraph(words, style="Label")
        word.answer_field(document, tag, words, forms.write_here)
    _line(document, "signed", forms.letter["signed"], forms)


def referral(document: Document, forms: Forms, law: str) -> None:
    """Adds the parts of the letter that sends a requester on; `law` says why, in words without links."""
    _head(document, forms)
    document.add_paragraph(forms.referral["sentence"])
    for tag in ("agency", "address", "telephone", "day"):
        _line(document, f"origin.{tag}", forms.referral[tag], forms)
    document.add_paragraph(law)
    _line(document, "signed", forms.letter["signed"], forms)


def _head(document: Document, forms: Forms) -> None:
    """Date, who writes to whom, and about what. Whom the requester asked is who now writes."""
    letter = forms.letter
    parts = {"day": letter["date"], "from": letter["to"], "to": letter["from"], "title": letter["about"]}
    for tag, words in parts.items():
        _line(document, tag, words, forms)


def _line(document: Document, tag: str, words: str, forms: Forms) -> None:
    """A short entry of the letter: what it is, and its place."""
    document.add_paragraph(words, style="Label")
    word.answer_field(document, tag, words, forms.write_here, short=True)
