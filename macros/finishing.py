"""The finishing room: what happens to the built site after the last page is written.

Also `python -m macros.finishing SITE`, for a site that another engine has built from the same tree.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from macros import (
    finishing_csp,
    finishing_data,
    finishing_finder,
    finishing_html,
    finishing_redirects,
    finishing_search,
    finishing_tables,
    finishing_waste,
    forms,
)
from macros.definitions import Definitions
from macros.engine import settings
from macros.problems import Problem


def finish(site: Path, definitions: Definitions, conf: Any) -> list[Problem]:
    """Finishes the site in place, step by step, and returns what could not be mended.

    The order matters: pages are written first, changed next, and the security policy comes last,
    because it holds the fingerprints of what then stands on the page.
    """
    problems = finishing_redirects.write_redirects(site, definitions)
    finishing_data.write_data(site, definitions, conf)
    finishing_finder.write_finder(site, definitions, conf)
    sizes = finishing_data.sizes(definitions, conf)
    form_sizes = forms.write_forms(site, definitions, conf)
    problems += finishing_search.write_index(site, definitions)
    searched = (site / finishing_search.INDEX).is_file()
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        done = finishing_html.mend(html)
        done = finishing_tables.label_cells(done)
        done = finishing_data.link_lists(done, page, site, sizes)
        done = forms.link_forms(done, finishing_data.root_of(page, site), form_sizes)
        done, lost = finishing_search.point_to_worker(done) if searched else (done, [])
        done, found = finishing_csp.add_policy(done)
        problems += [Problem(page.relative_to(site).as_posix(), 0, message) for message in [*lost, *found]]
        if done != html:
            page.write_text(done, encoding="utf-8")
    finishing_waste.drop(site)
    return problems


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Finish a site that is already built.")
    parser.add_argument("site", type=Path, help="the folder with the built pages")
    parser.add_argument("--project", type=Path, default=Path(), help="the project it was built from (default: here)")
    options = parser.parse_args()
    project = options.project.resolve()
    problems = finish(options.site, Definitions(project), settings(project))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
