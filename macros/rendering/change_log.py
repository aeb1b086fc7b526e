"""The log of changes: its records in; in order for lists, and by page for the foot of each (plain text)."""

from __future__ import annotations

from macros.dates import in_words
from macros.loading.definitions import Definitions
from macros.models.words import Change
from macros.rendering.abbreviations import with_short_names

KINDS = {"law": "Law", "step": "Step", "form": "Form", "fact": "Fact", "wording": "Wording"}
GUIDANCE = "What you should do has changed."


def newest(changes: dict[str, Change]) -> list[tuple[str, Change]]:
    """The changes by key, newest first; those of one day in the order of the file."""
    return sorted(changes.items(), key=lambda item: item[1].date, reverse=True)


def summary(change: Change, definitions: Definitions) -> str:
    """What changed, with records that it names by their short names (plain text)."""
    words = with_short_names(change.summary, definitions)
    return f"{words} {GUIDANCE}" if change.guidance else words


def by_page(definitions: Definitions) -> dict[str, list[dict[str, str]]]:
    """The log of each page, by its file below docs/: date, kind and summary of each change as templates show them."""
    logs: dict[str, list[dict[str, str]]] = {}
    for _, change in newest(definitions.tables["changes"]):
        shown = {
            "date": in_words(change.date),
            "day": change.date.isoformat(),
            "kind": KINDS[change.kind],
            "summary": summary(change, definitions),
        }
        for page in change.pages:
            logs.setdefault(page, []).append(shown)
    return logs
