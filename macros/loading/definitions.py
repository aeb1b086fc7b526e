"""The definitions: the YAML files in, checked and cross-checked records out; the only reader of these files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.loading import finder_rules, needed
from macros.loading.validation import record_at, references, texts
from macros.loading.yaml_file import Location, YamlFile
from macros.models import base, example, finder, forms, legal, p20win, people, pictures, practice, search, words
from macros.models.outline import Outlines
from macros.models.project import ProjectPlan
from macros.problems import DefinitionsError, MacroMistake, Problem, nearest

FOLDER = "macros/definitions"
#: File name (without .yml) -> model of one record. The key of a record is its name in the file.
TABLES: dict[str, type[base.Model]] = {
    "agencies": people.Agency,
    "roles": people.Role,
    "contacts": people.Contact,
    "sources": words.Source,
    "links": words.Link,
    "terms": words.Term,
    "facts": words.Fact,
    "resources": words.Resource,
    "editions": words.Edition,
    "changes": words.Change,
    "feedback": words.Feedback,
    "redirects": words.Redirect,
    "data_kinds": legal.DataKind,
    "laws": legal.Law,
    "agreements": legal.Agreement,
    "breach_steps": legal.BreachStep,
    "common_questions": words.CommonQuestion,
    "questions": practice.Question,
    "checklists": practice.Checklist,
    "transfer_methods": practice.TransferMethod,
    "suppression": practice.SuppressionRule,
    "identifiers": practice.Identifier,
    "field_names": practice.FieldName,
    "linkage_methods": practice.LinkageMethod,
    "linkage_tools": practice.LinkageTool,
    "examples": example.Example,
    "packs": practice.Pack,
    "register_fields": practice.RegisterField,
    "process": practice.ProcessStep,
    "search": search.SearchWords,
    "asked": search.Asked,
}
#: File name -> model of the whole file.
DOCUMENTS: dict[str, type[base.Model]] = {
    "finder": finder.Finder,
    "forms": forms.Forms,
    "p20win": p20win.P20Win,
    "outlines": Outlines,
    "project_plan": ProjectPlan,
    "pictures": pictures.Pictures,
}
#: Tables that stand in several files, because one would be too long to find one's way in.
PARTS: dict[str, tuple[str, ...]] = {"laws": ("laws_connecticut", "laws_connecticut_records", "laws_federal")}
PARTS["asked"] = ("asked_chapters", "asked_p20_win", "asked_reference", "asked_tools")
#: What one record of a file is called in messages, where it is not the file name less its "s".
SINGULAR = {
    "agencies": "agency",
    "data_kinds": "kind of data",
    "breach_steps": "breach step",
    "transfer_methods": "transfer method",
    "field_names": "kind of field name",
    "linkage_methods": "linkage method",
    "linkage_tools": "linkage tool",
    "suppression": "suppression rule",
    "common_questions": "common question",
    "register_fields": "column of the register",
    "process": "process step",
    "search": "everyday word",
    "asked": "what readers ask at",
}

#: The definitions read last, by what their files hold.
_read: dict[tuple[tuple[str, bytes], ...], Definitions] = {}


def files_of(table: str) -> tuple[str, ...]:
    """The files, without their ".yml", that hold a table or document."""
    return PARTS.get(table, (table,))


def table_begun_in(file: str) -> str:
    """The table whose first file this is; the name of the file itself where it holds a later part of one."""
    return next((table for table, files in PARTS.items() if files[0] == file), file)


def singular(file: str) -> str:
    """What one record of a definition file is called: "agency" for agencies.yml."""
    return SINGULAR.get(file, file.removesuffix("s"))


class Definitions:
    """Every shared fact, read and checked. One table a file: `definitions.tables["agencies"]["SDE"]`."""

    def __init__(self, project: Path) -> None:
        """Reads all files of `project`.

        Raises DefinitionsError, which carries every problem of every file.
        """
        self.problems: list[Problem] = []
        self.files: dict[str, YamlFile] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        folder = project / FOLDER
        for path in sorted(folder.glob("*.y*ml")):
            known = [file for table in (*TABLES, *DOCUMENTS) for file in files_of(table)]
            if path.suffix != ".yml" or path.stem not in known:
                message = f"no definitions are kept in a file of this name{nearest(path.stem, known)}"
                self.problems.append(Problem(f"{FOLDER}/{path.name}", 0, message))
        for name, model in TABLES.items():
            self.tables[name] = self._load_table(name, model, folder)
        documents = {name: self._load_document(name, model, folder) for name, model in DOCUMENTS.items()}
        self._cross_check(documents)
        for file in self.files.values():
            self.problems += file.problems
        if self.problems:
            raise DefinitionsError(self.problems)
        self.finder: finder.Finder = documents["finder"]
        self.forms: forms.Forms = documents["forms"]
        self.p20win: p20win.P20Win = documents["p20win"]
        self.outlines: Outlines = documents["outlines"]
        self.project_plan: ProjectPlan = documents["project_plan"]
        self.pictures: pictures.Pictures = documents["pictures"]

    @classmethod
    def of(cls, project: Path) -> Definitions:
        """The definitions of `project`, the same object for all who ask as long as its files hold the same.

        Raises DefinitionsError, which carries every problem of every file.
        """
        files = sorted(path for path in (project / FOLDER).glob("*") if path.is_file())
        written = tuple((path.name, path.read_bytes()) for path in files)
        if written not in _read:
            if len(_read) == 4:
                del _read[next(iter(_read))]
            _read[written] = Definitions(project)
        return _read[written]

    def find(self, file: str, key: str) -> Any:
        """The record of `file` with this key or abbreviation, letter for letter.

        Raises MacroMistake, naming the nearest key.
        """
        table = self.tables[file]
        if key in table:
            return table[key]
        for record in table.values():
            if getattr(record, "abbreviation", None) == key:
                return record
        names = [*table, *(r.abbreviation for r in table.values() if getattr(r, "abbreviation", None))]
        raise MacroMistake(f'no {singular(file)} "{key}"{nearest(str(key), names) or _where(file)}')

    def file_of(self, table: str, key: str = "") -> YamlFile:
        """The file that holds a record of a table; of a table in several files, the first where none holds it."""
        files = [self.files[part] for part in files_of(table) if part in self.files]
        return next((file for file in files if isinstance(file.data, dict) and key in file.data), files[0])

    def _open(self, name: str, folder: Path) -> YamlFile | None:
        path, shown_as = folder / f"{name}.yml", f"{FOLDER}/{name}.yml"
        if not path.is_file():
            self.problems.append(Problem(shown_as, 0, "this definition file is missing; put it back"))
            return None
        self.files[name] = YamlFile(path, shown_as)
        return self.files[name]

    def _load_table(self, name: str, model: type[base.Model], folder: Path) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for part in files_of(name):
            file = self._open(part, folder)
            if file is None or file.problems:
                continue
            if not isinstance(file.data, dict) or not file.data:
                file.problem(1, "holds no records; write each as a key with its fields indented below it")
                continue
            self._load_records(name, model, file, table)
        return table

    def _load_records(self, name: str, model: type[base.Model], file: YamlFile, table: dict[str, Any]) -> None:
        """Puts the records of one file into a table, and notes what does not fit."""
        for key in file.data:
            label = f'{singular(name)} "{key}"'
            if not isinstance(key, str):
                file.problem(file.line((str(key),)), f"{label}: this key is not text; put it in double quotes")
            elif key in table:
                other = self.file_of(name, key).shown_as
                file.problem(file.line((key,)), f"{label}: this key stands in {other} too; keep one of the two records")
            elif (record := record_at(file, model, (key,), label)) is not None:
                table[key] = record

    def _load_document(self, name: str, model: type[base.Model], folder: Path) -> Any:
        file = self._open(name, folder)
        if file is None or file.problems:
            return None
        return record_at(file, model, (), name)

    def _cross_check(self, documents: dict[str, Any]) -> None:
        for name, table in self.tables.items():
            for key, record in table.items():
                self._check_refs(name, record, (key,), f'{singular(name)} "{key}"')
                self._check_named(name, record, (key,), f'{singular(name)} "{key}"')
        for name, document in documents.items():
            if document is not None:
                self._check_refs(name, document, (), name)
                self._check_named(name, document, (), name)
        self._check_twice("abbreviation", ("abbreviation",))
        self._check_twice("name", ("name",), within_one_file=True)
        self._check_twice("anchor", ("anchor",), within_one_file=True)
        self._check_twice("address", ("url", "website"))
        self._check_retired()
        self._check_needed()
        if documents["finder"] is not None:
            for where, message in finder_rules.faults(documents["finder"]):
                self.files["finder"].problem(self.files["finder"].line(where), message)

    def _check_refs(self, name: str, model: base.Model, location: Location, label: str) -> None:
        for target, key, where in references(model, location):
            if key in self.tables.get(target, {}) or self._is_written(target, key):
                continue  # a record that is written but not valid has been told in its own place
            file = self.file_of(name, str(next(iter(location), "")))
            file.problem(file.line(where), f"{label}: {self.no_such(target, key)}")

    def _check_named(self, name: str, model: base.Model, location: Location, label: str) -> None:
        """Notes every record that a text names in braces, as {agency DSS}, and that is not there."""
        for text, where in texts(model, location):
            for braces in re.findall(r"\{[^{}]*\}?", text) if "{" in text else ():
                found = base.NAMED.fullmatch(braces)
                if found:
                    file, key = base.NAMED_IN[found[1]], found[2].strip()
                    known = self.tables[file]
                    if key in known or self._is_written(file, key) or key in _shorts(known):
                        continue
                    message = f'no {singular(file)} "{key}"{nearest(key, [*known, *_shorts(known)]) or _where(file)}'
                elif braces == "{limit}":
                    continue
                else:
                    message = f'"{braces}" cannot be read; name a record as {{agency SDE}}, or leave the braces out'
                held = self.file_of(name, str(next(iter(location), "")))
                held.problem(held.line(where), f"{label}: {message}")

    def _is_written(self, file: str, key: str) -> bool:
        """Whether a file that could not be used, or not in full, holds this key."""
        found = [self.files.get(part) for part in files_of(file)]
        return any(one is None or one.data is None or (isinstance(one.data, dict) and key in one.data) for one in found)

    def no_such(self, file: str, key: str) -> str:
        """The sentence for a key that `file` does not hold, with the nearest one it does."""
        return f'no {singular(file)} "{key}"{nearest(key, self.tables[file]) or _where(file)}'

    def dead_references(self, model: base.Model) -> Iterator[tuple[Location, str]]:
        """Every key in `model` that names no record, with where it stands and the mend."""
        for file, key, where in references(model, ()):
            if key not in self.tables[file]:
                yield where, self.no_such(file, key)

    def _check_twice(self, what: str, fields: tuple[str, ...], *, within_one_file: bool = False) -> None:
        """Notes every record whose value in one of `fields` is already that of another record."""
        seen: dict[str, tuple[str, str]] = {}
        for name, table in self.tables.items():
            seen = {} if within_one_file else seen
            own = [field for field in fields if field in TABLES[name].model_fields]
            for key, record in table.items():
                field, value = next(((f, getattr(record, f)) for f in own if getattr(record, f)), ("", None))
                if value is None:
                    continue
                if value in seen:
                    file, (other, other_key) = self.file_of(name, key), seen[value]
                    held = self.file_of(other, other_key)
                    place = f"{held.shown_as}:{held.line((other_key,))}"
                    message = f'the {what} "{value}" is already that of {singular(other)} "{other_key}" ({place})'
                    mend = "name that record instead, or correct one of them"
                    file.problem(file.line((key, field)), f'{singular(name)} "{key}": {message}; {mend}')
                seen.setdefault(value, (name, key))

    def _check_retired(self) -> None:
        for key, link in self.tables["links"].items():
            if link.use_instead and not link.retired:
                file, says = self.files["links"], "says what to use instead but is not retired"
                file.problem(file.line((key, "use_instead")), f'link "{key}": {says}')

    def _check_needed(self) -> None:
        written = {name: set(file.data) if isinstance(file.data, dict) else set() for name, file in self.files.items()}
        for name, where, message in needed.faults(self.tables, written):
            file = self.file_of(name, str(next(iter(where), "")))
            file.problem(file.line(where), message)


def _shorts(table: dict[str, Any]) -> list[str]:
    return [record.abbreviation for record in table.values() if record.abbreviation]


def _where(file: str) -> str:
    return f"; the known ones stand in {' and '.join(f'{FOLDER}/{part}.yml' for part in files_of(file))}"
