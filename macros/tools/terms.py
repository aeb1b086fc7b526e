"""Terms by law: what each law asks agreements to hold, to choose by kind of data and to tick against a draft."""

from __future__ import annotations

from html import escape

from macros.content.law.laws import heading, how_sure, official_link
from macros.content.law.places import full_entry
from macros.content.law.points import cited, in_sentence, laws_with_terms
from macros.models.legal import DataKind, Law, Point
from macros.rendering.abbreviations import plain, worded
from macros.rendering.layout import definition_list
from macros.rendering.page_context import PageContext
from macros.tools.checklists import box

#: Stands for the kind of a law that is not about one kind of data.
ANY = "any-data"
#: The choice, which a script shows; the sentence for readers without scripts stands where the form would.
FORM = """\
<noscript><p>Choosing needs JavaScript, which is off in your browser. The list below holds all terms.</p></noscript>
<form class="tool finder" data-terms data-template="terms.docx" hidden>
<fieldset>
<legend>Which kinds of data are in it?</legend>
<p class="help">Tick all that fit. The page then shows only the laws on these kinds. Nothing ticked shows all laws.</p>
{boxes}
</fieldset>
<p class="tool-state" role="status"></p>
<p class="tool-buttons"></p>
</form>
"""


def terms_form(context: PageContext) -> str:
    """The kinds of data whose laws list terms, as a form (HTML, hidden until a script takes it up).

    HTML, because Markdown has no form. Example: `{{ terms_form() }}`
    """
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    laws = laws_with_terms(context.definitions.tables["laws"])
    used = {kind for law in laws.values() for kind in _kinds(law)}
    names = {key: kind.name for key, kind in kinds.items() if key in used} | {ANY: "Any data of a state agency"}
    boxes = "\n".join(
        f'<label><input type="checkbox" name="kinds" value="{key}"> <span>{escape(name)}</span></label>'
        for key, name in names.items()
        if key in used
    )
    return FORM.format(boxes=boxes)


def terms_by_law(context: PageContext) -> str:
    """Each law that lists terms for agreements: which agreements, every term to tick, its limits (Markdown, HTML).

    Example: `{{ terms_by_law() }}`
    """
    laws = laws_with_terms(context.definitions.tables["laws"])
    return "\n".join(_section(context, key, law) for key, law in laws.items())


def _section(context: PageContext, key: str, law: Law) -> str:
    with context.borrowing(context.page):  # a law that the choice shows stands alone: it spells out its own words
        context.first_mention(law.name)
        agreements = {"Agreements": cited(context, law.terms_for) if law.terms_for else ""}
        terms = box(f"terms-{key}", f"Terms of {in_sentence(law)}", _items(context, law))
        limits = {
            "Passing on": _list(context, law.onward),
            "Records to keep": _list(context, law.records),
            "Return and destruction": _list(context, law.disposal),
        }
        evidence = {
            "It says more": f"[{law.short}, point by point]({context.href(full_entry(context, law))})",
            "How sure we are": f"{how_sure(context, law)} See the {official_link(context, law)}.",
        }
        parts = [
            f"### {heading(law)} {{ #{key} }}",
            definition_list(agreements),
            terms,
            definition_list(limits | evidence),
        ]
    return f'<div data-kinds="{" ".join(_kinds(law))}" markdown>\n\n' + "\n\n".join(parts) + "\n\n</div>\n"


def _items(context: PageContext, law: Law) -> dict[str, tuple[str, str]]:
    """The terms for a checklist: by key, the words of the record, and those that stand on the page."""
    items = {}
    for key, term in law.terms.items():
        place = f" ({term.at})" if term.at else ""
        items[key] = (term.text, plain(worded(context, term.text)) + place)
    return items


def _list(context: PageContext, points: list[Point]) -> str:
    return "\n".join(f"    - {cited(context, point)}" for point in points).lstrip()


def _kinds(law: Law) -> list[str]:
    return law.data_kinds or [ANY]


MACROS = (
    terms_form,
    terms_by_law,
)
