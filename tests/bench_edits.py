"""Tries every structural edit, and pairs of them, and counts: `make edits`. Not a test: it takes many minutes.

`python -m tests.bench_edits [--part 1/2] [--pairs 200] [WORDS]` tries those whose name holds WORDS.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from pathlib import Path

from macros.commands.build import build
from tests.conftest import copy_project
from tests.edit_trials import Outcome, Trials
from tests.structural_edits import edits

#: The same pairs each time.
SEED = 20261125


def main() -> int:
    """Runs the command line; returns 1 where an edit was not taken as promised."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="?", default="", help="only edits whose name holds these words")
    parser.add_argument("--part", default="1/1", help="which part of how many, as 1/2 (default: 1/1, all)")
    parser.add_argument("--pairs", type=int, default=200, help="how many pairs to try after them (default: 200)")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        assert build(project, Path(folder) / "site") == []
        trials = Trials(project, Path(folder) / "site")
        every = [edit for edit in edits(trials.project) if options.words in edit.name][part - 1 :: parts]
        chance = random.Random(SEED + part)
        chance.shuffle(every)  # so that a part of the time tries a part of each kind
        for outcome in trials.each(every):
            _count(outcome, counted)
        for _ in range(options.pairs):
            pair = chance.sample(every, 2)
            _count(
                trials.cheaply(pair) or Outcome(" + ".join(edit.name for edit in pair), "left to the build"), counted
            )
    print(f"{counted.total()} edits tried: {', '.join(f'{n} {verdict}' for verdict, n in counted.most_common())}")
    return 1 if counted.keys() - {"builds", "told", "left to the build"} else 0


def _count(outcome: Outcome, counted: Counter[str]) -> None:
    counted[outcome.verdict.partition(":")[0]] += 1
    if outcome.verdict not in ("builds", "told", "left to the build"):
        print(outcome.verdict, outcome.name, *outcome.said, sep="\n    ", flush=True)
    elif counted.total() % 50 == 0:
        print(f"{counted.total()} tried: {dict(counted)}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
