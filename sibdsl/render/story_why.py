"""A distance in words: what is missing, and by how much."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, assert_never

from sibdsl.interpret.called import ordinal
from sibdsl.model import calendar
from sibdsl.model.apart import (
    AchievedApart,
    AgeApart,
    Apart,
    Barred,
    CountApart,
    DayApart,
    DaysOut,
    Ending,
    Lost,
    NeverCame,
    NoneThere,
    NoSuchDay,
    NumberApart,
    OneThere,
    PartsApart,
    PlacesApart,
    RoleApart,
    RunApart,
    Stopped,
    ValueApart,
)
from sibdsl.model.days import Day, in_words
from sibdsl.model.ledger import DaySpan
from sibdsl.model.measured import Counts, written
from sibdsl.model.money import Direction, Rounding
from sibdsl.model.terms import Comparison
from sibdsl.render.page import counted, days_in_words, listed

_SMALL: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)
_UP: Final = Rounding(Direction.UP, Fraction(1, 100_000))
"""What is short of a number, added to what there is, reaches it."""
_MOST: Final = 4
"""So many spans of days are named."""


def why(one: Apart | Lost) -> str:
    """What is missing and by how much, as a sentence without its full stop."""
    return _lost(one) if isinstance(one, Lost) else _short(one)


def _short(one: Apart) -> str:
    match one:
        case DayApart():
            return _day(one)
        case NeverCame(name, by):
            return f"there is no {_bare(name)}{f' by {in_words(by)}' if by is not None else ''}"
        case NoSuchDay(name, was, beside):
            return f"{name} was on {in_words(was)}, and no day at all is in {beside}"
        case AgeApart():
            return _age(one)
        case NumberApart():
            return _number(one)
        case ValueApart(name, was, options, denied):
            said = listed([f"“{option}”" for option in options], "or")
            is_ = f"{name} is “{was}”" if was is not None else f"there is no {name}"
            return f"{is_}; it {'must not' if denied else 'has to'} be {said}"
        case RoleApart():
            return _role(one)
        case NoneThere():
            return _none(one)
        case OneThere(name, day):
            return f"there is {_one(name)}{f', on {in_words(day)}' if day is not None else ''}"
        case CountApart():
            return _count(one)
        case PartsApart(held, wanted):
            number = _figure(held) if held else "none"
            return f"{number} of them {_verb(held, 'holds', 'hold')}, and {_figure(wanted)} have to"
        case AchievedApart(outcome, True):
            return f"{outcome} has been achieved by the due day"
        case AchievedApart(outcome):
            return f"{outcome} has not been achieved by the due day"
        case PlacesApart(before, places):
            one_of = "the one place was" if places == 1 else f"all {places:,} places were"
            return f"{one_of} taken: {before:,} came before"
        case _:
            assert_never(one)


def _none(one: NoneThere) -> str:
    if one.nearest is None:
        return f"there is no {one.name} on record"
    day, inner = one.nearest
    return f"there is no such {one.name}; the nearest is of {in_words(day)}: {why(inner)}"


def _lost(one: Lost) -> str:
    match one:
        case RunApart():
            return _run(one)
        case DaysOut(span, names):
            return f"{_days(span)} in {listed(names)}" if names else f"{_days(span)} do not count"
        case Stopped():
            return _stopped(one)
        case Barred(units):
            return f"{_figure(units)} would be achieved if the case were eligible"
        case _:
            assert_never(one)


def _verb(n: int, one: str, many: str) -> str:
    return one if n == 1 else many


def _figure(n: int) -> str:
    """A small number in letters."""
    return _SMALL[n] if 0 <= n < len(_SMALL) else f"{n:,}"


def _days(span: DaySpan) -> str:
    return counted(span[1] - span[0], "day")


def _one(noun: str) -> str:
    return f"{'an' if noun[:1] in 'AEIOUaeiou' else 'a'} {noun}"


def _bare(name: str) -> str:
    return name.removeprefix("the ")


# -- One day --------------------------------------------------------------------------------------


def length(first: Day, then: Day) -> str:
    """How long it is from one day to a later one: `12 days`, `a year and 12 days`."""
    years = calendar.age(first, then)
    rest = then - calendar.birthday(first, years)
    whole = "a year" if years == 1 else f"{years} years"
    days = counted(rest, "day")
    if not years:
        return days
    return f"{whole} and {days}" if rest else whole


def _day(one: DayApart) -> str:
    gap = length(*sorted((one.was, one.nearest)))
    way = "late" if one.days > 0 else "early"
    was = f"{one.name} was on {in_words(one.was)}"
    if one.inside is None:
        end = "last" if one.days > 0 else "first"
        other = f": {one.beside} was on {in_words(one.other)}" if one.beside and one.other else ""
        return f"{was}, {gap} too {way} ({in_words(one.nearest)} is the {end} day for it{other})"
    if not one.inside:
        then = "later" if one.days < 0 else "earlier"
        out = f"the nearest day out of it is {in_words(one.nearest)}, {gap} {then}"
        return f"{was}, a day in {one.beside}; {out}"
    then = "after" if one.days > 0 else "before"
    day = f"the {one.edge} day of" if one.edge else "the nearest day in"
    return f"{was}, {gap} {then} {day} {one.beside}, {in_words(one.nearest)}"


def _age(one: AgeApart) -> str:
    too = "young" if one.was < one.reached else "old"
    gap = length(*sorted((one.was, one.reached)))
    age = one.wanted + (one.comparison in (Comparison.AT_MOST, Comparison.MORE))
    said = f"the age on {one.name} was {one.age}"
    if gap == "0 days":
        return f"{said}: too old, the {ordinal(age)} birthday was that very day"
    since = "from" if too == "young" else "since"
    return f"{said}, {gap} too {too}: {age} years old {since} {in_words(one.reached)}"


def _role(one: RoleApart) -> str:
    if one.party is None:
        return f"nobody is on record for {in_words(one.day)}"
    if one.denied:
        return f"{one.party} is {_one(one.role)} on {in_words(one.day)}"
    was = f"{one.party} was not {_one(one.role)} on {in_words(one.day)}"
    if one.since is None:
        return f"{one.party} is not {_one(one.role)} under this contract"
    return f"{was}: it is one from {in_words(one.since)}, {length(one.day, one.since)} later"


# -- Numbers --------------------------------------------------------------------------------------


def _number(one: NumberApart) -> str:
    was, wanted = written(one.was, one.counts), written(one.wanted, one.counts)
    by = _by(one.by, one.counts)
    if one.denied:
        return f"{one.name} is {was}, and must not be"
    way = "above" if one.was > one.wanted else "below"
    gap = f", {by} {way} {wanted}" if one.by else ""
    return f"{one.name} is {was}{gap}; it has to be {one.comparison.value} {wanted}"


def _by(number: Fraction, counts: Counts) -> str:
    """A difference: of percentages in percentage points, the last figure taken up."""
    said = written(_UP(number), counts)
    if counts is not Counts.PERCENT:
        return said
    figures, _, _ = said.partition("%")
    return f"{figures} percentage {'point' if figures == '1' else 'points'}"


# -- Many days ------------------------------------------------------------------------------------


def _count(one: CountApart) -> str:
    names = listed(one.names, "or") or "what is asked for"
    among = f"of the {_figure(one.length)} days"
    held = f"{_figure(one.held) if one.held else 'none'} {among} {_are(one.held)}"
    if one.held == one.length > 1:
        held = f"all {_figure(one.length)} days are"
    if one.most is not None and one.held > one.most:
        inside = f"{held} in {listed(one.reasons) or names}: {_spans(one.against)}"
        most = "none may be" if one.most == 0 else f"{_figure(one.most)} at the most may be"
        return f"{inside}; {most}"
    if one.least is None:
        short = one.length - one.held
        return f"{held} in {names}; {_figure(short)} {_are(short)} not: {_spans(one.against)}"
    return f"{held} in {names}; {_figure(one.least)} at the least have to be"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _spans(spans: Sequence[DaySpan]) -> str:
    said = [days_in_words(span) for span in spans[:_MOST]]
    more = len(spans) - _MOST
    return listed([*said, f"{more:,} more"] if more > 0 else said)


def _run(one: RunApart) -> str:
    held = f"{_figure(one.held)} of the {_figure(one.length)} days"
    names = listed(one.names)
    if one.then is None:
        return f"{held}, then {f'the {names} is over' if names else 'nothing more counts'}"
    on = "on" if one.then[1] - one.then[0] == 1 else "from"
    return f"{held}: in {names} {on} {days_in_words(one.then)}"


def _stopped(one: Stopped) -> str:
    units = f"{_figure(one.units)} {_verb(one.units, 'falls', 'fall')} due"
    first = "the first " if one.units > 1 else ""
    if one.day is None:
        return f"{units} where clause {one.clause} allows none, {first}on {in_words(one.due)}"
    gap = length(*sorted((one.due, one.day)))
    later = (
        "on that very day" if one.due == one.day else f"{gap} {_way(one)}, on {in_words(one.due)}"
    )
    if one.ending is Ending.TERM:
        edge = "after the last day" if one.due > one.day else "outside"
        return (
            f"{units} {edge} of the term, {in_words(one.day)} (clause {one.clause}): {first}{later}"
        )
    stop = f"{one.name}, {in_words(one.day)}" if one.name else in_words(one.day)
    return (
        f"{units} {one.ending.value} {stop}, when clause {one.clause} allows none: {first}{later}"
    )


def _way(one: Stopped) -> str:
    return "later" if one.day is not None and one.due > one.day else "earlier"
