"""The promise: odd input never ends in a traceback and never passes in silence. Deterministic, under a minute."""

from __future__ import annotations

import inspect
import logging
import math
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import macros
from macros.checks import calls, sources
from macros.loading.definitions import DOCUMENTS, TABLES, Definitions, files_of
from macros.loading.validation import validate
from macros.loading.yaml_file import LOADER, YamlFile
from macros.models.page import FrontMatter
from macros.problems import DefinitionsError
from macros.rendering.engine import settings as site_settings
from macros.rendering.markdown_source import Source
from macros.rendering.page_context import PageContext
from tests.conftest import PROJECT

FOLDER = PROJECT / "macros/definitions"
same_each_run = settings(
    derandomize=True, max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)

#: Words that break naive programs: markup, templates, paths, other scripts, marks that nobody sees.
ODD = [
    "", " ", "\n", "\t", "\x00", "\x1b[31m", "\u202e", "\ufeff", "é", "日本語", "🦑" * 50, "x" * 10_000, "null", "yes",
    "no", "on", "~", "012", "1e3", ".nan", "-", "- a", "a: b", "#", "*bold", "&a", "!tag", "%d", "@x", "`", "|", ">",
    "{", "[", "{{ 1 }}", "{% raw %}", "<script>", "../../etc/passwd", "C:\\x", "' OR 1=1", "—", "“SDE”", "SDE ", "sde",
    "__class__", "2026-02-30", "2026-11-22 10:00", "https://", "http://x", "{agency}", "{agency NOPE}", "{}", "{0}",
]  # fmt: skip
words = st.one_of(st.sampled_from(ODD), st.text(max_size=30))
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), words, st.dates(), st.datetimes(), st.binary(max_size=5)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words | st.integers(), inner, max_size=3),
    max_leaves=6,
)


def raw(name: str) -> dict[str, Any]:
    parts = (yaml.load((FOLDER / f"{file}.yml").read_text("utf-8"), Loader=LOADER) for file in files_of(name))
    return {key: value for part in parts for key, value in part.items()}


RECORDS = {name: next(iter(raw(name).values())) for name in TABLES} | {name: raw(name) for name in DOCUMENTS}
FIELDS = [(name, field) for name, model in {**TABLES, **DOCUMENTS}.items() for field in model.model_fields]


def same(given: Any, kept: Any) -> bool:
    """Whether a model kept a value as it was given, whatever it calls its parts."""
    if isinstance(given, dict):
        return isinstance(kept, dict) and all(key in kept and same(item, kept[key]) for key, item in given.items())
    if isinstance(given, list):
        return isinstance(kept, list) and len(given) == len(kept) and all(map(same, given, kept))
    if isinstance(given, float) and math.isnan(given):
        return isinstance(kept, float) and math.isnan(kept)
    return type(given) is type(kept) and given == kept


@given(place=st.sampled_from(FIELDS), value=values)
@same_each_run
def test_odd_value_in_a_record_is_kept_or_told(place: tuple[str, str], value: Any) -> None:
    name, field = place
    model = {**TABLES, **DOCUMENTS}[name]
    file = YamlFile(None, f"macros/definitions/{name}.yml", "")
    record = validate(file, model, {**RECORDS[name], field: value}, (), "record")
    if record is None:
        assert file.problems and all(len(p.message) > 10 and "\n" not in str(p) for p in file.problems)
    else:
        assert not file.problems
        assert same(value, record.model_dump()[field]) or (value is None and model.model_fields[field].default is None)


@given(name=st.sampled_from([*TABLES, *DOCUMENTS]), value=values)
@same_each_run
def test_odd_value_for_a_whole_record_is_told(name: str, value: Any) -> None:
    file = YamlFile(None, f"macros/definitions/{name}.yml", "")
    record = validate(file, {**TABLES, **DOCUMENTS}[name], value, (), "record")
    assert record is None and file.problems


PIECES = st.lists(
    st.sampled_from([
        "a", "b", ":", " ", "\n", "- ", "  ", "\t", "&x ", "*x", "!!", "?", "|", ">", "'", '"', "{", "}", "[", "]", "#",
        "%", "---", "...", "<<: ", "2026-02-30", "2026-11-22", "!!python/object:os.system ", "!!binary ", "=======",
        "\ufeff", "\x00", "é", ",", " #3",
    ]),
    max_size=25,
).map("".join)  # fmt: skip


@given(text=st.one_of(PIECES, st.text(max_size=60)))
@same_each_run
def test_odd_yaml_is_read_or_told(text: str) -> None:
    file = YamlFile(None, "macros/definitions/agencies.yml", text)
    for problem in file.problems:
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + text.count("\x85") + 2
        assert len(problem.message) > 10
    if not file.problems:
        again = yaml.load(text, Loader=LOADER)
        assert again == file.data or "nan" in repr(again)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("b: 1\na: &x [*x]", '"&" opens a text here'),
        ("b: 1\na: &x {b: *x}", '"&" opens a text here'),
        ("b: 1\na: &Sons", '"&" opens a text here'),
        ("b: 1\na: *bold* text", "starts with &, * or !"),
        ("b: 1\na: !important text", "starts with &, * or !"),
        ("b: 1\na: see item #3", 'YAML would drop "#3"'),
        ("b: 1\na: 2026-02-30", "a day that no calendar has"),
        ("b: 1\na: x\x00y", "a hidden character here (U+0000)"),
        ("b: 1\na: @you", "in double quotes"),
        ("b: 1\na: x: y", "a colon here"),
    ],
)
def test_text_that_yaml_reads_in_its_own_way_is_told(text: str, says: str) -> None:
    problems = YamlFile(None, "macros/definitions/agencies.yml", text).problems
    assert [p.line for p in problems if says in p.message] == [2], problems


