"""The promise: a security officer finds nothing in the workflows, and no secret, person or package host in the tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import PROJECT

GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(p for p in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml")
SETTINGS = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))
REPOSITORY = SETTINGS["edit_uri"].split("/edit/")[0]
SITE = SETTINGS["site_url"]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a program of the virtual environment in the project."""
    program = shutil.which(str(command[0]), path=str(PROJECT / ".venv/bin") + os.pathsep + os.environ["PATH"])
    assert program, f"{command[0]} is not installed"
    return subprocess.run([program, *command[1:]], cwd=PROJECT, capture_output=True, text=True, check=False)


def test_workflows_hold_nothing_that_zizmor_warns_of() -> None:
    done = run("zizmor", "--offline", "--persona", "pedantic", ".github")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(WORKFLOWS) == done.stderr.count("completed .github/workflows/")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
    ],
)
def test_files_for_github_keep_their_schema(schema: str, files: list[Path]) -> None:
    done = run("check-jsonschema", "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_has_the_least_rights(path: Path) -> None:
    text = path.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}, "rights are given job by job"
    assert "pull_request_target" not in text and "workflow_run" not in text
    assert workflow["concurrency"]["group"]
    for name, job in workflow["jobs"].items():
        assert 0 < job["timeout-minutes"] <= 60, name
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts), name
        writes = {right for right, level in job["permissions"].items() if level == "write"}
        may = {
            "deploy.yml": {"pages", "id-token"},
            "links.yml": {"issues"},
            "freshness.yml": {"issues"},
            "release.yml": {"contents"},
        }
        assert writes <= may.get(path.name, set()), f"{name} may write {writes}"
    for uses in re.findall(r"uses: *(.+)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", uses), f"not pinned by commit: {uses}"
    assert "secrets." not in text


def test_nothing_is_published_before_every_test_is_green() -> None:
    jobs = yaml.safe_load((GITHUB / "workflows/deploy.yml").read_text("utf-8"))["jobs"]
    commands = [step.get("run", "") for step in jobs["build"]["steps"]]
    assert commands.index(".ci/run") < commands.index("make downloads FLAGS=--github")
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["deploy"]["if"] == "github.ref == 'refs/heads/main'"


def test_same_action_has_the_same_pin_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, pin in re.findall(r"uses: *([\w/-]+)@(.+)", path.read_text("utf-8")):
            pins.setdefault(action, set()).add(pin)
    assert {action for action, found in pins.items() if len(found) > 1} == set()


def test_new_versions_wait_a_week() -> None:
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text("utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "github-actions"}
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)


def test_addresses_agree_with_the_one_place_that_sets_them() -> None:
    owner = REPOSITORY.removeprefix("https://github.com/").split("/")[0]
    text = "\n".join(path.read_text("utf-8") for path in GITHUB.rglob("*") if path.is_file())
    for address in re.findall(r"https://[\w.-]*github\.io/[^\s)]*", text):
        assert address.startswith(SITE), address
    for team in re.findall(r"(?<!\S)@([\w-]+)/[\w-]+", text):
        assert team == owner


