"""What would settle what is not yet known: missing cells, and days not yet in the data."""

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import Reading
from sibdsl.model import terms
from sibdsl.model.days import EARLIEST, Day, in_words
from sibdsl.model.truth import NO, UNKNOWN


def of_condition(reading: Reading, term: terms.Condition) -> Iterator[str]:
    """The facts that would settle *term*; none if it is known."""
    if reading.holds(term) is not UNKNOWN:
        return
    match term:
        case terms.Stated(_, inner) | terms.Not(inner):
            yield from of_condition(reading, inner)
        case terms.AllOf(parts) | terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                yield from of_condition(reading, part)
        case terms.ConditionNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            yield from of_condition(reading, meaning)  # type: ignore[arg-type]
        case terms.Inside(day, within):
            known = reading.day(day).known
            yield from of_day(reading, day)
            if known is not None:
                yield from of_days(reading, within, known)
        case terms.CompareDays(left, _, right):
            yield from of_day(reading, left)
            yield from of_day(reading, right)
        case terms.CompareNumbers(left, _, right):
            yield from of_number(reading, left)
            yield from of_number(reading, right)
        case terms.IsOneOf(value):
            yield from of_value(reading, value)
        case terms.Achieved(outcome):
            yield f"whether {outcome} has been achieved"
        case terms.HoldsRole(value, _, day):
            yield from of_value(reading, value)
            yield from of_day(reading, day)
        case terms.Exists(items):
            yield from of_items(reading, items)
        case terms.DaysIn(period, within):
            yield from of_period(reading, period)
            stretch = reading.period(period)
            start, end = stretch.start.known, stretch.end.known
            if start is not None and end is not None:
                yield from _first_doubt(reading, within, start, end)
        case _:
            assert_never(term)


def _first_doubt(reading: Reading, within: terms.Days, start: Day, end: Day) -> Iterator[str]:
    """What would settle the first unknown day of *within* from *start* up to *end*."""
    for a, _, truth in reading.days(within).pieces(start, end):
        if truth is UNKNOWN:
            yield from of_days(reading, within, a)
            return


def of_day(reading: Reading, term: terms.DayTerm) -> Iterator[str]:
    """The facts that would settle which day *term* is."""
    if reading.day(term).known is not None:
        return
    match term:
        case terms.Literal() | terms.DueDay():
            return
        case terms.FactDay(name, whose):
            yield f"{name}{_of(reading, whose)} is missing"
        case terms.DayOf(item):
            yield from _of_item(reading, item)
        case terms.AttributeDay(item, name):
            yield from _carried(reading.item(item), name)
        case terms.FirstDay(of) | terms.LastDay(of):
            yield from _of_edges(reading, of)
        case terms.Step(day) | terms.Later(day) | terms.Birthday(day):
            yield from of_day(reading, day)
        case terms.Earliest(days) | terms.Latest(days):
            for day in days:
                yield from of_day(reading, day)
        case _:
            assert_never(term)


def _of_edges(reading: Reading, of: terms.Period | terms.Days) -> Iterator[str]:
    match of:
        case (
            terms.Covered()
            | terms.DaysOf()
            | terms.AnyOfDays()
            | terms.DaysBoth()
            | terms.DaysWithout()
            | terms.FirstDays()
            | terms.DaysNamed()
        ):
            for a, _, truth in reading.days(of).pieces():
                if truth is UNKNOWN:
                    yield from of_days(reading, of, a)
                    return
        case _:
            yield from of_period(reading, of)


def of_period(reading: Reading, term: terms.Period) -> Iterator[str]:
    """The facts that would settle the ends of *term*."""
    stretch = reading.period(term)
    if stretch.start.known is not None and stretch.end.known is not None:
        return
    match term:
        case terms.Between(first, last):
            yield from of_day(reading, first)
            yield from of_day(reading, last)
        case terms.After(_, day) | terms.Beginning(_, day) | terms.Before(_, day):
            yield from of_day(reading, day)
        case terms.PartOf(period) | terms.Pause(period):
            yield from of_period(reading, period)
        case terms.Clip(period, last):
            yield from of_period(reading, period)
            yield from of_day(reading, last)
        case terms.Restart(period, _, items):
            yield from of_period(reading, period)
            yield from of_items(reading, items)
        case terms.Current():
            return
        case terms.SpanOf(item):
            yield from _of_item(reading, item)
        case terms.ThisCycle():
            return
        case terms.PeriodNamed(name):
            yield from of_period(reading, reading.world.contract.definitions[name].meaning)  # type: ignore[arg-type]
        case _:
            assert_never(term)


