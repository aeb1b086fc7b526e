"""Forms: the list of blank forms that the build writes, as links (Markdown and HTML)."""

from __future__ import annotations

from macros.problems import MacroMistake, nearest
from macros.rendering.page_context import PageContext

#: Each form -> its file below the folder; the page names a form by its key.
FILES = {
    "agency": "data-request-form-one-agency.docx",
    "p20win": "data-request-form-p20-win.docx",
    "review": "data-request-review-sheet.docx",
    "fields": "data-request-field-list.docx",
    "decision_letter": "data-request-decision.docx",
    "referral_letter": "data-request-referral.docx",
}


def form_links(context: PageContext, *forms: str) -> str:
    """The blank forms, all or those named, as a list of links (Markdown and HTML).

    Finishing adds each address and size, since the files are made then.
    Example: `{{ form_links() }}` or `{{ form_links("agency", "p20win", "review") }}`
    """
    for key in forms:
        if key not in FILES:
            raise MacroMistake(f'no form "{key}"{nearest(key, FILES)}; the forms are {", ".join(FILES)}')
    words = context.definitions.forms
    items = [f'- <a data-form="{key}">{getattr(words, key).title}</a>' for key in forms or FILES]
    return "\n".join(items)


MACROS = (form_links,)
