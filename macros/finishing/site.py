"""Finishing: the built site in, finished in place, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.documents import forms
from macros.finishing import csp, data_files, finder_answers, html, redirects, search, tables, unused
from macros.loading.definitions import Definitions
from macros.problems import Problem


def finish(site: Path, definitions: Definitions, conf: Any) -> list[Problem]:
    """Finishes the site in place, step by step, and returns what could not be mended.

    The order matters: pages are written first, changed next, and the security policy comes last,
    because it holds the fingerprints of what then stands on the page.
    """
    problems = redirects.write_redirects(site, definitions)
    data_files.write_data(site, definitions, conf)
    finder_answers.write_finder(site, definitions, conf)
    sizes = data_files.sizes(definitions, conf)
    form_sizes = forms.write_forms(site, definitions, conf)
    problems += search.write_index(site, definitions)
    searched = (site / search.INDEX).is_file()
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        done = html.mend(text)
        done = tables.label_cells(done)
        done = data_files.link_lists(done, page, site, sizes)
        done = forms.link_forms(done, data_files.root_of(page, site), form_sizes)
        done, lost = search.point_to_worker(done) if searched else (done, [])
        done, found = csp.add_policy(done)
        problems += [Problem(page.relative_to(site).as_posix(), 0, message) for message in [*lost, *found]]
        if done != text:
            page.write_text(done, encoding="utf-8")
    unused.drop(site)
    return problems
