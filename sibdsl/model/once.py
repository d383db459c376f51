"""What can be read off a contract is worked out once, however often it is asked."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from weakref import finalize

P = ParamSpec("P")
R = TypeVar("R")


def once(function: Callable[P, R]) -> Callable[P, R]:
    """*function* of a contract (or a ledger), and of parts that it holds, worked out once for each.

    They are told apart by being the same thing, not by being equal: to compare whole contracts
    costs more than most functions of one. What was worked out is let go with the whole. What
    it gives must not change: no iterator, no list.
    """
    kept: dict[int, dict[tuple[int, ...], tuple[tuple[Any, ...], R]]] = {}

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        assert not kwargs, "asked by place"
        whole, *parts = args
        of = id(whole)
        if of not in kept:
            kept[of] = {}
            finalize(whole, kept.pop, of, None)
        key = tuple(map(id, parts))
        if key not in kept[of]:
            # The parts are kept too: their place in memory is not given to others meanwhile.
            kept[of][key] = tuple(parts), function(*args, **kwargs)
        return kept[of][key][1]

    return cast("Callable[P, R]", asked)


def all_once(function: Callable[P, Iterator[R]]) -> Callable[P, tuple[R, ...]]:
    """All that *function* yields of a contract, and of parts that it holds, worked out once."""

    @wraps(function)
    def listed(*args: P.args, **kwargs: P.kwargs) -> tuple[R, ...]:
        return tuple(function(*args, **kwargs))

    return once(listed)
