"""The macros: what chapters may call. `define_env` is the one list of them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from macros import (
    agreements,
    checklists,
    complete,
    engine,
    examples,
    finder,
    finishing,
    forms,
    glossary,
    legal,
    links,
    manual,
    mistakes,
    names,
    opendata,
    p20win,
    p20win_work,
    packs,
    pages,
    practice,
    process,
    questions,
    reference,
    request_builder,
    resources,
    strategies,
    theming,
)
from macros.definitions import Definitions
from macros.desk import Desk
from macros.problems import DefinitionsError

log = logging.getLogger("mkdocs.playbook")

MACROS = (
    names.agency,
    names.term,
    names.agreement,
    names.law,
    names.role,
    links.link,
    links.contact,
    links.fact,
    pages.at_a_glance,
    pages.what_next,
    questions.question_list,
    questions.question_table,
    checklists.checklist,
    examples.worked_example,
    process.process_picture,
    practice.role_duties,
    practice.transfer_table,
    practice.safe_harbor_list,
    practice.suppression_rules,
    practice.suppression_example,
    practice.blocking_example,
    practice.match_quality_example,
    practice.linkage_methods,
    practice.linkage_tools,
    practice.data_request_fees,
    glossary.glossary,
    glossary.abbreviations,
    glossary.glossary_letters,
    resources.resource_library,
    reference.agencies_list,
    reference.contacts_table,
    reference.who_to_ask,
    reference.sources_table,
    reference.marks_table,
    reference.facts_checked,
    reference.editions_list,
    strategies.strategies_by_chapter,
    strategies.strategies_by_role,
    complete.complete_playbook,
    p20win.p20win_name,
    p20win.p20win_names,
    p20win.p20win_kind,
    p20win.p20win_since,
    p20win.p20win_members,
    p20win.p20win_member_counts,
    p20win.p20win_possible_members,
    p20win.governance_table,
    p20win.governance_bodies,
    p20win.learning_agenda,
    p20win.p20win_dictionary_counts,
    p20win.p20win_dictionary,
    p20win.p20win_dictionary_columns,
    p20win_work.p20win_request_steps,
    p20win_work.p20win_joining_steps,
    p20win_work.p20win_joining_caution,
    p20win_work.p20win_request_form,
    p20win_work.p20win_terms,
    p20win_work.dsa_parties,
    p20win_work.dsa_exhibits,
    p20win_work.p20win_license,
    p20win_work.emou_parts,
    p20win_work.emou_after_alert,
    p20win_work.p20win_file_rules,
    p20win_work.p20win_file_conflicts,
    p20win_work.p20win_destruction_times,
    p20win_work.p20win_people_rules,
    legal.laws_by_data_kind,
    legal.laws_list,
    legal.law_says,
    legal.laws_in_short,
    legal.critical_data_elements,
    legal.breach_steps,
    agreements.agreements_at_a_glance,
    agreements.agreements_by_situation,
    agreements.agreement_sections,
    finder.agreement_finder,
    finder.finder_rules_table,
    finder.finder_papers,
    finder.finder_laws,
    request_builder.request_builder,
    forms.form_links,
    packs.downloads_table,
    manual.macro_cheat_sheet,
    manual.page_fields,
    manual.shared_fields,
    manual.definition_fields,
    opendata.data_links,
)


def define_env(env: Any) -> None:
    """Loads the definitions and registers the macros; called once a build by mkdocs-macros.

    Raises Abort, after logging every problem, when the definitions cannot be used.
    """
    try:
        definitions = Definitions.of(Path(env.project_dir))
    except DefinitionsError as error:
        for problem in error.problems:
            log.error("%s", problem)
        raise Abort(f"The definitions hold {len(error.problems)} mistake(s); nothing was built.") from None
    env = engine.adapted(env)
    desk = Desk(env, definitions)
    for macro in MACROS:
        env.macro(desk.guarded(macro), macro.__name__)
    mistakes.register(env)
    theming.hang_up(env.conf, definitions)
    env.definitions = definitions


def on_post_build(env: Any) -> None:
    """Finishes the built site; called once a build by mkdocs-macros, after the last page is written."""
    for problem in finishing.finish(Path(env.conf["site_dir"]), env.definitions, env.conf):
        log.warning("%s", problem)
