"""The editors' manual: the macros and the fields of the definitions, read from the code itself (Markdown)."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable
from datetime import date
from typing import Any

from macros.loading.definitions import DOCUMENTS, TABLES, files_of
from macros.loading.yaml_file import YamlFile
from macros.models import base, people
from macros.models.field_help import help_of
from macros.models.page import FrontMatter
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext, example_of

#: Modules whose macros stand inside a sentence; all others fill a place of their own.
IN_SENTENCES = ("macros.rendering.mentions", "macros.rendering.links")
KINDS = ("sentence", "list")
PLURAL = {"text": "texts", "a number": "numbers", "a web address": "web addresses", "fields of its own": "parts"}
#: Fields of a page that only its makers use.
ENGINE_FIELDS = ("search", "hide")


def macro_cheat_sheet(context: PageContext, kind: str) -> str:
    """The macros that stand in a "sentence", or those that write a "list", table or box: how to call each (Markdown).

    Example: `{{ macro_cheat_sheet("sentence") }}`
    """
    if kind not in KINDS:
        raise MacroMistake(f'macro_cheat_sheet: no kind "{kind}"{nearest(kind, KINDS)}; write "sentence" or "list"')
    rows = [
        f"| {'<br>'.join(f'`{call}`' for call in _calls(macro))} | {spell_out(context, _purpose(macro))} |"
        for macro in context.macros
        if (macro.__module__ in IN_SENTENCES) == (kind == "sentence")
    ]
    return "\n".join(["| Write | To get |", "| --- | --- |", *rows]) + "\n"


def _calls(macro: Callable[..., str]) -> list[str]:
    """The calls in the example of a macro's docstring."""
    lines = [line for line in (macro.__doc__ or "").splitlines() if "Example:" in line]
    return re.findall(r"\{\{.*?\}\}", " ".join(lines)) or [example_of(macro)]


def _purpose(macro: Callable[..., str]) -> str:
    """What the docstring says before its example, without the word on the form."""
    text = (inspect.getdoc(macro) or "").split("Example:", 1)[0]
    text = re.sub(r" \([^()]*(?:Markdown|HTML|plain text)[^()]*\)", "", text)
    sentences = re.split(r"(?<=\.) +", " ".join(text.split()))
    return " ".join(s for s in sentences if not re.search(r"\bHTML\b|`data-", s)).replace("|", "\\|")


def definition_fields(context: PageContext, file: str = "") -> str:
    """The fields of one definition file with a record to copy, or every file in closed boxes (Markdown).

    Example: `{{ definition_fields("agencies") }}` or `{{ definition_fields() }}`
    """
    if not file:
        boxes = [f'??? note "{_files_in_words(name)}"\n\n{_indented(_file(context, name))}' for name in TABLES]
        return "\n\n".join(boxes) + "\n"
    if file not in TABLES:
        raise MacroMistake(f'definition_fields: no definition file "{file}"{nearest(file, [*TABLES, *DOCUMENTS])}')
    return _file(context, file)


def shared_fields(context: PageContext) -> str:
    """The fields that nearly every record has: its evidence (Markdown).

    Example: `{{ shared_fields() }}`
    """
    return _table(base.Record, {})


def page_fields(context: PageContext) -> str:
    """The fields at the top of a page, between its two lines of three hyphens (Markdown).

    Example: `{{ page_fields() }}`
    """
    return _table(FrontMatter, ENGINE_FIELDS)


def _files_in_words(table: str) -> str:
    """The names of the files that hold a table: "laws_connecticut.yml, laws_federal.yml"."""
    return ", ".join(f"{file}.yml" for file in files_of(table))


