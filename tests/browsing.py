"""What the browser tests share: pages opened in a given size and scheme, and what is looked for in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page

SCRIPTS = Path(__file__).parent.parent / "docs/assets/javascripts"
WIDE, PHONE = (1280, 900), (320, 640)
#: Elements whose text is cut off, or that stick out. Each question costs, so only those are asked of an element that
#: could tell of a fault: of one that clips, how much it holds, and of one that holds no other, where it stands.
CUT = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth, out = [];
  const say = (what, e) => out.push(what + ": " + e.outerHTML.slice(0, 90));
  if (wide > 0) out.push("the page scrolls sideways by " + wide);
  for (const e of document.querySelectorAll("body *")) {
    const s = getComputedStyle(e), clips = s.overflow !== "visible", inmost = !e.firstElementChild;
    if (!clips && !inmost) continue;
    const over = clips && e.scrollWidth > e.clientWidth + 1, under = clips && e.scrollHeight > e.clientHeight + 1;
    const r = e.getBoundingClientRect();
    const beyond = r.width && (r.right > innerWidth + 1 || r.left < -1) && inmost;
    if (!over && !under && !beyond) continue;
    if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (e.closest("svg, thead") || s.clipPath !== "none" || r.bottom < 0) continue;
    const excerpt = /\\d/.test(s.webkitLineClamp);
    if (["hidden", "clip"].includes(s.overflowX) && over) say("cut", e);
    if (["hidden", "clip"].includes(s.overflowY) && under && !excerpt) say("cut", e);
    if (["auto", "scroll"].includes(s.overflowX) && over && e.tabIndex < 0) say("scrolls, no tab stop", e);
    if (beyond) say("sticks out", e);
  }
  return out.slice(0, 5);
}"""
#: Lays out what the complete playbook lays out only near the reader, as it does there: axe and tests measure boxes.
LAID_OUT = """() => document.querySelectorAll("article *").forEach(one => {
  if (getComputedStyle(one).contentVisibility !== "auto") return;
  Object.assign(one.style, {contentVisibility: "visible", contain: "content"});
})"""
#: A page that shows another in a frame, and stays where it is when something in there gets the focus. The frame stands
#: outside of the window: all in it is laid out as in a window of its size, but nothing has to be painted.
FRAME = "<style>iframe { position: fixed; top: 0; left: 200%; border: 0 }</style><iframe></iframe>"
#: A page of the site without a policy, so that it can show a frame.
BLANK = "llms.txt"
#: Gives the frame that it runs in another size.
RESIZE = "([width, height]) => Object.assign(frameElement, {width, height})"
#: Widens the frame that it runs in. The contents of the page open then, and mark what is read, as on a page that is
#: opened wide; what either holds is the same.
WIDEN = f"""async size => {{
  const turned = new Promise(done => matchMedia("(min-width: 60em)").addEventListener("change", done, {{once: true}}));
  ({RESIZE})(size);
  await turned;
  dispatchEvent(new Event("scroll"));
  await new Promise(requestAnimationFrame);
}}"""
#: What is cut off in each of several windows, given as their sizes and a reader's own rules.
CUT_IN = f"""windows => {{
  const cut = {CUT}, resize = {RESIZE}, own = new CSSStyleSheet();
  document.adoptedStyleSheets = [own];
  const found = windows.map(([size, css]) => {{ resize(size); own.replaceSync(css); return cut(); }});
  document.adoptedStyleSheets = [];
  return found;
}}"""
#: A browser that keeps nothing, and one that has no room left.
OFF = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('off', 'SecurityError') }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
#: Keeps a wide page from fetching the search while a test looks at it: whether it has done so would depend on time.
NO_SEARCH = "window.requestIdleCallback = () => 0"
#: Has the page remember what its security policy stopped.
WATCH = """addEventListener("securitypolicyviolation",
  e => (window.__csp ||= []).push(e.violatedDirective + " " + e.blockedURI))"""
#: How a reader may space text and lose nothing (WCAG 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


@contextmanager
def opened(browser: Browser, size: tuple[int, int], **options: Any) -> Iterator[Page]:
    """A page in a context of its own, as wide and high as `size`."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    yield context.new_page()
    context.close()


@contextmanager
def framed(browser: Browser, server: str, **options: Any) -> Iterator[Frame]:
    """A frame that takes a new size, as a window would, without being painted in it: that costs half the time."""
    with opened(browser, PHONE, **options) as page:
        page.goto(server + BLANK)
        page.set_content(FRAME)
        yield page.frames[1]


#: Modules that say on the root when they have set up the page: finder.js sets data-ready-finder there.
ANNOUNCE = [path.stem for path in SCRIPTS.glob("*.js") if "dataset.ready" in path.read_text("utf-8")]
READY = """names => [...document.querySelectorAll("script[type=module][src]")]
  .map(script => script.src.split("/").pop().replace(".js", ""))
  .every(name => !names.includes(name) || document.documentElement.hasAttribute("data-ready-" + name))"""


#: The long tests walk the pages in parts, so that the processes of pytest-xdist end at about the same time.
PARTS = range(4)
#: The complete playbook: all chapters on one page.
WHOLE = "print/"


def part_of(pages: list[str], part: int) -> list[str]:
    """One part of all pages, and of the page that says that there is none; what repeats all others comes last."""
    others = [path for path in (*pages, "no-such-page/") if path != WHOLE]
    return others[part :: len(PARTS)] + [WHOLE] * (part == PARTS[-1])


def visit(page: Page | Frame, address: str) -> None:
    """Opens an address and waits until every module of the page has set it up; a new module has to say so."""
    page.goto(address, wait_until="load")
    if not page.evaluate(READY, ANNOUNCE):  # mostly it has; to wait costs three times as much as to ask
        page.wait_for_function(READY, arg=ANNOUNCE)


def search_for(page: Page, words: str) -> None:
    """Opens the search, writes the words at once and waits for results; each key would search anew."""
    if page.locator("[data-search-open]").is_visible():
        page.click("[data-search-open]")
    box = page.locator("input.md-search__input")
    box.focus()
    page.keyboard.insert_text(words)
    page.wait_for_selector(".md-search-result__link", timeout=15000)


@contextmanager
def heard(page: Page, **hearers: Callable[[Any], Any]) -> Iterator[None]:
    """Has each function hear the events of its name until the block ends, since the window may serve other tests."""
    for event, hear in hearers.items():
        page.on(event, hear)
    try:
        yield
    finally:
        for event, hear in hearers.items():
            page.remove_listener(event, hear)


@contextmanager
def watched(page: Page, seen: list[str], errors: list[str]) -> Iterator[None]:
    """Keeps the address of each request, and each message of an error, until the block ends."""
    with (
        heard(
            page,
            request=lambda request: seen.append(request.url),
            pageerror=lambda error: errors.append(str(error)),
            console=lambda line: errors.append(line.text) if line.type == "error" else None,
        ),
        page.add_init_script(WATCH),
    ):
        yield


def resized(page: Page, size: tuple[int, int]) -> None:
    """Gives a window another size; one that has it already is left alone, since the browser would lay it out anew."""
    wanted = {"width": size[0], "height": size[1]}
    if page.viewport_size != wanted:
        page.set_viewport_size(wanted)


def restyled(page: Page, css: str) -> None:
    """Adds a reader's own rules, as an extension of the browser does."""
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", css
    )
