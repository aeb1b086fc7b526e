"""Pictures of P20 WIN: how linked data flow, and who governs."""

from __future__ import annotations

from macros.content.pictures.drawing import WIDTH, Drawing, Note
from macros.content.pictures.figure import figure, label
from macros.models.p20win import Flow, Move, Party
from macros.rendering.abbreviations import spell_out
from macros.rendering.page_context import PageContext

COLUMN = 146  # how wide the two ways are that data take
STEP = 24  # from the foot of one box to the next, with an arrow between


def p20win_flow(context: PageContext) -> str:
    """How linked data flow in P20 WIN: who sees identities, who sees records, what ends when (Markdown with HTML).

    Example: `{{ p20win_flow() }}`
    """
    flow = context.definitions.p20win.flow
    with_identities = [move.what.lower() for move in flow.moves if move.identities]
    about = (
        f"Files move between {_joined(flow)}. Identities stand only in the {' and the '.join(with_identities)}. "
        "Each box says what a file holds or what its holder sees."
    )
    moves = "\n".join(_move(context, number, move, flow) for number, move in enumerate(flow.moves, start=1))
    parties = "\n".join(_party(context, party) for party in flow.parties.values())
    text = f"{parties}\n\n**The files, in order**\n\n{moves}"
    return figure("flow", "How linked data flow in P20 WIN", about, _drawn(context, flow), text)


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
        if move.receiver == "agencies":
            between = WIDTH / 2
            drawing.arrow((file.right, file.center), (between, file.center), (between, agencies.foot))
        else:
            party = drawing.box(x, file.foot + STEP, COLUMN, _note(flow.parties[move.receiver]))
            drawing.arrow((file.middle, file.foot), (file.middle, party.y))
            feet[way] = party.foot
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


def _joined(flow: Flow) -> str:
    *most, last = [party.name for party in flow.parties.values()]
    return f"{', '.join(most)} and {last}"


MACROS = (p20win_flow,)
