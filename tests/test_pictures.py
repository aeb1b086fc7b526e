"""The promise: pictures are drawn from records, say the same as the text beside them, and can be read everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page

import macros
import macros.problems
from macros.content.pictures import gallery
from macros.content.pictures.drawing import Drawing, Note, width_of, wrapped
from macros.loading.definitions import Definitions
from macros.rendering.engine import settings
from macros.rendering.page_context import PageContext, example_of
from tests.browsing import PHONE, SPACING, WIDE, resized, restyled, visit
from tests.conftest import PROJECT

Soup = Callable[[str], BeautifulSoup]
GALLERY = "about/pictures/"
PICTURES = [macro for macro in macros.MACROS if gallery.draws(macro)]
#: What each picture is drawn from: a definition file and words in it, which the test replaces by "Zebra".
CHANGED = {
    "process_picture": ("process", "Find out who holds the data"),
    "p20win_flow": ("p20win", "Sees identities, and nothing of what is studied."),
    "governance_picture": ("p20win", "Runs the system day to day"),
    "papers_picture": ("agreements", "Memorandum of Understanding\n  abbreviation: MOU"),
    "detail_ladder": ("pictures", "Tables that anyone can open"),
    "masked_record": ("pictures", "Summer course"),
    "sending_picture": ("pictures", "Secure file transfer"),
    "laws_map": ("data_kinds", "Payment data"),
    "breach_picture": ("breach_steps", "Your information security staff, and your supervisor"),
}
#: Pictures of the numbers in their own call: an example, and other numbers.
NUMBERS = {
    "blocking_picture": ('"100", "5"', '"100", "4"', "2,500"),
    "threshold_picture": ('"12", "17"', '"12", "11"', "reviewed by people"),
    "suppression_example": ("48, 4", "47, 4", "Working 47"),
    "partner_rule_example": ("48, 1, 1", "47, 1, 1", "49 - 47"),
    "match_quality_picture": ("90, 10, 30", "80, 20, 30", "80%"),
}
#: Words that are cut off, that run out of their box, or that lie on other words.
FAULTS = """() => [...document.querySelectorAll(".picture svg")].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), found = [];
  const boxes = [...svg.querySelectorAll("rect, circle")].map(e => e.getBoundingClientRect());
  const texts = [...svg.querySelectorAll("text")].map(e => [e.textContent, e.getBoundingClientRect()]);
  const holds = (b, x, y) => b.left <= x && x <= b.right && b.top <= y && y <= b.bottom;
  texts.forEach(([words, t], i) => {
    const cut = t.left < frame.left - 1 || t.right > frame.right + 1 || t.bottom > frame.bottom + 1;
    if (cut) found.push("cut: " + words);
    const y = (t.top + t.bottom) / 2, around = boxes.filter(b => holds(b, (t.left + t.right) / 2, y));
    const inner = around.sort((a, b) => a.width * a.height - b.width * b.height)[0];
    if (inner && (t.left < inner.left || t.right > inner.right)) found.push("out of its box: " + words);
    for (const [other, o] of texts.slice(i + 1))
      if (t.left < o.right - 1 && o.left < t.right - 1 && t.top < o.bottom - 4 && o.top < t.bottom - 4)
        found.push(words + " lies on " + other);
  });
  return found;
})"""


@pytest.fixture(scope="module")
def pictures(soup: Soup) -> list[Tag]:
    """Every picture, as the gallery shows it."""
    return soup(GALLERY).select("figure.picture")


def words_in(text: str) -> set[str]:
    return set(re.findall(r"[\w.%]*\w", text.lower()))


def test_the_gallery_shows_every_picture_with_its_call_and_its_pages(soup: Soup, pages: list[str]) -> None:
    headings = [h for h in soup(GALLERY).select("article h2") if h.get("id") != "what-next"]
    assert len(headings) == len(PICTURES) > 0
    for macro, heading in zip(PICTURES, headings, strict=True):
        line = heading.find_next("p")
        assert line.code and line.code.get_text() == example_of(macro)
        shown = [a["href"].removeprefix("../../") for a in line.find_all("a")]
        assert shown and all(soup(page).select_one("figure.picture") for page in shown), macro.__name__


def test_every_picture_has_a_name_and_says_nothing_that_its_text_does_not(pages: list[str], soup: Soup) -> None:
    for page in pages:
        ids: dict[str, list[Tag]] = {}
        for tag in soup(page).find_all(id=True):
            ids.setdefault(str(tag["id"]), []).append(tag)
        for picture in soup(page).find_all("figure", class_="picture"):
            svg, text = picture.svg, picture.figcaption
            named = [ids.get(name, []) for name in svg["aria-labelledby"].split()]
            assert [[tag.name for tag in found] for found in named] == [["title"], ["desc"]], f"/{page}"
            assert svg["role"] == "img" and all(found[0].get_text() for found in named)
            drawn = " ".join(tag.get_text() for tag in svg.find_all("text"))
            numbers = {str(number) for number in range(1, len(text.select("ol > li")) + 1)}
            missing = words_in(drawn) - words_in(text.get_text(" ")) - words_in(svg.title.get_text()) - numbers
            assert not missing, f"/{page}: {svg.title.get_text()}: {missing}"


def test_pictures_hold_no_style_and_no_script(pictures: list[Tag]) -> None:
    for picture in pictures:
        assert not picture.find(["script", "style", "image", "foreignobject"])
        assert not [tag for tag in picture.svg.find_all(True) if tag.has_attr("style") or tag.has_attr("fill")]


@pytest.fixture(scope="module")
def shown(window: Page, server: str) -> Page:
    """The gallery in a window, opened once; its tests leave it as it was, but for its size."""
    visit(window, server + GALLERY)
    return window


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_words_are_cut_or_lie_on_others(shown: Page, size: tuple[int, int]) -> None:
    resized(shown, size)
    assert shown.evaluate(FAULTS) == []
    heights = shown.evaluate(
        "[...document.querySelectorAll('.picture text')]"
        ".map(e => e.getScreenCTM().a * parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(heights) >= 12


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_words_leave_their_box_when_a_reader_spaces_text(shown: Page, size: tuple[int, int]) -> None:
    """WCAG 1.4.12: the words of a drawing keep their place, and the same words beside it take the spacing."""
    resized(shown, size)
    before = shown.locator(".picture figcaption").first.bounding_box()
    restyled(shown, SPACING)
    faults = shown.evaluate(FAULTS)
    after = shown.locator(".picture figcaption").first.bounding_box()
    restyled(shown, "")
    assert faults == []
    assert before and after and after["height"] > before["height"]


def test_words_that_do_not_fit_a_picture_are_found(shown: Page) -> None:
    """The test of the test."""
    resized(shown, WIDE)
    longer = f"""() => {{
      const text = document.querySelector(".picture text"), words = text.textContent;
      text.textContent += " and many more words than fit there";
      const found = ({FAULTS})();
      text.textContent = words;
      return found;
    }}"""
    assert shown.evaluate(longer)


def test_colors_of_the_system_are_kept(shown: Page) -> None:
    look = """() => [...new Set([...document.querySelectorAll(".picture :is(rect, circle, text)")]
      .map(e => e.localName + getComputedStyle(e).fill))]"""
    shown.emulate_media(forced_colors="active")
    found = shown.evaluate(look)
    shown.emulate_media(forced_colors="none")
    assert len({look.removeprefix("text") for look in found if look.startswith("text")}) == 1
    assert len({re.sub("rect|circle|text", "", look) for look in found}) <= 3  # paper, ink, and none


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    """The definitions with words changed that pictures are drawn from."""
    folder = tmp_path_factory.mktemp("changed") / "macros/definitions"
    folder.mkdir(parents=True)
    for path in (PROJECT / "macros/definitions").glob("*.yml"):
        text = path.read_text("utf-8")
        for before in (words for file, words in CHANGED.values() if file == path.stem):
            assert before in text, f"{path.name} no longer says {before!r}; name other words in CHANGED"
            text = text.replace(before, before.replace(before.split("\n")[0], "Zebra"))
        (folder / path.name).write_text(text, "utf-8")
    return Definitions(folder.parent.parent)


@pytest.mark.parametrize("macro", PICTURES, ids=lambda macro: macro.__name__)
def test_a_change_of_a_record_or_number_changes_its_picture_and_its_text(
    macro: Callable[..., str], changed: Definitions, definitions: Definitions
) -> None:
    call, name = example_of(macro), macro.__name__
    before = drawn(macro, definitions, call)
    if name in NUMBERS:
        shown, other, told = NUMBERS[name]
        after = drawn(macro, definitions, call.replace(shown, other))
        assert str(after.svg) != str(before.svg)
    else:
        told = "Zebra"
        after = drawn(macro, changed, call)
        assert told in " ".join(text.get_text() for text in after.svg.find_all("text"))
    assert told not in before.figcaption.get_text()
    assert told.lower() in after.figcaption.get_text().lower()


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ('blocking_picture("100", "3")', "100 records make no 3 equal blocks"),
        ('blocking_picture("100", "1")', "choose a divisor above 1"),
        ('blocking_picture("many", "5")', "is not a whole number"),
        ('threshold_picture("12", "6", "3")', "must be below the upper one"),
        ('match_quality_picture("90, 10")', "give three counts"),
        ('match_quality_picture("0, 10, 30")', "has no recall"),
    ],
)
def test_numbers_that_make_no_picture_are_told(definitions: Definitions, call: str, told: str) -> None:
    macro = next(macro for macro in PICTURES if call.startswith(macro.__name__))
    with pytest.raises(macros.problems.MacroMistake, match=re.escape(told)):
        macro(context_of(definitions), *re.findall(r'"([^"]*)"', call))


def context_of(definitions: Definitions) -> PageContext:
    """A context on the page of the gallery."""
    page = SimpleNamespace(file=SimpleNamespace(src_uri="about/pictures.md"), meta={})
    return PageContext(SimpleNamespace(page=page, conf=settings(PROJECT)), definitions)


def drawn(macro: Callable[..., str], definitions: Definitions, call: str) -> Tag:
    """A picture as a page would call it."""
    written = macro(context_of(definitions), *re.findall(r'"([^"]*)"', call))
    figure = BeautifulSoup(written, "lxml").figure
    assert isinstance(figure, Tag)
    return figure


def test_boxes_grow_with_their_words_and_long_words_stand_alone() -> None:
    short, long = (Drawing().box(0, 0, 120, Note("Name", "word " * count)) for count in (1, 40))
    assert long.height > short.height
    assert wrapped("", 100) == [] and wrapped("incomprehensibilities", 20) == ["incomprehensibilities"]
    assert all(width_of(line) <= 120 for line in wrapped("one two three four five six seven", 120))
    assert " & " not in Drawing().svg("a", "b & c", "d <e>") and "&lt;e&gt;" in Drawing().svg("a", "b & c", "d <e>")
