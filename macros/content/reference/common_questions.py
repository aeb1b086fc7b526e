"""Common questions: what people ask and wrongly believe, each with a short answer and where to read on (Markdown)."""

from __future__ import annotations

from typing import get_args

from macros.content.reference.glossary import section_words
from macros.models.words import CommonQuestion, QuestionTopic
from macros.problems import MacroMistake
from macros.rendering.abbreviations import worded
from macros.rendering.page_context import PageContext


def common_questions(context: PageContext) -> str:
    """Every common question under a heading of its own, each topic under an h2 (Markdown).

    The key of a question is its anchor. Raises MacroMistake where `page` names a page that is not in the menu.
    Example: `{{ common_questions() }}`
    """
    records: dict[str, CommonQuestion] = context.definitions.tables["common_questions"]
    parts = []
    for topic in get_args(QuestionTopic):
        found = {key: record for key, record in records.items() if record.topic == topic}
        if found:
            anchor = f"topic-{topic.lower().replace(' ', '-')}"
            parts.append(f"## {topic} {{ #{anchor} .plain }}")
            parts += [_question(context, key, record) for key, record in found.items()]
    return "\n\n".join(parts) + "\n"


def _question(context: PageContext, key: str, record: CommonQuestion) -> str:
    heading = f"“{record.ask.rstrip('.')}”" if record.myth else record.ask
    label = "**Not so.** " if record.myth else ""
    more = f"Read on: [{_place(context, record.page)}]({context.href(record.page)})"
    return f"### {heading} {{ #{key} }}\n\n{label}{worded(context, record.answer)} {more}."


def _place(context: PageContext, target: str) -> str:
    """The words of the section, or the title of the page, that an answer leads to."""
    page, _, anchor = target.partition("#")
    chapter = next((chapter for chapter in context.menu if chapter.page == page), None)
    if chapter is None:
        raise MacroMistake(f'common_questions.yml names the page "{page}", which is not in the menu; correct `page`')
    return section_words(chapter, anchor) if anchor else chapter.title


MACROS = (common_questions,)
