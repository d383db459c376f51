"""The terms that the engine reads, watched or slipped: what it read, or one kind of them wrong."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, get_args

import numpy as np
from attrs import evolve

from sibdsl.engine import daysets, ragged
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.items import Items
from sibdsl.engine.moments import Moments
from sibdsl.engine.numbers import Numbers
from sibdsl.engine.rationals import Rationals
from sibdsl.engine.scope import Scope
from sibdsl.engine.stretches import Stretches
from sibdsl.engine.values import Values
from sibdsl.model import terms
from sibdsl.model.days import NEVER

KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "day": get_args(terms.DayTerm),
    "items": get_args(terms.Items),
    "item": get_args(terms.Item),
    "period": get_args(terms.Period),
    "days": get_args(terms.Days),
    "value": get_args(terms.Value),
    "number": get_args(terms.Number),
    "holds": get_args(terms.Condition),
}

Hook = Callable[[Scope, Any, Any], Any]
"""From a scope, a term and its value there to the value that is given instead."""


@contextmanager
def hooked(hook: Hook) -> Iterator[None]:
    """Every term that the engine reads goes through *hook* meanwhile."""
    plain = {name: getattr(Scope, name) for name in KINDS}

    def watched(name: str) -> Callable[[Scope, Any], Any]:
        return lambda scope, term: hook(scope, term, plain[name](scope, term))

    try:
        for name in KINDS:
            setattr(Scope, name, watched(name))
        yield
    finally:
        for name, method in plain.items():
            setattr(Scope, name, method)


def counting(seen: Counter[str]) -> Hook:
    """Count the rows on which each kind of term is read, and of restarts and pauses those moved."""

    def count(scope: Scope, term: Any, value: Any) -> Any:
        seen[type(term).__name__] += len(scope)
        if isinstance(term, terms.Restart | terms.Pause):
            before = scope.period(term.period)
            moved = before.end.least != value.end.least
            seen[f"{type(term).__name__} that moves"] += int(moved.sum())
        return value

    return count


def slipping(kind: type) -> Hook:
    """A slip in every term of that kind: a day late, an item short, the other answer."""

    def slip(_: Scope, term: Any, value: Any) -> Any:
        return slipped(value) if type(term) is kind else value

    return slip


def slipped(value: Any) -> Any:
    """Another value, near to *value*."""
    match value:
        case Moments():
            return value.plus(1)
        case Items():
            return _of_items(value)
        case Stretches():
            return evolve(value, start=value.start.plus(1))
        case DaySets():
            first = value.possibly.least(NEVER)
            return daysets.without(value, DaySets.span(first, first + 1))
        case Values():
            return _of_values(value)
        case Numbers():
            one = Rationals.exactly(1, len(value))
            return Numbers(value.least.plus(one), value.most.plus(one))
        case np.ndarray():
            return 2 - value
        case _:
            raise TypeError(type(value))


def _of_items(items: Items) -> Items:
    """Of many the first is missing, a single one begins a day late."""
    if (items.counts == 1).all():
        return evolve(items, start=items.start.plus(1))
    return items.kept(ragged.places_of(items.offsets) > 0)


def _of_values(values: Values) -> Values:
    """Every word is another one, and a number one more."""
    words = ("another",) if len(values.words) == 1 else (*values.words[1:], *values.words[:1])
    numbers = None if values.numbers is None else slipped(values.numbers)
    return Values(values.known, values.codes, words, numbers)
