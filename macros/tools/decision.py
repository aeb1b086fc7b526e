"""The decision record: a requester's answers beside what to look for, and the data owner's decision."""

from __future__ import annotations

from html import escape

from macros.models.practice import Question
from macros.rendering.abbreviations import plain, worded
from macros.rendering.page_context import PageContext

FORM = """\
<form class="tool builder" data-decision autocomplete="off">
<details class="review" data-review hidden><summary>Go through the answers</summary>
{questions}
</details>
<fieldset>
<legend>{legend}</legend>
{boxes}
</fieldset>
{fields}
<fieldset class="referral">
<legend>Only if the data came to you from another state agency</legend>
{referral}
</fieldset>
</form>
"""
#: One question: what the requester wrote goes where `data-answer` stands.
QUESTION = """\
<fieldset data-question="{key}" data-routes="{routes}">
<legend>{ask}</legend>
<p class="answer" data-answer></p>
<p class="help">{good}</p>
{boxes}
<label for="notes-{key}">{notes}</label>
<textarea id="notes-{key}" name="{key}.notes" rows="2"></textarea>
</fieldset>"""
FIELD = """\
<div class="question">
<label for="decision-{key}">{label}</label>
<textarea id="decision-{key}" name="{key}" rows="2"></textarea>
</div>"""


def decision_form(context: PageContext) -> str:
    """The data owner's form: verdicts and notes at each question, the decision, the referral (HTML).

    HTML, because Markdown has no form. Without a script it can be filled in and printed.
    Example: `{{ decision_form() }}`
    """
    forms = context.definitions.forms
    questions: dict[str, Question] = context.definitions.tables["questions"]
    letter = {key: forms.letter[key] for key in ("changes", "next", "signed")}
    fields = {"reasons": forms.reasons, **letter, "day": forms.letter["date"]}
    referral = {f"origin.{key}": forms.referral[key] for key in ("agency", "address", "telephone", "day")}
    return FORM.format(
        questions="\n".join(_question(context, key, question) for key, question in questions.items()),
        legend=escape(forms.decision),
        boxes=_boxes("decision", forms.decisions),
        fields="\n".join(FIELD.format(key=key, label=escape(label)) for key, label in fields.items()),
        referral="\n".join(FIELD.format(key=key, label=escape(label)) for key, label in referral.items()),
    )


def _question(context: PageContext, key: str, question: Question) -> str:
    forms = context.definitions.forms
    return QUESTION.format(
        key=key,
        routes=" ".join(question.routes),
        ask=_text(context, question.ask),
        good=f"{escape(forms.good_answer)} {_text(context, question.good_answer)}",
        boxes=_boxes(key, forms.verdict),
        notes=escape(forms.notes),
    )


def _boxes(name: str, choices: dict[str, str]) -> str:
    return "\n".join(
        f'<label><input type="radio" name="{name}" value="{key}"> <span>{escape(words)}</span></label>'
        for key, words in choices.items()
    )


def _text(context: PageContext, text: str) -> str:
    return escape(plain(worded(context, text)))


MACROS = (decision_form,)
