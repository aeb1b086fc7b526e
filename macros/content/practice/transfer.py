"""Transfer of data: which channel carries what, and what one agency charges; channels and facts in, Markdown out."""

from __future__ import annotations

from collections.abc import Iterable

from macros.models.practice import TransferMethod
from macros.rendering.abbreviations import spell_out
from macros.rendering.layout import table
from macros.rendering.page_context import PageContext


def transfer_table(context: PageContext) -> str:
    """Which channel may carry public data, and which protected data, with the reason (Markdown table).

    Example: `{{ transfer_table() }}`
    """
    methods: Iterable[TransferMethod] = context.definitions.tables["transfer_methods"].values()
    answers = {"yes": "Yes", "no": "No", "with approval": "Only with approval"}
    rows = [
        [m.name, answers[m.public_data], answers[m.protected_data], spell_out(context, _sentences(m.why, m.how))]
        for m in methods
    ]
    return table(["Channel", "Public data", "Protected data", "Why, and how"], rows)


def data_request_fees(context: PageContext) -> str:
    """The parts of one agency's price list, as an example (Markdown list).

    Example: `{{ data_request_fees() }}`
    """
    facts = context.definitions.tables["facts"]
    return (
        "\n".join(f"- {spell_out(context, fact.text)}" for key, fact in facts.items() if key.startswith("dph-fee-"))
        + "\n"
    )


def _sentences(*texts: str | None) -> str:
    return " ".join(f"{text}." for text in texts if text)


MACROS = (
    transfer_table,
    data_request_fees,
)
