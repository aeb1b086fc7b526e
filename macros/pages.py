"""Pages: their front matter, the box at the top of a chapter, the links at its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field

from macros.desk import Desk
from macros.models.base import ContactKey, Model, RoleKey, Text
from macros.problems import MacroMistake, nearest


class Search(Model):
    """How the search treats a page."""

    boost: float = Field(default=1, gt=0)  # below 1, its hits stand further down
    exclude: bool = False  # the search leaves the page out
    keywords: list[Text] = []  # words that lead to it, beside those it holds


class FrontMatter(Model):
    """What the lines between the two `---` of a page may hold."""

    title: Text = Field(max_length=65)  # at most 65 characters; in double quotes where it holds a colon
    description: Text = Field(min_length=50, max_length=160)  # what the reader finds, in 50 to 160 characters
    audience: list[RoleKey] = []  # who the page is for
    outcome: Text | None = None  # what you have at the end
    needs: Text | None = None  # what to have at hand
    time: Text | None = None  # how long it takes, where that is known
    strategies: bool = False  # its main headings are strategies of the playbook
    owner: ContactKey = "dapa"  # who answers for it; Data and Policy Analytics where nothing is written
    reviewed: date  # the day on which somebody last read it against its sources
    review_months: int = 12  # after how many months it is due again; 12 where nothing is written
    complete: bool = True  # whether the complete playbook on one page holds it
    search: Search = Search()
    hide: list[str] = []
    template: Text | None = None
    render_macros: bool = True


def front_matter(docs: Path, page: str) -> dict[str, Any]:
    """The front matter of a page as it stands in its file; empty where there is none that can be read."""
    text = (docs / page).read_text(encoding="utf-8-sig")
    if not text.startswith("---\n"):
        return {}
    try:
        fields = yaml.safe_load(text[4:].split("\n---", 1)[0])
    except (yaml.YAMLError, ValueError):
        return {}  # the check of the front matter speaks of it
    return fields if isinstance(fields, dict) else {}


def at_a_glance(desk: Desk) -> str:
    """The box at the top of a chapter, from its front matter: for whom, what you will have, what you need (Markdown).

    Example: `{{ at_a_glance() }}`
    """
    meta = front_matter(Path(desk.env.conf["docs_dir"]), desk.page)
    if not meta:
        return ""  # the check of the front matter speaks of it
    known, audience = desk.definitions.tables["roles"], meta.get("audience", [])
    roles = [known[key].name.lower() for key in audience if key in known] if isinstance(audience, list) else []
    names = ", ".join(roles)
    rows = {
        "For": names[:1].upper() + names[1:],
        "You will have": meta.get("outcome"),
        "You need": meta.get("needs"),
        "Time": meta.get("time"),
    }
    lines = [f"{label}\n:   {value}\n" for label, value in rows.items() if value]
    if not lines:
        raise MacroMistake("at_a_glance: the front matter has no audience, outcome, needs or time; add at least one")
    return '<div class="glance" markdown>\n\n' + "\n".join(lines) + "\n</div>\n"


def what_next(desk: Desk, *pages: str) -> str:
    """Links to the pages a reader may want next, under their titles and descriptions (Markdown).

    Example: `{{ what_next("safeguarding-data.md", "transferring-data.md") }}`
    """
    docs = Path(desk.env.conf["docs_dir"])
    items = []
    for page in pages:
        path, _, _anchor = page.partition("#")
        if not (docs / path).is_file():
            known = [found.relative_to(docs).as_posix() for found in docs.rglob("*.md")]
            raise MacroMistake(f'what_next: no page "{path}"{nearest(path, known)}')
        meta = front_matter(docs, path)
        items.append(f"- [{meta.get('title', path)}]({desk.href(page)})  \n  {meta.get('description', '')}")
    return '<div class="next" markdown>\n\n' + "\n".join(items) + "\n\n</div>\n"
