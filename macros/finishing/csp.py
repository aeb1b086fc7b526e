"""Finishing, security: a strict Content-Security-Policy first in each page, with the fingerprints of its scripts."""

from __future__ import annotations

import base64
import hashlib
import re

from macros.finishing.page import Page

META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\s*', re.IGNORECASE)
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
TYPE = re.compile(r'\btype="([^"]*)"')
#: Types a browser carries out; any other is data.
RUNS = ("", "module", "text/javascript", "application/javascript")
COMMENT_OR_SCRIPT = re.compile(r"<!--.*?-->|<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
#: What the policy would block, so it may not stand on a page; looked for in small letters and with plain spaces alone.
#: First comes what is found fast, since a page hardly ever holds it, then what shows that it stands in a tag.
BLOCKED = tuple(
    (re.compile(quick), re.compile(whole), message)
    for quick, whole, message in (
        (' style="', '<[^>]+ style="', "an inline style; style a class of it in playbook.css"),
        ("<style", r"<style\b", "a <style> block; put its rules into playbook.css"),
        (' on[a-z]+="', '<[^>]+ on[a-z]+="', "an inline event handler; listen for the event in a module"),
        ('href="javascript:', 'href="javascript:', "a javascript: address; use a button"),
    )
)
SPACES = "\n\t\r\f\v"
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)


def add_policy(page: Page) -> tuple[Page, list[str]]:
    """The page with its policy first in the head, and what stands on the page that the policy blocks."""
    html = META.sub("", page.html)
    hashes = "".join(sorted({f" '{fingerprint(text)}'" for text in _inline_scripts(html)}))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes=hashes)}">'
    visible = COMMENT_OR_SCRIPT.sub("", html).lower()
    for space in SPACES:
        visible = visible.replace(space, " ")
    blocked = [message for quick, whole, message in BLOCKED if quick.search(visible) and whole.search(visible)]
    found = [f"the page holds {message}" for message in blocked]
    done, heads = re.subn(r"<head>\s*", lambda _: f"<head>\n    {meta}\n    ", html, count=1)
    return page.with_html(done), found if heads else [*found, "the page has no <head>, so it gets no security policy"]


def fingerprint(script: str) -> str:
    """The hash source of an inline script, as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _inline_scripts(html: str) -> list[str]:
    found = []
    for script in SCRIPT.finditer(html):
        kind = TYPE.search(script["attributes"])
        if " src=" not in script["attributes"] and (kind.group(1) if kind else "") in RUNS:
            found.append(script["text"])
    return found
