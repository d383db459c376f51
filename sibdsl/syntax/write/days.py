"""Days, and spans of days, as words."""

from typing import assert_never

from sibdsl.syntax.tree import (
    After,
    Before,
    Beginning,
    Between,
    Birthday,
    Cycle,
    Date,
    DayAfter,
    DayBefore,
    DayPhrase,
    DaysIn,
    DaysNotIn,
    DueDay,
    Earlier,
    Earliest,
    FirstDay,
    LastDay,
    Later,
    Latest,
    Name,
    PartOf,
    PeriodPhrase,
    Place,
    Stretch,
    Union,
    WholeTerm,
)
from sibdsl.syntax.write.words import dated, length, listed, named, ordinal


def day(node: DayPhrase) -> str:
    """One day: `the last day of Therapy`."""
    match node:
        case Date():
            return dated(node)
        case Name():
            return named(node)
        case Birthday(years):
            return f"the {ordinal(years)} birthday"
        case DueDay():
            return "the due day"
        case FirstDay(of) | LastDay(of):
            which = "first" if isinstance(node, FirstDay) else "last"
            return f"the {which} day of {stretch(of)}"
        case Earliest(several) | Latest(several):
            which = "earliest" if isinstance(node, Earliest) else "latest"
            return f"the {which} of {listed(day(one) for one in several)}"
        case DayBefore() | DayAfter() | Later() | Earlier():
            return _beside(node)
        case _:
            assert_never(node)


def _beside(node: DayBefore | DayAfter | Later | Earlier) -> str:
    """A day before or after another."""
    match node:
        case DayBefore(of):
            return f"the day before {day(of)}"
        case DayAfter(of):
            return f"the day after {day(of)}"
        case Later(long, of):
            return f"the day {length(long)} after {day(of)}"
        case Earlier(long, of):
            return f"the day {length(long)} before {day(of)}"
        case _:
            assert_never(node)


def stretch(node: Stretch) -> str:
    """What a first or last day is of: `Therapy`, `the quarter`, `Care that is in the term`."""
    match node:
        case Name():
            return named(node)
        case Cycle(word):
            return f"the {word}"
        case WholeTerm():
            return "the term"
        case DaysIn() | DaysNotIn():
            return parted(node, "is")
        case _:
            assert_never(node)


def union(node: Union | Name) -> str:
    """`a Stay or an Excess Break`"""
    if isinstance(node, Name):
        return named(node)
    return " or ".join(named(name) for name in node.names)


def parted(node: DaysIn | DaysNotIn, verb: str) -> str:
    """`the Tracking Period that are not in Care or Detention`; *verb* is `is` or `are`."""
    match node:
        case DaysIn(days, within):
            return f"{union(days)} that {verb} in {union(within)}"
        case DaysNotIn(days, outside):
            return f"{union(days)} that {verb} not in {union(outside)}"
        case _:
            assert_never(node)


def period(node: PeriodPhrase | Place) -> str:
    """`from 1 April 2018 to 31 March 2021`, `the 2 years after Referral`, `Care or Detention`."""
    match node:
        case Between(first, last):
            return f"from {day(first)} to {day(last)}"
        case After(long, of):
            return f"the {length(long)} after {day(of)}"
        case Beginning(long, of):
            return f"the {length(long)} beginning with {day(of)}"
        case Before(long, of):
            return f"the {length(long)} before {day(of)}"
        case PartOf(which, long, of):
            return f"the {which} {length(long)} of {named(of)}"
        case WholeTerm():
            return "the term"
        case Cycle(word):
            return f"the {word}"
        case Union():
            return union(node)
        case _:
            assert_never(node)
