"""The agreement finder: its form, the same as a table of situations, and what each paper is."""

from __future__ import annotations

import json
from html import escape
from itertools import takewhile

from macros.content.law.agreements import holds, items, who_signs
from macros.content.law.laws import law_link
from macros.content.law.points import pathway
from macros.models.finder import Conditions, FinderAnswer, FinderQuestion, Paper, Rule
from macros.models.legal import Agreement, Law
from macros.rendering import mentions
from macros.rendering.abbreviations import worded
from macros.rendering.layout import definition_list, joined, lower_first, table
from macros.rendering.page_context import PageContext

#: Stands on each result, on the page and in Word.
CAUTION = "This is guidance, not legal advice. Take it to your counsel."
#: The form and the place of its result. The sentence for readers without scripts stands where the form would.
FORM = """\
<noscript><p>The form needs JavaScript, which is off in your browser. The table below says the same.</p></noscript>
<form class="tool finder" data-finder data-table="answers.json" data-ways-page="../ways-by-law/"
 data-template="result.docx" hidden>
{questions}
<p class="tool-state" role="status"></p>
<p class="tool-buttons"><button class="button button-main">Show the papers</button>
<button class="button" type="reset">Start again</button></p>
</form>
<section class="finder-result" data-finder-result aria-labelledby="result" hidden>
<h2 id="result" class="plain" tabindex="-1">Papers that fit your answers</h2>
<p class="admonition legal">{caution}</p>
<h3>What you said</h3>
<ul data-said></ul>
<div data-find><h3>What to find out first</h3></div>
<div data-papers></div>
<div data-ways><h3>Ways that these laws open</h3></div>
<div data-laws><h3>Laws to look at</h3></div>
<p class="tool-buttons"></p>
<p class="tool-state" role="status"></p>
</section>
"""


def agreement_finder(context: PageContext) -> str:
    """The questions as a form, with a place for the result (HTML, hidden until a script takes it up).

    HTML, because Markdown has no form. The browser looks the result up in a file that finishing writes beside the page.
    Example: `{{ agreement_finder() }}`
    """
    finder = context.definitions.finder
    questions = "\n".join(_fieldset(key, question) for key, question in finder.questions.items())
    return FORM.format(questions=questions, caution=CAUTION)


def finder_rules_table(context: PageContext) -> str:
    """Every rule of the finder: the situation, the papers, the reason, as a table (Markdown).

    Example: `{{ finder_rules_table() }}`
    """
    rows = [
        [
            _situation(context, rule),
            ", ".join(_paper_link(context, key) for key in rule.papers),
            worded(context, rule.because),
        ]
        for rule in context.definitions.finder.rules
    ]
    return table(["If this is so", "Plan on", "Because"], rows)


def finder_papers(context: PageContext) -> str:
    """Each paper under a heading of its own: what it holds, who signs, laws to look at, the next step (Markdown).

    Example: `{{ finder_papers() }}`
    """
    parts = []
    for key, paper in context.definitions.finder.papers.items():
        with context.borrowing(context.page):  # a paper that a result shows stands alone: it spells out its own words
            parts.append(_card(context, key, paper))
    return "\n".join(parts)


def finder_laws(context: PageContext) -> str:
    """For each answer that names kinds of data, the laws that guard them (Markdown).

    Example: `{{ finder_laws() }}`
    """
    laws: dict[str, Law] = context.definitions.tables["laws"]
    parts = []
    for question, record in context.definitions.finder.questions.items():
        for key, answer in record.answers.items():
            found = [name for name, law in laws.items() if set(law.data_kinds) & set(answer.data_kinds)]
            if found:
                label = worded(context, answer.label)
                with context.borrowing(context.page):
                    links = "\n".join(f"- {law_link(context, name, laws[name])}" for name in found)
                parts.append(f'<div data-laws-of="{question}.{key}" markdown>\n\n**{label}**\n\n{links}\n\n</div>\n')
    return "\n".join(parts)


def finder_open_points(context: PageContext) -> str:
    """For each answer that leaves something open: what to find out, and whom to ask (Markdown).

    Example: `{{ finder_open_points() }}`
    """
    parts = []
    for question, record in context.definitions.finder.questions.items():
        for key, answer in record.answers.items():
            if answer.find_out:
                whom = joined([mentions.role(context, role, form="name").lower() for role in answer.ask])
                text = f"**{record.ask}** {answer.label}. {worded(context, answer.find_out)}"
                text += f" Ask: {whom}." if answer.ask else ""
                parts.append(f'<div data-find-of="{question}.{key}" markdown>\n\n{text}\n\n</div>\n')
    return "\n".join(parts)


def finder_ways(context: PageContext) -> str:
    """For each answer that names kinds of data, the ways on which laws let them go, each with its paragraph (Markdown).

    Each answer is an h2. The finder's script fetches the page that calls this, and copies what is in the frames.

    Example: `{{ finder_ways() }}`
    """
    laws: dict[str, Law] = context.definitions.tables["laws"]
    parts = []
    for question, record in context.definitions.finder.questions.items():
        for key, answer in record.answers.items():
            found = {name: law for name, law in laws.items() if set(law.data_kinds) & set(answer.data_kinds)}
            if found and record.many:
                offered = _recipients(context)  # no result shows the way to a person's own provider
                ways = "\n".join(_ways_of(context, name, law, offered) for name, law in found.items())
                label = answer.label
                frame = f'<div data-ways-of="{question}.{key}" data-ways-label="{escape(label)}" markdown>'
                parts.append(f"## {label} {{ #{key} }}\n\n{frame}\n\n{ways}\n\n</div>\n")
    return "\n".join(parts)


