"""The promise: no other host hears of a visit, nothing is stored unasked, and the security policy is strict."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.browsing import OFF, PHONE, WATCH, WIDE, opened, resized, search_for, watched
from tests.conftest import PREFIX
from tests.weighing import FirstLoads

#: What may be kept in the browser: the scheme, ticks of checklists, and what a reader writes into a tool.
ALLOWED = re.compile(r"data-sharing-playbook\.[\w.-]+")


@pytest.mark.xdist_group("weight")
def test_no_page_asks_outside_keeps_a_cookie_or_breaks_the_policy(
    first_loads: FirstLoads, server: str, pages: list[str]
) -> None:
    assert list(first_loads.files) == pages
    assert [path for path in pages if not first_loads.files[path]] == [], "these pages asked for nothing"
    assert not [url for url in first_loads.asked if not url.startswith(server)]
    assert not first_loads.cookies
    assert not first_loads.stopped
    assert not first_loads.errors


def test_no_outside_request_no_cookie_no_violation(browser: Browser, server: str) -> None:
    seen: list[str] = []
    errors: list[str] = []
    violations, keys = [], set()
    with opened(browser, WIDE, color_scheme="light") as page, watched(page, seen, errors):
        for path in ("", "transferring-data/"):
            page.goto(server + path, wait_until="load")
            search_for(page, "data sharing agreement")
            violations += page.evaluate("() => window.__csp || []")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_load_state("load")
        page.goto(server + "responding-to-data-requests/", wait_until="load")
        page.locator(".checklist input").first.check()
        violations += page.evaluate("() => window.__csp || []")
        keys |= set(page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"))
        cookies = page.context.cookies()
    assert not [url for url in seen if not url.startswith(server)]
    assert not cookies
    assert not violations
    assert not errors
    assert keys, "nothing was kept, so the list was not tried"
    assert not [key for key in keys if not ALLOWED.fullmatch(key)]


def test_nothing_is_stored_unasked(page: Page, server: str) -> None:
    resized(page, PHONE)
    for path in ("", "responding-to-data-requests/"):
        page.goto(server + path, wait_until="load")
    assert page.evaluate("() => Object.keys(localStorage)") == []


def test_storage_switched_off_breaks_nothing(page: Page, server: str) -> None:
    errors: list[str] = []
    with watched(page, [], errors), page.add_init_script(OFF):
        page.goto(server + "responding-to-data-requests/", wait_until="load")
        page.click("[data-scheme-switch]")
        page.locator(".checklist input").first.check()
        assert page.locator(".checklist [role=status]").first.inner_text().startswith("1 of ")
    assert not errors


def test_policy_is_first_strict_and_fits_the_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        document = html.document_fromstring(text)
        first = next(document.head.iterchildren("*"))
        name = path.relative_to(site)
        assert first.get("http-equiv") == "Content-Security-Policy", f"{name}: the policy does not come first"
        policy = dict(part.strip().split(" ", 1) for part in first.get("content").split(";"))
        assert policy["default-src"] == policy["base-uri"] == policy["object-src"] == "'none'", name
        assert policy["style-src"] == policy["form-action"] == policy["worker-src"] == "'self'", name
        assert "unsafe" not in first.get("content") and "http" not in first.get("content"), name
        assert text.index("charset=") < 1024, f"{name}: browsers look for the charset in the first 1024 bytes"
        for script in document.xpath("//script[not(@src)]"):
            if script.get("type", "") in ("", "module", "text/javascript"):
                digest = hashlib.sha256(script.text.encode()).digest()
                assert base64.b64encode(digest).decode() in policy["script-src"], f"{name}: {script.text[:60]}"


def test_script_that_the_policy_does_not_know_is_stopped(page: Page, server: str) -> None:
    """The test of the test: an inline script that the policy does not know is stopped and counted."""
    with page.add_init_script(WATCH):
        page.goto(server, wait_until="load")
        page.evaluate(
            "() => document.body.append(Object.assign(document.createElement('script'), {text: 'window.x = 1'}))"
        )
        page.wait_for_function("() => (window.__csp || []).length > 0")
        assert page.evaluate("() => window.x") is None


def test_works_below_the_root_too(page: Page, root_server: str, server: str, pages: list[str]) -> None:
    seen: list[str] = []
    errors: list[str] = []
    assert server.endswith(PREFIX)
    with watched(page, seen, errors):
        for path in pages[:6]:
            page.goto(root_server + path, wait_until="load")
            assert (
                page.evaluate("() => getComputedStyle(document.querySelector('.md-header')).backgroundColor")
                != "rgba(0, 0, 0, 0)"
            )
        search_for(page, "agreement")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_load_state("load")
    assert not errors
    assert not [url for url in seen if not url.startswith(root_server)]
