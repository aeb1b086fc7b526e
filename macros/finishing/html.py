"""Finishing, HTML: what Material or Markdown writes that is invalid, unreachable or loaded too early."""

from __future__ import annotations

import re

from macros.finishing.page import Page

#: Material's script is 35 KiB over the wire and only the search needs it: find.js loads it when search is wanted.
BUNDLE = re.compile(r'<script src="([^"]*/)?(assets/javascripts/bundle\.[^"]+\.js)"></script>')
#: `autocomplete` is not allowed on a checkbox.
CHECKBOX = re.compile(r'(<input\b[^>]*\btype="checkbox"[^>]*?) autocomplete="off"')
#: Material's skip link leads to the first heading; this one leads to the start of the page's own content.
SKIP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
#: A footnote's way back carries a sign that is read out as "leftwards arrow with hook".
FOOTNOTE_BACK = re.compile(r'(<a class="footnote-backref"[^>]*?) title="([^"]*)"([^>]*>)[^<]*(</a>)')
#: What aligned columns of Markdown tables carry: attributes that HTML has given up, or styles that the policy blocks.
OUTDATED = re.compile(r'(<t[hd]\b[^>]*?) (?:align="[^"]*"|valign="[^"]*"|style="text-align: \w+;")')
#: Where a chapter wants the large search box: written by hand, it would stand in the sources' text.
#: With `data-filter` it also filters the page that it stands on (filter.js).
SEARCH_BOX = re.compile(r'<div class="home-search"(?: data-placeholder="([^"]*)")?( data-filter="\w+")?></div>')
SEARCH_FORM = """<div class="home-search">
<form role="search" aria-label="Large search box"{filter}>
<label for="home-search">{label}</label>
<input id="home-search" type="search" name="q" autocomplete="off" enterkeyhint="search">
<button type="submit">Search</button>
</form>
</div>"""
#: Code, in which blank lines count.
CODE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
BLANK_LINES = re.compile(r"\n\s*\n")


def mend(page: Page) -> tuple[Page, list[str]]:
    """The page with these faults mended; mending twice changes nothing."""
    later = '<script type="text/plain" data-later src="{}{}"></script>'
    html = BUNDLE.sub(lambda m: later.format(m[1] or "", m[2]), page.html)
    html = CHECKBOX.sub(r"\1", html)
    html = SKIP.sub(r'\1<a href="#content" class="md-skip">Skip to content</a>\2', html)
    html = FOOTNOTE_BACK.sub(r'\1 aria-label="\2"\3<span aria-hidden="true">&#8617;</span>\4', html)
    html = OUTDATED.sub(r"\1", html)
    html = SEARCH_BOX.sub(lambda m: SEARCH_FORM.format(label=m[1] or "Search the playbook", filter=m[2] or ""), html)
    parts = CODE.split(html)
    parts[::2] = [BLANK_LINES.sub("\n", part) for part in parts[::2]]
    return page.with_html("".join(parts)), []
