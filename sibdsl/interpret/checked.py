"""Each condition with the facts that it was decided on."""

from collections.abc import Iterable, Iterator
from typing import Final

from sibdsl.interpret.apart import apart
from sibdsl.interpret.apart_days import covering
from sibdsl.interpret.called import day_called, items_called, number_called
from sibdsl.interpret.doubt import of_condition, together
from sibdsl.interpret.meaning import NOT_THERE, Reading
from sibdsl.interpret.measures import valued
from sibdsl.model import terms
from sibdsl.model.days import NEVER, Moment, in_words
from sibdsl.model.explanation import Checked
from sibdsl.model.money import ANY_NUMBER
from sibdsl.model.truth import NO, UNKNOWN, YES

_STANDS: Final = {YES: "achieved", NO: "not achieved", UNKNOWN: "not yet known"}


def checked(reading: Reading, condition: terms.Condition) -> Iterator[Checked]:
    """Each stated condition in *condition*, with the facts that it was decided on."""
    match condition:
        case terms.Stated(clause, inner):
            truth = reading.holds(inner)
            within = tuple(checked(reading, inner))
            known = () if within else tuple(dict.fromkeys(facts(reading, inner)))
            open_ = together(of_condition(reading, inner)) if truth is UNKNOWN else ()
            doubts = tuple(of_own(reading, open_))
            counts = isinstance(inner, terms.AtLeastOf | terms.Not) or not within
            short = tuple(apart(reading, inner)) if counts else ()
            yield Checked(clause, truth, known + doubts, within, short)
        case terms.AllOf(parts) | terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                yield from checked(reading, part)
        case terms.Not(inner):
            yield from checked(reading, inner)
        case terms.ConditionNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            yield from checked(reading, meaning)  # type: ignore[arg-type]
        case _:
            pass


def of_own(reading: Reading, told: Iterable[str]) -> Iterator[str]:
    """Facts for the story of one person: of other people's cases only how many they are."""
    for fact in told:
        what, of, listed = fact.partition(": ")
        numbers = listed.split(", ")
        if reading.whose != terms.OWN or not of or not all(_is_case(reading, n) for n in numbers):
            yield fact
            continue
        others = len(numbers) - (reading.case.number in numbers)
        cases = f"{others:,} other case{'' if others == 1 else 's'}"
        yield f"{what}, of {cases}" if others else what


def _is_case(reading: Reading, number: str) -> bool:
    """Whether *number* is that of a case, or of one that is left out."""
    world = reading.world
    aside = (case.number for case in world.histories.set_aside)
    return number in world.members or number in aside


def facts(reading: Reading, condition: terms.Condition) -> Iterator[str]:
    """The values that a condition without parts looks at, as far as they are known."""
    match condition:
        case terms.Not(inner):
            yield from facts(reading, inner)
        case terms.AllOf(parts) | terms.AnyOf(parts):
            for part in parts:
                yield from facts(reading, part)
        case terms.Inside(day, within):
            yield from _day(reading, day)
            yield from _named_days(reading, within, reading.day(day))
        case terms.CompareDays(left, _, right):
            yield from _day(reading, left)
            yield from _day(reading, right)
        case terms.CompareNumbers(left, _, right):
            if reading.number(left) != ANY_NUMBER:
                yield f"{number_called(left)} is {valued(reading, left, right)}"
        case terms.IsOneOf(value) | terms.HoldsRole(value):
            yield from _value(reading, value)
        case terms.Achieved(outcome):
            yield from _achieved(reading, outcome)
        case terms.Exists(items):
            there = [i for i in reading.items(items) if i.certain is YES]
            if there:
                yield f"{items_called(items)} on {in_words(there[0].start.least)}"
            elif reading.holds(condition) is NO:
                yield f"no {items_called(items)} on record"
        case terms.DaysIn(period, within):
            yield from _days_in(reading, period, within)
        case _:
            pass


def _day(reading: Reading, term: terms.DayTerm) -> Iterator[str]:
    """What day *term* is, with its name, unless it is a date of the contract."""
    if isinstance(term, terms.Literal):
        return
    moment, name = reading.day(term), day_called(term)
    if moment.known is not None:
        yield f"{name} is {in_words(moment.known)}"
    elif moment.most == NEVER and moment.least < NEVER:
        yield f"{name}: none by {in_words(moment.least - 1)}"


def _named_days(reading: Reading, within: terms.Days, day: Moment) -> Iterator[str]:
    """Which of the named sets hold that day."""
    if day.known is not None:
        for name in covering(reading, within, day.known):
            yield f"{in_words(day.known)} is in {name}"


def _achieved(reading: Reading, name: str) -> Iterator[str]:
    """Of the whole contract: which groups have achieved it, and which not, by the due day."""
    contract = reading.world.contract
    level = next(outcome.level for outcome in contract.outcomes if outcome.name == name)
    if reading.whose != terms.CONTRACT or reading.due is None:
        return
    for group in reading.world.groups(level):
        truth = reading.world.achieved(group.on(reading.due), name)
        yield f"{level} {group.case.number}: {_STANDS[truth]}"


def _value(reading: Reading, term: terms.Value) -> Iterator[str]:
    value = reading.value(term)
    match term:
        case terms.Fact(name) | terms.AttributeOf(_, name):
            if value is not None:
                yield f"{name} is {value}"
        case terms.AttributeOn(_, name, day):
            known = reading.day(day).known
            on = f" on {in_words(known)}" if known is not None else ""
            if value is not None:
                yield f"no {name}{on}" if value == NOT_THERE else f"{name}{on} is {value}"
        case terms.Named(party):
            yield party


def _days_in(reading: Reading, period: terms.Period, within: terms.Days) -> Iterator[str]:
    stretch = reading.period(period)
    start, end = stretch.start.known, stretch.end.known
    if start is None or end is None:
        return
    held, _ = reading.days(within).count(start, end)
    yield f"{held} of the {end - start} days from {in_words(start)} to {in_words(end - 1)}"
    first = next((a for a, _, t in reading.days(within).pieces(start, end) if t is NO), None)
    if first is not None:
        yield f"the first day not in it is {in_words(first)}"
