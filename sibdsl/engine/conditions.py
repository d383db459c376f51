"""Whether a condition holds, in each row of a scope: yes, no, or not known."""

from collections.abc import Callable, Sequence
from typing import Final, assert_never

import numpy as np

from sibdsl.engine import numbers, stretches
from sibdsl.engine.days_of import due_day
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import Truths, any_in
from sibdsl.engine.scope import Scope
from sibdsl.engine.values import Values
from sibdsl.model import terms
from sibdsl.model.days import EARLIEST
from sibdsl.model.terms import Side
from sibdsl.model.truth import NO, UNKNOWN, YES

_SIDES: Final[dict[Side, Callable[[Moments, Moments], Truths]]] = {
    Side.BEFORE: Moments.before,
    Side.ON_OR_BEFORE: Moments.on_or_before,
    Side.ON: Moments.same_day,
    Side.ON_OR_AFTER: Moments.on_or_after,
    Side.AFTER: Moments.after,
}


def holds(scope: Scope, term: terms.Condition) -> Truths:
    """Whether a condition holds in each row."""
    match term:
        case terms.Inside(day, within):
            return scope.days(within).at_moment(scope.day(day))
        case terms.CompareDays(left, side, right):
            return _SIDES[side](scope.day(left), scope.day(right))
        case terms.CompareNumbers(left, comparison, right):
            return numbers.compared(scope.number(left), comparison, scope.number(right))
        case terms.IsOneOf(value, options):
            return scope.value(value).among(options)
        case terms.HoldsRole(value, role, day):
            return _holds_role(scope, scope.value(value), role, scope.day(day))
        case terms.Exists(listed):
            return _exists(scope, listed)
        case terms.DaysIn(period, within, least, most):
            return stretches.quantified(scope.period(period), scope.days(within), least, most)
        case terms.Achieved(outcome):
            due_day(scope)
            return scope.world.achieved(scope, outcome)
        case terms.Not(condition):
            return np.int8(YES) - scope.holds(condition)
        case terms.AllOf(parts):
            return _all_of(scope, parts)
        case terms.AnyOf(parts):
            return _any_of(scope, parts)
        case terms.AtLeastOf(n, parts):
            return _at_least(scope, n, parts)
        case terms.Stated(_, condition):
            return scope.holds(condition)
        case terms.ConditionNamed(name):
            return scope.defined(name, Scope.holds)
        case _:
            assert_never(term)


def _all_of(scope: Scope, parts: Sequence[terms.Condition]) -> Truths:
    """The least of the parts; YES of none. A part is asked of the rows not yet out."""
    truths = np.full(scope.n, YES, np.int8)
    for part in parts:
        truths = _narrowed(scope, part, truths, NO)
    return truths


def _any_of(scope: Scope, parts: Sequence[terms.Condition]) -> Truths:
    """The greatest of the parts; NO of none. A part is asked of the rows not yet in."""
    truths = np.full(scope.n, NO, np.int8)
    for part in parts:
        truths = _narrowed(scope, part, truths, YES)
    return truths


def _narrowed(scope: Scope, part: terms.Condition, truths: Truths, decided: int) -> Truths:
    """*truths* and *part*: its least where NO decides, its greatest where YES does."""
    join = np.minimum if decided == NO else np.maximum
    open_ = truths != decided
    left = int(open_.sum())
    if left == 0:
        return truths
    # Where few are left, to take their rows costs less than to ask all.
    if left * 2 > len(truths):
        both: Truths = join(truths, scope.holds(part))
        return both
    rows = np.flatnonzero(open_)
    joined = truths.copy()
    joined[rows] = join(truths[rows], scope.taken(rows).holds(part))
    return joined


def _at_least(scope: Scope, n: int, parts: Sequence[terms.Condition]) -> Truths:
    surely = possibly = np.zeros(scope.n, np.int64)
    for part in parts:
        truths = scope.holds(part)
        surely, possibly = surely + (truths == YES), possibly + (truths != NO)
    return numbers.told(surely >= n, possibly < n)


def _exists(scope: Scope, listed: terms.Items) -> Truths:
    items = scope.items(listed)
    return numbers.told(any_in(items.offsets, items.certain == YES), items.counts == 0)


def _holds_role(scope: Scope, party: Values, role: str, day: Moments) -> Truths:
    """Whether each party held the role by that day: a party may hold it from several days on."""
    truths = np.full(scope.n, NO, np.int8)
    for held in scope.world.contract.holdings:
        if held.role == role:
            since = Moments.always(held.since or EARLIEST, scope.n)
            truth = np.where(party.is_one_of([held.party]), day.on_or_after(since), NO)
            truths = np.maximum(truths, truth)
    return np.where(party.known, truths, UNKNOWN).astype(np.int8)
