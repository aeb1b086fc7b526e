"""Finishing: the built site in, finished in place, step by step."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from macros.documents import forms, protected_table
from macros.finishing import (
    csp,
    data_files,
    feeds,
    finder_answers,
    html,
    markdown_pages,
    redirects,
    smaller,
    tables,
    unused,
    whole,
)
from macros.finishing.page import Made, Page, Step
from macros.finishing.search import index as search
from macros.loading.definitions import Definitions
from macros.problems import Problem
from macros.processes import ahead, shared
from macros.rendering.engine import Settings

#: What is done to each page. The HTML of Material and Markdown is mended first, because the steps after it look for
#: what stands there then. Tables and links follow in any order. The security policy comes last: it holds the
#: fingerprints of the scripts that then stand on the page.
STEPS: tuple[Step, ...] = (
    html.mend,
    tables.label_cells,
    data_files.link_lists,
    data_files.link_forms,
    search.point_to_worker,
    csp.add_policy,
)


def finish(site: Path, definitions: Definitions, conf: Settings) -> list[Problem]:
    """Finishes the site in place and returns what could not be mended.

    Pages and files are made first, because the steps link to them and tell their size; what no page needs goes last.
    """
    problems = redirects.write_redirects(site, definitions)
    feeds.write(site, definitions, conf)
    finder_answers.write_terms(site, definitions, conf)
    protected_table.write_template(site, definitions, conf)
    wanted = forms.missing(definitions, conf)
    longest: list[Callable[[], Any]] = [
        partial(search.write_index, site, definitions, conf),
        partial(finder_answers.write_finder, site, definitions, conf),
        partial(data_files.write_data, site, definitions, conf),
        partial(whole.filled, site, conf),
        *(partial(forms.made, key, definitions, conf) for key in wanted),
    ]
    of_search, _, data_sizes, complete, *documents = shared(_carried_out, longest)
    problems += of_search
    for path, text in complete.items():
        path.write_text(text, encoding="utf-8")
    form_sizes = forms.write_forms(site, definitions, conf, dict(zip(wanted, documents, strict=True)))
    unused.drop(site)
    of_scripts = ahead(partial(smaller.write, site))
    made = Made(data_sizes, form_sizes, (site / search.INDEX).is_file())

    def finished(path: Path) -> list[Problem]:
        page = Page(path.relative_to(site).as_posix(), path.read_text(encoding="utf-8"), made)
        done, found = finish_page(page)
        if done.html != page.html:
            path.write_text(done.html, encoding="utf-8")
        markdown_pages.write(site, page.path, done.html, conf)
        return [Problem(page.path, 0, message) for message in found]

    for found in shared(finished, sorted(site.rglob("*.html"))):
        problems += found
    markdown_pages.write_list(site, conf)
    return problems + of_scripts()


def _carried_out(work: Callable[[], Any]) -> Any:
    return work()


@lru_cache(maxsize=128)
def finish_page(page: Page) -> tuple[Page, list[str]]:
    """The page after all steps, and what is wrong with it."""
    problems: list[str] = []
    for step in STEPS:
        page, found = step(page)
        problems += found
    return page, problems
