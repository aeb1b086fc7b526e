"""Finishing, feeds: the log of changes as Atom feeds (RFC 4287) in data/, one for all and one for each role."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from macros.content.playbook.open_data import FOLDER
from macros.content.reference.changes import PAGE, Feed, feeds
from macros.loading.definitions import Definitions
from macros.models.words import Change
from macros.rendering.change_log import KINDS, summary
from macros.rendering.engine import Settings
from macros.rendering.front_matter import address_of

ATOM = "http://www.w3.org/2005/Atom"


def write(site: Path, definitions: Definitions, conf: Settings) -> None:
    """Writes data/feed.xml and data/feed-<role>.xml into the built site."""
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for feed in feeds(definitions, conf):
        (site / FOLDER / feed.file).write_text(_document(feed, definitions, conf), encoding="utf-8")


def _document(feed: Feed, definitions: Definitions, conf: Settings) -> str:
    root = conf["site_url"]
    log = f"{root}{address_of(PAGE)}"
    top = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en-US"})
    _add(top, "id", f"{root}{FOLDER}/{feed.file}")
    _add(top, "title", f"{conf['site_name']}: {feed.title[:1].lower()}{feed.title[1:]}")
    _add(top, "updated", _moment(max((change.date for change in feed.changes.values()), default=None)))
    ET.SubElement(top, "link", {"rel": "self", "href": f"{root}{FOLDER}/{feed.file}", "type": "application/atom+xml"})
    ET.SubElement(top, "link", {"rel": "alternate", "href": log, "type": "text/html"})
    _add(ET.SubElement(top, "author"), "name", conf["site_author"])
    for key, change in feed.changes.items():
        _entry(ET.SubElement(top, "entry"), f"{log}#{key}", change, summary(change, definitions))
    ET.indent(top)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(top, encoding="unicode") + "\n"


def _entry(entry: ET.Element, address: str, change: Change, words: str) -> None:
    _add(entry, "id", address)
    _add(entry, "title", f"{KINDS[change.kind]}: {words}")
    _add(entry, "updated", _moment(change.date))
    ET.SubElement(entry, "link", {"rel": "alternate", "href": address, "type": "text/html"})
    ET.SubElement(entry, "category", {"term": change.kind, "label": KINDS[change.kind]})
    _add(entry, "summary", words)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: Any) -> str:
    """A day as Atom wants it; the log knows no hours."""
    return f"{day.isoformat() if day else '1970-01-01'}T00:00:00Z"
