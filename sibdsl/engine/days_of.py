"""What a term that is a day, a period or a set of days means, in each row of a scope."""

from typing import assert_never

import numpy as np

from sibdsl.columns import Column
from sibdsl.engine import calendar, daysets, moments, stretches
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.moments import Moments
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.ragged import Days32
from sibdsl.engine.recorded import the_one
from sibdsl.engine.restarts import restarted
from sibdsl.engine.scope import Scope
from sibdsl.engine.stretches import Stretches
from sibdsl.model import terms
from sibdsl.model.records import Kind


def day(scope: Scope, term: terms.DayTerm) -> Moments:
    """One day a row, as far as it is known."""
    match term:
        case terms.Literal(on):
            return Moments.always(on, scope.n)
        case terms.FactDay(name, whose):
            return as_moments(scope.of(whose).fact(name))
        case terms.DayOf(terms.Only(terms.Recorded(name, whose))):
            return _day_of_the_one(scope.of(whose), name)
        case terms.DayOf(item):
            return scope.item(item).start
        case terms.AttributeDay(item, name):
            return as_moments(scope.item(item).attribute(name))
        case terms.FirstDay(of):
            return _edges(scope, of)[0]
        case terms.LastDay(of):
            return _edges(scope, of)[1]
        case terms.Step(of, by):
            return scope.day(of).plus(by)
        case terms.Later(of, length, back):
            times = -1 if back else 1
            return scope.day(of).moved(lambda days: calendar.add(days, length, times))
        case terms.Birthday(born, years):
            return scope.day(born).moved(lambda days: calendar.birthday(days, years))
        case terms.Earliest(parts):
            return moments.earliest([scope.day(part) for part in parts])
        case terms.Latest(parts):
            return moments.latest([scope.day(part) for part in parts])
        case terms.DueDay():
            return due_day(scope)
        case _:
            assert_never(term)


def _day_of_the_one(scope: Scope, name: str) -> Moments:
    """The first day of the one item of a field: found for all, without the rest of the item."""
    return scope.from_all(("day of", name), lambda all_: the_one(all_, name).start)


def due_day(scope: Scope) -> Moments:
    """The due day of each row."""
    if scope.due is None:
        raise NotCompiledError("a due day where there is none")
    return scope.due


def as_moments(column: Column) -> Moments:
    """Dates of the record; some day where one is missing."""
    some = Moments.some(len(column.values))
    if column.kind is not Kind.DATE:
        return some
    known: Days32 = column.values.astype(np.int32)
    return Moments.on(known).where(column.known, some)


def _edges(scope: Scope, of: terms.Period | terms.Days) -> tuple[Moments, Moments]:
    """The first and the last day of a period or of a set of days; none of one without days."""
    if isinstance(of, terms.Period):
        stretch = scope.period(of)
        some = stretch.end.most > stretch.start.least
        never = Moments.never(scope.n)
        return stretch.start.where(some, never), stretch.last.where(some, never)
    within = scope.days(of)
    return within.first_day(), within.last_day()


def period(scope: Scope, term: terms.Period) -> Stretches:
    """A period a row, as far as its ends are known."""
    match term:
        case terms.Between(first, last):
            return stretches.between(scope.day(first), scope.day(last))
        case terms.After(length, of):
            return stretches.after(scope.day(of), length)
        case terms.Beginning(length, of):
            return stretches.beginning(scope.day(of), length)
        case terms.Before(length, of):
            return stretches.before(scope.day(of), length)
        case terms.PartOf(whole, which, length):
            return stretches.part_of(scope.period(whole), which, length)
        case terms.Clip(whole, last):
            return stretches.clipped(scope.period(whole), scope.day(last))
        case terms.Pause(whole, paused, within):
            limit = scope.period(within) if within is not None else None
            return stretches.paused_by(scope.period(whole), scope.days(paused), limit)
        case terms.Restart():
            return restarted(scope, term)
        case terms.Current(name):
            return scope.current[name]
        case terms.SpanOf(item):
            return scope.item(item).spans
        case terms.ThisCycle():
            return _this_cycle(scope)
        case terms.PeriodNamed(name):
            return scope.defined(name, Scope.period)
        case _:
            assert_never(term)


def _this_cycle(scope: Scope) -> Stretches:
    if scope.cycle is None:
        raise NotCompiledError("a quarter, a year or a claim where there is none")
    return Stretches.fixed(*scope.cycle)


def days(scope: Scope, term: terms.Days) -> DaySets:
    """A set of days a row: each in, out, or not known."""
    match term:
        case terms.Covered(listed):
            items = scope.items(listed)
            return daysets.covered(items.days, items.offsets)
        case terms.DaysOf(of):
            return scope.period(of).days
        case terms.AnyOfDays(sets):
            return daysets.union_of([scope.days(part) for part in sets], scope.n)
        case terms.DaysBoth(first, second):
            return daysets.both(scope.days(first), scope.days(second))
        case terms.DaysWithout(within, other):
            return daysets.without(scope.days(within), scope.days(other))
        case terms.FirstDays(within, n, cycle):
            return daysets.first_days(scope.days(within), n, cycle)
        case terms.DaysNamed(name):
            return scope.defined(name, Scope.days)
        case _:
            assert_never(term)
