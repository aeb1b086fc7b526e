"""Checklists: things to tick, usable on paper, by keyboard and without JavaScript."""

from __future__ import annotations

from hashlib import sha256
from html import escape

from macros.models.practice import Checklist
from macros.rendering.abbreviations import plain, spell_out
from macros.rendering.page_context import PageContext


def checklist(context: PageContext, key: str) -> str:
    """A checklist as a named group of labelled checkboxes, and a line that leads editors to the list (HTML, Markdown).

    HTML, because Markdown has no checkbox with a label. `data-item` is the item's id, which never changes;
    `data-version` changes with its words, so that a browser can say that a ticked item was reworded.
    Example: `{{ checklist("requester") }}`
    """
    record: Checklist = context.definitions.find("checklists", key)
    with context.borrowing(context.page):  # a list on paper stands alone: it spells out its own words
        # A label that is also a link cannot be ticked by touching it.
        items = {item: (text, plain(spell_out(context, text))) for item, text in record.items.items()}
    return box(key, record.title, items)


def box(key: str, title: str, items: dict[str, tuple[str, str]]) -> str:
    """A list to tick (HTML): by the id of each item, the words of its record, and those that stand on the page."""
    lines = [
        f'<div class="checklist" data-checklist="{escape(key)}" role="group" aria-label="{escape(title)}">',
        f'<p class="checklist-title"><strong>{escape(title)}</strong></p>',
        '<ul class="checklist-items">',
        *(_item(item, text, shown) for item, (text, shown) in items.items()),
        "</ul>",
        "</div>",
    ]
    return "\n".join(lines)


def _item(item: str, text: str, shown: str) -> str:
    version = sha256(text.encode()).hexdigest()[:8]
    box = f'<input type="checkbox" data-item="{escape(item)}" data-version="{version}">'
    return f"<li><label>{box} <span>{escape(shown)}</span></label></li>"


MACROS = (checklist,)
