"""Forms: the list of blank forms that the build writes, as links (Markdown and HTML)."""

from __future__ import annotations

from macros.rendering.page_context import PageContext

#: Each form -> its file below the folder; the page names a form by its key.
FILES = {
    "agency": "data-request-form-one-agency.docx",
    "p20win": "data-request-form-p20-win.docx",
    "review": "data-request-review-sheet.docx",
}


def form_links(context: PageContext) -> str:
    """The blank forms and the review sheet as a list of links (Markdown and HTML).

    Finishing adds each address and size, since the files are made then.
    Example: `{{ form_links() }}`
    """
    forms = context.definitions.forms
    items = [f'- <a data-form="{key}">{getattr(forms, key).title}</a>' for key in FILES]
    return "\n".join(items)


MACROS = (form_links,)
