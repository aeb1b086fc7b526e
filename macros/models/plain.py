"""What may not stand in a text: what nobody sees, what was left over, what belongs elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

HIDDEN = re.compile(
    "[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
#: A pattern that begins with letters, as the first of these does, is looked for several times as fast.
DRAFT_SIGN = re.compile("TODO|TBD|FIXME|XXX|Lorem ipsum|lorem ipsum")
DRAFT = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b|\b[Ll]orem ipsum\b")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ADDRESS = re.compile(r"(?:\b[a-zA-Z]{2,12}://|www\.)[^\s)\]>\"']+")
#: As the Social Security Administration gives them out: never 000, 666 or 900 and above, no part all zeros. What may
#: not stand before the first digit is looked at after it, so that the search only stops at digits.
PERSONS_NUMBER = re.compile(r"\d(?<![\d-]\d)\d\d(?<!000)(?<!666)(?<!9\d\d)([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])")
HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")


def left_over(text: str) -> Iterator[str]:
    """Hidden characters, as word processors leave them, and marks of a draft."""
    for found in () if text.isprintable() else HIDDEN.finditer(text):
        before = text[: found.start()].rstrip()[-20:]
        name = unicodedata.name(found.group(0), "a control character").lower()
        place = f' after "{before}"' if before else " at the start"
        yield f"a hidden character ({name}) stands{place}; delete it and type the space or word anew"
    for found in DRAFT.finditer(text) if DRAFT_SIGN.search(text) else ():
        yield f'"{found.group(0)}" is left over from a draft; finish the sentence or take it out'


def looks_like_a_persons_number(text: str) -> Iterator[str]:
    """Numbers that could be the Social Security number of somebody."""
    for found in PERSONS_NUMBER.finditer(text):
        yield f"\"{found[0]}\" could be somebody's Social Security number; write 000-00-0000, which is nobody's"


def misplaced(text: str) -> Iterator[str]:
    """Mailboxes, outside addresses and HTML in the text of a record."""
    for mailbox in MAILBOX.findall(text) if "@" in text else ():
        yield f'holds the mailbox "{mailbox}"; name a role in contacts.yml instead'
    for address in ADDRESS.findall(text) if "://" in text or "www." in text else ():
        yield f'holds the address "{address}"; put it into links.yml and name its key'
    yield from looks_like_a_persons_number(text)
    for tag in HTML.findall(text):
        yield f'holds HTML ("{tag}"); write plain words'
