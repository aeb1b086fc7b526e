"""Dates in words, as the house writes them."""

from __future__ import annotations

import calendar
from datetime import date


def in_words(day: date) -> str:
    """A date as "November 22, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def month_in_words(day: date) -> str:
    """A month as "November 2026"."""
    return f"{day:%B %Y}"


def due_date(checked: date, months: int) -> date:
    """The same day, so many months later; the month's last day where it has no such day."""
    years, month = divmod(checked.month - 1 + months, 12)
    year, month = checked.year + years, month + 1
    return date(year, month, min(checked.day, calendar.monthrange(year, month)[1]))
