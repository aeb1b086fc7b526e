"""A page's own frame: the box at the top of a chapter from its front matter, and the links at its end (Markdown)."""

from __future__ import annotations

from macros.problems import MacroMistake, nearest
from macros.rendering.page_context import PageContext


def at_a_glance(context: PageContext) -> str:
    """The box at the top of a chapter: for whom it is, what you will have, where to start (Markdown).

    Example: `{{ at_a_glance() }}`
    """
    meta = context.chapters.meta(context.page)
    if not meta:
        return ""  # the check of the front matter speaks of it
    known, audience = context.definitions.tables["roles"], meta.get("audience", [])
    roles = [known[key].name.lower() for key in audience if key in known] if isinstance(audience, list) else []
    names = ", ".join(roles)
    rows = {
        "For": names[:1].upper() + names[1:],
        "You will have": meta.get("outcome"),
        "You need": meta.get("needs"),
        "Time": meta.get("time"),
        "Start with": _start(context),
    }
    lines = [f"{label}\n:   {value}\n" for label, value in rows.items() if value]
    if (len(lines) == 1 and rows["Start with"]) or not lines:
        raise MacroMistake("at_a_glance: the front matter has no audience, outcome, needs or time; add at least one")
    return '<div class="glance" markdown>\n\n' + "\n".join(lines) + "\n</div>\n"


def _start(context: PageContext) -> str:
    """The first section of the page, which tells what to do first (Markdown)."""
    chapter = next((chapter for chapter in context.menu if chapter.page == context.page), None)
    headings = [h for h in chapter.source.headings if h.level == 2 and h.id != "what-next"] if chapter else []
    return f"[{headings[0].words}](#{headings[0].id})" if headings and "{" not in headings[0].words else ""


def what_next(context: PageContext, *pages: str) -> str:
    """Links to the pages a reader may want next, under their titles and descriptions (Markdown).

    Example: `{{ what_next("safeguarding-data.md", "transferring-data.md") }}`
    """
    items = []
    for page in pages:
        path, _, _anchor = page.partition("#")
        if path not in context.chapters:
            raise MacroMistake(f'what_next: no page "{path}"{nearest(path, context.chapters.pages)}')
        meta = context.chapters.meta(path)
        items.append(f"- [{meta.get('title', path)}]({context.href(page)})  \n  {meta.get('description', '')}")
    return '<div class="next" markdown>\n\n' + "\n".join(items) + "\n\n</div>\n"


MACROS = (
    at_a_glance,
    what_next,
)
