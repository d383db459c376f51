"""Yes, no, and not yet known (Kleene's strong tables)."""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """Ordered so that *and* is the least and *or* the greatest of the parts."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @classmethod
    def of(cls, answer: object) -> "Truth":
        """YES or NO, as Python sees *answer*."""
        return cls.YES if answer else cls.NO


NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES


def all_of(parts: Iterable[Truth]) -> Truth:
    """The conjunction; YES of no parts. Parts after a NO are not asked for.

    >>> all_of([YES, UNKNOWN, NO])
    <Truth.NO: 0>
    """
    least = YES
    for part in parts:
        if part is NO:
            return NO
        least = min(least, part)
    return least


def any_of(parts: Iterable[Truth]) -> Truth:
    """The disjunction; NO of no parts. Parts after a YES are not asked for."""
    greatest = NO
    for part in parts:
        if part is YES:
            return YES
        greatest = max(greatest, part)
    return greatest


def negation(truth: Truth) -> Truth:
    """NO for YES, YES for NO; the unknown stays unknown."""
    return Truth(2 - truth)


def at_least(n: int, parts: Iterable[Truth]) -> Truth:
    """Whether at least *n* of *parts* hold."""
    known = list(parts)
    if sum(part is YES for part in known) >= n:
        return YES
    return UNKNOWN if sum(part is not NO for part in known) >= n else NO
