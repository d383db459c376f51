"""Periods cut, paused and begun again, and the first days of a set."""

from attrs import evolve

from sibdsl.interpret import items as found
from sibdsl.model import calendar, days, terms
from sibdsl.model.days import NEVER, SOME_DAY, Days, Moment, Stretch
from sibdsl.model.histories import Value
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth

_SECOND_YEAR = 366
"""The calendar has no year before the first, in which a financial year could begin."""


def as_moment(value: Value | None) -> Moment:
    """A date of the record; some day where it is missing."""
    return Moment.on(value) if isinstance(value, int) else SOME_DAY


def day_after(moment: Moment) -> Moment:
    """The day after."""
    return moment.moved(lambda d: d + 1)


def beginning(start: Moment, length: calendar.Duration) -> Stretch:
    """The period of that length whose first day is *start*."""
    end = calendar.moved(start, lambda d: calendar.end_of_length_beginning(d, length))
    return Stretch(start, end)


def part_of(stretch: Stretch, which: terms.Part, length: calendar.Duration) -> Stretch:
    """The first, second … part of *stretch*, cut off where it ends; the last from its end."""
    if which is terms.Part.LAST:
        start = calendar.moved(stretch.end, lambda d: calendar.add(d, length, -1))
        return evolve(stretch, start=days.latest([stretch.start, start]))
    number = list(terms.Part).index(which)

    def after(parts: int) -> Moment:
        if parts == 0:
            return stretch.start
        return calendar.moved(
            stretch.start, lambda d: calendar.end_of_length_beginning(d, length, parts)
        )

    start, end = (days.earliest([after(n), stretch.end]) for n in (number, number + 1))
    return evolve(stretch, start=start, end=end)


def paused_by(stretch: Stretch, paused: Days, within: Stretch | None) -> Stretch:
    """*stretch* without the *paused* days, its end moved on by as many."""
    ends = []
    for start, end, held in (
        (stretch.start.most, stretch.end.least, YES),
        (stretch.start.least, stretch.end.most, UNKNOWN),
    ):
        empty = end <= start or end >= NEVER
        ends.append(end if empty else found.after_days(start, end - start, paused, held))
    limit = within.end if within is not None else Moment(NEVER, NEVER)
    return Stretch(stretch.start, days.earliest([Moment(*ends), limit]), paused)


def first_days(within: Days, n: int, cycle: calendar.Cycle) -> Days:
    """The first *n* days of *within* in each span of *cycle*.

    In, if fewer than *n* can come before it; out, if *n* surely do; else not known.
    """
    if not within.changes:
        return Days(min(within.first, UNKNOWN))
    # A set that holds the first day of all may say so before its first change, or by it.
    first = next((d for d, _ in within.changes if d > days.EARLIEST), _SECOND_YEAR)
    last = max(within.changes[-1][0], _SECOND_YEAR)
    changes = [(days.EARLIEST, min(within.at(days.EARLIEST), UNKNOWN))]
    for start, end in calendar.cycles(cycle, max(first, _SECOND_YEAR), last + 1):
        least = most = 0
        for a, b, truth in within.pieces(start, min(end, NEVER)):
            changes += _first_of_piece(a, b, truth, n - most, n - least)
            most += (b - a) * (truth is not NO)
            least += (b - a) * (truth is YES)
    tail = calendar.cycle_of(cycle, last)[1]
    changes.append((tail, min(within.at(tail), UNKNOWN)))
    return Days.of(changes[0][1], changes[1:])


def _first_of_piece(
    a: int, b: int, truth: Truth, surely_left: int, possibly_left: int
) -> list[tuple[int, Truth]]:
    """Which days from *a* up to *b* are among the first, with so many left to fill."""
    if truth is NO:
        return [(a, NO)]
    if truth is UNKNOWN:
        return [(a, UNKNOWN if possibly_left > 0 else NO)]
    sure_to = min(b, a + max(surely_left, 0))
    possible_to = min(b, a + max(possibly_left, 0))
    steps = [(a, YES), (sure_to, UNKNOWN), (possible_to, NO)]
    return [(d, t) for d, t in steps if d < b]
