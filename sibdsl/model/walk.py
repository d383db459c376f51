"""Through a term of the core and all that is below it."""

from collections.abc import Iterator
from typing import Any, TypeVar

from attrs import fields, has

T = TypeVar("T")


def walk(part: Any, closed: tuple[type, ...] = ()) -> Iterator[Any]:
    """*part* and every value of the core below it, in order, but for what is below those *closed*.

    What is only named is not read.
    """
    if isinstance(part, tuple):
        for each in part:
            yield from walk(each, closed)
    elif has(type(part)):
        yield part
        if isinstance(part, closed):
            return
        for slot in fields(type(part)):
            yield from walk(getattr(part, slot.name), closed)


def all_of_kind(part: Any, kind: type[T]) -> Iterator[T]:
    """Those in *part* that are of one kind."""
    return (one for one in walk(part) if isinstance(one, kind))
