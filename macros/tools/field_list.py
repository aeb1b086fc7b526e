"""The field list: a place for the reader's fields, and the names that look as if they identify people."""

from __future__ import annotations

from html import escape

from macros.content.law.laws import law_link
from macros.models.practice import FieldName
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import table
from macros.rendering.page_context import PageContext

#: What the browser makes the list with: the heading of each column, by its key in the project.
PLACE = """\
<noscript><p>The list needs JavaScript, which is off in your browser. Use the blank list, and look your names up in the
table below.</p></noscript>
<form class="tool fields" data-fields autocomplete="off" hidden>
{columns}
</form>
"""


def field_list(context: PageContext) -> str:
    """A place where the browser sets up the list of fields (HTML, hidden until a script takes it up).

    HTML, because Markdown has no form. It holds the headings of the columns, for the script.
    Example: `{{ field_list() }}`
    """
    columns = context.definitions.forms.columns
    return PLACE.format(
        columns="\n".join(f'<span data-column="{key}" hidden>{escape(head)}</span>' for key, head in columns.items())
    )


def field_names_table(context: PageContext) -> str:
    """The names that look as if they identify people: which names, laws to look at, the gentler choice (Markdown).

    The script of the field list reads them there, so that both say the same.
    Example: `{{ field_names_table() }}`
    """
    records: dict[str, FieldName] = context.definitions.tables["field_names"]
    laws = context.definitions.tables["laws"]
    rows = [
        [
            spell_out(context, record.name),
            ", ".join([*record.words, *(f"{words} (alone)" for words in record.alone)]),
            ", ".join(law_link(context, key, laws[key]) for key in record.laws),
            spell_out(context, record.gentler),
        ]
        for record in records.values()
    ]
    heads = ["What it holds", "Names with these words", "Laws to look at", "Gentler choice"]
    return f"<div data-field-names markdown>\n\n{table(heads, rows)}\n\n</div>\n"


MACROS = (
    field_list,
    field_names_table,
)
