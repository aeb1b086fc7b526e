"""Open data: links to the definitions as machines read them."""

from __future__ import annotations

from macros import finishing_data
from macros.desk import Desk
from macros.problems import MacroMistake, nearest


def data_links(desk: Desk, *files: str) -> str:
    """A table of the data files, all or those named: what is in each, the file with its size, its schema (Markdown).

    The links get their addresses in the finishing, because the files come into being after the pages.
    Example: `{{ data_links() }}` or `{{ data_links("strategies") }}`
    """
    rows = ["| What is in it | Data file | Its rules |", "| --- | --- | --- |"]
    for file in files or finishing_data.FILES:
        if file not in finishing_data.FILES:
            known = nearest(file, finishing_data.FILES) or f"; the files are {', '.join(finishing_data.FILES)}"
            raise MacroMistake(f'data_links: no data file "{file}"{known}')
        words = finishing_data.FILES[file][1]
        size = finishing_data.size(file, desk.definitions, desk.env.conf)
        data = _link(f"{file}.json", f"{file}.json") + f" (JSON, {size})"
        rules = _link(f"schemas/{file}.json", f"schema of {file}")
        rows.append(f"| {words[:1].upper()}{words[1:]} | {data} | {rules} |")
    return "\n".join(rows) + "\n"


def _link(file: str, words: str) -> str:
    return f'<a data-file="{file}">{words}</a>'
