"""axe-core in a page: its rules on all of it, and those on color on each look that the page has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Rules that a change of the color scheme can break; all others see the same page in both schemes.
COLOR_RULES = ["color-contrast", "link-in-text-block"]
#: Lays out what the complete playbook lays out only near the reader: axe measures boxes, and far ones have none yet.
LAID_OUT = """() => document.querySelectorAll("article *").forEach(one => {
  if (getComputedStyle(one).contentVisibility === "auto") one.style.contentVisibility = "visible";
})"""
#: Marks, by the attribute data-look, what the rules on color have to judge. Elements with text share a look when all
#: that the rule on contrast reads is the same: their own color, size, weight and shadow; and of each element around it
#: its tag, classes and ground, what lies before and after it, and whether it is switched off. Of a look, the element
#: with the most text is marked. One that a pointer does not find on each of its lines, or under which or over which
#: something lies that neither holds it nor stands in it, is marked for itself; of the shapes of a picture axe reads no
#: color. Of links in the middle of text, as axe tells them, one is marked of each look of itself and of all around it
#: up to the paragraph.
MARK = r"""() => {
  const ids = new Map(), chains = new Map(), off = new Set(), texts = new Map(), range = document.createRange();
  const number = (...words) => (words = words.join("|"), ids.get(words) ?? (ids.set(words, ids.size), ids.size - 1));
  for (const one of document.querySelectorAll("[data-look]")) one.removeAttribute("data-look");
  for (const one of document.querySelectorAll(":disabled, [aria-disabled=true]")) {
    for (const label of [one, ...one.labels ?? []]) off.add(label);
    for (const id of (one.getAttribute("aria-labelledby") ?? "").split(" ")) off.add(document.getElementById(id));
  }
  const ground = (s) => [s.backgroundColor, s.backgroundImage, s.backgroundClip, s.position, s.opacity].join();
  const beside = (e, name) => { const s = getComputedStyle(e, name); return s.content === "none" ? "" : ground(s); };
  const chain = (e) => {
    if (e && !chains.has(e)) {
      const s = getComputedStyle(e);
      const cut = [s.overflow, s.clip, s.clipPath, s.transform, s.filter, s.mixBlendMode].join();
      chains.set(e, number(chain(e.parentElement), e.localName, e.getAttribute("class"), off.has(e), ground(s), cut,
        beside(e, "::before"), beside(e, "::after")));
    }
    return e ? chains.get(e) : 0;
  };
  const look = (e, text) => {
    const s = getComputedStyle(e), ink = [s.color, s.webkitTextFillColor, s.webkitTextStroke, s.textShadow].join();
    return number(chain(e), ink, s.fontSize, s.fontWeight, text.length > 1, /[\p{L}\p{N}]/u.test(text));
  };
  const type = (e) => {
    const s = getComputedStyle(e), inline = s.display.startsWith("inline");
    return number(s.color, s.fontFamily, s.fontSize, s.fontStyle, s.fontWeight, s.textDecoration, s.borderBlock,
      s.borderInline, s.display, inline ? type(e.parentElement) : chain(e));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (const e of document.querySelectorAll("input, select, textarea")) texts.set(e, []);
  for (let node; (node = walker.nextNode());) {
    const e = node.parentElement;
    if (node.data.trim() && !["script", "style", "noscript"].includes(e.localName))
      texts.set(e, [...texts.get(e) ?? [], node]);
  }
  const start = scrollY, points = [], best = new Map();
  const shown = [...texts.keys()].filter((e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map((e) => ({e, text: texts.get(e).map((one) => one.data).join("").trim() || e.value || e.placeholder || ""}));
  for (const one of shown) {
    const boxes = texts.get(one.e).flatMap((node) => (range.selectNodeContents(node), [...range.getClientRects()]));
    const lines = (boxes.length ? boxes : [...one.e.getClientRects()]).filter((box) => box.width && box.height);
    for (const box of lines) points.push([one, box.left + box.width / 2, box.top + start + box.height / 2]);
    one.alone = !lines.length;
  }
  const foreign = (e, other) => !other.contains(e) && !e.contains(other)
    && !(e.ownerSVGElement && e.ownerSVGElement === other.ownerSVGElement);
  const found = new CSSStyleSheet(), sheets = document.adoptedStyleSheets;
  found.replaceSync("* { pointer-events: auto !important }");
  document.adoptedStyleSheets = [...sheets, found];
  for (const [one, x, y] of points.sort((a, b) => a[2] - b[2])) {
    if (one.alone) continue;
    if (y - scrollY > innerHeight * .9) scrollTo({top: y - innerHeight * .2, behavior: "instant"});
    const stack = document.elementsFromPoint(x, y - scrollY);
    one.alone = !stack.includes(one.e) || stack.some((other) => foreign(one.e, other));
  }
  document.adoptedStyleSheets = sheets;
  scrollTo({top: start, behavior: "instant"});
  for (const one of shown) {
    const name = one.alone ? one : look(one.e, one.text), rival = best.get(name);
    if (!rival || rival.text.length < one.text.length) best.set(name, one);
  }
  axe.setup();
  for (const e of document.querySelectorAll("a[href]"))
    if (e.checkVisibility() && axe.commons.dom.isInTextBlock(e)) best.set(`link ${type(e)} ${chain(e)}`, {e});
  axe.teardown();
  for (const {e} of best.values()) e.setAttribute("data-look", "");
}"""
#: Starts axe with the rule on target sizes, which is off by default. The page keeps the promise, so that two pages
#: can work at once.
START = """([type, values, mark]) => {
  const options = {runOnly: {type, values}, resultTypes: ["violations"]};
  if (type === "tag") options.rules = {"target-size": {enabled: true}};
  axe.configure({rules: [
    {id: "color-contrast", selector: "*" + mark}, {id: "link-in-text-block", selector: "a[href]" + mark}]});
  window.__axe = axe.run(document, options).then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
    rule.id + ": " + node.target.join(" ") + ": " + (node.any[0]?.message || rule.help))));
}"""


@cache
def source() -> str:
    """The axe-core that axe-playwright-python brings along."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def start_axe(page: Page, rules: list[str] | None = None, every: bool = False) -> None:
    """Starts axe on the page as it stands, with all rules or some; those on color judge each look, or every element.

    Three quarters of the time of axe went into the colors of elements that look the same; `make bench` judges each.
    """
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(source())
    steps = [LAID_OUT, START] if every else [LAID_OUT, MARK, START]
    wanted = ["rule" if rules else "tag", rules or TAGS, "" if every else "[data-look]"]
    page.evaluate("wanted => {" + "".join(f"({step})(wanted);" for step in steps) + "}", wanted)


def axe(page: Page, start: bool = True) -> list[str]:
    """What axe finds on the page, one line a node; `start=False` waits for what start_axe began."""
    if start:
        start_axe(page)
    return page.evaluate("() => window.__axe")
