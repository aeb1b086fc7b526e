"""Forms: the blank Word forms and the review sheet, written with every build of the site (.docx)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from docx.document import Document

from macros.content.playbook.downloads import FOLDER, size
from macros.documents import word
from macros.loading.definitions import Definitions
from macros.models.practice import Question
from macros.rendering.abbreviations import plain, worded
from macros.rendering.engine import NoPage, Settings
from macros.rendering.page_context import PageContext
from macros.tools.forms import FILES
from macros.tools.questions import asked


def write_forms(site: Path, definitions: Definitions, conf: Settings) -> dict[str, str]:
    """Writes each form into the built site; returns its size in words."""
    sizes = {}
    for key, name in FILES.items():
        path = site / FOLDER / name
        word.save(form(key, definitions, conf), path)
        sizes[key] = size(path)
    return sizes


def form(key: str, definitions: Definitions, conf: Settings) -> Document:
    """One form as a Word document."""
    forms = definitions.forms
    blank = getattr(forms, key)
    context = PageContext(NoPage(conf), definitions)
    with context.borrowing("index.md"):  # a form on paper stands alone: it spells out its own words

        def text(words: str) -> str:
            return plain(worded(context, words))

        document = word.new_document(blank.title, definitions, conf)
        document.add_paragraph(text(blank.about))
        document.add_paragraph(text(forms.caution))
        for field, head in forms.head.items():
            document.add_heading(head.label, 1)
            document.add_paragraph(text(head.help))
            word.answer_field(document, field, head.label, forms.write_here)
        route = "" if key == "review" else key
        add = _reviewed if key == "review" else _answered
        questions = enumerate(asked(definitions, route), start=1)
        for part, group in groupby(questions, lambda numbered: numbered[1].part):
            document.add_heading(part, 1)
            for number, question in group:
                document.add_heading(f"{number}. {text(question.ask)}", 2)
                add(document, definitions, question, text)
        if key == "review":
            document.add_heading(forms.decision, 1)
            word.choice_fields(document, "decision", forms.decision, forms.decisions)
            word.answer_field(document, "reasons", forms.reasons, f"{forms.reasons}.")
    return document


def _answered(document: Document, definitions: Definitions, question: Question, text: Callable[[str], str]) -> None:
    document.add_paragraph(text(question.help))
    word.answer_field(document, _tag(definitions, question), question.name, definitions.forms.write_here)


def _reviewed(document: Document, definitions: Definitions, question: Question, text: Callable[[str], str]) -> None:
    forms, tag = definitions.forms, _tag(definitions, question)
    document.add_paragraph(f"{forms.good_answer} {text(question.good_answer)}")
    word.choice_fields(document, tag, question.name, forms.verdict)
    word.answer_field(document, f"{tag}.notes", f"{question.name}: {forms.notes}", f"{forms.notes}.")


def _tag(definitions: Definitions, question: Question) -> str:
    """The key of a question, which names its field to programs."""
    return next(key for key, record in definitions.tables["questions"].items() if record is question)
