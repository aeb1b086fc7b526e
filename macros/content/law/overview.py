"""The page of laws: each kind of data, the laws on it in short, and what to do first with each (Markdown)."""

from __future__ import annotations

from macros.content.law.laws import CHECK, LEVELS, heading, official_link
from macros.content.law.places import full_entry, kind_of, laws_of_kind, page_of
from macros.content.law.points import cited, terms_link
from macros.dates import in_words as date_in_words
from macros.models.legal import DataKind, Law
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import worded
from macros.rendering.layout import in_words, lower_first
from macros.rendering.mentions import STATE_BOOK, short_entry
from macros.rendering.page_context import PageContext

ANY = "Any data of a state agency"
ANY_ANCHOR = "any-data"


def kinds_of_data(context: PageContext) -> str:
    """Every kind of data as a list of links to its laws, with how many there are (Markdown).

    Example: `{{ kinds_of_data() }}`
    """
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    lines = [f"- [{kind.name}](#{key}): {_number(len(laws_of_kind(context, key)))}" for key, kind in kinds.items()]
    return "\n".join([*lines, f"- [{ANY}](#{ANY_ANCHOR}): {_number(len(laws_of_kind(context, None)))}"]) + "\n"


def laws_by_data_kind(context: PageContext) -> str:
    """A heading for each kind of data, and under it the laws that guard it, each in short (Markdown).

    A law on several kinds stands under its first; the others lead to it.
    Example: `{{ laws_by_data_kind() }}`
    """
    kinds: dict[str, DataKind] = context.definitions.tables["data_kinds"]
    parts = [_section(context, key, kind) for key, kind in kinds.items()]
    general = laws_of_kind(context, None)
    page = page_of(context, next(iter(general.values()))) if general else ""
    more = f"[Who may get any data of an agency, law by law]({context.href(f'{page}#{ANY_ANCHOR}')})." if page else ""
    entries = "\n\n".join(_entry(context, key, law) for key, law in general.items())
    parts.append(f"## {ANY} {{ #{ANY_ANCHOR} }}\n\n{more}\n\n{entries}")
    return "\n\n".join(parts)


def laws_by_name(context: PageContext, level: str) -> str:
    """The laws of a level ("Connecticut" or "federal") as a list of links to where each stands in short (Markdown).

    Example: `{{ laws_by_name("federal") }}`
    """
    if level not in LEVELS:
        raise MacroMistake(
            f'laws_by_name: no level "{level}"{nearest(level, LEVELS)}; write "Connecticut" or "federal"'
        )
    laws: list[Law] = [law for law in context.definitions.tables["laws"].values() if law.level == level]
    return "\n".join(f"- {_in_list(context, law)}" for law in laws) + "\n"


def _in_list(context: PageContext, law: Law) -> str:
    subject = f": {lower_first(law.subject)}" if law.subject else ""
    return f"[{law.short}]({context.href(short_entry(law))}){subject}"


def _section(context: PageContext, key: str, kind: DataKind) -> str:
    laws = laws_of_kind(context, key)
    examples = f" For instance: {', '.join(kind.examples)}." if kind.examples else ""
    name = lower_first(kind.name)
    here = {other: law for other, law in laws.items() if kind_of(law) == key}
    elsewhere = [f"[{heading(law)}](#{law.anchor})" for other, law in laws.items() if other not in here]
    parts = [
        f"## {kind.name} {{ #{key} }}",
        f"{worded(context, kind.meaning)}{examples}",
        f"[Who may get {name}, law by law]({context.href(f'{kind.page}#{key}')}).",
        *(_entry(context, other, law) for other, law in here.items()),
    ]
    if elsewhere:
        listed = "\n".join(f"- {link}" for link in elsewhere)
        parts.append(f"**{'Also' if here else 'Laws'} on {name}:**\n\n{listed}")
    return "\n\n".join(parts)


def _entry(context: PageContext, key: str, law: Law) -> str:
    """A law in short: what it covers, what to do first, where all of it stands, and how far we read it."""
    context.first_mention(law.name)
    name = law.short if law.short.startswith(STATE_BOOK) else law.full
    full = f"[{name}, point by point]({context.href(full_entry(context, law))})"
    mark = f" *{CHECK}*" if not law.plain else " *Read in part.*" if law.unread else ""
    return (
        f"### {heading(law)} {{ #{law.anchor} }}\n\n{cited(context, law.protects)}\n\n"
        f"- **First:** {_first(context, key, law)}\n- **All it says:** {full}.\n"
        f"- **Text:** {_text(context, law)}. Date checked: {date_in_words(law.checked)}.{mark}"
    )


def _text(context: PageContext, law: Law) -> str:
    """The link to the official text, after the citation where the link does not hold it."""
    return (
        official_link(context, law)
        if law.url and law.cite == law.short
        else f"{law.cite}, {official_link(context, law)}"
    )


def _first(context: PageContext, key: str, law: Law) -> str:
    """What a reader does first with a law, from what it holds: ways to share, terms, duties."""
    steps = []
    if law.pathways:
        ways = f"one of its {in_words(len(law.pathways))} ways" if len(law.pathways) > 1 else "its one way"
        steps.append(f"see whether {ways} to share fits your case")
    if law.terms:
        steps.append(f"check whether your agreement must hold {terms_link(context, key)}")
    if not steps:
        steps.append(
            "read what it requires" if law.duties else "read whom it binds" if law.binds else "read what it says"
        )
    text = ", then ".join(steps)
    return f"{text[:1].upper()}{text[1:]}."


def _number(laws: int) -> str:
    return f"{in_words(laws)} {'law' if laws == 1 else 'laws'}"


MACROS = (
    kinds_of_data,
    laws_by_data_kind,
    laws_by_name,
)
