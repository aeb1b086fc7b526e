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


class FrontMatter(Model):
    """What the lines between the two `---` of a page may hold."""

    title: Text = Field(max_length=65)
    description: Text = Field(min_length=50, max_length=160)
    audience: list[RoleKey] = []  # who the page is for
    outcome: Text | None = None  # what you have at the end
    needs: Text | None = None  # what to have at hand
    time: Text | None = None
    strategies: bool = False  # its main headings are strategies of the playbook
    owner: ContactKey = "dapa"
    reviewed: date
    review_months: int = 12
    complete: bool = True  # whether the complete playbook on one page holds it
    search: dict[str, Any] = {}
    hide: list[str] = []
    template: Text | None = None
    render_macros: bool = True


def front_matter(docs: Path, page: str) -> dict[str, Any]:
    """The front matter of a page as it stands in its file; empty where there is none."""
    text = (docs / page).read_text(encoding="utf-8-sig")
    if not text.startswith("---\n"):
        return {}
    return yaml.safe_load(text[4:].split("\n---", 1)[0]) or {}


def at_a_glance(desk: Desk) -> str:
    """The box at the top of a chapter, from its front matter: for whom, what you will have, what you need (Markdown).

    Example: `{{ at_a_glance() }}`
    """
    meta = front_matter(Path(desk.env.conf["docs_dir"]), desk.page)
    roles = [desk.definitions.find("roles", key).name.lower() for key in meta.get("audience", [])]
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
