"""Months, birthdays, years and quarters: the usual drafting conventions of English law."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import Final

from attrs import frozen

from sibdsl.model.days import NEVER, Day, Moment, day


class Unit(Enum):
    """What a length of time is counted in."""

    DAYS = "day"
    WEEKS = "week"
    MONTHS = "month"
    YEARS = "year"


@frozen
class Duration:
    """A length of time, as a contract states it: 12 months is not 365 days.

    >>> str(Duration(2, Unit.YEARS)), str(Duration(1, Unit.WEEKS))
    ('2 years', '1 week')
    """

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count:,} {self.unit.value}{'' if self.count == 1 else 's'}"

    @property
    def days(self) -> int | None:
        """Its number of days, where that is always the same: of days and weeks."""
        return {Unit.DAYS: 1, Unit.WEEKS: 7}.get(self.unit, 0) * self.count or None


def corresponding(d: Day, months: int) -> tuple[int, int, int]:
    """Year, month and day number *months* after *d*; the number may be past the month's end."""
    start = date.fromordinal(d)
    index = start.year * 12 + start.month - 1 + months
    return index // 12, index % 12 + 1, start.day


def add(d: Day, length: Duration, times: int = 1) -> Day:
    """The day *length* after *d*, or before it where *times* is negative.

    Months and years go by the corresponding date rule (Dodds v Walker [1981] 1 WLR 1027): the day
    of the same number; where the month has no such day, its last day.

    >>> add(day(2021, 1, 31), Duration(1, Unit.MONTHS)) == day(2021, 2, 28)
    True
    """
    if length.days is not None:
        return d + length.days * times
    year, month, number = corresponding(d, _months(length) * times)
    return day(year, month, min(number, monthrange(year, month)[1]))


def end_of_length_beginning(d: Day, length: Duration, times: int = 1) -> Day:
    """The first day after the *length* that begins with *d* (counted *times* over).

    It ends on the day before the corresponding date; where the month has no such day, on the last
    day of that month, which is then included.

    >>> end_of_length_beginning(day(2020, 2, 29), Duration(3, Unit.YEARS)) == day(2023, 3, 1)
    True
    """
    if length.days is not None:
        return d + length.days * times
    year, month, number = corresponding(d, _months(length) * times)
    last = monthrange(year, month)[1]
    return day(year, month, last) + 1 if number > last else day(year, month, number)


def _months(length: Duration) -> int:
    return length.count * (12 if length.unit is Unit.YEARS else 1)


def birthday(born: Day, years: int) -> Day:
    """The first day of age *years* (Family Law Reform Act 1969, s. 9).

    A person born on 29 February reaches it on 1 March in a common year.

    >>> birthday(day(2004, 2, 29), 18) == day(2022, 3, 1)
    True
    """
    start = date.fromordinal(born)
    year = start.year + years
    if (start.month, start.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return day(year, 3, 1)
    return day(year, start.month, start.day)


def age(born: Day, on: Day) -> int:
    """Completed years of age on that day, reckoned by birthdays; negative before birth."""
    years = date.fromordinal(on).year - date.fromordinal(born).year
    return years if birthday(born, years) <= on else years - 1


class Cycle(Enum):
    """Spans of the calendar that follow each other without a gap."""

    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial year"
    CALENDAR_YEAR = "calendar year"
    MONTH = "month"


_MONTHS: Final = {
    Cycle.QUARTER: 3,
    Cycle.FINANCIAL_YEAR: 12,
    Cycle.CALENDAR_YEAR: 12,
    Cycle.MONTH: 1,
}


def cycle_of(cycle: Cycle, d: Day) -> tuple[Day, Day]:
    """The span of *cycle* that holds *d*, half-open.

    A financial year is 1 April to 31 March; quarters are its quarters.
    """
    months = _MONTHS[cycle]
    first = 3 if cycle is Cycle.FINANCIAL_YEAR else 0
    on = date.fromordinal(d)
    index = on.year * 12 + on.month - 1 - first
    index = index - index % months + first
    return day(index // 12, index % 12 + 1, 1), _first_of(index + months)


def _first_of(index: int) -> Day:
    return day(index // 12, index % 12 + 1, 1)


def cycles(cycle: Cycle, start: Day, end: Day) -> Iterator[tuple[Day, Day]]:
    """The spans of *cycle* that touch the days from *start* up to but not including *end*."""
    at = start
    while at < end:
        span = cycle_of(cycle, at)
        yield span
        at = span[1]


def moved(moment: Moment, move: Callable[[Day], Day]) -> Moment:
    """*moment* moved; a day past the end of the calendar never comes."""

    def safely(d: Day) -> Day:
        try:
            return move(d)
        except (ValueError, OverflowError):
            return NEVER

    return moment.moved(safely)
