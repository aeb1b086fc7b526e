"""Worked examples: a part of an invented request, in a box that opens on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from macros.models.example import DataField, Example
from macros.problems import MacroMistake, nearest
from macros.rendering.abbreviations import spell_out
from macros.rendering.mentions import agreement, law
from macros.rendering.page_context import PageContext

#: What the file of a field is called.
FILES = {"match": "Match file", "analysis": "Analysis file", "result": "Result"}
#: How a request of each route is called in the title of a box.
ROUTES = {"agency": "agency to agency", "p20win": "through P20 WIN"}


def worked_example(context: PageContext, key: str, part: str) -> str:
    """One part of a worked example in a closed box that says it is invented (Markdown).

    Parts: question, answers, fields, agreement, laws, transfer, match, ending.
    Example: `{{ worked_example("agency-to-agency", "question") }}` or `{{ worked_example("p20win", "match") }}`
    """
    example: Example = context.definitions.find("examples", key)
    if part not in PARTS:
        raise MacroMistake(f'worked_example: no part "{part}"{nearest(part, PARTS)}; the parts are {", ".join(PARTS)}')
    title, render = PARTS[part]
    with context.borrowing(context.page):  # a closed box spells out its own words, and the page around it its own
        body = [f"*{spell_out(context, example.fictional)}*", _who(context, example), render(context, example)]
    text = "\n\n".join(body)
    indented = "\n".join(f"    {line}" if line.strip() else "" for line in text.splitlines())
    return f'??? example "Worked example, {ROUTES[example.route]}: {title}"\n\n{indented}\n'


def _who(context: PageContext, example: Example) -> str:
    others = " and ".join(owner for owner in example.owners if owner != example.requester)
    own = example.requester in example.owners
    asks = f"asks to link its own data with data of {others}" if own else f"asks {others} for data"
    return spell_out(context, f"**{example.title}** {example.requester} {asks}.")


def _question(context: PageContext, example: Example) -> str:
    questions = "\n    ".join(
        f"{number}. {spell_out(context, text)}" for number, text in enumerate(example.questions, 1)
    )
    return (
        f'First try\n:   "{spell_out(context, example.first_try)}"\n\n'
        f"What was wrong\n:   {spell_out(context, example.what_was_wrong)}\n\n"
        f"The questions as sent\n:   {questions}\n\n"
        f"Why this is the least data that will do\n:   {spell_out(context, example.least_data)}"
    )


def _answers(context: PageContext, example: Example) -> str:
    asked = context.definitions.tables["questions"]
    return _table(
        ("Question", "Answer"), ((asked[a.question].name, spell_out(context, a.answer)) for a in example.answers)
    )


def _fields(context: PageContext, example: Example) -> str:
    def row(field: DataField) -> tuple[str, ...]:
        return field.field, spell_out(context, field.holder), FILES[field.file], spell_out(context, field.why)

    return _table(("Field", "From", "File", "Why"), map(row, example.fields))


def _agreement(context: PageContext, example: Example) -> str:
    parts = []
    for chosen, heading in ((True, "Chosen"), (False, "Not chosen")):
        lines = [
            f"- {agreement(context, choice.agreement)}: {spell_out(context, choice.reason)}"
            for choice in example.agreements
            if choice.chosen is chosen
        ]
        parts += [f"**{heading}**\n\n" + "\n".join(lines)] if lines else []
    return "\n\n".join([*parts, "Counsel of both sides made the choice. Ask yours."])


def _laws(context: PageContext, example: Example) -> str:
    lines = [f"- {law(context, point.law)}: {spell_out(context, point.point)}" for point in example.laws]
    return "\n".join(lines) + "\n\nThis is guidance, not legal advice: ask your counsel."


def _transfer(context: PageContext, example: Example) -> str:
    rows = (
        (f"Day {t.day}", *(spell_out(context, text) for text in (t.what, t.sender, t.receiver, t.channel, t.check)))
        for t in example.transfers
    )
    return _table(("When", "What", "From", "To", "Channel", "Check"), rows)


def _match(context: PageContext, example: Example) -> str:
    report, sample = example.match_report, example.match_report.sample
    facts = {
        "Records sent": f"{report.sent:,}",
        "Records linked": f"{report.linked:,} of {report.sent:,}, a match rate of {percent(report.match_rate)}",
        "Fields used": report.fields,
        "Method": report.method,
        "Threshold": report.threshold,
        "Empty fields": report.blanks,
        "Records without a partner": report.unmatched,
        "Sample": f"{sample.records:,} records, {sample.true_matches} with a true partner. {report.checked_by}",
        "Links made in the sample": f"{sample.links_made}: {sample.true_links} true and {sample.false_links} false",
        "Matches missed in the sample": f"{sample.missed_matches} of {sample.true_matches}",
        "Precision": f"{sample.true_links} true links / {sample.links_made} links made = {percent(sample.precision)}",
        "Recall": f"{sample.true_links} true links / {sample.true_matches} true matches = {percent(sample.recall)}",
    }
    for group in sample.groups:
        facts[f"Recall, {group.name.lower()}"] = f"{group.found} of {group.true_matches} = {percent(group.recall)}"
    return _table(("Item", "Report"), ((name, spell_out(context, text)) for name, text in facts.items()))


def _ending(context: PageContext, example: Example) -> str:
    steps = "\n".join(f"- {spell_out(context, text)}" for text in example.ending)
    certificate = _table(
        ("Destruction certificate", "Entry"), ((k, spell_out(context, v)) for k, v in example.certificate.items())
    )
    return f"{steps}\n\n{certificate}"


def percent(share: float) -> str:
    """A share as a percentage with one decimal: "98.1%"."""
    return f"{share:.1%}"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


#: Part of an example -> its words in the title of the box, and its renderer.
PARTS: dict[str, tuple[str, Callable[[PageContext, Example], str]]] = {
    "question": ("the question", _question),
    "answers": ("the request form, filled in", _answers),
    "fields": ("the field list", _fields),
    "agreement": ("the choice of agreements", _agreement),
    "laws": ("the laws", _laws),
    "transfer": ("the transfer log", _transfer),
    "match": ("the match report", _match),
    "ending": ("the ending", _ending),
}


MACROS = (worked_example,)
