"""What a term that is a number means in each row of a scope."""

from typing import assert_never

import numpy as np

from sibdsl.engine import calendar, numbers, ragged
from sibdsl.engine.across import across
from sibdsl.engine.cycles import spans
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.items import MANY, Items
from sibdsl.engine.moments import Moments
from sibdsl.engine.numbers import Numbers
from sibdsl.engine.rationals import Rationals
from sibdsl.engine.scope import Scope
from sibdsl.engine.stretches import Stretches
from sibdsl.model import terms
from sibdsl.model.days import NEVER
from sibdsl.model.truth import YES


def number(scope: Scope, term: terms.Number) -> Numbers:
    """A number a row: the least and the most that it can be."""
    match term:
        case terms.Constant(exactly):
            return Numbers.exactly(exactly, scope.n)
        case terms.CountDays(within):
            return days_counted(scope.days(within))
        case terms.CountItems(listed):
            return items_counted(scope.items(listed))
        case terms.NumberIn(value):
            return scope.value(value).as_numbers()
        case terms.LengthOf(item):
            return length_of(scope.item(item).spans)
        case terms.AgeOn(born, day):
            return age_between(scope.day(born), scope.day(day))
        case terms.Arithmetic(left, operator, right):
            return numbers.computed(scope.number(left), operator, scope.number(right))
        case terms.Rounded(of, rounding):
            return scope.number(of).rounded(rounding)
        case terms.Across():
            return across(scope, term)
        case terms.NumberNamed(name):
            return _named(scope, name)
        case _:
            assert_never(term)


def days_counted(within: DaySets) -> Numbers:
    """How many days are in each set; no greatest number where it may go on for ever."""
    least, most = within.total()
    return numbers.counted(least, most, ~within.endless)


def items_counted(items: Items) -> Numbers:
    """How many items there surely are in each row, and how many there may be."""
    least = ragged.sum_in(items.offsets, items.certain == YES)
    most = ragged.sum_in(items.offsets, items.count)
    return numbers.counted(least, most, most < MANY)


def length_of(span: Stretches) -> Numbers:
    """How many days each span has, as far as its ends are known."""
    least = np.maximum(span.end.least.astype(np.int64) - span.start.most, 0)
    most = span.end.most.astype(np.int64) - span.start.least
    return numbers.counted(least, most, span.end.most != NEVER)


def age_between(born: Moments, day: Moments) -> Numbers:
    """Completed years between two days; any number where either is not known."""
    known = born.is_known & day.is_known
    start, on = (np.where(known, moments.least, 1).astype(np.int32) for moments in (born, day))
    return Numbers.of(Rationals.whole(calendar.age(start, on), known))


def _named(scope: Scope, name: str) -> Numbers:
    """What a definition yields, or the number that an example gives outright in its place."""
    definition = scope.world.contract.definitions[name]
    home = scope.of(definition.level)
    marked = scope.world.table(home.whose).given.get(name)
    if marked is None:
        return scope.defined(name, Scope.number)
    given = np.append(marked, np.False_)[home.case]
    if definition.cycle is not None and scope.cycle is not None:
        ends = [end for _, end in spans(scope.world.contract, definition.cycle)]
        over = [end for end in ends if end <= scope.world.records.as_at + 1]
        given = given & (scope.cycle[1] == (over[-1] if over else NEVER + 1))
    elif definition.cycle is not None:
        given = np.zeros_like(given)
    outright = numbers.of_column(home.fact(name))
    return outright if given.all() else outright.where(given, scope.defined(name, Scope.number))
