"""The promise: the browser hides the same counts as the build, on thousands of tables, and none can be worked out."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser

from macros.content.small_counts.intervals import Interval, intervals
from macros.content.small_counts.percentages import told_by_percentages
from macros.content.small_counts.suppression import suppress
from macros.content.small_counts.tables import Pair, Shown, Table
from tests.browsing import WIDE, opened
from tests.counts_sample import sample

TABLES = 10_000
METHOD = "assets/javascripts/counts/method.js"
#: Tables and answers go over as one text each: Playwright would look at each of their numbers by itself.
RUN = """async ([from, tables]) => {
  const {network, suppress, intervals, percentage} = await import(from);
  return JSON.stringify(JSON.parse(tables).map(([tables, rule, keep, digits]) => {
    const net = network(tables, rule);
    const {hidden, open, least, proved} = suppress(net, keep);
    const end = (high) => (high === Infinity ? -1 : high);
    const ends = (told) => [...intervals(net, hidden, told)].map(([number, [low, high]]) => [number, low, end(high)]);
    const told = () => new Map([...hidden].map((number) => [number, percentage(net, hidden, number, digits).ends]));
    return [ends(), digits === null ? [] : ends(told()), open.size, least, proved];
  }));
}"""


def asked_of(shown: Shown, keep: bool, digits: int | None) -> list[Any]:
    """What the browser is asked: the tables as rows of counts, and the rule."""
    assert isinstance(shown, Table | Pair)
    tables = list(shown.counts) if isinstance(shown, Pair) else [shown.counts]
    rule = shown.rule
    told = {"limit": rule.limit, "zeros": rule.zeros_shown, "across": rule.across, "down": rule.down}
    return [tables, told, keep, digits]


def by_python(shown: Shown, keep: bool, digits: int | None) -> list[Any]:
    found = suppress(shown, keep)
    ranges = as_list(intervals(shown, found.hidden))
    told = None if digits is None else intervals(shown, found.hidden, told_by_percentages(shown, found.hidden, digits))
    return [ranges, as_list(told or {}), len(found.open), found.least, found.proved]


def as_list(known: dict[int, Interval]) -> list[list[int]]:
    return [[number, ends.least, -1 if ends.most is None else ends.most] for number, ends in known.items()]


def recoverable(shown: Shown, ends: list[list[int]]) -> int:
    """How many small counts have one value left."""
    return sum(low == high and number in shown.small for number, low, high in ends)


def test_browser_and_build_agree_and_nothing_can_be_worked_out(browser: Browser, server: str) -> None:
    tables = [(shown, keep, (None, 0, None, 1)[at % 4]) for at, (shown, keep) in enumerate(sample(TABLES))]
    with opened(browser, WIDE) as page:
        page.goto(server + "about/", wait_until="load")
        found = json.loads(page.evaluate(RUN, [server + METHOD, json.dumps([asked_of(*one) for one in tables])]))
    expected = [by_python(*one) for one in tables]
    assert [pair for pair in zip(found, expected, tables, strict=True) if pair[0] != pair[1]] == []
    fine = [(shown, ends) for (shown, *_), (ends, _, narrowed, *_) in zip(tables, found, strict=True) if not narrowed]
    assert len(fine) > 0.8 * TABLES
    assert sum(recoverable(shown, ends) for shown, ends in fine) == 0
    assert all(proved for *_, proved in found)
