"""What a term that is a code, a party or a number of the record means in each row of a scope."""

from typing import assert_never

import numpy as np

from sibdsl.columns import Column
from sibdsl.engine import ragged
from sibdsl.engine.items import Items
from sibdsl.engine.moments import Moments
from sibdsl.engine.numbers import told
from sibdsl.engine.ragged import Bools, Ints, Truths
from sibdsl.engine.recorded import recorded, the_one
from sibdsl.engine.scope import Scope
from sibdsl.engine.values import NOT_THERE, Values
from sibdsl.model import terms
from sibdsl.model.truth import UNKNOWN, YES


def value(scope: Scope, term: terms.Value) -> Values:
    """A code, a number or a party a row."""
    match term:
        case terms.Fact(name, whose):
            return Values.of_column(scope.of(whose).fact(name))
        case terms.AttributeOf(terms.Only(terms.Recorded(field, whose)), name):
            return _of_the_one(scope.of(whose), field, name)
        case terms.AttributeOf(item, name):
            return _carried(scope.item(item), name)
        case terms.AttributeOn(field, name, day, whose):
            return _on(recorded(scope.of(whose), field), name, scope.day(day))
        case terms.Named(party):
            return Values.always(party, scope.n)
        case _:
            assert_never(term)


def _carried(one: Items, name: str) -> Values:
    return Values.of_column(one.attribute(name)).known_where(one.certain == YES)


def _of_the_one(scope: Scope, field: str, name: str) -> Values:
    """What the one item of a field carries: found for all, without the rest of the item."""
    return scope.from_all(("of", field, name), lambda all_: _carried(the_one(all_, field), name))


def _on(spells: Items, name: str, day: Moments) -> Values:
    """The value under *name* of the spell that covers *day*: one, none, or not known."""
    covered = _covered(spells, day.taken(spells.rows))
    doubtful = ragged.any_in(spells.offsets, covered == UNKNOWN)
    column = spells.attribute(name)
    settled = day.is_known & ~doubtful
    covering = np.flatnonzero(covered == YES)
    offsets, column = ragged.filtered(spells.offsets, covered == YES), column.taken(covering)
    first = ragged.first_in(offsets)
    one = settled & (first >= 0) & _alike(offsets, column)
    found = Values.of_column(column.taken(first)).known_where(one)
    return found.with_word(NOT_THERE, settled & (first < 0))


def _covered(spells: Items, day: Moments) -> Truths:
    """Whether each spell covers the day beside it; of a known day its ends alone tell."""
    if spells.holes is not None or not day.is_known.all():
        return spells.days.at_moment(day)
    on, start, end = day.least, spells.start, spells.end
    surely = (start.most <= on) & (on < end.least) & (spells.certain == YES)
    return told(surely, (on < start.least) | (on >= end.most))


def _alike(offsets: Ints, column: Column) -> Bools:
    """Whether the values of each row are all the same, or none is known."""
    if len(column.values) == len(offsets) - 1 == np.count_nonzero(np.diff(offsets)):
        return np.ones(len(column.values), np.bool_)
    rows = ragged.first_in(offsets)[ragged.rows_of(offsets)]
    same = ~column.known | (column.values == column.values[rows])
    if column.denominators is not None:
        same &= column.denominators == column.denominators[rows]
    same &= column.known == column.known[rows]
    return ragged.all_in(offsets, same)
