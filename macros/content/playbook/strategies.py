"""Every strategy of the playbook on one page, read from the chapters themselves."""

from __future__ import annotations

from macros.rendering.chapters import Chapter
from macros.rendering.page_context import PageContext


def strategies_by_chapter(context: PageContext) -> str:
    """Each chapter that holds strategies as a heading, its strategies as a numbered list of links (Markdown).

    Example: `{{ strategies_by_chapter() }}`
    """
    parts = []
    for chapter in _with_strategies(context):
        address = context.href(chapter.page)
        slug = chapter.page.removesuffix(".md").replace("/", "-")
        parts.append(f"### {chapter.title} {{ #in-{slug} }}\n\n{chapter.meta.get('description', '')}\n")
        parts += [f"1. [{heading.words}]({address}#{heading.id})" for heading in chapter.strategies]
        parts.append("")
    return "\n".join(parts)


def strategies_by_role(context: PageContext) -> str:
    """Each role with the strategies of the chapters written for it (Markdown).

    Example: `{{ strategies_by_role() }}`
    """
    parts = []
    for key, role in context.definitions.tables["roles"].items():
        own = [chapter for chapter in _with_strategies(context) if key in chapter.meta.get("audience", [])]
        if not own:
            continue
        name = role.name[:1].upper() + role.name[1:]
        parts.append(f"### {name} {{ #for-{key} }}\n\n{role.does}\n")
        for chapter in own:
            address = context.href(chapter.page)
            links = [f"    - [{heading.words}]({address}#{heading.id})" for heading in chapter.strategies]
            parts.append("\n".join([f"- [{chapter.title}]({address})", *links]))
        parts.append("")
    return "\n".join(parts)


def _with_strategies(context: PageContext) -> list[Chapter]:
    return [chapter for chapter in context.menu if chapter.strategies]


MACROS = (
    strategies_by_chapter,
    strategies_by_role,
)
