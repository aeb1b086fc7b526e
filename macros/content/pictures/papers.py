"""The picture of the papers: which agreement stands on which, in P20 WIN and elsewhere."""

from __future__ import annotations

from macros.content.pictures.drawing import LANE, WIDTH, Drawing, Note
from macros.content.pictures.figure import figure
from macros.models.legal import Agreement
from macros.rendering.layout import joined
from macros.rendering.page_context import PageContext

#: The layers from the top down, and what papers of each do.
LAYERS = {
    "frame": "A frame sets rules for years",
    "exchange": "An exchange gets its own terms",
    "person": "A person who will see records signs",
    "work": "Work with the data is described",
}
COLUMNS = ("In P20 WIN", "Elsewhere")
STEP = 22


def papers_picture(context: PageContext) -> str:
    """How the papers fit together, layer by layer, in P20 WIN and elsewhere (Markdown with HTML).

    Example: `{{ papers_picture() }}`
    """
    records: list[Agreement] = list(context.definitions.tables["agreements"].values())
    about = "Layers from the top down: " + "; ".join(words.lower() for words in LAYERS.values()) + "."
    text = "\n".join(_line(context, records, layer, number) for number, layer in enumerate(LAYERS, start=1))
    return figure("papers", "How the papers fit together", about, _drawn(records), text)


def _drawn(records: list[Agreement]) -> Drawing:
    drawing = Drawing()
    for place, head in enumerate(COLUMNS):
        drawing.words(place * (WIDTH - LANE), 0, LANE, head, "bold mid")
    feet: dict[int, float] = {}
    for number, (layer, words) in enumerate(LAYERS.items(), start=1):
        top = drawing.words(0, drawing.foot + (STEP if feet else 6), WIDTH, f"{number}. {words}") + 4
        for place, kind in enumerate(("link", "leaf")):
            x, y = place * (WIDTH - LANE), top
            for record in _of(records, layer, place):
                box = drawing.box(x, y, LANE, Note(text=record.full, kind=kind))
                y = box.foot + 4
    return drawing


def _of(records: list[Agreement], layer: str, place: int) -> list[Agreement]:
    """The papers of a layer that stand in one of the columns."""
    return [record for record in records if record.layer == layer and (record.elsewhere if place else record.p20win)]


def _line(context: PageContext, records: list[Agreement], layer: str, number: int) -> str:
    parts = []
    for place, head in enumerate(COLUMNS):
        papers = [_paper(context, record) for record in _of(records, layer, place)]
        if papers:
            parts.append(f"{head}: {joined(papers)}.")
    return f"{number}. **{LAYERS[layer]}.** {' '.join(parts)}"


def _paper(context: PageContext, record: Agreement) -> str:
    context.first_mention(record.name)
    return f"[{record.full}]({context.href(f'responding-to-data-requests.md#{record.anchor}')})"


MACROS = (papers_picture,)
