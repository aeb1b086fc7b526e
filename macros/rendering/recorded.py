"""Recorded definitions: the definitions as macros ask for them; every file that is asked for is noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros.loading.definitions import DOCUMENTS, Definitions

Note = Callable[[str], None]


class RecordedDefinitions(Definitions):
    """The same records as `whole`; `note` hears the name of each definition file that somebody looks into."""

    def __init__(self, whole: Definitions, note: Note) -> None:
        """Takes over what `whole` has read; reads no file."""
        vars(self).update(vars(whole))
        self.tables = _RecordedTables(whole.tables, note)
        self._note = note

    def __getattribute__(self, name: str) -> Any:
        """An attribute; a file that is one document, such as `p20win`, is noted."""
        if name in DOCUMENTS:
            self._note(name)
        return super().__getattribute__(name)


class _RecordedTables(dict[str, dict[str, Any]]):
    """The tables by file name. A walk over all of them notes none: it asks for no file in particular."""

    def __init__(self, tables: dict[str, dict[str, Any]], note: Note) -> None:
        super().__init__(tables)
        self._note = note

    def __getitem__(self, file: str) -> dict[str, Any]:
        self._note(file)
        return super().__getitem__(file)
