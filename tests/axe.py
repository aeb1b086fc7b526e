"""axe-core in a page: its rules on all of it, and those on color on each look that none has judged."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Frame, Page

from tests.browsing import LAID_OUT
from tests.looks import MARK

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Rules that a change of the color scheme can break; all others see the same page in both schemes.
COLOR_RULES = ["color-contrast", "link-in-text-block"]
#: Runs axe: all rules, with the one on target sizes, which is off by default, or only those on color; these judge what
#: `mark` marks, or every element. Gives the faults, and the looks that passed. Nobody needs the HTML of each node; that
#: took a fifth of the time.
RUN = """async ([passed, rules, every, again]) => {
  if (!again) LAID_OUT();
  const marked = every || mark(passed.split(" "), again), faults = [], looks = [];
  if (rules && !marked && !rules.includes("target-size")) return [faults, ""];
  axe.configure({noHtml: true, rules: [{id: "color-contrast", selector: every ? "*" : "[data-look]"},
    {id: "link-in-text-block", selector: every ? "a[href]" : "[data-link]"},
    {id: "target-size", selector: every ? "*" : "[data-close]"}]});
  const reporter = (found, _, done) => {
    for (const rule of found) {
      for (const {any, node} of rule.violations)
        faults.push(rule.id + ": " + node.selector.join(" ") + ": " + (any[0]?.message || rule.help));
      const name = {"color-contrast": "look", "link-in-text-block": "link"}[rule.id];
      // of text in a picture, axe never knows the ground
      const known = name ? [...rule.passes, ...rule.incomplete.filter(({node}) => node.element.ownerSVGElement)] : [];
      looks.push(...known.map(({node}) => node.element.dataset[name]).filter(Boolean));
    }
    done(found);
  };
  const options = {runOnly: rules ?? TAGS, reporter};
  if (!rules) options.rules = {"target-size": {enabled: true}};
  await axe.run(document, options);
  return [faults, looks.join(" ")];
}"""
#: The looks that have passed in this process; what looks the same on another page is not judged again.
PASSED: set[str] = set()


@cache
def source() -> str:
    """The axe-core that axe-playwright-python brings along, and what runs it, known to a page by the name `judge`.

    A page that has it from its first script keeps what V8 has made of it for the next state of the page.
    """
    axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
    return f"{axe}\n{{const TAGS = {TAGS}, LAID_OUT = {LAID_OUT}, mark = {MARK};\nwindow.judge = {RUN}}}\n0;"


def axe(page: Page | Frame, rules: list[str] | None = None, every: bool = False, again: bool = False) -> list[str]:
    """What axe finds on the page as it stands, one line a node, with all rules or those on color.

    These judge new looks or every element: three quarters of the time of axe went into the colors of elements that look
    the same; `make bench` judges each. `again`: only the scheme has changed since axe last judged in this window.
    """
    if not page.evaluate("() => !!window.judge"):
        page.evaluate(source())
    faults, looks = page.evaluate("wanted => judge(wanted)", [" ".join(PASSED), rules, every, again])
    PASSED.update(looks.split())
    return faults
