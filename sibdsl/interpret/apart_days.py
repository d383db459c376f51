"""How far days are from where they have to be: before another day, in a set, so many in a set."""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.interpret.called import day_called, days_called, items_called, period_called
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.numbers import running
from sibdsl.model import terms
from sibdsl.model.apart import Apart, CountApart, DayApart, NeverCame, NoSuchDay
from sibdsl.model.days import EARLIEST, NEVER, Day, Days, Moment, Stretch
from sibdsl.model.terms import Side
from sibdsl.model.truth import NO, YES, Truth

_NEAREST: Final = {
    Side.BEFORE: (-1, 0),
    Side.ON_OR_BEFORE: (0, 1),
    Side.ON: (0, 1),
    Side.ON_OR_AFTER: (0, -1),
    Side.AFTER: (1, 0),
}
"""How many days from the other day the nearest lies that is on a side, and that is not."""


def came(moment: Moment, name: str) -> Iterator[Apart]:
    """That a day has not come, or may never."""
    if moment.known is None:
        open_ = EARLIEST < moment.least < NEVER and moment.most >= NEVER
        yield NeverCame(name, moment.least - 1 if open_ else None)


def compared_days(reading: Reading, term: terms.CompareDays, wanted: Truth) -> Iterator[Apart]:
    """How far one day is from the side of another on which it has to be, or must not be."""
    left, right = reading.day(term.left), reading.day(term.right)
    name, beside = day_called(term.left), day_called(term.right)
    if left.known is None or right.known is None:
        yield from came(left, name)
        yield from came(right, beside)
        return
    nearest = right.known + _NEAREST[term.side][wanted is NO]
    written = isinstance(term.right, terms.Literal)
    yield DayApart(name, left.known, nearest, "" if written else beside, right.known)


def inside(reading: Reading, term: terms.Inside, wanted: Truth) -> Iterator[Apart]:
    """How far a day is from the nearest that is in a set, or out of it."""
    moment, name = reading.day(term.day), day_called(term.day)
    if moment.known is None:
        yield from came(moment, name)
        return
    within = reading.days(term.days)
    beside = _covering(reading, term.days, moment.known) if wanted is NO else ()
    called = " or ".join(dict.fromkeys(beside or days_called(term.days)))
    nearest = _nearest(within, moment.known, wanted)
    if nearest is None:
        yield NoSuchDay(name, moment.known, called)
    else:
        inside_, edge = wanted is YES, _edge(within, nearest) if wanted is YES else ""
        yield DayApart(name, moment.known, nearest, called, inside=inside_, edge=edge)


def _nearest(within: Days, day: Day, wanted: Truth) -> Day | None:
    """The day that is nearest to *day* and is *wanted*; the later of two as near."""
    ends = [
        edge
        for start, end in within.spans(wanted)
        for edge in (start, end - 1)
        if EARLIEST < edge < NEVER - 1
    ]
    return min(ends, key=lambda edge: (abs(edge - day), -edge), default=None)


def _edge(within: Days, day: Day) -> str:
    """Whether *day* is the last of the set, or the first."""
    if within.last_day().known == day:
        return "last"
    return "first" if within.first_day().known == day else ""


def _covering(reading: Reading, within: terms.Days, day: Day) -> Sequence[str]:
    return list(covering(reading, within, day))


def covering(reading: Reading, within: terms.Days, day: Day) -> Iterator[str]:
    """The names of the sets in *within* that hold *day*."""
    match within:
        case terms.AnyOfDays(sets):
            for part in sets:
                yield from covering(reading, part, day)
        case terms.DaysNamed(name) | terms.DaysOf(terms.PeriodNamed(name)):
            if reading.days(within).at(day) is YES:
                yield name
        case terms.Covered(items):
            if reading.days(within).at(day) is YES:
                yield items_called(items)
        case _:
            pass


def days_in(reading: Reading, term: terms.DaysIn) -> Iterator[Apart]:
    """How many days of a period are in a set, and which count against it."""
    stretch = reading.period(term.period)
    start, end = stretch.start.known, stretch.end.known
    if start is None or end is None:
        yield from came(stretch.start, f"the first day of {period_called(term.period)}")
        return
    yield counted_in(reading, stretch, term.days, term.least, term.most)


def counted_in(
    reading: Reading, stretch: Stretch, within: terms.Days, least: int | None, most: int | None
) -> CountApart:
    """How many days of *stretch*, whose ends are known, are in *within*, and what is against it."""
    start, end = stretch.start.least, stretch.end.least
    counted = running(stretch, reading.days(within))
    held, _ = counted.count(start, end)
    out = YES if most is not None and held > most else NO
    against = tuple(
        (a, b)
        for a, b, truth in counted.pieces(start, end)
        if truth is out and stretch.holes.at(a) is NO
    )
    reasons = covering(reading, within, against[0][0]) if against else ()
    return CountApart(
        (start, end),
        end - start - stretch.holes.count(start, end)[0],
        tuple(dict.fromkeys(days_called(within))),
        held,
        least,
        most,
        against,
        tuple(dict.fromkeys(reasons)),
    )
