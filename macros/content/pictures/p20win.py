"""Pictures of P20 WIN: how linked data flow, and who governs."""

from __future__ import annotations

from macros.content.pictures.drawing import WIDTH, Drawing, Note
from macros.content.pictures.figure import figure, label
from macros.models.p20win import Body, Flow, Move, Party
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import joined
from macros.rendering.page_context import PageContext

DISPUTED = " Sources disagree on it."
COLUMN = 146  # how wide the two ways are that data take
STEP = 24  # from the foot of one box to the next, with an arrow between


def p20win_flow(context: PageContext) -> str:
    """How linked data flow in P20 WIN: who sees identities, who sees records, what ends when (Markdown with HTML).

    Example: `{{ p20win_flow() }}`
    """
    flow = context.definitions.p20win.flow
    with_identities = [move.what.lower() for move in flow.moves if move.identities]
    parties = joined(party.name for party in flow.parties.values())
    about = (
        f"Files move between {parties}. Identities stand only in the {' and the '.join(with_identities)}. "
        "Each box says what a file holds or what its holder sees."
    )
    moves = "\n".join(_move(context, number, move, flow) for number, move in enumerate(flow.moves, start=1))
    seen = "\n".join(_party(context, party) for party in flow.parties.values())
    text = f"{seen}\n\n**The files, in order**\n\n{moves}"
    return figure("flow", "How linked data flow in P20 WIN", about, _drawn(context, flow), text)


#: What the bodies of each group do, in the order of the picture; the color of their boxes.
PARTS = {"decides": ("Decide", "link"), "advises": ("Advise", "open"), "works": ("Do the work", "leaf")}


def governance_picture(context: PageContext) -> str:
    """Who governs P20 WIN: the bodies that decide, advise and do the work (Markdown with HTML).

    Example: `{{ governance_picture() }}`
    """
    bodies = list(context.definitions.p20win.governance.values())
    about = "Three groups from the top down: " + ", ".join(
        f"{joined(body.name for body in bodies if body.part == part)} {words.lower()}"
        for part, (words, _) in PARTS.items()
    )
    lines = [_body(context, body) for part in PARTS for body in bodies if body.part == part]
    return figure("governance", "Who governs P20 WIN", f"{about}.", _groups(bodies), "\n".join(lines))


def _groups(bodies: list[Body]) -> Drawing:
    drawing = Drawing()
    for part, (words, kind) in PARTS.items():
        y = drawing.words(0, drawing.foot + (14 if drawing.foot else 0), WIDTH, words, "bold") + 4
        for body in (body for body in bodies if body.part == part):
            note = Note(body.name, f"{body.role}.{DISPUTED if body.caution else ''}", kind)
            y = drawing.box(0, y, WIDTH, note).foot + 6
    return drawing


def _body(context: PageContext, body: Body) -> str:
    name = f"[{body.name}]({context.href(f'p20-win/index.md#{body.anchor}')})"
    who, role = spell_out(context, f"{body.who}."), spell_out(context, body.role)
    return f"- **{name}** ({PARTS[body.part][0].lower()}). {who} {role}.{DISPUTED if body.caution else ''}"


def _drawn(context: PageContext, flow: Flow) -> Drawing:
    drawing = Drawing()
    agencies = drawing.box(0, 0, WIDTH, _note(flow.parties["agencies"]))
    feet = {"hub": agencies.foot, "recipient": agencies.foot}  # where each of the two ways has come to
    for number, move in enumerate(flow.moves, start=1):
        way = "hub" if "hub" in (move.sender, move.receiver) else "recipient"
        x = 0 if way == "hub" else WIDTH - COLUMN
        file = drawing.box(x, feet[way] + STEP, COLUMN, _file(context, number, move))
        drawing.arrow((file.middle, feet[way]), (file.middle, file.y))
        feet[way] = file.foot
        if move.receiver != "recipient":
            party = drawing.box(x, file.foot + STEP, COLUMN, _note(flow.parties[move.receiver]))
            drawing.arrow((file.middle, file.foot), (file.middle, party.y))
            feet[way] = party.foot
    recipient = drawing.box(0, drawing.foot + STEP, WIDTH, _note(flow.parties["recipient"]))
    for middle, foot in ((COLUMN / 2, feet["hub"]), (WIDTH - COLUMN / 2, feet["recipient"])):
        drawing.arrow((middle, foot), (middle, recipient.y))  # both ways end here: only here do the files meet
    return drawing


def _note(party: Party) -> Note:
    return Note(f"{party.name}, {party.who}" if party.who else party.name, party.sees)


def _file(context: PageContext, number: int, move: Move) -> Note:
    holds = f"{move.holds[:1].upper()}{move.holds[1:]}."
    return Note(
        f"{number}. {move.what}", label(context, f"{holds} {move.end or ''}"), "sun" if move.identities else "leaf"
    )


def _move(context: PageContext, number: int, move: Move, flow: Flow) -> str:
    way = f"From the {_inside(flow.parties[move.sender])} to the {_inside(flow.parties[move.receiver])}"
    end = f" {spell_out(context, move.end)}" if move.end else ""
    return f"{number}. **{move.what}.** {way}: {spell_out(context, move.holds)}.{end}"


def _party(context: PageContext, party: Party) -> str:
    at = spell_out(context, f" at {party.who}") if party.who else ""
    return f"- **{party.name}**{at}: {spell_out(context, party.sees)}"


def _inside(party: Party) -> str:
    """The party as it stands inside a sentence: the name of a body keeps its capitals."""
    return party.name if party.name[1:] != party.name[1:].lower() else party.name.lower()


MACROS = (p20win_flow, governance_picture)
