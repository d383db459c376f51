"""What a term that is a code, a party or a number of the record means in each row of a scope."""

from typing import assert_never

import numpy as np

from sibdsl.columns import Column
from sibdsl.engine import ragged
from sibdsl.engine.items import Items
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import Bools
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
    covered = spells.days.at_moment(day.taken(spells.rows))
    doubtful = ragged.any_in(spells.offsets, covered == UNKNOWN)
    column = spells.attribute(name)
    told = day.is_known & ~doubtful
    covering = spells.kept(covered == YES)
    column = column.taken(np.flatnonzero(covered == YES))
    first = ragged.first_in(covering.offsets)
    one = told & (first >= 0) & _alike(covering, column)
    found = Values.of_column(column.taken(first)).known_where(one)
    return found.with_word(NOT_THERE, told & (first < 0))


def _alike(covering: Items, column: Column) -> Bools:
    """Whether the spells of each row all carry the same value, or all none."""
    rows = ragged.first_in(covering.offsets)[covering.rows]
    same = ~column.known | (column.values == column.values[rows])
    if column.denominators is not None:
        same &= column.denominators == column.denominators[rows]
    same &= column.known == column.known[rows]
    return ragged.all_in(covering.offsets, same)
