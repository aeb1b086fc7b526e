"""A walk over pages with Tab alone: each stop as a reader sees it, and the controls that Tab never reaches."""

from __future__ import annotations

import asyncio

from playwright.async_api import Browser, CDPSession, Frame

from tests.browsing import ANNOUNCE, BLANK, FRAME, NO_SEARCH, PHONE, READY, RESIZE, WHOLE, WIDE, WIDEN

#: Looks at each element that gets the focus: is it on the screen, uncovered, and marked? A list of links that is the
#: same on other pages is walked whole on the first of them, in each size. On the others, a script goes on from its
#: first link to the one before the page's own, and from there to the one before its last.
WATCH = """() => {
  window.__stops = []; window.__seen = [];
  const look = e => {
    e.scrollIntoView({block: "nearest", inline: "nearest"});
    const r = [...e.getClientRects()].find(r => r.width > 0 && r.height > 0) || e.getBoundingClientRect();
    const s = getComputedStyle(e), faults = [];
    const off = r.right <= 0 || r.bottom <= 0 || r.left >= innerWidth || r.top >= innerHeight;
    if (!r.width || !r.height) faults.push("has no size");
    else if (off) faults.push("is off the screen");
    else {
      const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) => [
        Math.min(innerWidth - 1, Math.max(0, r.left + r.width * x)),
        Math.min(innerHeight - 1, Math.max(0, r.top + r.height * y))]);
      const seen = points.some(([x, y]) => {
        const t = document.elementFromPoint(x, y); return t && e.contains(t); });
      if (!seen) faults.push("is covered");
    }
    if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) faults.push("shows no focus");
    return {name: (e.textContent || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 40),
            tag: e.localName, cls: e.className, faults};
  };
  const parts = document.querySelectorAll(".tabs, .section-pages, .all-pages, .small-print");
  const known = (parent.__known ||= new Set()), skipped = (window.__skipped = new Set()), further = new Map();
  const name = part => innerWidth + part.outerHTML.replace(/ aria-current="\\w+"/g, "")
    .replace(/href="([^"]*)"/g, (_, address) => new URL(address, location));
  window.__walked = () => parts.forEach(part => {
    if ([...part.querySelectorAll("a")].every(link => window.__stops.includes(link))) known.add(name(part));
  });
  for (const part of parts) {
    const links = [...part.querySelectorAll("a")];
    if (!known.has(name(part))) continue;
    const here = links.flatMap((link, i) => link.matches("[aria-current]") || link === links.at(-1) ? [i] : []);
    let from = 0;
    for (const to of here) {
      if (to - from > 2) {
        further.set(links[from], links[to - 1]);
        links.slice(from + 1, to - 1).forEach(link => skipped.add(link));
      }
      from = to;
    }
  }
  window.__done = false;
  window.__watch?.abort();
  window.__watch = new AbortController();
  document.addEventListener("focusin", event => {
    if (event.target === window.__stops[0]) window.__done = true;  // the search may give the focus back on its way
    if (window.__stops.includes(event.target)) return;
    window.__stops.push(event.target);
    window.__seen.push(look(event.target));
    further.get(event.target)?.focus();
  }, {signal: window.__watch.signal});
}"""
#: Every visible control that Tab should reach and did not; of a group of radio buttons it reaches one.
MISSED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(e => e.tabIndex >= 0 && !e.disabled
               && e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length
               && !e.closest("[inert]") && !window.__stops.includes(e) && !window.__skipped.has(e)
               && !(e.type === "radio" && window.__stops.some(stop => stop.type === "radio" && stop.name === e.name)))
  .map(e => e.outerHTML.slice(0, 120))"""


#: Lets Tab begin at the start of the page again: it goes on from where something was that had the focus.
RESTART = """() => {
  const start = document.createElement("button");
  document.body.prepend(start);
  start.focus();
  start.remove();
}"""
#: Of each size and page, its stops and the controls that were missed.
Found = dict[tuple[int, int], dict[str, tuple[list[dict], list[str]]]]
#: One press of Tab, for Chromium's own protocol.
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
#: So many presses are on their way at once after the first, which are as many as there are controls.
#: Waiting for each would have the browser paint for every second stop.
MORE = 5
#: The complete playbook repeats the chapters, each walked on its own page: so many of its stops are walked.
FIRST = {WHOLE: 300}


async def walk(frame: Frame, protocol: CDPSession, first: int) -> tuple[list[dict], list[str]]:
    """Tabs through the page and back to its first stop; returns the stops, and the controls that were missed.

    `first`: walks only the first so many stops, and misses none.
    """
    await frame.evaluate(RESTART)
    await frame.evaluate(WATCH)
    await frame.evaluate("() => frameElement.focus()")
    presses = first or len(await frame.evaluate(MISSED))
    for _ in range(4000 // MORE):
        await asyncio.gather(*(protocol.send("Input.dispatchKeyEvent", TAB) for _ in range(presses)))
        if first or await frame.evaluate("() => window.__done"):
            break
        presses = MORE
    await frame.evaluate("() => window.__walked()")
    return await frame.evaluate("() => window.__seen"), [] if first else await frame.evaluate(MISSED)


async def walks(browser: Browser, paths: list[str], server: str) -> Found:
    """The walk over each page, narrow and then wide, in a frame: to scroll there costs less than in a window."""
    page = await browser.new_page(reduced_motion="reduce")
    await page.add_init_script(NO_SEARCH)
    await page.goto(server + BLANK)
    await page.set_content(FRAME)
    frame, protocol = page.frames[1], await page.context.new_cdp_session(page)
    found: Found = {PHONE: {}, WIDE: {}}
    for path in paths:
        await frame.evaluate(RESIZE, PHONE)
        await frame.goto(server + path, wait_until="load")
        if not await frame.evaluate(READY, ANNOUNCE):
            await frame.wait_for_function(READY, arg=ANNOUNCE)
        if path:  # the home page is walked while its search sets itself up; on others that would only take time
            await frame.evaluate("() => document.querySelector('script[data-later]').remove()")
        found[PHONE][path] = await walk(frame, protocol, FIRST.get(path, 0))
        await frame.evaluate(WIDEN, WIDE)
        found[WIDE][path] = await walk(frame, protocol, FIRST.get(path, 0))
    await page.close()
    return found
