"""Places on one line, where each row has a stretch of its own, and sorted spans of them.

Day *d* of row *r* is the place `r * 2**22 + d`: there are fewer days than that from EARLIEST to
NEVER.
"""

from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sibdsl.engine.ragged import Bools, Days32, Ints
from sibdsl.model.days import EARLIEST, NEVER

BITS: Final = 22
_MASK: Final = (1 << BITS) - 1
assert NEVER < _MASK, "every day has a place"

Ends: TypeAlias = tuple[Ints, Ints]
"""Starts and ends of spans, half-open."""


def line(n: int) -> Ints:
    """Where the line of each row begins."""
    return np.arange(n, dtype=np.int64) << BITS


def places(base: Ints, days: NDArray[Any]) -> Ints:
    """The place of each day, where its row begins at *base*."""
    found: Ints = base + np.clip(days, EARLIEST, NEVER)
    return found


def days_at(found: Ints) -> Days32:
    """The day of each place."""
    return (found & _MASK).astype(np.int32)


def in_one_order(*parts: Ints) -> Ints:
    """All of *parts*, each of which is sorted, in one order."""
    whole = np.concatenate(parts)
    whole.sort(kind="stable")
    return whole


def marked(start: Ints, end: Ints, mask: Bools) -> Ends:
    """The spans that *mask* marks. To take by place is three times as fast as by mask."""
    if mask.all():
        return start, end
    at = np.flatnonzero(mask)
    return start[at], end[at]


def some_of(start: Ints, end: Ints) -> Ends:
    """The spans that have a day."""
    return marked(start, end, start < end)


def merged(start: Ints, end: Ints) -> Ends:
    """The places in any of some spans, which most often are in order of their starts."""
    if (start[1:] < start[:-1]).any():
        return merged_in_order(np.sort(start), np.sort(end))
    return merged_in_order(start, np.maximum.accumulate(end))


def merged_in_order(start: Ints, end: Ints) -> Ends:
    """The same, of which the starts and the ends are each sorted.

    Where all that have begun have ended before the next begins, a new one begins. An end may stand
    for a later one that lies before it in time.
    """
    if not len(start):
        return start, end
    begins = np.empty(len(start), np.bool_)
    begins[0] = True
    np.greater(start[1:], end[:-1], out=begins[1:])
    if begins.all():
        return start, end
    at = np.flatnonzero(begins)
    last = np.append(at[1:], len(start)) - 1
    return start[at], end[last]


def shared(first: Ends, second: Ends) -> Ends:
    """The places in both of two lists of spans, in each of which no two meet.

    Where the next begins before as many have ended as had begun before, two are open at once.
    """
    starts, ends = in_one_order(first[0], second[0]), in_one_order(first[1], second[1])
    return some_of(starts[1:], ends[:-1])


def less(whole: Ends, within: Ends) -> Ends:
    """The places of *whole* but for those *within* it."""
    return some_of(in_one_order(whole[0], within[1]), in_one_order(whole[1], within[0]))
