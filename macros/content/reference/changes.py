"""Changes: the log of what changed, by edition for its page, and the feeds that carry it (Markdown)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.dates import in_words
from macros.loading.definitions import Definitions
from macros.models.words import Change, Edition
from macros.rendering.abbreviations import worded
from macros.rendering.change_log import GUIDANCE, KINDS, newest
from macros.rendering.chapters import Chapter, Chapters
from macros.rendering.engine import Settings
from macros.rendering.page_context import PageContext

PAGE = "about/changelog.md"


def change_log(context: PageContext) -> str:
    """Every change under the heading of its edition, newest first, with kind and pages (Markdown lists).

    Each carries its date for the script that marks what is new to a reader who comes back.
    Example: `{{ change_log() }}`
    """
    editions: list[Edition] = list(context.definitions.tables["editions"].values())
    changes: dict[str, Change] = context.definitions.tables["changes"]
    titles = {chapter.page: chapter.title for chapter in context.menu}
    parts = []
    for edition in sorted(editions, key=lambda edition: edition.date, reverse=True):
        anchor = f"version-{edition.version.replace('.', '-')}"
        own = [
            _line(context, key, change, titles) for key, change in newest(changes) if change.edition == edition.version
        ]
        parts.append(f"## Version {edition.version}, {edition.dated} {{ #{anchor} }}\n\n" + "\n".join(own))
    return "\n\n".join(parts) + "\n"


def _line(context: PageContext, key: str, change: Change, titles: dict[str, str]) -> str:
    shown = ", ".join(f"[{titles[page]}]({context.href(page)})" for page in change.pages if page in titles)
    words = [f"**{KINDS[change.kind]}.**", worded(context, change.summary)]
    words += [f"*{GUIDANCE}*"] if change.guidance else []
    words += [f"On: {shown}."] if shown else []
    return f"- {in_words(change.date)}. {' '.join(words)}\n{{: #{key} data-changed={change.date.isoformat()} }}"


@dataclass(frozen=True)
class Feed:
    """A feed of changes: its file in data/, its title, the role it is for (none: everybody), its changes by key."""

    file: str
    title: str
    changes: dict[str, Change]


def feeds(definitions: Definitions, conf: Settings) -> list[Feed]:
    """The feed of everything, then one for each role that some page is written for."""
    chapters = Chapters.of(Path(conf["docs_dir"])).in_menu(conf["nav"])
    changes = dict(newest(definitions.tables["changes"]))
    found = [Feed("feed.xml", "Everything that changed", changes)]
    for key, role in definitions.tables["roles"].items():
        pages = {chapter.page for chapter in chapters if key in _audience(chapter)}
        if pages:
            own = {name: change for name, change in changes.items() if not change.pages or pages & {*change.pages}}
            found.append(Feed(f"feed-{key}.xml", f"What changed for the {role.name[:1].lower()}{role.name[1:]}", own))
    return found


def _audience(chapter: Chapter) -> list[str]:
    audience = chapter.meta.get("audience", [])
    return audience if isinstance(audience, list) else []


def feed_links(context: PageContext) -> str:
    """The feeds to subscribe to, as a list (Markdown). The links get their addresses in the finishing.

    Example: `{{ feed_links() }}`
    """
    made = feeds(context.definitions, context.settings)
    return "\n".join(f'- <a data-file="{feed.file}">{feed.title}</a>' for feed in made) + "\n"


MACROS = (
    change_log,
    feed_links,
)
