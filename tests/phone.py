"""How many times slower this machine's Chromium has to run to stand for a phone, measured as Chrome's own tools do it.

DevTools sets its presets "mid-tier mobile" and "low-tier mobile" by Lighthouse's BenchmarkIndex: it slows the browser
down until the index is that of a phone (devtools-frontend, panels/mobile_throttling/CalibrationController.ts, read at
commit 1058339; lighthouse, core/lib/page-functions.js). A phone of the middle there is a Pixel 5, and a slow one a Moto
G Power of 2022. The index is the mean of two counts, each a tenth of how often a second a page can build a text of
10,000 letters one by one, and can copy 100,000 numbers from one list to another.
"""

from __future__ import annotations

from playwright.sync_api import Browser, Page

#: The index of a phone of the middle and of a slow one.
MIDDLE, SLOW = 1000, 264
#: Milliseconds for an index, of how many the best is the score, as others at work here only make it less; and halvings.
DURATION, COUNTS, STEPS = 250, 4, 7
INDEX = """duration => {
  const often = (work, every) => {
    const start = Date.now();
    let done = 0;
    while (done % every || Date.now() - start < duration / 2) work(done++);
    return Math.round(done / 10 / ((Date.now() - start) / 1000));
  };
  const build = () => {
    let text = "";
    for (let i = 0; i < 10_000; i++) text += "a";
    if (text.length === 1) throw new Error("keeps the loop from being left out");
  };
  const lists = [0, 1].map(() => Array.from({length: 100_000}, (_, i) => i));
  const copy = (turn) => {
    const [from, to] = [lists[turn % 2], lists[1 - (turn % 2)]];
    for (let i = 0; i < from.length; i++) to[i] = from[i];
  };
  return (often(build, 1) + often(copy, 10)) / 2;
}"""


def slow_down(page: Page, times: float) -> None:
    """Slows a page down; it stays so."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def factors(browser: Browser, *wanted: int) -> tuple[float, list[float]]:
    """The score of this machine, and the factor that takes it to each score that is wanted."""
    page = browser.new_page()
    page.evaluate(INDEX, DURATION)  # the first is slower: its code is not compiled yet
    own = _score(page, 1)
    found = [_factor(page, score, own) for score in wanted]
    page.close()
    return own, found


def _score(page: Page, times: float) -> float:
    slow_down(page, times)
    return max(page.evaluate(INDEX, DURATION) for _ in range(COUNTS))


def _factor(page: Page, wanted: int, own: float) -> float:
    """By halves, as the score does not fall in step with the factor; 1 where this machine is no faster than a phone."""
    low, high = 1.0, max(1.0, 1.5 * own / wanted)
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _score(page, middle) > wanted:
            low = middle
        else:
            high = middle
    return round((low + high) / 2, 2)
