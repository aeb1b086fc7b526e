"""The promise: whatever an editor's hand does to a file builds or is told. A sample; `make edits` tries every one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import PROJECT, copy_project
from tests.edit_trials import Trials
from tests.structural_edits import StructuralEdit, edits

#: One process of pytest-xdist has the workshop.
pytestmark = pytest.mark.xdist_group("structural")
EVERY = list(edits(PROJECT))


def sample(every: list[StructuralEdit]) -> list[StructuralEdit]:
    """One edit of each kind and each of another file, chosen by name; tests/test_structure.py builds the new pages."""
    chosen: dict[str, StructuralEdit] = {}
    for edit in sorted(every, key=lambda edit: hashlib.sha256(edit.name.encode()).hexdigest()):
        taken = not edit.kind.startswith("new") and edit.file in {other.file for other in chosen.values()}
        if not taken and not (edit.good and edit.kind.startswith("new")):
            chosen.setdefault(edit.kind, edit)
    return list(chosen.values())


@pytest.fixture(scope="module")
def trials(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Trials:
    """A copy of the project to edit."""
    return Trials(copy_project(tmp_path_factory.mktemp("structural")), site)


def test_each_edit_builds_or_is_told(trials: Trials) -> None:
    outcomes = list(trials.each(sample(EVERY)))
    assert len(outcomes) >= 20
    assert [outcome for outcome in outcomes if not outcome.fine] == []
    assert {outcome.verdict for outcome in outcomes} == {"builds", "told"}


@given(pair=st.lists(st.sampled_from(EVERY), min_size=2, max_size=2, unique_by=lambda edit: edit.name))
@settings(derandomize=True, max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_no_pair_of_edits_ends_in_a_fault(trials: Trials, pair: list[StructuralEdit]) -> None:
    outcome = trials.cheaply(pair)
    assert outcome is None or outcome.fine, outcome


def test_every_file_has_edits_of_every_kind() -> None:
    names = [edit.name for edit in EVERY]
    assert len(names) == len(set(names)) >= 1000
    edited = {edit.file for edit in EVERY}
    files = [path for folder in ("docs", "macros/definitions") for path in (PROJECT / folder).rglob("*.*")]
    assert {path.relative_to(PROJECT).as_posix() for path in files} <= edited


def test_restored_copy_is_as_before(tmp_path: Path, trials: Trials) -> None:
    for edit in sample(EVERY):
        edit.make(trials.project)
        trials.workshop.restore()
    for path in (PROJECT / "docs").rglob("*.*"):
        assert (trials.project / path.relative_to(PROJECT)).read_bytes() == path.read_bytes()