def of_days(reading: Reading, term: terms.Days, at: Day) -> Iterator[str]:
    """The facts that would settle whether *at* is one of the days of *term*."""
    if reading.days(term).at(at) is not UNKNOWN:
        return
    match term:
        case terms.Covered(items):
            yield from _of_items_on(reading, items, at)
        case terms.DaysOf(period):
            yield from of_period(reading, period)
        case terms.AnyOfDays(sets):
            for part in sets:
                yield from of_days(reading, part, at)
        case terms.DaysBoth(first, second) | terms.DaysWithout(first, second):
            yield from of_days(reading, first, at)
            yield from of_days(reading, second, at)
        case terms.FirstDays(within):
            yield from of_days(reading, within, at)
            earlier = reading.days(within).pieces(EARLIEST, at)
            doubtful = [a for a, _, truth in earlier if truth is UNKNOWN]
            if doubtful:
                yield from of_days(reading, within, doubtful[-1])
        case terms.DaysNamed(name):
            yield from of_days(reading, reading.world.contract.definitions[name].meaning, at)  # type: ignore[arg-type]
        case _:
            assert_never(term)


def of_items(reading: Reading, term: terms.Items) -> Iterator[str]:
    """The facts that would settle which items there are."""
    yield from _of_items_on(reading, term, None)


def _all(_: Item) -> bool:
    return True


def _of_items_on(
    reading: Reading, term: terms.Items, at: Day | None, matters: Callable[[Item], bool] = _all
) -> Iterator[str]:
    """The facts that would settle which of the items that matter there are (on the day *at*)."""
    doubtful = [i for i in reading.items(term) if _in_doubt(i, at) and matters(i)]
    if not doubtful:
        return
    match term:
        case terms.Recorded(name):
            for item in doubtful:
                yield _recorded(reading, name, item)
        case terms.Where(items, name, condition):

            def may_meet(item: Item) -> bool:
                return matters(item) and reading.binding(name, item).holds(condition) is not NO

            yield from _of_items_on(reading, items, at, may_meet)
            for item in reading.items(items):
                inner = reading.binding(name, item)
                if (
                    item.recorded
                    and matters(item)
                    and (at is None or item.span.days.at(at) is not NO)
                ):
                    yield from of_condition(inner, condition)
        case terms.FirstItems(items, _):
            yield from _of_items_on(reading, items, at, matters)
        case terms.Runs(within):
            day = doubtful[0].span.start.least
            yield from of_days(reading, within, at if at is not None else day)
            last = doubtful[0].span.end.least
            yield from of_days(reading, within, last)
        case terms.Pieces(period):
            yield from of_period(reading, period)
        case terms.ItemsNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            yield from _of_items_on(reading, meaning, at, matters)  # type: ignore[arg-type]
        case _:
            assert_never(term)


def _in_doubt(item: Item, at: Day | None) -> bool:
    if at is None:
        return item.certain is UNKNOWN or item.span.start.known is None
    return item.days.at(at) is UNKNOWN


def _recorded(reading: Reading, name: str, item: Item) -> str:
    """The fact that is missing of a recorded item, or of what lies beyond the records."""
    reach = reading.world.reach(name)
    if not item.certified:
        return f"{name} is not certified{_where(item)}"
    known = item.span.start.known
    if item.recorded and known is not None and name in reading.world.contract.first_items:
        return f"which {name} on {in_words(known)} counts{_where(item)}"
    if item.recorded and item.span.start.known is None:
        return f"the first day of {name} is missing{_where(item)}"
    if reach.last == EARLIEST:
        return f"no file holds {name}"
    if item.span.start.least < reach.first:
        return f"{name} before {in_words(reach.first)}"
    return f"{name} after {in_words(reach.last)}"


def _where(item: Item) -> str:
    return f" ({item.rows[0]})" if item.rows else ""


