"""Sets of days of many rows, each day in, out, or not known: the columns of `model.days.Days`."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from sibdsl.engine import calendar, spans
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import (
    Bools,
    Days32,
    Ints,
    Rows,
    Truths,
    expanded,
    max_in,
    min_in,
    rows_of,
)
from sibdsl.engine.spans import Spans
from sibdsl.model.calendar import Cycle
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth


@frozen(eq=False)
class DaySets:
    """A set of days a row: the days that are *surely* in it lie within those *possibly* in it.

    Both are the same object where every day is known, so that nothing is worked out twice.
    """

    surely: Spans
    possibly: Spans

    @classmethod
    def known(cls, days: Spans) -> "DaySets":
        """Sets of which every day is known."""
        return cls(days, days)

    @classmethod
    def none(cls, n: int) -> "DaySets":
        """No day in any of *n* rows."""
        return cls.known(Spans.none(n))

    @classmethod
    def every(cls, n: int) -> "DaySets":
        """Every day in each of *n* rows."""
        return cls.known(Spans.every(n))

    @classmethod
    def span(cls, start: NDArray[Any], end: NDArray[Any]) -> "DaySets":
        """The days from *start* up to but not including *end* of each row."""
        return cls.known(Spans.one(start, end))

    @classmethod
    def between(cls, start: Moments, end: Moments) -> "DaySets":
        """The days from *start* up to but not including *end*, as far as both are known."""
        surely = Spans.one(start.most, end.least)
        if _settled(start) and _settled(end):
            return cls.known(surely)
        return cls(surely, spans.union(Spans.one(start.least, end.most), surely))

    def __len__(self) -> int:
        return self.possibly.n

    @property
    def is_known(self) -> bool:
        """Whether every day of every row is known."""
        return self.surely is self.possibly

    @property
    def is_empty(self) -> bool:
        """Whether no day of any row is in the set, or may be."""
        return self.possibly.is_empty

    @property
    def endless(self) -> Bools:
        """Which sets may go on for ever."""
        endless: Bools = self.possibly.most(EARLIEST) == NEVER
        return endless

    def _each(self, change: Callable[[Spans], Spans]) -> "DaySets":
        surely = change(self.surely)
        return DaySets(surely, surely if self.is_known else change(self.possibly))

    def taken(self, rows: Rows) -> "DaySets":
        """The sets of those rows."""
        return self._each(lambda days: days.taken(rows))

    def kept(self, mask: Bools) -> "DaySets":
        """The same in the rows of *mask*, no day elsewhere."""
        return self._each(lambda days: days.kept(mask))

    def where(self, mask: Bools, other: "DaySets") -> "DaySets":
        """The same in the rows of *mask*, those of *other* elsewhere."""
        return _pair(lambda a, b: a.where(mask, b), self, other)

    def doubted(self, mask: Bools) -> "DaySets":
        """The same; in the rows of *mask* no day is surely in the set."""
        if not mask.any():
            return self
        return DaySets(self.surely.kept(~mask), self.possibly)

    def at(self, days: NDArray[Any]) -> Truths:
        """Whether that day of each row is in its set."""
        told = self.possibly.holds(days).astype(np.int8)
        return told + (told if self.is_known else self.surely.holds(days).astype(np.int8))

    def at_moment(self, moments: Moments) -> Truths:
        """Whether the day that each moment is is in its set; a day that never comes is not."""
        known = moments.is_known
        if known.all():
            return self.at(moments.least)
        end = np.minimum(moments.most.astype(np.int64) + 1, NEVER)
        surely, possibly = self.count(moments.least, end)
        length = np.clip(end - moments.least, 0, None)
        may_not_come = moments.most == NEVER
        told = np.full(len(self), UNKNOWN, np.int8)
        told[(surely == length) & (length > 0) & ~may_not_come] = YES
        told[(possibly == 0) & ((length > 0) | may_not_come)] = NO
        return np.where(known, self.at(moments.least), told)

    def count(self, start: NDArray[Any], end: NDArray[Any]) -> tuple[Ints, Ints]:
        """The least and the most days of each row from *start* up to but not including *end*."""
        least = self.surely.count(start, end)
        return least, least if self.is_known else self.possibly.count(start, end)

    def total(self) -> tuple[Ints, Ints]:
        """The least and the most days of each row."""
        least = self.surely.total()
        return least, least if self.is_known else self.possibly.total()

    def first_day(self) -> Moments:
        """The first day of each set: known if every earlier day is known."""
        least = self.possibly.least(NEVER)
        return Moments(least, least if self.is_known else self.surely.least(NEVER))

    def last_day(self) -> Moments:
        """The last day of each set: known if every later day is known."""
        some = self.surely.some
        sure = np.where(some, self.surely.most(EARLIEST) - 1, EARLIEST)
        possible = np.where(some, self.possibly.most(EARLIEST) - 1, NEVER)
        none = ~self.possibly.some
        return Moments(
            np.where(none, NEVER, sure).astype(np.int32),
            np.where(none, NEVER, possible).astype(np.int32),
        )


def _settled(moments: Moments) -> bool:
    return moments.least is moments.most or bool((moments.least == moments.most).all())


def _pair(operation: Callable[[Spans, Spans], Spans], a: DaySets, b: DaySets) -> DaySets:
    surely = operation(a.surely, b.surely)
    if a.is_known and b.is_known:
        return DaySets.known(surely)
    return DaySets(surely, operation(a.possibly, b.possibly))


def union(a: DaySets, b: DaySets) -> DaySets:
    """The days in either."""
    return _pair(spans.union, a, b)


def union_of(sets: Sequence[DaySets], n: int) -> DaySets:
    """The days in any of *sets*, each of *n* rows."""
    surely = spans.union_of([one.surely for one in sets], n)
    if all(one.is_known for one in sets):
        return DaySets.known(surely)
    return DaySets(surely, spans.union_of([one.possibly for one in sets], n))


def both(a: DaySets, b: DaySets) -> DaySets:
    """The days in each of the two."""
    return _pair(spans.both, a, b)


def without(a: DaySets, b: DaySets) -> DaySets:
    """The days in *a* and not in *b*."""
    surely = spans.without(a.surely, b.possibly)
    if a.is_known and b.is_known:
        return DaySets.known(surely)
    return DaySets(surely, spans.without(a.possibly, b.surely))


def complement(a: DaySets) -> DaySets:
    """The days not in *a*."""
    surely = spans.complement(a.possibly)
    return DaySets(surely, surely if a.is_known else spans.complement(a.surely))


def covered(things: DaySets, offsets: Ints) -> DaySets:
    """The days of any of the things of each row; *offsets* say which things a row has."""
    return things._each(lambda days: spans.by_owner(days, offsets))


def days_after(start: Days32, numbers: Ints | int, holes: DaySets | None, held: Truth) -> Days32:
    """The first day after so many days (1 or more) from *start*, those in *holes* not counted.

    A day is in them if they hold it at least as surely as *held*. NEVER if so many never come.
    """
    if holes is None or holes.is_empty:
        ends: Ints = np.maximum(start, EARLIEST).astype(np.int64) + numbers
        return np.minimum(ends, NEVER).astype(np.int32)
    free = spans.complement(holes.surely if held is YES else holes.possibly)
    return free.after_so_many(free.before(start) + numbers, np.arange(len(start)))


@frozen(eq=False)
class Parts:
    """The days that are or may be in the sets, in order: each part is of one truth.

    *segments* are the longest spans without a day known to be out; *segment* is that of each part.
    """

    segments: Spans
    segment: Ints
    row: Ints
    start: Days32
    end: Days32
    truth: Truths


def parts(within: DaySets) -> Parts:
    """The parts of each set that are surely, or perhaps, in it."""
    whole = within.possibly
    if within.is_known:
        every = np.full(len(whole.start), YES, np.int8)
        each = np.arange(len(whole.start), dtype=np.int64)
        return Parts(whole, each, whole.rows, whole.first, whole.after, every)
    doubtful = spans.without(whole, within.surely)
    starts = np.concatenate((within.surely.start, doubtful.start))
    ends = np.concatenate((within.surely.end, doubtful.end))
    order = np.argsort(starts, kind="stable")
    told = np.where(order < len(within.surely.start), np.int8(YES), np.int8(UNKNOWN))
    split = Spans(whole.n, starts[order], ends[order])
    segment = np.searchsorted(whole.start, split.start, "right") - 1
    return Parts(whole, segment, split.rows, split.first, split.after, told)


_SECOND_YEAR: Final = 366
"""The calendar has no year before the first, in which a financial year could begin."""


def first_days(within: DaySets, n: int, cycle: Cycle) -> DaySets:
    """The first *n* days of *within* in each span of *cycle*.

    In, if fewer than *n* can come before it; out, if *n* surely do; else not known. Before and
    after all spans that hold a change nothing is sure.
    """
    start, end = _changing(within, cycle)
    rows, since, until, number = _split(within.surely.clipped(start, end), cycle)
    begins, ends = calendar.span_of_number(cycle, number)
    possible = within.possibly.before_in(rows, since) - within.possibly.before_in(rows, begins)
    sure = within.surely.before_in(rows, since) - within.surely.before_in(rows, begins)
    last = np.minimum(until, since + np.clip(n - possible, 0, None))
    filled = (sure < n) & (sure + (until - since) >= n)
    full = since + (n - sure)
    length = len(within)
    beyond = Spans.gathered(length, rows[filled], full[filled], ends[filled])
    return DaySets(
        Spans.gathered(length, rows, since, last), spans.without(within.possibly, beyond)
    )


def _changing(within: DaySets, cycle: Cycle) -> tuple[Days32, Days32]:
    """From the first day of the span with the first change to the end of that with the last."""
    first, last = np.full(len(within), NEVER, np.int32), np.full(len(within), EARLIEST, np.int32)
    for days in (within.surely, within.possibly):
        begins, ends = days.first, days.after
        soon = np.where(begins > EARLIEST, begins, ends)
        late = np.where(ends < NEVER, ends, np.where(begins > EARLIEST, begins, EARLIEST))
        first = np.minimum(first, min_in(days.offsets, soon, NEVER))
        last = np.maximum(last, max_in(days.offsets, late, EARLIEST))
    start = calendar.cycle_of(cycle, np.maximum(first, np.int32(_SECOND_YEAR)))[0]
    end = calendar.cycle_of(cycle, last)[1]
    changes = last >= _SECOND_YEAR
    return np.where(changes, start, 0), np.where(changes, end, 0)


def _split(days: Spans, cycle: Cycle) -> tuple[Ints, Days32, Days32, Ints]:
    """The spans cut where a new span of *cycle* begins: row, start, end, and number of that."""
    first, after = days.first, days.after
    number = calendar.cycle_number(cycle, first)
    offsets, place = expanded(calendar.cycle_number(cycle, after - np.int32(1)) - number + 1)
    each = rows_of(offsets)
    number = number[each] + place
    begins, ends = calendar.span_of_number(cycle, number)
    return (
        days.rows[each],
        np.maximum(first[each], begins),
        np.minimum(after[each], ends),
        number,
    )
