"""How far a condition that does not hold is from holding: each distance in its own unit."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from sibdsl.interpret.apart_days import came, compared_days, days_in, inside
from sibdsl.interpret.called import (
    day_called,
    items_called,
    number_called,
    value_called,
)
from sibdsl.interpret.meaning import NOT_THERE, Reading
from sibdsl.model import calendar, terms
from sibdsl.model.apart import (
    AchievedApart,
    AgeApart,
    Apart,
    CountApart,
    DayApart,
    NoneThere,
    NumberApart,
    OneThere,
    PartsApart,
    RoleApart,
    ValueApart,
)
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.measured import Counts, counted_in
from sibdsl.model.terms import Comparison
from sibdsl.model.truth import NO, YES, Truth

_OPPOSITE: Final = {
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.AT_MOST: Comparison.MORE,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.LESS: Comparison.AT_LEAST,
}


def apart(reading: Reading, condition: terms.Condition) -> Iterator[Apart]:
    """What *condition*, which does not hold, lacks; nothing where it holds or is not known."""
    if reading.holds(condition) is NO:
        yield from _apart(reading, condition, YES)


def _apart(reading: Reading, condition: terms.Condition, wanted: Truth) -> Iterator[Apart]:
    """How far *condition* is from what is *wanted* of it: YES, or NO under a denial."""
    denied = wanted is NO
    match condition:
        case terms.Stated(_, inner):
            yield from _apart(reading, inner, wanted)
        case terms.Not(inner):
            yield from _apart(reading, inner, NO if wanted is YES else YES)
        case terms.ConditionNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            yield from _apart(reading, meaning, wanted)  # type: ignore[arg-type]
        case terms.AllOf(parts):
            yield from _any(reading, parts, NO) if denied else _every(reading, parts, YES)
        case terms.AnyOf(parts):
            yield from _every(reading, parts, NO) if denied else _any(reading, parts, YES)
        case terms.AtLeastOf(n, parts):
            held = sum(reading.holds(part) is YES for part in parts)
            yield PartsApart(held, n)
        case terms.CompareDays():
            yield from compared_days(reading, condition, wanted)
        case terms.Inside():
            yield from inside(reading, condition, wanted)
        case terms.CompareNumbers():
            yield from _numbers(reading, condition, wanted)
        case terms.IsOneOf(value, options):
            known = reading.value(value)
            was = None if known in (None, NOT_THERE) else str(known)
            yield ValueApart(value_called(value), was, options, denied)
        case terms.HoldsRole():
            yield from _role(reading, condition, wanted)
        case terms.Exists(items):
            yield _one_there(reading, items) if denied else _none_there(reading, items)
        case terms.DaysIn():
            yield from days_in(reading, condition)
        case terms.Achieved(outcome):
            yield AchievedApart(outcome, denied)
        case _:
            assert_never(condition)


def _every(reading: Reading, parts: Sequence[terms.Condition], wanted: Truth) -> Iterator[Apart]:
    """Each of *parts* that is not as all of them have to be."""
    for part in parts:
        truth = reading.holds(part)
        if truth is (NO if wanted is YES else YES):
            yield from _apart(reading, part, wanted)


def _any(reading: Reading, parts: Sequence[terms.Condition], wanted: Truth) -> Iterator[Apart]:
    """Of *parts*, of which one alone has to be so, the one that is nearest to it."""
    found = [list(_apart(reading, part, wanted)) for part in parts]
    yield from min((each for each in found if each), key=far, default=[])


def far(found: Iterable[Apart]) -> tuple[int, int]:
    """How far off what is *found* is: by how many things, then by how many days in all.

    What has no distance in days is farther than any that has.
    """
    listed = list(found)
    return len(listed), sum(_in_days(each) for each in listed)


def _in_days(one: Apart) -> int:
    match one:
        case DayApart():
            return abs(one.days)
        case AgeApart(was=was, reached=reached):
            return abs(reached - was)
        case RoleApart(day=day, since=int() as since):
            return abs(since - day)
        case CountApart(against=against):
            return sum(end - start for start, end in against)
        case NoneThere(nearest=(_, inner)):
            return _in_days(inner)
        case _:
            return NEVER


# -- Numbers, values, roles -----------------------------------------------------------------------


def _numbers(reading: Reading, term: terms.CompareNumbers, wanted: Truth) -> Iterator[Apart]:
    left, right = reading.number(term.left).known, reading.number(term.right).known
    comparison = term.comparison
    equal = wanted is NO and comparison is Comparison.EQUAL
    if wanted is NO:
        comparison = _OPPOSITE.get(comparison, comparison)
    if left is None or right is None:
        return
    if isinstance(term.left, terms.AgeOn) and right.denominator == 1 and not equal:
        yield from _age(reading, term.left, comparison, int(right))
        return
    contract = reading.world.contract
    counts = counted_in(contract, term.left)
    counts = counts if counts is not Counts.PLAIN else counted_in(contract, term.right)
    yield NumberApart(number_called(term.left), left, comparison, right, counts, equal)


def _age(
    reading: Reading, term: terms.AgeOn, comparison: Comparison, wanted: int
) -> Iterator[Apart]:
    born, day = reading.day(term.born).known, reading.day(term.day).known
    if born is None or day is None:
        return
    age = calendar.age(born, day)
    over = comparison in (Comparison.AT_MOST, Comparison.MORE)
    beyond = comparison is Comparison.EQUAL and age > wanted
    reached = calendar.birthday(born, wanted + (over or beyond))
    yield AgeApart(day_called(term.day), day, age, comparison, wanted, reached)


def _role(reading: Reading, term: terms.HoldsRole, wanted: Truth) -> Iterator[Apart]:
    day, party = reading.day(term.day), reading.value(term.value)
    if day.known is None:
        yield from came(day, day_called(term.day))
        return
    held = [
        h.since or EARLIEST
        for h in reading.world.contract.holdings
        if (h.party, h.role) == (party, term.role)
    ]
    later = [since for since in held if since > day.known]
    known = None if party in (None, NOT_THERE) else str(party)
    yield RoleApart(known, term.role, day.known, min(later, default=None), wanted is NO)


# -- Items ----------------------------------------------------------------------------------------


def _one_there(reading: Reading, items: terms.Items) -> Apart:
    there = (item.start.known for item in reading.items(items) if item.certain is YES)
    return OneThere(items_called(items), next(there, None))


def _none_there(reading: Reading, items: terms.Items) -> Apart:
    return NoneThere(items_called(items), _nearest_item(reading, items))


def _nearest_item(reading: Reading, items: terms.Items) -> tuple[Day, Apart] | None:
    """Of the items that *items* are chosen from, the one that lacks one thing only, and least."""
    match items:
        case terms.Where(inner, name, condition):
            found = [
                (day, short[0])
                for item in reading.items(inner)
                if item.certain is YES
                and (day := item.start.known) is not None
                and len(short := list(apart(reading.binding(name, item), condition))) == 1
            ]
            if not found:
                return _nearest_item(reading, inner)
            return min(found, key=lambda one: far([one[1]]))
        case terms.ItemsNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            return _nearest_item(reading, meaning)  # type: ignore[arg-type]
        case _:
            return None
