"""The terms of the core in English: what each sentence of a contract comes down to.

A set of days reads after `the days in`, items after `each`, a condition after `if`.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, assert_never

from sibdsl.model import contract, terms
from sibdsl.model.days import in_words
from sibdsl.model.money import in_figures
from sibdsl.render.nouns import a, narrowed, nth, plural
from sibdsl.render.numbers import arithmetic, how_many, rounded
from sibdsl.render.page import listed

_ONE_DAY: Final = ((None, None), (None, 0), (0, 0), (None, 1), (0, 1), (1, None))
"""How many days are asked for, where the verb is that of one: every day, no day, 1 day."""

THIS_CYCLE: Final = "that quarter, year or claim"
EVERYONE: Final = "everyone who is eligible"
"""What a term is for, where the term itself does not say which: a definition or outcome does."""


def order(of: Sequence[contract.OrderKey], case_number: str) -> str:
    """What puts lines or persons in order; *case_number* is the Term of the last resort."""
    named = {contract.Key.CASE_NUMBER: f"the {case_number}", contract.Key.DUE_DAY: "the due day"}
    keys = [named[one] if isinstance(one, contract.Key) else day(one) for one in of]
    return listed(keys, "and then")


# -- Days and periods -----------------------------------------------------------------------------


def day(term: terms.DayTerm) -> str:
    """One day."""
    match term:
        case terms.Literal(literal):
            return in_words(literal)
        case terms.FactDay(name, whose):
            return _held(name, whose)
        case terms.DayOf(of):
            return f"the day of {item(of)}"
        case terms.AttributeDay(of, name):
            return f"the {name} of {item(of)}"
        case terms.FirstDay(of):
            return f"the first day {_period_or_days(of)}"
        case terms.LastDay(of):
            return f"the last day {_period_or_days(of)}"
        case terms.Step(of, by):
            length = "day" if abs(by) == 1 else f"day {abs(by)} days"
            return f"the {length} {'after' if by > 0 else 'before'} {day(of)}"
        case terms.Later(of, length, back):
            return f"the day {length} {'before' if back else 'after'} {day(of)}"
        case terms.Birthday(born, years):
            return f"the {nth(years)} birthday{_born(born)}"
        case terms.Earliest(parts):
            return f"the earliest of {listed([day(part) for part in parts])}"
        case terms.Latest(parts):
            return f"the latest of {listed([day(part) for part in parts])}"
        case terms.DueDay():
            return "the due day"
        case _:
            assert_never(term)


def _born(born: terms.DayTerm) -> str:
    """On which day a birthday is counted from, where that is not the one fact of a person."""
    return "" if born == terms.FactDay("Date of Birth") else f" of one born on {day(born)}"


def _period_or_days(term: terms.Period | terms.Days) -> str:
    """What a first or last day is of, with the word that leads to it."""
    if isinstance(term, terms.Period):
        return f"of {period(term)}"
    joined = isinstance(term, terms.AnyOfDays | terms.DaysBoth | terms.DaysWithout)
    return f"{'in' if joined else 'of'} {days(term)}"


def period(term: terms.Period) -> str:
    """A period."""
    match term:
        case terms.Between(first, last):
            return f"from {day(first)} to {day(last)}, both included"
        case terms.After(length, of):
            return f"of {length} that begins on the day after {day(of)}"
        case terms.Beginning(length, of):
            return f"of {length} that begins with {day(of)}"
        case terms.Before(length, of):
            return f"of {length} that ends on the day before {day(of)}"
        case terms.PartOf(of, which, length):
            return f"the {which.value} {length} of {period(of)}"
        case terms.Clip(of, last):
            return f"{period(of)}, cut off after {day(last)}"
        case terms.Pause(of, out, within):
            later = f"{period(of)}, without the days in {days(out)} and ending that much later"
            return f"{later}, never past the end of {period(within)}" if within else later
        case terms.Restart(of, _, of_items, _, on, holds):
            return (
                f"{period(of)}, begun again on {day(on)}, for the first {items(of_items)} for "
                f"which {condition(holds)}; and so on"
            )
        case terms.Current(name):
            return f"the {name} as it then runs"
        case terms.SpanOf(of):
            return item(of)
        case terms.ThisCycle():
            return THIS_CYCLE
        case terms.PeriodNamed(name):
            return f"the {name}"
        case _:
            assert_never(term)


def a_period(term: terms.Period) -> str:
    """A period, with a noun in front where it has none of its own."""
    opens = isinstance(term, terms.Between | terms.After | terms.Beginning | terms.Before)
    return f"the period {period(term)}" if opens else period(term)


def days(term: terms.Days) -> str:
    """A set of days."""
    match term:
        case terms.Covered(of):
            return items(of) if isinstance(of, terms.Recorded) else f"each {items(of)}"
        case terms.DaysOf(of):
            return a_period(of)
        case terms.AnyOfDays(sets):
            return listed([_part(one) for one in sets], "or")
        case terms.DaysBoth(first, second):
            return f"both {_part(first)} and {_part(second)}"
        case terms.DaysWithout(of, other):
            return f"{_part(of)} but not in {_other(other)}"
        case terms.FirstDays(of, n, cycle):
            return f"the first {n:,} days in {_part(of)} of each {cycle.value}"
        case terms.DaysNamed(name):
            return name
        case _:
            assert_never(term)


def _part(term: terms.Days) -> str:
    """A set within another; in brackets where it is itself put together."""
    joined = isinstance(term, terms.AnyOfDays | terms.DaysBoth | terms.DaysWithout)
    return f"({days(term)})" if joined else days(term)


def _other(term: terms.Days) -> str:
    """What is taken out of a set, at the end of its words: a list of names stands there plainly."""
    return days(term) if isinstance(term, terms.AnyOfDays) else _part(term)


# -- Items and values -----------------------------------------------------------------------------


def items(term: terms.Items) -> str:
    """Items, in the singular: a noun and what narrows it."""
    match term:
        case terms.Recorded(name, whose):
            return _held(name, whose)
        case terms.ItemsNamed(name):
            return name
        case terms.Where(of, name, holds):
            return f"{items(of)} {narrowed(name, condition(holds))}"
        case terms.FirstItems(of, n):
            return f"{items(of)}, but only the first{'' if n == 1 else f' {n:,}'}"
        case terms.Runs(of):
            return f"unbroken run of days in {days(of)}"
        case terms.Pieces(of, length):
            return f"whole {length} of {period(of)}, counted from its first day"
        case _:
            assert_never(term)


def many(term: terms.Items) -> str:
    """Items, in the plural."""
    match term:
        case terms.Recorded(name) | terms.ItemsNamed(name):
            return items(term).replace(name, plural(name), 1)
        case terms.Where(of, name, holds):
            return f"{many(of)} {narrowed(name, condition(holds))}"
        case _:
            return f"such items: {items(term)}"


def item(term: terms.Item) -> str:
    """The one item that is meant."""
    match term:
        case terms.Bound(name):
            return f"that {name}"
        case terms.Only(of):
            return f"the {items(of)}"
        case _:
            assert_never(term)


def value(term: terms.Value) -> str:
    """A code or a party."""
    match term:
        case terms.Fact(name, whose):
            return _held(name, whose)
        case terms.AttributeOf(of, name):
            return f"the {name} of {item(of)}"
        case terms.AttributeOn(field, name, on, whose):
            return f"the {name} of the {_held(field, whose)} that covers {day(on)}"
        case terms.Named(party):
            return party
        case _:
            assert_never(term)


def _held(name: str, whose: str) -> str:
    """A field, and whose record it stands in where that is not the person's."""
    if whose in (terms.OWN, terms.CONTRACT):
        return f"{name} of {whose}" if whose else name
    return f"{name} of the {whose}"


