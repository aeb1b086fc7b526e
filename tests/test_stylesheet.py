"""The promise: every rule of the stylesheet has something to style, on some page and in some state of it."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Browser, Page

from tests.browsing import BLANK, PHONE, WIDE, opened, search_for, visit

#: Of some selectors, or of all in the stylesheet, those that find nothing in the documents at the addresses, or, with
#: none given, in the page as it stands. What a reader's hand or a browser adds (:hover, ::before) is left off.
SEARCH = r"""async ([selectors, addresses]) => {
  const added = /::?(?!is|not|has|where|root|first-child|last-child|empty)[a-z-]+(\([^)]*\))?/g;
  const parts = (list) => {
    let depth = 0;
    const mark = (c) => ((depth += { "(": 1, ")": -1 }[c] ?? 0), c === "," && !depth ? "\n" : c);
    return [...list].map(mark).join("").split("\n").map((one) => one.trim());
  };
  const rules = (holder) => [...holder.cssRules].flatMap((rule) =>
    rule.selectorText ? parts(rule.selectorText) : rule.cssRules ? rules(rule) : []);
  const read = async (address) => new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const places = addresses.length ? await Promise.all(addresses.map(read)) : [document];
  const found = (one) => places.some((place) => place.querySelector(one.replace(added, "").trim() || "*"));
  return (selectors ?? [...new Set([...document.styleSheets].flatMap(rules))]).filter((one) => !found(one));
}"""
#: What Markdown, an editor's box or a picture may hold on any day, what Material's search writes for rare results, a
#: result whose excerpt is still on its way, and a step of a project that is done.
MAY_COME = re.compile(
    r"^(h[456]|blockquote|kbd|hr|abbr|img|select|\.task-list-control|\.admonition\.example|details:is\(.*\)"
    r"|\.page-body td\[data-empty\]|\.picture \.(link|leaf|sun|brick)"
    r"|(.* )?\.md-search-result p:empty|\.md-search-result__(terms|more.*)|\.md-search-result summary.*|\.state\.done)$"
)
SEARCH_BOX = "input.md-search__input"
#: As a reader who is still looking at the paper: what prepared the page for it stays.
STAY_ON_PAPER = "() => { window.print = () => { throw new Error('on paper') } }"


def keep(page: Page, server: str, name: str, data: object) -> None:
    """Keeps something in the browser as a tool would have."""
    page.goto(server + BLANK)
    keys = [f"data-sharing-playbook.{name}", json.dumps(data)]
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", keys)


def older_ticks(page: Page, server: str) -> None:
    keep(page, server, "checklist.requester", {"goal": "older"})
    visit(page, server + "tools/checklists/")


def one_list_on_paper(page: Page, server: str) -> None:
    visit(page, server + "tools/checklists/")
    page.evaluate(STAY_ON_PAPER)
    page.get_by_role("button", name="Print this list").first.click()


def papers_found(page: Page, server: str) -> None:
    visit(page, server + "tools/agreement-finder/#public=yes")


def request_written(page: Page, server: str) -> None:
    keep(page, server, "request", {"answers": {"gone": "x"}})
    visit(page, server + "tools/request-builder/")
    page.get_by_role("button", name="Show as text").click()


def two_projects(page: Page, server: str) -> None:
    visit(page, server + "tools/project/")
    page.fill("#project-title", "First")
    page.get_by_role("button", name="Start a new project").click()
    page.fill("#project-title", "Second")


def fields_listed(page: Page, server: str) -> None:
    visit(page, server + "tools/field-list/")
    page.fill("#paste", "birth_date\tcounty")
    page.get_by_role("button", name="Add these names").click()


def counts_protected(page: Page, server: str) -> None:
    visit(page, server + "tools/small-counts/")
    page.fill("#counts", "Town\tYes\tNo\nNorth\t2\t30\nSouth\t40\t50\n")
    page.get_by_text("Add a second table").click()
    page.fill("#second", "Town\tMen\tWomen\nNorth\t20\t12\nSouth\t45\t45\n")
    page.get_by_role("button", name="Protect the table").click()


def dark(page: Page, server: str) -> None:
    keep(page, server, "scheme", "dark")
    visit(page, server)
    page.click("[data-scheme-switch]")


def light(page: Page, server: str) -> None:
    page.click("[data-scheme-switch]")


def menu_on_a_phone(page: Page, server: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    visit(page, server)
    page.click("[data-menu-button]")


def searched(page: Page, server: str) -> None:
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    visit(page, server)
    search_for(page, "data")


def named(page: Page, server: str) -> None:
    page.fill(SEARCH_BOX, "DSA")
    page.wait_for_selector(".search-direct")


def contact_named(page: Page, server: str) -> None:
    """Behind what a contact is for stand the ways to it."""
    page.fill(SEARCH_BOX, "P20 WIN staff")
    page.wait_for_selector(".search-direct ~ a")


def slipped(page: Page, server: str) -> None:
    page.fill(SEARCH_BOX, "data stuard")
    page.wait_for_selector(".search-above button")


def heading_pointed_at(page: Page, server: str) -> None:
    """A mouse rests on a heading, and the sign that links to it stands beside it."""
    visit(page, server + "transferring-data/")
    page.locator("#aggregating-data").hover()
    page.wait_for_selector(".headerlink")


#: What readers do that puts something new on a page. A tool with a state of its own adds it here.
STATES = (
    older_ticks,
    one_list_on_paper,
    papers_found,
    request_written,
    fields_listed,
    two_projects,
    counts_protected,
    dark,
    light,
    menu_on_a_phone,
    searched,
    named,
    contact_named,
    slipped,
    heading_pointed_at,
)


def test_every_rule_of_the_stylesheet_styles_something(browser: Browser, server: str, pages: list[str]) -> None:
    with opened(browser, WIDE) as page:
        visit(page, server)
        left = page.evaluate(SEARCH, [None, [server + path for path in [*pages, "no-such-page/"]]])
        for enter in STATES:
            enter(page, server)
            left = page.evaluate(SEARCH, [left, []])
    unused = [one for one in left if not MAY_COME.match(one)]
    assert not unused, "nothing on any page is styled by: " + "; ".join(unused)