@pytest.mark.parametrize("text", ["[" * 5000, "a: " + "{b: " * 3000, "- " * 3000])
def test_endless_nesting_is_told(text: str) -> None:
    assert YamlFile(None, "macros/definitions/agencies.yml", text).problems


@given(
    text=st.one_of(PIECES, st.text(max_size=80)),
    fields=st.dictionaries(st.sampled_from(list(FrontMatter.model_fields)), values),
)
@same_each_run
def test_odd_page_is_checked_without_a_fault(text: str, fields: dict[str, Any]) -> None:
    check_calls = calls.finder()
    for head in (yaml.safe_dump(fields, allow_unicode=True), text):
        source = Source("page.md", f"---\n{head}\n---\n\n{text}\n{{{{ {text} }}}}".encode("utf-8", "replace"))
        for check in (*sources.CHECKS, check_calls):
            assert all(line >= 1 and message for line, message in check(source))
        assert isinstance(source.meta, dict)


WHOLE = [
    "",
    "- a",
    "text",
    "null",
    "12",
    "SDE:",
    "SDE: text",
    "SDE: []",
    "12: {}",
    "? [a]\n: b",
    "true: {name: x}",
    "\ufeff",
]


@pytest.mark.parametrize("name", ["agencies", "links", "p20win"])
def test_odd_file_is_told(name: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "macros/definitions")
    for text in WHOLE:
        (tmp_path / f"macros/definitions/{name}.yml").write_text(text, encoding="utf-8")
        with pytest.raises(DefinitionsError) as caught:
            Definitions(tmp_path)
        told = [p for p in caught.value.problems if p.file == f"macros/definitions/{name}.yml"]
        assert told and all(p.line >= 1 for p in told), f"{text!r}: {caught.value.problems}"


# Macros


class Heard(logging.Handler):
    """What the context reports."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the message."""
        self.messages.append(record.getMessage())


@pytest.fixture(scope="module")
def call(definitions: Definitions) -> Callable[..., tuple[str, list[str]]]:
    """A function that calls a macro as a page would, and returns what it wrote and what was reported."""
    page = "p20-win/index.md"
    file = SimpleNamespace(src_uri=page, abs_src_path=str(PROJECT / "docs" / page))
    env = SimpleNamespace(
        page=SimpleNamespace(file=file, url="p20-win/", meta={}),
        conf=site_settings(PROJECT),
        project_dir=str(PROJECT),
        env=jinja2.Environment(undefined=jinja2.StrictUndefined),
        macros={},
    )
    context = PageContext(env, definitions)
    heard, logger = Heard(), logging.getLogger("mkdocs.playbook")

    def called(macro: Callable[..., str], *args: Any, **kwargs: Any) -> tuple[str, list[str]]:
        heard.messages.clear()
        logger.addHandler(heard)
        try:
            return context.guarded(macro)(*args, **kwargs), list(heard.messages)
        finally:
            logger.removeHandler(heard)

    return called


arguments = st.one_of(words, values, st.builds(jinja2.StrictUndefined, name=st.just("SDE")))


@given(macro=st.sampled_from(macros.MACROS), args=st.lists(arguments, max_size=3), data=st.data())
@same_each_run
def test_odd_macro_call_writes_or_tells(
    call: Any, macro: Callable[..., str], args: list[Any], data: st.DataObject
) -> None:
    names = list(inspect.signature(macro).parameters)[1:] or ["text"]
    kwargs = data.draw(st.dictionaries(st.sampled_from([*names, "nope"]), arguments, max_size=1))
    written, told = call(macro, *args, **kwargs)
    assert isinstance(written, str)
    for message in told:
        assert message.startswith("docs/p20-win/index.md") and len(message) > 40
    odd = [value for value in (*args, *kwargs.values()) if not isinstance(value, (str, bool))]
    assert told or not odd, f"{macro.__name__}({args}, {kwargs}) passed in silence"


@pytest.mark.parametrize(
    "macro", [m for m in macros.MACROS if len(inspect.signature(m).parameters) > 1], ids=lambda m: m.__name__
)
@pytest.mark.parametrize("word", ["no such thing", "", "SDE\n", "{{ x }}", "é"])
def test_unknown_key_never_passes_in_silence(call: Any, macro: Callable[..., str], word: str) -> None:
    first = list(inspect.signature(macro).parameters.values())[1]
    others = [
        p
        for p in list(inspect.signature(macro).parameters.values())[2:]
        if p.default is p.empty and p.kind is not p.VAR_POSITIONAL
    ]
    if first.default == "" and word == "":
        return  # the word for nothing
    written, told = call(macro, word, *(["x"] * len(others)))
    assert told, f'{macro.__name__}("{word}") wrote {written[:80]!r}'
    assert "Error" not in told[0]


def test_a_date_with_a_time_is_no_date() -> None:
    assert not same(datetime(2026, 11, 22), date(2026, 11, 22))
