"""The complete playbook on one page: its place, which finishing fills with the built chapters."""

from __future__ import annotations

from macros.rendering.page_context import PageContext

#: Where the chapters come.
PLACE = '<div class="complete-playbook"></div>'


def slug(page: str) -> str:
    """The anchor of a chapter in the complete playbook: "p20-win/request.md" is "chapter-p20-win-request"."""
    return "chapter-" + page.removesuffix(".md").replace("/", "-")


def complete_playbook(context: PageContext) -> str:
    """The place of all chapters of the menu, one after the other, with a list of contents (HTML).

    Example: `{{ complete_playbook() }}`
    """
    return PLACE


MACROS = (complete_playbook,)