# -- Numbers --------------------------------------------------------------------------------------


def number(term: terms.Number) -> str:
    """A number."""
    match term:
        case terms.Constant(constant, written):
            return written or in_figures(constant)
        case terms.CountDays(of):
            return f"the number of days in {days(of)}"
        case terms.CountItems(of):
            return f"the number of {many(of)}"
        case terms.NumberIn(of):
            return value(of)
        case terms.LengthOf(of):
            return f"the number of days of {item(of)}"
        case terms.AgeOn(_, on):
            return f"the age in completed years on {day(on)}"
        case terms.Arithmetic(left, operator, right):
            return arithmetic(number(left), operator, number(right))
        case terms.Rounded(of, rounding):
            return f"{number(of)}, {rounded(rounding)}"
        case terms.Across():
            return _across(term)
        case terms.NumberNamed(name):
            return name
        case _:
            assert_never(term)


def _across(term: terms.Across) -> str:
    who = f"every {items(term.each.items)} of {EVERYONE}" if term.each else EVERYONE
    said = f"the {term.sum.value} of {number(term.number)} over {who}"
    if term.sum is terms.Sum.TOTAL and term.number == terms.Constant(Fraction(1)):
        said = f"a count of 1 for {who}"
    if term.condition == terms.ALWAYS:
        return said
    return f"{said} {'for which' if term.each else 'for whom'} {condition(term.condition)}"


