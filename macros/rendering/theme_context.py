"""The theme context: what the theme's templates may know of the definitions, in `config.extra.playbook`."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import ValidationError

from macros.dates import due_date, in_words, month_in_words
from macros.loading.definitions import FOLDER, Definitions
from macros.models.page import FrontMatter
from macros.models.people import Contact
from macros.rendering.change_log import by_page
from macros.rendering.chapters import Chapters
from macros.rendering.engine import Settings
from macros.rendering.front_matter import address_of
from macros.rendering.page_context import PageContext, repository


def publish(context: PageContext) -> None:
    """Puts the edition, the owners of pages, the contact and the repository where templates find them.

    Templates read them as `config.extra.playbook.version` and so on; chapters go on using the macros.
    """
    conf, definitions = context.settings, context.all_definitions
    edition = next(iter(definitions.tables["editions"].values()))
    source = repository(conf)
    conf["extra"]["playbook"] = {
        "version": edition.version,
        "updated": in_words(edition.date),
        "owners": {key: _signature(record) for key, record in definitions.tables["contacts"].items()},
        "contact": definitions.tables["contacts"]["dapa"].email,
        "repository": source,
        "issues": f"{source}/issues/new/choose",
        "facts": f"{source}/edit/main/{FOLDER}/",
        "license": f"{source}/blob/main/LICENSE",
        "trust": trust(conf, definitions, context.chapters, context.today),
    }


def trust(conf: Settings, definitions: Definitions, chapters: Chapters, today: date) -> dict[str, dict[str, Any]]:
    """The foot of each page by its address: when it was checked, where to edit it, what changed, how to report."""
    logs = by_page(definitions)
    lines: dict[str, dict[str, Any]] = {}
    for page in chapters.pages:
        url = address_of(page)
        lines[url] = {
            "reviewed": _reviewed(chapters.meta(page), definitions, today),
            "edit": f"{conf['edit_uri']}{page}",
            "log": logs.get(page, []),
            "reports": _reports(conf, definitions, conf["site_url"] + url),
            "mail": _mail(definitions, conf["site_url"] + url),
        }
    return lines


def _reports(conf: Settings, definitions: Definitions, address: str) -> list[dict[str, str]]:
    """Each reason to report something on a page: its words, and the address of a form with the page filled in."""
    form = f"{repository(conf)}/issues/new?"
    fields = {"page": f"{address} (version {_version(definitions)})"}
    return [
        {
            "label": reason.label,
            "form": form
            + _query({"template": reason.form, "title": reason.says + " ", **fields, "problem": reason.says}),
        }
        for reason in definitions.tables["feedback"].values()
    ]


def _mail(definitions: Definitions, address: str) -> str:
    """The address of a mail about a page, with the page and the edition filled in."""
    body = f"{address} (version {_version(definitions)})\n\n"
    return f"mailto:{definitions.tables['contacts']['dapa'].email}?{_query({'subject': 'Playbook', 'body': body})}"


def _query(fields: dict[str, str]) -> str:
    return urlencode(fields, quote_via=quote)


def _version(definitions: Definitions) -> str:
    return str(next(iter(definitions.tables["editions"].values())).version)


def _reviewed(meta: dict[str, Any], definitions: Definitions, today: date) -> str:
    """When a page was compared with its sources and is next, or a calm word once that has passed; who takes questions.

    It names nobody as reviewer: the owner of a page answers for it, and need not be the one who read it.
    """
    try:
        page = FrontMatter.model_validate(meta)
    except ValidationError:
        return ""  # the check of the front matter speaks of it
    owner = definitions.tables["contacts"].get(page.owner)
    if owner is None:
        return ""
    due = due_date(page.reviewed, page.review_months)
    rest = "Facts may have changed since." if due <= today else f"Next review: {month_in_words(due)}."
    met = month_in_words(page.reviewed)
    return f"Last compared with its sources in {met}. {rest} Questions: {_signature(owner)}."


def _signature(contact: Contact) -> str:
    """A contact as a page names it: "Data and Policy Analytics, OPM"."""
    return f"{contact.name}, OPM" if contact.agency in ("DAPA", "OPM") else contact.name
