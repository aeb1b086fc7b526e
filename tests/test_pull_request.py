"""The promise: a pull request tells an editor, in place, what is wrong, what could be plainer, and what changes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from macros.commands import annotations, build, changed, preview, suggestions
from macros.problems import Problem
from macros.rendering.markdown_source import Source
from tests import next_engine
from tests.conftest import NEW_NAME, PROJECT, Refused, copy_under_git

PAGE = "docs/p20-win/index.md"
HEAD = "---\ntitle: T\n---\n\n"


# Annotations


def test_annotation_is_escaped_as_github_asks() -> None:
    problem = Problem("docs/a,b:c.md", 7, "100% wrong:\n::error::no; write 5 %")
    assert annotations.annotation(problem) == (
        "::error file=docs/a%2Cb%3Ac.md,line=7::100%25 wrong: ::error::no; write 5 %25"
    )
    assert annotations.annotation(Problem("docs/a.md", 0, "x"), "notice") == "::notice file=docs/a.md,line=1::x"


def test_build_annotates_and_lists_all_in_the_summary(refused: Refused) -> None:
    assert refused.said.returncode == 1
    line = (refused.project / PAGE).read_text("utf-8").count("\n")
    message = 'no agency "SDOE"; did you mean "SDE"?'
    assert f"{PAGE}:{line}: {message}\n" in refused.said.stdout
    assert f"::error file={PAGE},line={line}::{message}\n" in refused.said.stdout
    summary = (refused.project / "summary.md").read_text("utf-8")
    assert f"- `{PAGE}`, line {line}: {message}" in summary


def test_build_annotates_only_where_it_is_asked_to(
    project_copy: Path, run_here: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (project_copy / "mkdocs.yml").unlink()
    done = run_here(build.main, project_copy, "--check")
    assert done.returncode == 1 and "this file is missing" in done.stdout
    assert "::" not in done.stdout


def test_summary_cannot_be_broken_by_a_message() -> None:
    text = annotations.summary([Problem("docs/a.md", 1, "<img src=x> *bold* [a](b) `c`")])
    assert "<img" not in text and "\\*bold\\*" in text and "\\[a\\](b) \\`c\\`" in text


# Suggestions


@pytest.fixture
def source() -> Callable[[str], Source]:
    """A page with this text."""
    return lambda text: Source("page.md", (HEAD + text).encode())


def test_sentences_know_their_line(source: Callable[[str], Source]) -> None:
    text = (
        'One two three. Four\nfive six. Seven.\n\n- Eight {{ agency("SDE") }} `x y`\n- [Nine ten](a.md)\n\n| A | B |\n'
    )
    found = [(s.line, s.text) for s in suggestions.sentences(source(text))]
    assert found == [
        (5, "One two three."),
        (5, "Four five six."),
        (6, "Seven."),
        (8, "Eight Name Name"),
        (9, "Nine ten"),
    ]


@pytest.mark.parametrize(
    ("check", "text", "says"),
    [
        (suggestions.long_sentences, "word " * 26 + ".", "has 27 words"),
        (suggestions.long_sentences, "word " * 24 + "end.", ""),
        (suggestions.passive_voice, "The form is signed by the agency.", '"is signed" may hide'),
        (suggestions.passive_voice, "The data were not sent.", '"were not sent" may hide'),
        (suggestions.passive_voice, "The agency signs the form.", ""),
        (suggestions.abbreviations, "Ask the XYZ.", '"XYZ" is not spelled out'),
        (suggestions.abbreviations, "Ask the Xylophone Yard Zone (XYZ). The XYZ knows.", ""),
        (suggestions.abbreviations, "Save it as PDF.", ""),
        (suggestions.doubled_words, "Ask the the owner.", '"the the" stands here'),
        (suggestions.doubled_words, "We know that that helps.", ""),
        (suggestions.reading_grade, "Interagency administrative simplification necessitates organizational "
         "reconfiguration, notwithstanding institutional heterogeneity.", "reads at grade"),
        (suggestions.reading_grade, "Ask first. Then send the file.", ""),
    ],
)  # fmt: skip
def test_plainer_word_is_suggested(check: Callable, text: str, says: str, source: Callable[[str], Source]) -> None:
    found = [message for _, message in check(source(text))]
    assert bool(found) == bool(says) and all(says in message for message in found)


def test_suggestions_never_fail(run_here: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = run_here(suggestions.main, PROJECT, "--github")
    assert done.returncode == 0
    assert "::error" not in done.stdout and "Traceback" not in done.stderr


# What changes


@pytest.mark.xdist_group("renamed")
def test_summary_names_every_page_that_shows_a_changed_fact(renamed: tuple[Path, Path]) -> None:
    project, site = renamed
    command = [sys.executable, "-m", "macros.commands.changed", "HEAD", "--site", str(site)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ") and "github.io" in line]
    addresses = {re.search(r"<(\S+)>", row).group(1) for row in rows}
    assert "https://ctopendata.github.io/data-sharing-playbook/reference/agencies/" in addresses
    assert "https://ctopendata.github.io/data-sharing-playbook/p20-win/agencies/" in addresses
    assert "https://ctopendata.github.io/data-sharing-playbook/about/privacy/" not in addresses
    assert all("| changed |" in row for row in rows)
    assert f"+{NEW_NAME}" in done.stdout.replace("+### ", "+")


def test_lines_changed_since_a_commit(tmp_path: Path) -> None:
    repository = copy_under_git(tmp_path)
    path = repository / PAGE
    old = path.read_text("utf-8")
    lines = old.split("\n")
    path.write_text("\n".join([*lines[:10], "New.", *lines[10:-2], "Last.", ""]), encoding="utf-8")
    assert changed.changed_lines(repository, "HEAD")[PAGE] == {11, len(lines)}


def test_new_and_gone_pages_are_told() -> None:
    before = {"a/": ["A", "One."], "b/": ["B", "Same."], "c/": ["C"]}
    now = {"a/": ["A", "Two."], "b/": ["B", "Same."], "d/": ["D | <x>", "New."]}
    changes = changed.compare(before, now)
    assert [(c.address, c.kind) for c in changes] == [("a/", "changed"), ("c/", "gone"), ("d/", "new")]
    assert changes[0].lines == ["-One.", "+Two."]
    text = changed.summary(changes, "https://site.example/")
    assert "| D \\| &lt;x&gt; | new | <https://site.example/d/> |" in text
    assert changed.summary([], "https://site.example/").endswith("No page of the site changes.\n")


# The preview


@pytest.mark.parametrize(
    ("href", "file"),
    [
        ("../glossary/", "../glossary/index.html"),
        ("../glossary/#sde", "../glossary/index.html#sde"),
        ("../", "../index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("#here", "#here"),
        ("", ""),
        ("../data/laws.json", "../data/laws.json"),
        ("https://data.ct.gov/", "https://data.ct.gov/"),
        ("mailto:dapa@ct.gov", "mailto:dapa@ct.gov"),
    ],
)
def test_link_of_the_preview_names_a_file(href: str, file: str) -> None:
    assert preview.to_file(href) == file


def test_every_link_of_the_preview_opens_a_file(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    preview.write_preview(site, folder)
    broken = []
    for page in folder.rglob("index.html"):
        for href in set(html.document_fromstring(page.read_bytes()).xpath("//a/@href")):
            path = href.partition("#")[0].partition("?")[0]
            if path and not re.match(r"[a-z]+:", path) and not (page.parent / path).is_file():
                broken.append(f"{page.relative_to(folder)}: {href}")
    assert not broken


# The exit


def test_comparison_of_engines_tells_what_differs(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    assert next_engine.differences(site, copy) == []
    page = copy / "about/privacy/index.html"
    page.write_text(page.read_text("utf-8").replace('id="what-this-site-does-not-do"', 'id="other"'), encoding="utf-8")
    (copy / "about/changelog/index.html").unlink()
    found = next_engine.differences(site, copy)
    assert "about/changelog/index.html: only MkDocs writes it" in found
    assert "about/privacy/index.html: anchors: -what-this-site-does-not-do" in found
    assert any(line.startswith("about/privacy/index.html: headings: ") for line in found)
    assert {line.split(":")[0] for line in found} == {"about/changelog/index.html", "about/privacy/index.html"}
