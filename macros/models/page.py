"""The front matter of a page: what may stand between its two lines of ---."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.models.base import ContactKey, Day, Model, RoleKey, Text


class Search(Model):
    """How the search treats a page."""

    boost: float = Field(default=1, gt=0)  # below 1, its hits stand further down
    exclude: bool = False  # the search leaves the page out
    text: bool = True  # whether the words of its text lead to it, beside its title, keywords and what readers ask
    keywords: list[Text] = []  # words that lead to it, beside those it holds


class FrontMatter(Model):
    """What the lines between the two `---` of a page may hold."""

    title: Text = Field(max_length=65)  # at most 65 characters; in double quotes where it holds a colon
    description: Text = Field(min_length=50, max_length=160)  # what the reader finds, in 50 to 160 characters
    audience: list[RoleKey] = []  # who the page is for
    outcome: Text | None = None  # what you have at the end
    needs: Text | None = None  # what to have at hand
    time: Text | None = None  # how long it takes, where that is known
    strategies: bool = False  # its main headings are strategies of the playbook
    owner: ContactKey = "dapa"  # where questions on it go; Data and Policy Analytics where nothing is written
    reviewed: Day  # the day on which somebody last read it against its sources
    review_months: int = Field(
        default=12, gt=0, le=120
    )  # after how many months it is due again; 12 where nothing is written
    complete: bool = True  # whether the complete playbook on one page holds it
    search: Search = Search()
    hide: list[Literal["toc", "navigation"]] = []  # what the theme leaves out
