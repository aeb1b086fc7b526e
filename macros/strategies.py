"""Every strategy of the playbook on one page, read from the chapters themselves."""

from __future__ import annotations

from macros.chapters import Chapter, chapters
from macros.desk import Desk


def strategies_by_chapter(desk: Desk) -> str:
    """Each chapter that holds strategies as a heading, its strategies as a numbered list of links (Markdown).

    Example: `{{ strategies_by_chapter() }}`
    """
    parts = []
    for chapter in _with_strategies(desk):
        address = desk.href(chapter.page)
        slug = chapter.page.removesuffix(".md").replace("/", "-")
        parts.append(f"### {chapter.title} {{ #in-{slug} }}\n\n{chapter.meta.get('description', '')}\n")
        parts += [f"1. [{heading.words}]({address}#{heading.id})" for heading in chapter.strategies]
        parts.append("")
    return "\n".join(parts)


def strategies_by_role(desk: Desk) -> str:
    """Each role with the strategies of the chapters written for it (Markdown).

    Example: `{{ strategies_by_role() }}`
    """
    parts = []
    for key, role in desk.definitions.tables["roles"].items():
        own = [chapter for chapter in _with_strategies(desk) if key in chapter.meta.get("audience", [])]
        if not own:
            continue
        name = role.name[:1].upper() + role.name[1:]
        parts.append(f"### {name} {{ #for-{key} }}\n\n{role.does}\n")
        for chapter in own:
            address = desk.href(chapter.page)
            links = [f"    - [{heading.words}]({address}#{heading.id})" for heading in chapter.strategies]
            parts.append("\n".join([f"- [{chapter.title}]({address})", *links]))
        parts.append("")
    return "\n".join(parts)


def _with_strategies(desk: Desk) -> list[Chapter]:
    return [chapter for chapter in chapters(desk) if chapter.strategies]
