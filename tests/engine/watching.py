"""The terms that the engine reads, watched: which kinds, and of how many rows."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, get_args

from sibdsl.engine.scope import Scope
from sibdsl.model import terms

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

Hook = Callable[[Scope, Any, Any], None]
"""What is told of a scope, a term, and its value there."""


@contextmanager
def hooked(hook: Hook) -> Iterator[None]:
    """Every term that the engine reads is told to *hook* meanwhile."""
    plain = {name: getattr(Scope, name) for name in KINDS}

    def watched(name: str) -> Callable[[Scope, Any], Any]:
        def read(scope: Scope, term: Any) -> Any:
            value = plain[name](scope, term)
            hook(scope, term, value)
            return value

        return read

    try:
        for name in KINDS:
            setattr(Scope, name, watched(name))
        yield
    finally:
        for name, method in plain.items():
            setattr(Scope, name, method)


def counting(seen: Counter[str]) -> Hook:
    """Count the rows on which each kind of term is read, and of restarts and pauses those moved."""

    def count(scope: Scope, term: Any, value: Any) -> None:
        seen[type(term).__name__] += len(scope)
        if isinstance(term, terms.Restart | terms.Pause):
            before = scope.period(term.period)
            moved = before.end.least != value.end.least
            seen[f"{type(term).__name__} that moves"] += int(moved.sum())

    return count
