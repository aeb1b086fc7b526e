"""The promise: what people ask most is answered in two sentences that lead on to the section that says more."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup, Tag

from macros.loading.definitions import Definitions

PAGE = "reference/common-questions/"
Soup = Callable[[str], BeautifulSoup]


def _answer(page: BeautifulSoup, key: str) -> Tag:
    heading = page.find("h3", id=key)
    assert isinstance(heading, Tag), f"no question #{key}"
    answer = heading.find_next_sibling()
    assert isinstance(answer, Tag)
    return answer


def test_every_question_has_a_short_answer_that_leads_to_a_section(
    definitions: Definitions, soup: Soup, site: Path
) -> None:
    page = soup(PAGE)
    for key, record in definitions.tables["common_questions"].items():
        answer = _answer(page, key)
        links = answer.find_all("a")
        target, anchor = urldefrag(urljoin(f"/{PAGE}", str(links[-1]["href"])))
        landing = soup(target.strip("/") + "/")
        assert landing.find("h1"), f"{key} leads to {target}, which is no page"
        assert not anchor or landing.find(id=anchor), f"{key} leads to #{anchor}, which is not on {target}"
        assert links[-1].get_text() != "", key
        assert len(re.findall(r"[.?!](?:\s|$)", record.answer.replace("C.G.S.", ""))) <= 2, f"{key}: over two sentences"


def test_a_belief_that_is_wrong_is_told_so_in_its_first_words(definitions: Definitions, soup: Soup) -> None:
    page = soup(PAGE)
    for key, record in definitions.tables["common_questions"].items():
        assert _answer(page, key).get_text().startswith("Not so.") == record.myth, key


def test_the_place_to_read_on_has_the_words_of_its_own_heading(soup: Soup) -> None:
    link = _answer(soup(PAGE), "data-from-elsewhere").find_all("a")[-1]
    assert link.get_text() == "Check whether the data came from another agency"