# -- Conditions -----------------------------------------------------------------------------------


def condition(term: terms.Condition) -> str:
    """A condition."""
    match term:
        case terms.Inside(on, within):
            return f"{day(on)} is a day in {days(within)}"
        case terms.CompareDays(left, side, right):
            return f"{day(left)} is {side.value} {day(right)}"
        case terms.CompareNumbers(left, comparison, right):
            return f"{number(left)} is {comparison.value} {number(right)}"
        case terms.IsOneOf(of, options):
            return f"{value(of)} is {listed([f'“{option}”' for option in options], 'or')}"
        case terms.HoldsRole(of, role, on):
            return f"{value(of)} is {a(role)} on {day(on)}"
        case terms.Exists(of):
            return f"there is {a(items(of))}"
        case terms.DaysIn(of, within, fewest, greatest):
            verb = "is" if (fewest, greatest) in _ONE_DAY else "are"
            return f"{how_many(fewest, greatest)} of {period(of)} {verb} in {days(within)}"
        case terms.Achieved(outcome):
            return f"{outcome} has been achieved and fell due on or before the due day"
        case terms.Not(of):
            return _not(of)
        case terms.AllOf(
            (
                terms.CompareNumbers(left, terms.Comparison.AT_LEAST, least),
                terms.CompareNumbers(same, terms.Comparison.AT_MOST, most),
            )
        ) if left == same:
            return f"{number(left)} is from {number(least)} to {number(most)}"
        case terms.AllOf(parts):
            return listed([condition(part) for part in parts]) if parts else "always"
        case terms.AnyOf(parts):
            return listed([condition(part) for part in parts], "or")
        case terms.AtLeastOf(n, parts):
            return f"at least {n} of these hold: {'; '.join(condition(part) for part in parts)}"
        case terms.Stated(_, of):
            return condition(of)
        case terms.ConditionNamed(name):
            return f"the case is {name}"
        case _:
            assert_never(term)


def _not(term: terms.Condition) -> str:
    match term:
        case terms.Stated(_, of):
            return _not(of)
        case terms.Inside(on, within):
            return f"{day(on)} is not a day in {days(within)}"
        case terms.IsOneOf(of, options):
            return f"{value(of)} is not {listed([f'“{option}”' for option in options], 'or')}"
        case terms.Exists(of):
            return f"there is no {items(of)}"
        case terms.Achieved(outcome):
            return f"no {outcome} has been achieved that fell due on or before the due day"
        case _:
            return f"it is not so that {condition(term)}"