def _of_item(reading: Reading, item: terms.Item) -> Iterator[str]:
    one = reading.item(item)
    match item:
        case terms.Only(items):
            if not one.recorded or one.certain is UNKNOWN or one.span.start.known is None:
                yield from of_items(reading, items)
            elif one.span.end.known is None:
                yield f"the last day of {_called(items)}{_where(one)}"
        case terms.Bound(name):
            if one.recorded and one.certain is not UNKNOWN:
                yield f"the last day of {name}{_where(one)}"
            elif name in reading.world.contract.definitions:
                yield from of_items(reading, terms.ItemsNamed(name))
            else:
                yield _recorded(reading, name, one)
        case _:
            assert_never(item)


def _called(items: terms.Items) -> str:
    match items:
        case terms.Recorded(name) | terms.ItemsNamed(name):
            return name
        case terms.Where(inner) | terms.FirstItems(inner):
            return _called(inner)
        case terms.Runs() | terms.Pieces():
            return "the run"
        case _:
            assert_never(items)


def _carried(item: Item, name: str) -> Iterator[str]:
    yield f"{name} is missing{_where(item)}"


def of_value(reading: Reading, term: terms.Value) -> Iterator[str]:
    """The facts that would settle a code, a number or a party."""
    if reading.value(term) is not None:
        return
    match term:
        case terms.Named():
            return
        case terms.Fact(name, whose):
            yield f"{name}{_of(reading, whose)} is missing"
        case terms.AttributeOf(item, name):
            one = reading.item(item)
            if one.recorded and one.certain is not UNKNOWN:
                yield from _carried(one, name)
            else:
                yield from _of_item(reading, item)
        case terms.AttributeOn(field, name, day):
            known = reading.day(day).known
            yield from of_day(reading, day)
            if known is not None:
                doubt = list(of_days(reading, terms.Covered(terms.Recorded(field)), known))
                yield from doubt or [f"{name} on {in_words(known)} is missing"]
        case _:
            assert_never(term)


def _by_fact(facts: Iterable[str]) -> Iterator[str]:
    """Facts of one case each (`12: Death is missing`), each once with all its cases behind it."""
    cases: dict[str, list[str]] = {}
    for each in facts:
        number, _, fact = each.partition(": ")
        cases.setdefault(fact, []).append(number)
    yield from (f"{fact}: {', '.join(numbers)}" for fact, numbers in cases.items())


def _of(reading: Reading, whose: str) -> str:
    """Whose fact it is, where it is not that of who is read."""
    if whose in (terms.OWN, terms.CONTRACT, reading.whose):
        return ""
    label = reading.of(whose).case.number
    return f" of {whose} {label}" if label else f" of a {whose} that no table holds"


def of_number(reading: Reading, term: terms.Number) -> Iterator[str]:
    """The facts that would settle a number."""
    if reading.number(term).known is not None:
        return
    match term:
        case terms.Constant():
            return
        case terms.CountDays(within):
            for a, _, truth in reading.days(within).pieces():
                if truth is UNKNOWN:
                    yield from of_days(reading, within, a)
                    return
        case terms.CountItems(items):
            yield from of_items(reading, items)
        case terms.NumberIn(value):
            yield from of_value(reading, value)
        case terms.LengthOf(item):
            yield from _of_item(reading, item)
        case terms.AgeOn(born, day):
            yield from of_day(reading, born)
            yield from of_day(reading, day)
        case terms.Arithmetic(left, _, right):
            yield from of_number(reading, left)
            yield from of_number(reading, right)
        case terms.Rounded(number):
            yield from of_number(reading, number)
        case terms.Across():
            yield from _by_fact(reading.doubts_across(term, of_condition, of_number))
        case terms.NumberNamed(name):
            yield from of_number(reading, reading.world.contract.definitions[name].meaning)  # type: ignore[arg-type]
        case _:
            assert_never(term)


def together(facts: Iterable[str]) -> tuple[str, ...]:
    """*facts* once each, those that wait for the same day in one: `A, B and C after 31 March`."""
    grouped: dict[str, list[str]] = {}
    for fact in dict.fromkeys(facts):
        name, after, day = fact.partition(" after ")
        grouped.setdefault(after + day if after else fact, []).append(name if after else "")
    return tuple(_listed(names) + rest for rest, names in grouped.items())


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
