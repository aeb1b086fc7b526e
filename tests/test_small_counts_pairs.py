"""The promise: two tables of the same people are protected together, and percentages are counted in, exactly."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, product

import pytest

from macros.content.small_counts.intervals import Interval, intervals, open_to_readers
from macros.content.small_counts.percentages import percentage, told_by_percentages
from macros.content.small_counts.suppression import suppress
from macros.content.small_counts.tables import Pair, Rule, Table
from tests.counts_oracle import cost, solved_cost, solved_interval, tables_up_to
from tests.counts_sample import pair


def pairs_up_to(total: int, widths: tuple[int, int], rule: Rule) -> Iterator[Pair]:
    """Every pair of tables with two rows whose counts add up to `total` or less."""
    second = defaultdict(list)
    for counts in tables_up_to(total, 2, widths[1]):
        second[tuple(map(sum, counts))].append(counts)
    for counts in tables_up_to(total, 2, widths[0]):
        yield from (Pair(counts, other, rule) for other in second[tuple(map(sum, counts))])


@pytest.mark.parametrize(
    ("widths", "total", "rule"),
    [
        ((2, 2), 5, Rule(2)),
        ((2, 1), 6, Rule(2, zeros_shown=False)),
        ((1, 3), 5, Rule(1, totals="rows")),
        ((2, 2), 4, Rule(1, zeros_shown=False, totals="columns")),
        ((2, 2), 4, Rule(1, totals="none")),
    ],
)
def test_ranges_over_two_tables_are_what_trying_every_pair_gives(
    widths: tuple[int, int], total: int, rule: Rule
) -> None:
    """Hidden at random, but so that a shown number holds the sum of all below what was tried."""
    pairs = list(pairs_up_to(total, widths, rule))
    cells = pairs[0].cells
    chance = random.Random(f"{widths} {rule}")
    compared = 0
    for _ in range(60):
        hidden = frozenset(chance.sample(range(len(cells)), chance.randint(1, len(cells) - 1)))
        alike = defaultdict(list)
        for one in pairs:
            if all(one.cells[number].value >= rule.least for number in hidden):
                alike[tuple(cell.value for n, cell in enumerate(one.cells) if n not in hidden)].append(one)
        for group in alike.values():
            found = intervals(group[0], hidden)
            if any(ends.most is None or ends.most > total for ends in found.values()):
                continue  # larger tables fit, too
            values = {n: {one.cells[n].value for one in group} for n in hidden}
            assert found == {n: Interval(min(values[n]), max(values[n])) for n in sorted(hidden)}
            assert all(len(values[n]) == max(values[n]) - min(values[n]) + 1 for n in hidden)
            compared += 1
    assert compared > 100


def test_ranges_and_cost_over_two_tables_are_those_of_a_solver() -> None:
    chance = random.Random(20261127)
    compared = 0
    while compared < 12:
        both = pair(chance, chance.randint(2, 5), chance.randint(2, 5))
        found = suppress(both)
        if not found.partners:
            continue
        assert found.proved
        assert found.open == {} == open_to_readers(both, found.hidden)
        totals = any(both.cells[number].is_total for number in found.partners)
        assert cost(both, found.partners)[1:] == solved_cost(both, totals), both.counts
        known = intervals(both, found.hidden)
        for number in chance.sample(sorted(found.hidden), min(3, len(found.hidden))):
            assert known[number] == solved_interval(both, found.hidden, number), (both.counts, number)
        compared += 1


def numbers_in(both: Pair, which: int, places: frozenset[int]) -> set[int]:
    """The numbers that cells of one table alone have in the pair."""
    alone = Table(both.counts[which], both.rule).numbers[0]
    both_ways = zip(chain(*alone), chain(*both.numbers[which]), strict=True)
    return {number for own, number in both_ways if own in places}


def test_what_each_table_hides_alone_can_be_worked_out_through_the_other() -> None:
    """The first table hides the total of all as a partner; the second has no need to, and gives it back."""
    both = Pair([[0, 13], [1, 0]], [[8, 5], [1, 0]], Rule(10))
    hidden, shown = set(), set()
    for which, counts in enumerate(both.counts):
        alone = Table(counts, both.rule)
        found = suppress(alone)
        assert open_to_readers(alone, found.hidden) == {}
        hidden |= numbers_in(both, which, found.hidden)
        shown |= numbers_in(both, which, frozenset(range(len(alone.cells))) - found.hidden)
    assert Interval(1, 1) in open_to_readers(both, hidden - shown).values()
    assert open_to_readers(both, suppress(both).hidden) == {}


def test_tables_whose_shared_totals_are_shown_tell_no_more_together() -> None:
    chance = random.Random(20261128)
    for _ in range(60):
        both = pair(chance, chance.randint(1, 4), chance.randint(1, 4))
        counts = [n for n, cell in enumerate(both.cells) if not cell.is_total and cell.value >= both.rule.least]
        if not both.rule.across or not counts:
            continue
        hidden = set(chance.sample(counts, chance.randint(1, len(counts))))
        together = intervals(both, hidden)
        for grid, table in zip(both.numbers, both.counts, strict=True):
            one = Table(table, both.rule)
            own = dict(zip(chain(*one.numbers[0]), chain(*grid), strict=True))
            alone = intervals(one, {n for n, number in own.items() if number in hidden})
            assert {own[n]: ends for n, ends in alone.items()} == {
                number: together[number] for number in sorted(hidden & set(own.values()))
            }


def test_tables_of_other_people_are_refused() -> None:
    with pytest.raises(ValueError, match="do not have the same totals"):
        Pair([[1, 2], [3, 4]], [[3], [8]], Rule(5))


@pytest.mark.parametrize("digits", [0, 1])
def test_percentage_tells_the_counts_that_round_to_it(digits: int) -> None:
    for total, count in product(range(1, 60), range(60)):
        if count > total:
            continue
        text, ends = percentage(count, total, digits)
        shown = float(text.rstrip("%"))
        fits = [c for c in range(2 * total) if abs(100 * c / total - shown) <= 0.5 / 10**digits + 1e-9]
        assert (ends.least, ends.most) == (fits[0], fits[-1]), (count, total)
        assert ends.least <= count <= (ends.most or 0)


def test_percentages_of_hidden_counts_are_counted_in_as_trying_every_table_shows() -> None:
    rule, total = Rule(2), 8
    tables = [Table(counts, rule) for counts in tables_up_to(total, 2, 2)]
    chance = random.Random(3)
    for _ in range(30):
        own = chance.choice([one for one in tables if len(one.small) > 1])
        hidden = {n for n, cell in enumerate(own.cells) if not cell.is_total and cell.value}
        told = told_by_percentages(own, hidden, 0)
        fits = [
            other
            for other in tables
            if all(
                a.value == b.value
                for n, (a, b) in enumerate(zip(own.cells, other.cells, strict=True))
                if n not in hidden
            )
            and all(other.cells[n].value >= 1 for n in hidden)
            and all(ends.least <= other.cells[n].value <= (ends.most or 0) for n, ends in told.items())
        ]
        values = {n: {one.cells[n].value for one in fits} for n in sorted(hidden)}
        assert intervals(own, hidden, told) == {n: Interval(min(some), max(some)) for n, some in values.items()}
