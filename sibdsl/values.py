"""`value`: a frozen class of which there are many, cheap to make when the program starts.

attrs writes and compiles methods for each class. Equality, hash and text are the same for all
values, so here they are written once: for the hundred classes of the core and of the tree that is
half of the time it takes to import them.
"""

from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

from attrs import evolve, field, fields
from attrs import frozen as _frozen

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """*cls* as a frozen attrs class; a field with `eq=False` is outside equality and hash.

    >>> @value
    ... class Pair:
    ...     one: int
    ...     two: int
    >>> Pair(1, 2) == Pair(1, 2), Pair(1, 2)
    (True, Pair(one=1, two=2))
    """
    made = _frozen(cls, eq=False, repr=False)
    listed = fields(made)  # type: ignore[arg-type]
    compared = tuple(a.name for a in listed if a.eq)
    shown = tuple(a.name for a in listed if a.repr)
    methods = {
        "_parts": _parts_of(compared),
        "_shown": shown,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _text,
    }
    for name, method in methods.items():
        setattr(made, name, method)
    return made


def changed(thing: T, **parts: Any) -> T:
    """*thing* with other *parts*."""
    other: T = evolve(thing, **parts)  # type: ignore[misc]
    return other


def _parts_of(names: tuple[str, ...]) -> Any:
    """A function from a value to what it is compared by."""
    return staticmethod(attrgetter(*names)) if names else staticmethod(type)


def _equal(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return self._parts(self) == self._parts(other)


def _hash(self: Any) -> int:
    return hash((type(self), self._parts(self)))


def _text(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._shown)
    return f"{type(self).__name__}({shown})"
