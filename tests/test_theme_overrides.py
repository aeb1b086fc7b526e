"""The promise: each template of ours names what it replaces, and an upgrade that changes the original is noticed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import material

from tests.conftest import PROJECT

THEME = PROJECT / "theme"
TEMPLATES = Path(material.__file__).parent / "templates"
#: Fingerprints of Material 9.8.1. When this fails after an upgrade: compare the two originals, carry over
#: what matters into theme/ (or macros/finishing/html.py, docs/assets/javascripts/find.js), then record the new value.
BLOCKS = {
    "site_meta": "977fd30a899dfae2",
    "styles": "c09302ca7b81f2cd",
    "site_nav": "e0c04507ded051cb",
    "container": "82720669111a5498",
    "scripts": "66a6516bdc6ae1fb",
}
FILES = {
    "404.html": "80c93494b5432b1b",
    "partials/header.html": "8cf3fb15bcf969ff",
    "partials/search.html": "bfd556535abcddb9",
    "partials/tabs.html": "d2c82916569e645a",
    "partials/path.html": "cbde0642861fe915",
    "partials/toc.html": "fde48f583563364b",
    "partials/footer.html": "50c2a75f013b7b03",
    "partials/copyright.html": "bc86bca3bf75070f",
    "partials/content.html": "ce33929c85af129f",
    "partials/actions.html": "1bcd66d6f428194e",
    "partials/source-file.html": "ce5277decac9a8cf",
    "partials/javascripts/base.html": "d6113712bc4deb30",
    "partials/javascripts/content.html": "3722e156f0f6339d",
    "assets/javascripts/bundle": "b9a1ef14b5e91ad6",
    "assets/javascripts/workers/search": "da1b3df5e5f00cc7",
}
#: What finishing_html.py looks for in base.html.
LOOKED_FOR = (
    '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
    '<div data-md-component="skip">',
    "<script src=\"{{ 'assets/javascripts/bundle.",
)


def fingerprint(text: str) -> str:
    """A short hash of an original."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def original_block(name: str) -> str:
    """The text of a block of Material's base.html."""
    base = (TEMPLATES / "base.html").read_text("utf-8")
    found = re.search(rf"{{% block {name} %}}(.*?){{% endblock %}}", base, re.DOTALL)
    assert found, f'Material\'s base.html has no block "{name}" any more'
    return found.group(1)


def original_file(name: str) -> str:
    """The text of a file of Material; scripts carry a changing part in their name."""
    path = TEMPLATES / name
    if not path.suffix:
        (path,) = path.parent.glob(path.name + ".*.min.js")
    return path.read_text("utf-8")


def test_originals_are_as_recorded() -> None:
    now = {name: fingerprint(original_block(name)) for name in BLOCKS}
    now |= {name: fingerprint(original_file(name)) for name in FILES}
    changed = {name: value for name, value in now.items() if value != (BLOCKS | FILES)[name]}
    assert not changed, "Material changed these; see the comment above BLOCKS"


def test_every_override_is_recorded_and_says_what_it_replaces() -> None:
    for path in sorted(THEME.rglob("*.html")):
        name = path.relative_to(THEME).as_posix()
        text = path.read_text("utf-8")
        assert text.startswith("{#- "), f"theme/{name} does not say what it replaces"
        assert "Material" in text.split("-#}")[0], f"theme/{name} does not name the original"
        if (TEMPLATES / name).exists() and name != "main.html":
            assert name in FILES, f"theme/{name} replaces a file of Material that is not recorded"
    replaced = re.findall(r"{% block (\w+) %}", (THEME / "main.html").read_text("utf-8"))
    assert sorted(replaced) == sorted(BLOCKS)


def test_overrides_of_the_theme_stay_few_and_short() -> None:
    lines = {p.name: len(p.read_text("utf-8").splitlines()) for p in THEME.rglob("*.html")}
    assert len(lines) <= 16
    assert max(lines.values()) <= 60, lines


def test_what_finishing_looks_for_is_there() -> None:
    base = (TEMPLATES / "base.html").read_text("utf-8")
    assert [text for text in LOOKED_FOR if text not in base] == []
