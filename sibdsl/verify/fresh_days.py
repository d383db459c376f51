"""Days and periods in a history that is drawn: written where the contract wants them."""

from typing import assert_never

from sibdsl.model import terms
from sibdsl.model.calendar import add
from sibdsl.model.days import Day
from sibdsl.verify import fresh_items as items
from sibdsl.verify.fresh_sketch import Scope, Sketch
from sibdsl.verify.strategies_values import kept


def wanted(sketch: Sketch, scope: Scope, term: terms.DayTerm) -> Day | None:
    """The day that *term* is, written where it is not known yet; None where it cannot be."""
    known = sketch.day(scope, term)
    if known is not None or sketch.spent():
        return known
    day = sketch.free()
    if isinstance(term, terms.FactDay) and term.name in sketch.known.births:
        years = sketch.choose.one_of(sketch.known.limits.birthdays)
        day = _years_before(day, years + sketch.choose.one_of((-3, -1, 0, -6)))
    place(sketch, scope, term, day)
    return sketch.day(scope, term)


def place(sketch: Sketch, scope: Scope, term: terms.DayTerm, day: Day) -> None:
    """Write what makes *term* be *day*, as far as it can be."""
    if sketch.spent():
        return
    day = kept(day)
    match term:
        case terms.Literal() | terms.DueDay():
            return
        case terms.FactDay(name, whose):
            sketch.fact(whose or scope.whose, name, day)
        case terms.DayOf(item):
            bound = items.the_one(sketch, scope, item)
            if bound is not None:
                items.begin(sketch, bound, day)
        case terms.AttributeDay(item, name):
            items.carry(sketch, items.the_one(sketch, scope, item), name, day)
        case terms.FirstDay(of):
            place_first(sketch, scope, of, day)
        case terms.LastDay(of):
            place_last(sketch, scope, of, day)
        case terms.Step(other, by):
            place(sketch, scope, other, day - by)
        case terms.Later(other, length, back):
            place(sketch, scope, other, add(day, length, 1 if back else -1))
        case terms.Birthday(born, years):
            place(sketch, scope, born, _years_before(day, years))
        case terms.Earliest(parts) | terms.Latest(parts):
            place(sketch, scope, sketch.choose.one_of(parts), day)
        case _:
            assert_never(term)


def _years_before(day: Day, years: int) -> Day:
    return day - (years * 1461 + 3) // 4


def place_first(sketch: Sketch, scope: Scope, of: terms.Period | terms.Days, day: Day) -> None:
    """Write what makes *day* the first of a period or of a set of days."""
    match of:
        case terms.SpanOf(item):
            bound = items.the_one(sketch, scope, item)
            if bound is not None:
                items.begin(sketch, bound, day)
        case terms.Between(first) | terms.Beginning(_, first):
            place(sketch, scope, first, day)
        case terms.After(_, before):
            place(sketch, scope, before, day - 1)
        case terms.Before(length, after):
            place(sketch, scope, after, add(day, length))
        case (
            terms.PartOf(period) | terms.Clip(period) | terms.Pause(period)
            | terms.Restart(period) | terms.DaysOf(period)
        ):  # fmt: skip
            place_first(sketch, scope, period, day)
        case terms.PeriodNamed(name) | terms.DaysNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Period = definition.meaning  # type: ignore[assignment]
            place_first(sketch, sketch.inside(scope, definition), meaning, day)
        case terms.ThisCycle() | terms.Current():
            return
        case _:
            long = sketch.choose.one_of(sketch.known.limits.steps)
            sketch.cover(scope, of, day, day + long - 1)


def place_last(sketch: Sketch, scope: Scope, of: terms.Period | terms.Days, day: Day) -> None:
    """Write what makes *day* the last of a period or of a set of days."""
    match of:
        case terms.SpanOf(item):
            bound = items.the_one(sketch, scope, item)
            if bound is not None:
                items.end(sketch, bound, day)
        case terms.Between(_, last):
            place(sketch, scope, last, day)
        case terms.After(length, before):
            place(sketch, scope, before, add(day, length, -1))
        case terms.Beginning(length, first):
            place(sketch, scope, first, add(day, length, -1) + 1)
        case terms.Before(_, after):
            place(sketch, scope, after, day + 1)
        case terms.PeriodNamed(name) | terms.DaysNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Period = definition.meaning  # type: ignore[assignment]
            place_last(sketch, sketch.inside(scope, definition), meaning, day)
        case (
            terms.PartOf(period) | terms.Clip(period) | terms.Pause(period)
            | terms.Restart(period) | terms.DaysOf(period)
        ):  # fmt: skip
            place_last(sketch, scope, period, day)
        case terms.ThisCycle() | terms.Current():
            return
        case _:
            long = sketch.choose.one_of(sketch.known.limits.steps)
            sketch.cover(scope, of, day - long + 1, day)


def span(sketch: Sketch, scope: Scope, period: terms.Period) -> tuple[Day, Day] | None:
    """The first and last day of *period*, written where they are not known yet.

    None where it has no day, or none that can be told.
    """
    known = _known(sketch, scope, period)
    if known is not None or sketch.spent():
        return known
    place_first(sketch, scope, period, sketch.free())
    known = _known(sketch, scope, period)
    if known is None and sketch.reading(scope).period(period).end.known is None:
        place_last(sketch, scope, period, sketch.free())
        known = _known(sketch, scope, period)
    return known


def _known(sketch: Sketch, scope: Scope, period: terms.Period) -> tuple[Day, Day] | None:
    stretch = sketch.reading(scope).period(period)
    first, end = stretch.start.known, stretch.end.known
    return None if first is None or end is None or end <= first else (first, end - 1)