def _recipients(context: PageContext) -> set[str]:
    """Everyone whom an answer of the finder names as a recipient."""
    questions = context.definitions.finder.questions.values()
    return {name for question in questions for answer in question.answers.values() for name in answer.recipients}


def _ways_of(context: PageContext, key: str, law: Law, offered: set[str]) -> str:
    """A law with its ways to the recipients that the finder knows; "" where it names none of them."""
    found = [way for way in law.pathways if offered & set(way.to)]
    if not found:
        return ""
    name = f"**{law_link(context, key, law)}{f': {lower_first(law.subject)}' if law.subject else ''}**"
    # A mark on the paragraph and no box around it: with some two hundred ways, each box would be felt on a phone.
    ways = [
        f'{pathway(context, way)}\n{{: data-to="{" ".join(one for one in way.to if one in offered)}" }}'
        for way in found
    ]
    return "<div data-ways-by markdown>\n\n" + "\n\n".join([name, *ways]) + "\n\n</div>\n"


def name_of(context: PageContext, paper: Paper) -> str:
    """What a paper is called, in full (plain text)."""
    return paper.name or context.definitions.find("agreements", paper.agreement or "").full


def _fieldset(key: str, question: FinderQuestion) -> str:
    kind = "checkbox" if question.many else "radio"
    described = f' aria-describedby="help-{key}"' if question.help else ""
    text = f'<p class="help" id="help-{key}">{escape(question.help)}</p>\n' if question.help else ""
    boxes = "\n".join(
        f'<label><input type="{kind}" name="{key}" value="{answer}"{_marks(record)}> '
        f"<span>{escape(record.label)}</span></label>"
        for answer, record in question.answers.items()
    )
    return (
        f'<fieldset data-question="{key}" data-only-if="{_attribute(question.only_if)}" '
        f'data-not-if="{_attribute(question.not_if)}"{described}>\n'
        f"<legend>{escape(question.ask)}</legend>\n{text}{boxes}\n</fieldset>"
    )


def _marks(answer: FinderAnswer) -> str:
    """What the script must know of an answer, as attributes of its box."""
    counted = f' data-counts-as="{escape(answer.counts_as)}"' if answer.counts_as else ""
    return counted + (f' data-recipients="{" ".join(answer.recipients)}"' if answer.recipients else "")


def _attribute(conditions: Conditions) -> str:
    return escape(json.dumps(conditions))


def _situation(context: PageContext, rule: Rule) -> str:
    questions = context.definitions.finder.questions
    said = [_either([questions[key].answers[answer].said for answer in of]) for key, of in rule.when.items()]
    text = worded(context, "; and ".join(said))
    return text[:1].upper() + text[1:]


def _either(said: list[str]) -> str:
    """Sentences in a row, "a, b or c", with the words that all begin or end with said once."""
    if len(said) == 1:
        return said[0]
    parts = [sentence.split() for sentence in said]
    start = _same(parts)
    start = start if len(start) > 1 else []  # "a contractor or a town", not "a contractor or town"
    end = _same([part[len(start) :][::-1] for part in parts])[::-1]
    *most, last = [" ".join(part[len(start) : len(part) - len(end)]) for part in parts]
    return " ".join([*start, f"{', '.join(most)} or {last}", *end])


def _same(parts: list[list[str]]) -> list[str]:
    """The words with which all parts begin."""
    return [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*parts, strict=False))]


def _paper_link(context: PageContext, key: str) -> str:
    return f"[{name_of(context, context.definitions.finder.papers[key])}](#paper-{key})"


def _card(context: PageContext, key: str, paper: Paper) -> str:
    laws: dict[str, Law] = context.definitions.tables["laws"]
    record: Agreement | None = context.definitions.tables["agreements"][paper.agreement] if paper.agreement else None
    if record:
        context.first_mention(record.name)
    listed = [f"{term.text} ({term.at})" for term in laws[paper.terms_of].terms.values()] if paper.terms_of else []
    own_laws = dict.fromkeys(
        [*(record.laws if record else []), *([paper.terms_of] if paper.terms_of else []), *paper.laws]
    )
    rows = {
        "What it holds": items(context, [*(holds(record) if record else []), *listed, *paper.holds]),
        "What was not read": worded(context, laws[paper.terms_of].unread or "") if paper.terms_of else "",
        "Who signs": worded(context, paper.who_signs)
        if paper.who_signs
        else who_signs(context, record)
        if record
        else "",
        "When it is not enough": worded(context, record.not_enough or "") if record else "",
        "Laws to look at": ", ".join(law_link(context, law, laws[law]) for law in own_laws),
        "Next step": f"[{paper.next}]({context.href(paper.page)})",
    }
    heading = f"### {name_of(context, paper)} {{ #paper-{key} }}"
    return f'<div class="paper-card" data-paper="{key}" markdown>\n\n{heading}\n\n{definition_list(rows)}\n\n</div>\n'


MACROS = (
    agreement_finder,
    finder_rules_table,
    finder_papers,
    finder_laws,
    finder_ways,
    finder_open_points,
)
