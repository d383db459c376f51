"""What a term that is an item, or many, means in each row of a scope."""

from typing import assert_never

import numpy as np

from sibdsl.engine import cuts
from sibdsl.engine import items as found
from sibdsl.engine.items import Items
from sibdsl.engine.recorded import recorded, the_one
from sibdsl.engine.scope import Scope
from sibdsl.model import terms
from sibdsl.model.truth import NO


def item(scope: Scope, term: terms.Item) -> Items:
    """The one item that is meant, one a row."""
    match term:
        case terms.Bound(name):
            return scope.bound[name]
        case terms.Only(terms.Recorded(name, whose)):
            return the_one(scope.of(whose), name)
        case terms.Only(listed):
            return found.only(scope.items(listed))
        case _:
            assert_never(term)


def items(scope: Scope, term: terms.Items) -> Items:
    """All that there may be in each row, earliest first, with what lies beyond the records."""
    match term:
        case terms.Recorded(name, whose):
            return recorded(scope.of(whose), name)
        case terms.Where(listed, name, condition):
            return _where(scope, scope.items(listed), name, condition)
        case terms.FirstItems(listed, n):
            return found.first(scope.items(listed), n)
        case terms.Runs(within):
            return found.of_cut(cuts.runs(scope.days(within)))
        case terms.Pieces(period, length):
            return found.of_cut(cuts.pieces(scope.period(period), length))
        case terms.ItemsNamed(name):
            return scope.defined(name, Scope.items)
        case _:
            assert_never(term)


def _where(scope: Scope, listed: Items, name: str, condition: terms.Condition) -> Items:
    """Those of *listed* for which the condition holds, or may hold."""
    truth = scope.taken(listed.rows).binding(name, listed.one_each()).holds(condition)
    certain = np.minimum(listed.certain, truth)
    return listed.with_certain(certain).kept(certain != NO)
