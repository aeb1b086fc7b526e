"""The project: its steps with what to fill in each, its dates, and the rules of its file."""

from __future__ import annotations

from html import escape
from typing import Any

from macros.models.field_help import help_of
from macros.models.practice import ProcessStep, Question
from macros.models.project import FieldLine, Project, ProjectDate, ProjectPart, ProjectStep
from macros.rendering.abbreviations import plain, spell_out, worded
from macros.rendering.page_context import PageContext

#: Where a script sets up the list of projects and what can be done with one.
PLACE = """\
<noscript><p>Projects need JavaScript, which is off in your browser. Take the blank forms, and tick the steps below on
paper.</p></noscript>
<form class="tool project" data-project autocomplete="off" hidden></form>
"""
DATE = """\
<div class="question" data-date="{key}">
<label for="date-{key}">{name}</label>
<p class="help" id="date-help-{key}">{help}</p>
<input type="date" id="date-{key}" aria-describedby="date-help-{key}">
{list}
</div>"""
TICKS = "<details><summary>What to tick on that day</summary><ul>{items}</ul></details>"


def project_place(context: PageContext) -> str:
    """A place where the browser shows the projects that it keeps (HTML, hidden until a script takes it up).

    Example: `{{ project_place() }}`
    """
    return PLACE


def project_steps(context: PageContext) -> str:
    """Each step of a request with what to do, with whom and what to fill, in order (Markdown).

    Each line names in `data-holds`, for the script, what of a project it stands for.
    Example: `{{ project_steps() }}`
    """
    plan = {step.step: step for step in context.definitions.project_plan.steps}
    process: dict[str, ProcessStep] = context.definitions.tables["process"]
    steps = [(process[key], plan[key]) for key in process if key in plan]
    parts = [_step(context, number, *step) for number, step in enumerate(steps, 1)]
    return "\n".join(parts)


def _step(context: PageContext, number: int, process: ProcessStep, step: ProjectStep) -> str:
    lines = "\n".join(f"- {_part(context, part)}" for part in step.parts)
    do = f"[{process.requester.do}]({context.href(process.requester.page)})"
    whom = f"With: {spell_out(context, step.whom[:1].lower() + step.whom[1:])}."
    heading = f"### {number}. {process.title} {{ #step-{step.step} .plain }}"
    frame = f'<div class="project-step" data-step="{step.step}" markdown>'
    return f"{frame}\n\n{heading}\n\n{do}. {whom}\n\n{lines}\n\n</div>\n"


def _part(context: PageContext, part: ProjectPart) -> str:
    questions: dict[str, Question] = context.definitions.tables["questions"]
    if part.questions:
        kind = "questions " + " ".join(_key(*item) for item in questions.items() if item[1].part == part.questions)
    elif part.holds == "head":
        kind = "questions " + " ".join(context.definitions.forms.head)
    elif part.checklist:
        items = context.definitions.find("checklists", part.checklist).items
        kind = f"checklist {part.checklist} {len(items)}"
    else:
        kind = str(part.holds)
    return f'[{part.name}]({context.href(part.page)}){{ data-holds="{kind}" }}'


def _key(key: str, question: Question) -> str:
    """The key of a question; where only one route asks it, with that route: "learning-agenda@p20win"."""
    return f"{key}@{question.routes[0]}" if len(question.routes) == 1 else key


def project_dates(context: PageContext) -> str:
    """The days of a project as a form, each with the checklist for it (HTML).

    HTML, because Markdown has no form. Without a script it can be filled in and printed.
    Example: `{{ project_dates() }}`
    """
    dates = "\n".join(_date(context, key, date) for key, date in context.definitions.project_plan.dates.items())
    return f'<form class="tool builder" data-dates autocomplete="off">\n{dates}\n</form>\n'


def _date(context: PageContext, key: str, date: ProjectDate) -> str:
    items = context.definitions.find("checklists", date.checklist).items.values() if date.checklist else []
    ticks = "".join(f"<li>{_text(context, item)}</li>" for item in items)
    listed = TICKS.format(items=ticks) if ticks else ""
    return DATE.format(key=key, name=escape(date.name), help=_text(context, date.help), list=listed)


def _text(context: PageContext, text: str) -> str:
    return escape(plain(worded(context, text)))


def project_schema(conf: Any) -> dict[str, Any]:
    """The JSON Schema of a project's file."""
    schema = Project.model_json_schema()
    for model, rules in ((Project, schema), (FieldLine, schema["$defs"]["FieldLine"])):
        for name, words in help_of(model).items():
            rules["properties"][name].pop("title", None)
            rules["properties"][name]["description"] = words
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{conf['site_url']}data/schemas/project.json",
        **schema,
        "title": "Connecticut Data Sharing Playbook: a project",
    }


MACROS = (
    project_place,
    project_steps,
    project_dates,
)
