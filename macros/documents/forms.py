"""Forms: the blank Word forms and the review sheet, written with every build of the site (.docx)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from macros.content.playbook.downloads import FOLDER, size
from macros.documents import letters, outlines, word
from macros.documents.word import Document
from macros.loading.definitions import Definitions
from macros.models.practice import Question
from macros.rendering.abbreviations import plain, worded
from macros.rendering.engine import NoPage, Settings
from macros.rendering.page_context import PageContext
from macros.tools.forms import FILES
from macros.tools.outlines import titles
from macros.tools.questions import asked

#: A text of a definition in; its words without links out.
Text = Callable[[str], str]
#: The question whose answer is a list of fields.
LISTED = "fields"
#: How many empty rows stand in the list of fields.
BLANK_ROWS = 8
#: The documents made last, each with the definitions and the names it was made from.
_kept: dict[str, tuple[Definitions, tuple[str, str], bytes]] = {}


def missing(definitions: Definitions, conf: Settings) -> list[str]:
    """The forms to be made: under `make serve` those of which a definition, or a name that they bear, has changed."""
    return [key for key in _names(definitions) if key not in _kept or _kept[key][:2] != (definitions, _bears(conf))]


def made(key: str, definitions: Definitions, conf: Settings) -> bytes:
    """A form's Word document."""
    outline = key.removeprefix("outline-")
    return word.content(outlined_paper(outline, definitions, conf) if outline != key else form(key, definitions, conf))


def write_forms(site: Path, definitions: Definitions, conf: Settings, fresh: dict[str, bytes]) -> dict[str, str]:
    """Writes each form into the built site, of which `fresh` holds those that were missing; returns sizes in words."""
    sizes = {}
    _kept.update({key: (definitions, _bears(conf), content) for key, content in fresh.items()})
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for key, name in _names(definitions).items():
        path = site / FOLDER / name
        path.write_bytes(_kept[key][2])
        sizes[key] = size(path)
    return sizes


def _names(definitions: Definitions) -> dict[str, str]:
    """The file of each form."""
    return FILES | {f"outline-{key}": f"outline-{key}.docx" for key in titles(definitions)}


def _bears(conf: Settings) -> tuple[str, str]:
    """The names that every form bears."""
    return conf["site_name"], conf["site_author"]


def outlined_paper(key: str, definitions: Definitions, conf: Settings) -> Document:
    """The outline of one paper as a Word document."""
    context = PageContext(NoPage(conf), definitions)
    with context.borrowing("index.md"):

        def text(words: str) -> str:
            return plain(worded(context, words))

        document = word.new_document(titles(definitions)[key], definitions, conf)
        outlines.outline(document, definitions, key, text)
    return document


def form(key: str, definitions: Definitions, conf: Settings) -> Document:
    """One form as a Word document."""
    blank = getattr(definitions.forms, key)
    context = PageContext(NoPage(conf), definitions)
    with context.borrowing("index.md"):  # a form on paper stands alone: it spells out its own words

        def text(words: str) -> str:
            return plain(worded(context, words))

        document = word.new_document(blank.title, definitions, conf)
        document.add_paragraph(text(blank.about))
        document.add_paragraph(text(definitions.forms.caution))
        if key == "fields":
            _field_list(document, definitions)
        elif key == "decision_letter":
            letters.decision(document, definitions.forms)
        elif key == "referral_letter":
            letters.referral(document, definitions.forms, text(definitions.forms.referral["law"]))
        else:
            _questions(document, definitions, key, text)
    return document


def _questions(document: Document, definitions: Definitions, key: str, text: Text) -> None:
    """The request form of a route, or the review sheet."""
    forms = definitions.forms
    for field, head in forms.head.items():
        document.add_heading(head.label, 1)
        document.add_paragraph(text(head.help), style="Help")
        word.answer_field(document, field, head.label, forms.write_here)
    add = _reviewed if key == "review" else _answered
    questions = enumerate(asked(definitions, "" if key == "review" else key), start=1)
    for part, group in groupby(questions, lambda numbered: numbered[1].part):
        document.add_heading(part, 1)
        for number, question in group:
            document.add_heading(f"{number}. {text(question.ask)}", 2)
            add(document, definitions, question, text)
    if key == "review":
        document.add_heading(forms.decision, 1)
        word.choice_fields(document, "decision", forms.decision, forms.decisions)
        word.answer_field(document, "reasons", forms.reasons, f"{forms.reasons}.")


def _answered(document: Document, definitions: Definitions, question: Question, text: Text) -> None:
    document.add_paragraph(text(question.help), style="Help")
    tag = _tag(definitions, question)
    word.answer_field(document, tag, question.name, definitions.forms.write_here)
    if tag == LISTED:
        _field_list(document, definitions)


def _reviewed(document: Document, definitions: Definitions, question: Question, text: Text) -> None:
    forms, tag = definitions.forms, _tag(definitions, question)
    document.add_paragraph(forms.asked, style="Help")
    word.answer_field(document, tag, question.name, forms.write_here)
    if tag == LISTED:
        _field_list(document, definitions)
    document.add_paragraph(f"{forms.good_answer} {text(question.good_answer)}", style="Help")
    word.choice_fields(document, tag, question.name, forms.verdict)
    word.answer_field(document, f"{tag}.notes", f"{question.name}: {forms.notes}", f"{forms.notes}.")


def _field_list(document: Document, definitions: Definitions) -> None:
    word.field_list(document, definitions, BLANK_ROWS)


def _tag(definitions: Definitions, question: Question) -> str:
    """The key of a question, which names its field to programs."""
    return next(key for key, record in definitions.tables["questions"].items() if record is question)