def _file(context: PageContext, file: str) -> str:
    model = TABLES[file]
    shared = base.Record.model_fields if issubclass(model, base.Record) else {}
    parts = [spell_out(context, " ".join((inspect.getdoc(model) or "").split())), _table(model, shared)]
    inner = [kind for field in model.model_fields.values() for kind in _models(field.annotation)]
    parts += [f"Each of the parts ({_title(kind)}):\n\n{_table(kind, {})}" for kind in dict.fromkeys(inner)]
    first = files_of(file)[0]
    sample = _first_record(context.definitions.files[first])
    parts.append(f"A record as it stands in the file now:\n\n```yaml\n{sample}\n```")
    return "\n\n".join(parts)


def _table(model: type[base.Model], without: Any) -> str:
    rows = ["| Field | Needed | What to write |", "| --- | --- | --- |"]
    for name, field in model.model_fields.items():
        if name not in without:
            needed = "yes" if field.is_required() else "no"
            what, kind = help_of(model)[name].replace("|", "\\|"), kind_of(field.annotation, field.metadata)
            if what and kind == "text":
                kind = ""
            if name.endswith("_confidence"):
                kind = "a mark, as in `confidence`"
            rows.append(f"| `{name}` | {needed} | {' '.join(map(_sentence, filter(None, (what, kind))))} |")
    return "\n".join(rows)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def kind_of(annotation: Any, metadata: Any = ()) -> str:
    """What a field takes, in words: "a web address", "a list of keys of `links.yml`"."""
    marks = [*metadata, *_marks(annotation)]
    key = next((mark for mark in marks if isinstance(mark, base.Ref)), None)
    plain = _bare(annotation)
    origin, inner = typing.get_origin(plain), typing.get_args(plain)
    if origin is list:
        return "a list of " + PLURAL.get(
            kind_of(inner[0]), kind_of(inner[0]).replace("a key of", "keys of").replace("one of:", "these:")
        )
    if origin is dict:
        return f"a name of your own, then {kind_of(inner[1])}"
    if origin is typing.Literal:
        return "one of: " + ", ".join(f"`{value}`" for value in inner)
    if key:
        return f"a key of `{_files_in_words(key.file).replace(', ', '` or `')}`"
    if base._https in [getattr(mark, "func", None) for mark in marks]:
        return "a web address"
    if people._role_mailbox in [getattr(mark, "func", None) for mark in marks]:
        return "the mailbox of a role"
    if isinstance(plain, type) and issubclass(plain, base.Model):
        return "fields of its own"
    return {str: "text", int: "a number", bool: "`true` or `false`", date: "a date, as `2026-11-23`"}.get(plain, "text")


def _bare(annotation: Any) -> Any:
    """The annotation without its marks and without "or nothing"."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _bare(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return _bare(next(part for part in typing.get_args(annotation) if part is not type(None)))
    return annotation


def _marks(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) is typing.Annotated:
        return list(annotation.__metadata__)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [mark for part in typing.get_args(annotation) for mark in _marks(part)]
    return []


def _models(annotation: Any) -> list[type[base.Model]]:
    """The models of the parts that a field holds."""
    plain = _bare(annotation)
    if isinstance(plain, type) and not isinstance(plain, types.GenericAlias):
        return [plain, *_within(plain)] if issubclass(plain, base.Model) else []
    return [model for part in typing.get_args(plain) if not isinstance(part, str) for model in _models(part)]


def _within(model: type[base.Model]) -> list[type[base.Model]]:
    return [inner for field in model.model_fields.values() for inner in _models(field.annotation)]


def _title(model: type[base.Model]) -> str:
    words = (inspect.getdoc(model) or "").split(".")[0]
    return words[:1].lower() + words[1:]


def _first_record(file: YamlFile) -> str:
    """The first record of a file, as it is written there."""
    starts = [line for place, line in file.lines.items() if len(place) == 1][:2]
    text = file.text.splitlines()
    record = text[starts[0] - 1 : starts[1] - 1 if len(starts) > 1 else None]
    while record and (not record[-1].strip() or record[-1].lstrip().startswith("#")):
        record.pop()
    return "\n".join(record)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


MACROS = (
    macro_cheat_sheet,
    page_fields,
    shared_fields,
    definition_fields,
)
