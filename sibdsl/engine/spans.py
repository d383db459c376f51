"""Sets of days of many rows, whose spans are one sorted list of places on one line.

So an operation on the sets of all rows is one merge of two lists.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from sibdsl.engine import places, ragged
from sibdsl.engine.ragged import Bools, Days32, Ints, Rows
from sibdsl.model.days import EARLIEST, NEVER

_MANY_A_ROW: Final = 8
"""With more spans than that to a row it is quicker to look for one than to go through all."""


@frozen(eq=False)
class Spans:
    """A set of days for each of *n* rows, as half-open spans from *start* up to *end*, in order.

    Both are places on the line. No span is empty and no two of a row meet, so there is one way to
    hold a set. Days are from EARLIEST up to but not including NEVER.
    """

    n: int
    start: Ints
    end: Ints

    @classmethod
    def none(cls, n: int) -> "Spans":
        """No day in any row."""
        return cls(n, np.zeros(0, np.int64), np.zeros(0, np.int64))

    @classmethod
    def every(cls, n: int) -> "Spans":
        """Every day in every row."""
        return cls(n, places.line(n) + EARLIEST, places.line(n) + NEVER)

    @classmethod
    def one(cls, start: NDArray[Any], end: NDArray[Any]) -> "Spans":
        """The days from *start* up to but not including *end* of each row."""
        base = places.line(len(start))
        start, end = places.places(base, start), places.places(base, end)
        return cls(len(base), *places.some_of(start, end))

    @classmethod
    def gathered(cls, n: int, rows: Rows, start: NDArray[Any], end: NDArray[Any]) -> "Spans":
        """The days in any of the spans given, each with its row; in any order."""
        base = rows.astype(np.int64) << places.BITS
        start, end = places.places(base, start), places.places(base, end)
        return cls(n, *places.merged(*places.some_of(start, end)))

    def __len__(self) -> int:
        return self.n

    @property
    def is_empty(self) -> bool:
        """Whether no row has a day."""
        return not len(self.start)

    @cached_property
    def rows(self) -> Ints:
        """The row of each span."""
        return self.start >> places.BITS

    @property
    def first(self) -> Days32:
        """The first day of each span."""
        return places.days_at(self.start)

    @property
    def after(self) -> Days32:
        """The first day after each span."""
        return places.days_at(self.end)

    @cached_property
    def one_each(self) -> bool:
        """Whether every row has one span."""
        return len(self.start) == self.n and bool((self.rows == np.arange(self.n)).all())

    @cached_property
    def _one_at_most(self) -> bool:
        """Whether no row has two spans."""
        return self.one_each or bool((self.rows[1:] > self.rows[:-1]).all())

    @cached_property
    def _dense(self) -> tuple[Ints, Ints]:
        """Start and end of the one span of each row; of a row without, an end before its start."""
        if self.one_each:
            return self.start, self.end
        start, end = np.full(self.n, np.iinfo(np.int64).max), np.full(self.n, -1)
        start[self.rows], end[self.rows] = self.start, self.end
        return start, end

    @cached_property
    def offsets(self) -> Ints:
        """The spans of row *i* are `offsets[i]:offsets[i + 1]`."""
        return ragged.offsets_of(np.bincount(self.rows, minlength=self.n))

    @property
    def counts(self) -> Ints:
        """How many spans each row has."""
        return ragged.counts_of(self.offsets)

    @property
    def some(self) -> Bools:
        """Which rows have any day."""
        return self.counts > 0

    @cached_property
    def _days_before(self) -> Ints:
        """How many days all spans before each one have, on the whole line."""
        return ragged.offsets_of(self.end - self.start)

    def least(self, default: int) -> Days32:
        """The first day of each row; *default* where it has none."""
        return self._at_edge(ragged.first_in(self.offsets), self.first, default)

    def most(self, default: int) -> Days32:
        """The first day after the last of each row; *default* where it has none."""
        return self._at_edge(ragged.last_in(self.offsets), self.after, default)

    def _at_edge(self, index: Ints, days: Days32, default: int) -> Days32:
        found = np.full(self.n, default, np.int32)
        there = index >= 0
        found[there] = days[index[there]]
        return found

    def holds(self, days: NDArray[Any]) -> Bools:
        """Whether that day of each row is in its set."""
        at_day = places.places(places.line(self.n), days)
        if self.is_empty:
            return np.zeros(self.n, np.bool_)
        within: Bools
        if self._one_at_most:
            start, end = self._dense
            within = (start <= at_day) & (at_day < end)
        else:
            at = np.searchsorted(self.start, at_day, "right") - 1
            within = (at >= 0) & (at_day < self.end[np.maximum(at, 0)])
        return within & (np.asarray(days) >= EARLIEST) & (np.asarray(days) < NEVER)

    def before(self, days: NDArray[Any]) -> Ints:
        """How many days of the whole line are in the set before that day of each row."""
        return self.before_in(np.arange(self.n), days)

    def before_in(self, rows: Rows, days: NDArray[Any]) -> Ints:
        """The same, of days with the row of each."""
        at_day = places.places(rows.astype(np.int64) << places.BITS, days)
        if self.is_empty:
            return np.zeros(len(at_day), np.int64)
        at = np.searchsorted(self.start, at_day, "right") - 1
        span = np.maximum(at, 0)
        within = np.minimum(at_day, self.end[span]) - self.start[span]
        before: Ints = np.where(at >= 0, self._days_before[span] + within, 0)
        return before

    def count(self, start: NDArray[Any], end: NDArray[Any]) -> Ints:
        """How many days are in each row from *start* up to but not including *end*."""
        if len(self.start) > _MANY_A_ROW * self.n:
            counts: Ints = np.maximum(self.before(end) - self.before(start), 0)
            return counts
        line = places.line(self.n)
        first, after = places.places(line, start), places.places(line, end)
        if not self.one_each:
            first, after = first[self.rows], after[self.rows]
        days = np.minimum(self.end, after) - np.maximum(self.start, first)
        np.maximum(days, 0, out=days)
        return days if self.one_each else ragged.sum_in(self.offsets, days)

    def total(self) -> Ints:
        """How many days each row has."""
        return ragged.sum_in(self.offsets, self.end - self.start)

    def after_so_many(self, numbers: Ints, rows: Rows) -> Days32:
        """The first day after so many days of the whole line, in the row of each; else NEVER.

        *numbers* count as `before` does, and are at least one more than what is before the row.
        """
        if self.is_empty:
            return np.full(len(rows), NEVER, np.int32)
        span = np.searchsorted(self._days_before, numbers, "left") - 1
        there = (span >= 0) & (span < len(self.start))
        span = np.where(there, span, 0)
        there &= self.rows[span] == rows
        days = places.days_at(self.start[span] + numbers - self._days_before[span])
        return np.where(there, days, NEVER).astype(np.int32)

    def taken(self, rows: Rows) -> "Spans":
        """The sets of those rows."""
        if self.is_empty:
            return Spans.none(len(rows))
        if self.one_each:
            own = (np.arange(len(rows), dtype=np.int64) - rows) << places.BITS
            return Spans(len(rows), self.start[rows] + own, self.end[rows] + own)
        offsets, index = ragged.gathered(self.offsets, rows)
        move = np.repeat(
            (np.arange(len(rows), dtype=np.int64) - rows) << places.BITS, ragged.counts_of(offsets)
        )
        return Spans(len(rows), self.start[index] + move, self.end[index] + move)

    def kept(self, mask: Bools) -> "Spans":
        """The same in the rows of *mask*, no day in the others."""
        if self.is_empty or mask.all():
            return self
        return Spans(self.n, *places.marked(self.start, self.end, mask[self.rows]))

    def where(self, mask: Bools, other: "Spans") -> "Spans":
        """The same in the rows of *mask*, those of *other* in the others."""
        ours, others = self.kept(mask), other.kept(~mask)
        return _merged_disjoint(ours, others)

    def clipped(self, start: NDArray[Any], end: NDArray[Any]) -> "Spans":
        """The days from *start* up to but not including *end* of each row."""
        return both(self, Spans.one(start, end))


def _merged_disjoint(a: Spans, b: Spans) -> Spans:
    """Two sets that share no row."""
    if a.is_empty:
        return b
    if b.is_empty:
        return a
    start = places.in_one_order(a.start, b.start)
    return Spans(a.n, start, places.in_one_order(a.end, b.end))


def union(a: Spans, b: Spans) -> Spans:
    """The days in either."""
    if a is b or b.is_empty:
        return a
    if a.is_empty:
        return b
    return union_of((a, b), a.n)


def union_of(sets: Sequence[Spans], n: int) -> Spans:
    """The days in any of *sets*, each of *n* rows."""
    some = [one for one in sets if not one.is_empty]
    if len(some) < 2:
        return some[0] if some else Spans.none(n)
    start = places.in_one_order(*(s.start for s in some))
    end = places.in_one_order(*(s.end for s in some))
    return Spans(n, *places.merged_in_order(start, end))


def both(a: Spans, b: Spans) -> Spans:
    """The days in each of the two."""
    if a is b or a.is_empty:
        return a
    if b.is_empty:
        return b
    if a._one_at_most:
        a, b = b, a
    if not b._one_at_most:
        return Spans(a.n, *places.shared((a.start, a.end), (b.start, b.end)))
    first, after = b._dense
    if not a.one_each:
        first, after = first[a.rows], after[a.rows]
    start, end = np.maximum(a.start, first), np.minimum(a.end, after)
    return Spans(a.n, *places.some_of(start, end))


def without(a: Spans, b: Spans) -> Spans:
    """The days in *a* and not in *b*."""
    if a is b:
        return Spans.none(a.n)
    cut = both(a, b)
    if cut.is_empty:
        return a
    return _less(a, cut)


def complement(a: Spans) -> Spans:
    """The days not in *a*."""
    return _less(Spans.every(a.n), a)


def _less(a: Spans, within: Spans) -> Spans:
    """The days in *a* but for those *within* it."""
    return Spans(a.n, *places.less((a.start, a.end), (within.start, within.end)))


def by_owner(things: Spans, offsets: Ints) -> Spans:
    """The days of any of the things of each row: *offsets* say which things a row has."""
    n = len(offsets) - 1
    if things.is_empty:
        return Spans.none(n)
    owner = ragged.rows_of(offsets)
    move = owner - np.arange(len(owner), dtype=np.int64)
    if not things.one_each:
        move = move[things.rows]
    move <<= places.BITS
    return Spans(n, *places.merged(things.start + move, things.end + move))
