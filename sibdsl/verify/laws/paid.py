"""What a ledger pays, unit by unit, as the laws read it; and how they speak of it."""

from collections.abc import Iterator
from typing import Final

from sibdsl.model.days import Day, in_words
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, DaySpan, Ledger, Line
from sibdsl.model.once import all_once
from sibdsl.settle.units import units_of
from sibdsl.values import changed

BESIDE: Final = frozenset({SHORTFALL, FLOOR, RELIEF, CLAIM})
"""Lines that no outcome made."""


@all_once
def units(ledger: Ledger) -> Iterator[Line]:
    """Every unit of an outcome as a line of its own, whether anything is paid on it or not.

    What a deduction leaves is a single one, and keeps what it was counted from.
    """
    for line in ledger.lines:
        if line.outcome not in BESIDE:
            counted = line.counted
            for unit in units_of(line):
                yield changed(unit, counted=counted) if counted else unit


def paid_units(ledger: Ledger) -> Iterator[Line]:
    """The units of outcomes on which something is paid."""
    return (unit for unit in units(ledger) if unit.paid.pence > 0)


def whose(line: Line) -> str:
    """The case or the group of a line; empty where it is of the whole contract."""
    return line.case or line.group or ""


def days_in_words(span: DaySpan) -> str:
    """The days of a half-open span.

    >>> days_in_words((737791, 737792)), days_in_words((737791, 737798))
    ('1 January 2021', '1 January 2021 to 7 January 2021')
    """
    first, end = span
    if end - first <= 1:
        return in_words(first)
    return f"{in_words(first)} to {in_words(end - 1)}"


def said(unit: Line) -> str:
    """A unit as a sentence names it: its outcome, clause, due day and amount."""
    return f"{unit.outcome} (clause {unit.clause}, due on {in_words(unit.last_due)}, {unit.paid})"


def one_day(day: Day) -> DaySpan:
    """That day alone."""
    return day, day + 1
