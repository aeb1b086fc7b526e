"""The resource library: what else is worth reading, by topic."""

from __future__ import annotations

from macros.models.words import Link, Resource
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import worded
from macros.rendering.links import find_link, link_markdown
from macros.rendering.mentions import agency
from macros.rendering.page_context import PageContext

#: Topic of a resource -> its heading; the key is the heading's anchor. Their order is the order on the page.
TOPICS = {
    "preparing-a-successful-data-request": "Preparing a successful data request",
    "legal-issues-in-data-sharing": "Legal issues in data sharing",
    "data-aggregation": "Data aggregation",
    "linking-data": "Linking data",
    "metadata": "Metadata",
    "bias-in-data": "Bias in data",
    "safeguarding-data": "Safeguarding data",
    "p20-win": "P20 WIN",
    "open-data": "Open data",
}


def resource_library(context: PageContext) -> str:
    """Every resource with publisher, year, type and why to read it, each topic under an h2 (Markdown lists).

    Example: `{{ resource_library() }}`
    """
    resources: dict[str, Resource] = context.definitions.tables["resources"]
    for key, resource in resources.items():
        if resource.topic not in TOPICS:
            raise MacroMistake(f'resource "{key}": no topic "{resource.topic}"{nearest(resource.topic, TOPICS)}')
    parts = []
    for topic, heading in TOPICS.items():
        lines = [_line(context, resource) for resource in resources.values() if resource.topic == topic]
        parts.append(f"## {heading} {{ #{topic} }}\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _line(context: PageContext, resource: Resource) -> str:
    record = find_link(context, resource.link)
    facts = [publisher(context, resource.by)] if resource.by != record.title else []
    facts += [str(resource.year)] if resource.year else []
    kind = resource.type[:1].upper() + resource.type[1:]
    why = worded(context, resource.why) + _doubt(record, resource)
    named = link_markdown(record, resource.title or "")
    return f"- {named}  \n  {'. '.join(filter(None, [', '.join(facts), kind, why]))}"


def _doubt(link: Link, resource: Resource) -> str:
    """What the reader should know where we did not read the work, or where its address may have changed."""
    doubts = []
    if not resource.plain:
        doubts.append("not opened for this edition")
    if link.address != "read":
        doubts.append("address not confirmed")
    return f" *({', '.join(doubts)})*" if doubts else ""


def publisher(context: PageContext, name: str) -> str:
    """The publisher; the key of an agency is written as the page names that agency (Markdown)."""
    return agency(context, name) if name in context.definitions.tables["agencies"] else worded(context, name)


MACROS = (resource_library,)
