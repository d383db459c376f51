"""Months, birthdays, years and quarters of many days at once, by the rules of `model.calendar`.

All goes by one small table: the first day of every month. A day that the calendar does not have
is NEVER, as in `model.calendar.moved`.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sibdsl.engine.ragged import Bools, Days32, Ints
from sibdsl.model.calendar import Cycle, Duration, Unit
from sibdsl.model.days import NEVER

_FIRST_MONTH: Final = 12
"""January of the first year: months are numbered year * 12 + month - 1."""
_LAST_MONTH: Final = 9999 * 12 + 11


def _month_starts() -> Ints:
    """The first day of each month by its number, and of the one after the last."""
    months = np.arange(_FIRST_MONTH, _LAST_MONTH + 1)
    year, month = months // 12, months % 12
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    lengths = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[month]
    starts = np.zeros(_LAST_MONTH + 2, np.int64)
    starts[_FIRST_MONTH + 1 :] = np.cumsum(lengths + (leap & (month == 1)))
    starts[_FIRST_MONTH:] += 1
    return starts


_STARTS: Final = _month_starts()
_MONTHS: Final = {
    Cycle.QUARTER: 3,
    Cycle.FINANCIAL_YEAR: 12,
    Cycle.CALENDAR_YEAR: 12,
    Cycle.MONTH: 1,
}


def month_of(days: NDArray[Any]) -> Ints:
    """The number of the month of each day: year * 12 + month - 1. Ask of days of the calendar.

    400 years have 4,800 months and 146,097 days: at most one month beside the right one.
    """
    wide = np.clip(days, 1, NEVER - 1).astype(np.int64)
    guess: Ints = (wide - 1) * 4800 // 146097 + _FIRST_MONTH
    guess -= _STARTS[guess] > wide
    guess += _STARTS[guess + 1] <= wide
    return guess


def first_of_month(months: NDArray[Any]) -> Days32:
    """The first day of each month; NEVER where the calendar does not have it."""
    there = _there(months)
    return np.where(there, _STARTS[np.where(there, months, _FIRST_MONTH)], NEVER).astype(np.int32)


def number_of(days: Days32) -> Ints:
    """The day of the month, from 1."""
    return days - _STARTS[month_of(days)] + 1


def _there(months: NDArray[Any]) -> Bools:
    there: Bools = (months >= _FIRST_MONTH) & (months <= _LAST_MONTH)
    return there


def add(days: Days32, length: Duration, times: int | Ints = 1) -> Days32:
    """The days *length* after *days* (by the corresponding date), or before where negative."""
    if length.days is not None:
        return (days + length.days * times).astype(np.int32)
    month, number, last = _corresponding(days, length, times)
    return _on_the_calendar(days, month, np.minimum(number, last))


def end_of_length_beginning(days: Days32, length: Duration, times: int | Ints = 1) -> Days32:
    """The first days after the *length* that begins with each of *days*."""
    if length.days is not None:
        return (days + length.days * times).astype(np.int32)
    month, number, last = _corresponding(days, length, times)
    return _on_the_calendar(days, month, np.minimum(number, last + 1))


def _corresponding(days: Days32, length: Duration, times: int | Ints) -> tuple[Ints, Ints, Ints]:
    """The month so much later, the number of the day, and the last that the month has."""
    months = length.count * (12 if length.unit is Unit.YEARS else 1)
    own = month_of(days)
    month = own + months * times
    known = np.where(_there(month), month, _FIRST_MONTH)
    return month, days - _STARTS[own] + 1, _STARTS[known + 1] - _STARTS[known]


def _on_the_calendar(days: Days32, month: Ints, number: Ints) -> Days32:
    """The day with that number in that month, where that month is, and was for *days*."""
    there = _there(month) & (days >= 1) & (days < NEVER)
    return np.where(there, _STARTS[np.where(there, month, 0)] + number - 1, NEVER).astype(np.int32)


def birthday(born: Days32, years: int | Ints) -> Days32:
    """The first day of age *years*: of one born on 29 February, 1 March in a common year."""
    own = month_of(born)
    month = own + 12 * np.asarray(years, np.int64)
    return _on_the_calendar(born, month, born - _STARTS[own] + 1)


def age(born: Days32, on: Days32) -> Ints:
    """Completed years of age on that day, reckoned by birthdays; negative before birth."""
    years = month_of(on) // 12 - month_of(born) // 12
    return np.where(birthday(born, years) <= on, years, years - 1)


def cycle_number(cycle: Cycle, days: Days32) -> Ints:
    """Which span of *cycle* holds each day, counted on from the first year."""
    return (month_of(days) - _first(cycle)) // _MONTHS[cycle]


def span_of_number(cycle: Cycle, numbers: Ints) -> tuple[Days32, Days32]:
    """The span of *cycle* with that number, half-open."""
    months = numbers * _MONTHS[cycle] + _first(cycle)
    return first_of_month(months), first_of_month(months + _MONTHS[cycle])


def cycle_of(cycle: Cycle, days: Days32) -> tuple[Days32, Days32]:
    """The span of *cycle* that holds each day, half-open."""
    return span_of_number(cycle, cycle_number(cycle, days))


def _first(cycle: Cycle) -> int:
    return 3 if cycle is Cycle.FINANCIAL_YEAR else 0
