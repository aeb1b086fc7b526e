"""Dates in words, as the house writes them."""

from __future__ import annotations

from datetime import date


def in_words(day: date) -> str:
    """A date as "November 22, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def month_in_words(day: date) -> str:
    """A month as "November 2026"."""
    return f"{day:%B %Y}"
