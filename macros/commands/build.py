"""The strict build: checks the sources, builds beside the old site, checks the pages, and only then replaces it.

`python -m macros.commands.build [--check] [--into DIR]` prints every problem as `file:line: message` and exits 1
if there is one. `--check` builds into a folder that is thrown away; `--github` also annotates the pull request.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from macros import faults
from macros.checks import addresses, assets, messages, pages, settings, sources
from macros.checks.built import BuiltSite
from macros.commands import later, templates
from macros.commands.annotations import show
from macros.commands.log import heard
from macros.commands.pages import in_processes
from macros.loading.definitions import Definitions
from macros.problems import DefinitionsError, Problem
from macros.processes import ahead


def build(project: Path, target: Path | None) -> list[Problem]:
    """Builds the site of `project` into `target` (None: nowhere) and returns every problem found.

    With any problem, `target` is left as it was. An exception that nobody foresaw becomes a problem too.
    """
    try:
        return _build(project, target)
    except Exception as error:
        return [faults.told(error, project)]


def _build(project: Path, target: Path | None) -> list[Problem]:
    try:
        definitions = Definitions.of(project)
    except DefinitionsError as error:
        return sorted({*error.problems, *sources.check(project, None)})
    of_sources = ahead(partial(sources.check, project, definitions))
    if settings.check(project):
        return messages.once(of_sources())  # with settings of another kind, the engine would do something else or fail
    with tempfile.TemporaryDirectory(dir=target.parent if target else None, prefix=".site-") as folder:
        site = Path(folder) / "site"
        try:
            of_engine = engine(project, site)
        except Exception:
            problems = of_sources()
            if problems:  # what tripped the engine too
                return messages.once(problems)
            raise
        problems = of_sources()
        unreadable = {problem.file for problem in problems if messages.hides_the_rest(problem.message)}
        problems += messages.beside(of_engine, unreadable)
        if not unreadable and not any(problem.file == settings.FILE for problem in problems):
            built = BuiltSite(site)
            problems += [*pages.check(project, built), *addresses.check(project, built), *assets.check(built)]
        problems = messages.once(problems)
        if target is not None and not problems:
            _replace(target, site)
    return problems


def engine(project: Path, site: Path, **others: str) -> list[Problem]:
    """Lets MkDocs build into `site`, with `others` in place of the settings of these names; returns what it told.

    Raises whatever the programs raise, unless a mistake was told before: then that is mended first.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    later.read_later()
    with heard() as records:
        try:
            config = load_config(config_file=str(project / "mkdocs.yml"), site_dir=str(site), strict=False, **others)
            config.markdown_extensions.append("macros.rendering.plain_texts")
            config.plugins.on_startup(command="build", dirty=False)
            with in_processes(), templates.kept():
                mkdocs_build(config)
            config.plugins.on_shutdown()
        except (Abort, ConfigurationError) as error:
            if not records:  # else MkDocs has logged what made it stop
                records.append(str(error))
        except Exception:
            records[:] = [record for record in records if not record.startswith("Error building page")]
            if not records:
                raise
            shutil.rmtree(site, ignore_errors=True)
    return [messages.translate(record, project, site) for record in records]


def _replace(target: Path, site: Path) -> None:
    """Puts the new site in place of the old one by renaming, so that no half of one is ever seen."""
    old = target.with_name(f".{target.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    site.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Build the playbook, or check that it builds.")
    parser.add_argument("--check", action="store_true", help="build into a folder that is thrown away")
    parser.add_argument("--into", type=Path, default=Path("site"), help="where the site goes (default: site)")
    parser.add_argument("--project", type=Path, default=Path(), help="the project to build (default: here)")
    parser.add_argument("--github", action="store_true", help="also show each problem on its line of a pull request")
    options = parser.parse_args()
    gc.disable()  # the process ends with this build, so nothing has to be cleared away; a tenth of the time is saved
    project = options.project.resolve()
    problems = build(project, None if options.check else options.into.resolve())
    for problem in problems:
        print(problem)
    if options.github:
        show(problems)
    if problems:
        print(f"{len(problems)} problem(s); nothing was published.", file=sys.stderr)
        return 1
    print("No problems found." if options.check else f"Built into {options.into}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # nothing is left to do: to clear away what was read would take a sixth of a second