def test_code_owners_are_teams_and_own_what_exists() -> None:
    for line in (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        pattern, *owners = line.split()
        assert owners and all(re.fullmatch(r"@[\w-]+/[\w-]+", owner) for owner in owners), line
        assert pattern == "*" or list(PROJECT.glob(pattern.strip("/"))), f"nothing is called {pattern}"


def test_page_problem_form_takes_the_page_from_the_address() -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/page-problem.yml").read_text("utf-8"))
    assert "page" in [field.get("id") for field in form["body"]]


def test_pull_request_has_four_ticks() -> None:
    text = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    assert text.count("- [ ] ") == 4


@pytest.mark.parametrize(
    ("open_issues", "report", "asked"),
    [
        ("[]", "Something is due.", "issue create --title A list --body-file -"),
        ('[{"number":7,"title":"A list"}]', "Something is due.", "issue edit 7 --body-file -"),
        ('[{"number":7,"title":"A list"}]', "", "issue close 7"),
        ('[{"number":8,"title":"Another"}]', "", ""),
        ('[{"number":8,"title":"Another"}]', None, ""),
    ],
)
def test_report_keeps_one_issue(tmp_path: Path, open_issues: str, report: str | None, asked: str) -> None:
    calls, gh = tmp_path / "calls", tmp_path / "gh"
    gh.write_text(
        f'#!/bin/sh\nif [ "$2" = list ]; then echo \'{open_issues}\'; else echo "$@" >> {calls}; cat > /dev/null; fi\n'
    )
    gh.chmod(0o755)
    if report is not None:
        (tmp_path / "report.md").write_text(report)
    done = subprocess.run(
        [GITHUB / "keep-issue", "A list", tmp_path / "report.md"],
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = calls.read_text() if calls.exists() else ""
    assert told.startswith(asked) if asked else told == ""


#: What a secret looks like: keys of clouds and code hosts, private keys, words with a long value.
SECRETS = re.compile(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|github_pat_\w{40}|xox[abpr]-[\w-]{10}|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|AIza[\w-]{35}|sk-[A-Za-z0-9]{32}|eyJ[\w-]{20,}\.eyJ[\w-]{20,}"
    r"|(?i:(?:password|passwd|secret|api_?key|token)\s*[:=]\s*[\"'][\w+/=-]{16,}[\"'])"
)
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Mailboxes of roles, and invented ones that tests and messages show.
ROLES = re.compile(
    r"(?:dapa|ag\.breach|bits\.\w+|help|[\w.-]*servicedesk|git)@|@(?:[\w-]+\.)*(?:example|invalid|test)\b|@x\."
)
SHOWN_AS_BAD = {"jane.doe@ct.gov"}  # the bad edits show it to see it refused
HOSTS = re.compile(r"pypi\.org|pythonhosted|index-url|find-links|trusted-host|registry\.npmjs|artifactory|/simple/?\b")


def tree() -> dict[str, str]:
    """Every text file that is, or would be, in the repository."""
    names = run("git", "ls-files", "-co", "--exclude-standard", "-z").stdout.split("\0")
    texts = {}
    for name in filter(None, names):
        raw = (PROJECT / name).read_bytes() if (PROJECT / name).is_file() else b"\0"
        if b"\0" not in raw:
            texts[name] = raw.decode("utf-8", errors="replace")
    return texts


def test_tree_holds_no_secret() -> None:
    found = {f"{name}: {m.group(0)[:12]}…" for name, text in tree().items() for m in SECRETS.finditer(text)}
    assert not found


def test_tree_holds_no_mailbox_of_a_person() -> None:
    found = [
        f"{name}: {mailbox}"
        for name, text in tree().items()
        for mailbox in MAILBOX.findall(text)
        if not ROLES.search(mailbox) and not (name.startswith("tests/") and mailbox in SHOWN_AS_BAD)
    ]
    assert not found


def test_tree_names_no_package_host() -> None:
    allowed = {"Makefile", "tests/test_workflows.py"}  # the options that keep hosts out of the lock; this list
    found = {
        f"{name}: {m.group(0)}" for name, text in tree().items() if name not in allowed for m in HOSTS.finditer(text)
    }
    assert not found


def test_lock_pins_every_package_by_hash_and_nothing_else() -> None:
    text = (PROJECT / "requirements.txt").read_text("utf-8")
    for block in re.split(r"\n(?=[A-Za-z0-9])", text.strip()):
        lines = [line.strip(" \\") for line in block.splitlines() if not re.match(r"\s*(#|$)", line)]
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[\w.!+-]+(?: ; .+)?", lines[0]), lines[0]
        assert len(lines) > 1 and all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in lines[1:]), lines[0]


def test_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    locked = dict(
        re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (PROJECT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    )
    for requirement in map(Requirement, asked):
        version = locked.get(canonicalize_name(requirement.name))
        assert version and version in requirement.specifier, f"{requirement} is not in the lock; run `make lock`"
