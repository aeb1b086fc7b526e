"""Outlines: a paper's headings, places for the project's answers and the terms of laws, for counsel (.docx)."""

from __future__ import annotations

from collections.abc import Callable

from macros.content.law.agreements import holds
from macros.documents import word
from macros.documents.word import Document
from macros.loading.definitions import Definitions
from macros.models.legal import Agreement, Law
from macros.models.outline import Answers, Heading
from macros.tools.outlines import EXHIBITS

#: A text of a definition in; its words without links out.
Text = Callable[[str], str]
BLANK_ROWS = 4
#: What stands at the head of each outline.
FIRST = Answers(head=["title", "from", "to", "date"], questions=["goal"])


def outline(document: Document, definitions: Definitions, key: str, text: Text) -> None:
    """Adds the outline of an agreement, or of the exhibits for P20 WIN, to a document that begins with its title."""
    words = definitions.outlines
    word.running_head(document, words.line)
    document.add_paragraph(words.line, style="Subtitle")
    document.add_paragraph(text(words.about))
    document.add_heading(words.parties, 1)
    _answers(document, definitions, FIRST, text)
    document.add_heading(words.contents, 1)
    if key == EXHIBITS:
        _exhibits(document, definitions, text)
    else:
        _contents(document, definitions, definitions.tables["agreements"][key], text)
    document.add_heading(words.days, 1)
    _answers(document, definitions, Answers(dates=["review", "renewal", "end", "destruction"]), text)
    _laws(document, definitions, text)
    document.add_heading(words.signers, 1)
    if key != EXHIBITS:
        document.add_paragraph(text(definitions.tables["agreements"][key].who_signs))
    word.answer_field(document, "signers", words.signers, words.blank)
    document.add_paragraph(text(words.to_counsel))
    document.add_paragraph(words.line)


def _contents(document: Document, definitions: Definitions, record: Agreement, text: Text) -> None:
    """The headings of a paper with the answers under them; at the end the answers that found no heading."""
    placed = set(FIRST.questions)
    for held in holds(record):
        answers = next((one for one in definitions.outlines.headings if _fits(one, held)), Answers())
        placed |= set(answers.questions)
        document.add_heading(text(held[:1].upper() + held[1:]), 2)
        _answers(document, definitions, answers, text)
    document.add_heading(definitions.outlines.others, 2)
    # A paper of one agency holds what a request to it asks; what only P20 WIN asks goes into its exhibits.
    asked = definitions.tables["questions"].items()
    others = [key for key, question in asked if key not in placed and "agency" in question.routes]
    _answers(document, definitions, Answers(questions=others), text)


def _fits(heading: Heading, held: str) -> bool:
    return any(words in held.lower() for words in heading.words)


def _exhibits(document: Document, definitions: Definitions, text: Text) -> None:
    record = definitions.p20win.agreement
    answers = {one.exhibit: one for one in definitions.outlines.exhibits}
    document.add_paragraph(text(record.caution))
    for exhibit in record.exhibits:
        if exhibit.id not in answers:
            continue
        document.add_heading(f"Exhibit {exhibit.id}: {text(exhibit.name)}", 2)
        if exhibit.caution:
            document.add_paragraph(text(exhibit.caution))
        _answers(document, definitions, answers[exhibit.id], text)


def _answers(document: Document, definitions: Definitions, answers: Answers, text: Text) -> None:
    """Places for answers, each under the name of what it answers; one blank where there is nothing to put."""
    questions, head = definitions.tables["questions"], definitions.forms.head
    dates, blank = definitions.project_plan.dates, definitions.outlines.blank
    places: list[tuple[str, str]] = [(key, head[key].label) for key in answers.head]
    places += [(key, f"{text(questions[key].name)}, from the request") for key in answers.questions]
    places += [(f"dates.{key}", f"{dates[key].name}, from the dates") for key in answers.dates]
    for tag, label in places or [("blank", blank)]:
        if places:
            document.add_paragraph(f"{label}:", style="Label")
        word.answer_field(document, tag, label, blank)
    if answers.field_list:
        word.field_list(document, definitions, BLANK_ROWS)


def _laws(document: Document, definitions: Definitions, text: Text) -> None:
    """The terms of each law that lists some, in a part that the project page takes out where the law is not named."""
    words = definitions.outlines
    document.add_heading(words.terms, 1)
    document.add_paragraph(text(words.terms_about))
    laws: dict[str, Law] = definitions.tables["laws"]
    for law in laws.values():
        if law.terms:
            with word.section(document, f"law.{law.anchor}", law.name):
                _law(document, definitions, law, text)


def _law(document: Document, definitions: Definitions, law: Law, text: Text) -> None:
    document.add_heading(law.full, 2)
    if law.terms_for:
        document.add_paragraph(f"{text(law.terms_for.text)} {_at(law.terms_for.at)}".strip())
    if not law.plain:
        document.add_paragraph("This law was not read at its source. Check each term in the text of the law.")
    if law.unread:
        document.add_paragraph(text(law.unread))
    for key, term in law.terms.items():
        document.add_paragraph(
            f"{text(term.text)} {_at(term.at)} {_see(definitions, key)}".strip(), style="List Bullet"
        )


def _see(definitions: Definitions, term: str) -> str:
    """Names the answers that speak of a term, which stand above."""
    outlines, questions = definitions.outlines, definitions.tables["questions"]
    found = next((one for one in outlines.term_answers if term in one.terms), None)
    names = [questions[key].name for key in found.questions] if found else []
    return f"{outlines.see} {'; '.join(names)}." if names else ""


def _at(paragraph: str | None) -> str:
    return f"[{paragraph}]" if paragraph else ""
