"""Items of many rows: events, spells, runs and pieces, each as far as it is known."""

from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from sibdsl.columns import Column, FieldTable
from sibdsl.engine import ragged
from sibdsl.engine.cuts import Cut
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import NOWHERE, Bools, Days32, Ints, Rows, Truths
from sibdsl.engine.stretches import Stretches
from sibdsl.model.days import NEVER
from sibdsl.model.records import Kind
from sibdsl.model.truth import UNKNOWN, YES

Counts: TypeAlias = NDArray[np.int32]
Places: TypeAlias = NDArray[np.int32]

MANY: Final = 1_000_000
"""More items than any limit counts: what may have happened where no record reaches."""


@frozen(eq=False, slots=False)
class Items:
    """The items of row *i* are `offsets[i]:offsets[i + 1]` of all other columns, in order.

    *count* is how many things an item may stand for. *at* is the record of *table* that it was
    read from, NOWHERE where there is none.
    """

    offsets: Ints
    start: Moments
    end: Moments
    certain: Truths
    count: Counts
    at: Places
    holes: DaySets | None = None
    table: FieldTable | None = None

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def size(self) -> int:
        """How many items there are in all."""
        return len(self.certain)

    @cached_property
    def rows(self) -> Ints:
        """The row of each item."""
        return ragged.rows_of(self.offsets)

    @property
    def counts(self) -> Ints:
        """How many items each row has."""
        return ragged.counts_of(self.offsets)

    @property
    def spans(self) -> Stretches:
        """The span of each item."""
        return Stretches(self.start, self.end, self.holes)

    @cached_property
    def days(self) -> DaySets:
        """The days that each item covers, as far as they and it are known."""
        return self.spans.days.doubted(self.certain != YES)

    def attribute(self, name: str) -> Column:
        """The value that each item carries under *name*."""
        column = None if self.table is None else self.table.attributes.get(name)
        if column is None:
            nothing = np.zeros(self.size, np.bool_)
            return Column(Kind.CODE, np.full(self.size, NOWHERE, np.int64), nothing, None, ())
        return column.taken(self.at)

    def taken(self, rows: Rows) -> "Items":
        """The items of those rows."""
        offsets, index = ragged.gathered(self.offsets, rows)
        return self._picked(offsets, index)

    def kept(self, mask: Bools) -> "Items":
        """Those of *mask*."""
        if mask.all():
            return self
        return self._picked(ragged.filtered(self.offsets, mask), np.flatnonzero(mask))

    def in_order(self) -> "Items":
        """Earliest first in each row; on one day as they stand."""
        return self.sorted_by(self.start.least, self.start.most)

    def sorted_by(self, *keys: Ints | Days32) -> "Items":
        """The items of each row by *keys*, the first counting most; ties stay."""
        return self._picked(self.offsets, ragged.ordered(self.offsets, *keys))

    def _picked(self, offsets: Ints, index: Ints) -> "Items":
        return Items(
            offsets,
            self.start.taken(index),
            self.end.taken(index),
            self.certain[index],
            self.count[index],
            self.at[index],
            None if self.holes is None else self.holes.taken(index),
            self.table,
        )

    def with_certain(self, certain: Truths) -> "Items":
        """The same, known so far only."""
        return evolve(self, certain=certain)

    def picked(self, index: Ints) -> "Items":
        """The items at those places, each in a row of its own."""
        return self._picked(np.arange(len(index) + 1, dtype=np.int64), index)

    def one_each(self) -> "Items":
        """The same items, each in a row of its own."""
        return evolve(self, offsets=np.arange(self.size + 1, dtype=np.int64))


def only(items: Items) -> Items:
    """The one item of each row; where it is not known which, what all that it can be share."""
    alone = items.counts == 1
    sure = items.certain == YES
    if items.size == len(items) and alone.all() and sure.all():
        return items
    least = ragged.min_in(items.offsets, items.start.least, NEVER)
    last = ragged.min_in(items.offsets, np.where(sure, items.start.most, NEVER), NEVER)
    start = Moments(least, last.astype(np.int32))
    end = Moments(np.minimum(least + 1, NEVER).astype(np.int32), np.full_like(least, NEVER))
    certain = ragged.any_in(items.offsets, sure).astype(np.int8) + np.int8(UNKNOWN)
    if not items.size:
        return _singles(start, end, certain)
    place = np.where(alone, items.offsets[:-1], 0)
    known = alone & sure[place]
    ends = items.end.taken(place)
    perhaps = Moments(ends.least, np.full_like(ends.least, NEVER))
    end = ends.where(known, perhaps.where(alone, end))
    holes = None if items.holes is None else items.holes.taken(place).kept(known)
    at = np.where(alone, items.at[place], NOWHERE)
    count = np.where(alone, items.count[place], 1)
    return Items(_each(len(alone)), start, end, certain, count, at, holes, items.table)


def _singles(start: Moments, end: Moments, certain: Truths) -> Items:
    n = len(certain)
    return Items(_each(n), start, end, certain, np.ones(n, np.int32), nowhere(n))


def _each(n: int) -> Ints:
    return np.arange(n + 1, dtype=np.int64)


def first(items: Items, n: int) -> Items:
    """The *n* earliest of each row, which are in order.

    In, if fewer than *n* can come before it; out, if *n* surely do; else not known. Of two on one
    day that differ, it is not known which comes first.
    """
    # Each item beside every other of its row.
    offsets, other = ragged.gathered(items.offsets, items.rows)
    item = ragged.rows_of(offsets)
    least, most = items.start.least, items.start.most
    before = other < item
    same_day = (least[item] == least[other]) & (most[item] == most[other])
    same_day &= items.start.is_known[item] & (item != other)
    differ = same_day.copy()
    pairs = np.flatnonzero(same_day)
    differ[pairs] = ~_alike(items, item[pairs], other[pairs])
    may_precede = (least[other] < most[item]) | (before & (least[other] <= least[item])) | differ
    may_precede &= item != other
    precedes = (most[other] < least[item]) | (before & same_day & ~differ)
    precedes &= (items.certain[other] == YES) & (item != other)
    possibly = ragged.sum_in(offsets, np.where(may_precede, items.count[other], 0))
    surely = ragged.sum_in(offsets, precedes)
    certain = np.where(possibly < n, items.certain, np.minimum(items.certain, UNKNOWN))
    return items.with_certain(certain.astype(np.int8)).kept((possibly < n) | (surely < n))


def _alike(items: Items, one: Ints, other: Ints) -> Bools:
    """Whether two items say the same, but for the rows that they stand in."""
    alike: Bools = (items.end.least[one] == items.end.least[other]) & (
        items.end.most[one] == items.end.most[other]
    )
    alike &= (items.at[one] < 0) == (items.at[other] < 0)
    for name in () if items.table is None else items.table.attributes:
        column = items.attribute(name)
        known = column.known[one] & column.known[other]
        same = column.values[one] == column.values[other]
        if column.denominators is not None:
            same &= column.denominators[one] == column.denominators[other]
        alike &= np.where(known, same, column.known[one] == column.known[other])
    return alike


def of_cut(cut: Cut) -> Items:
    """Runs or pieces as items: they carry nothing, and no record says them."""
    span, count = cut.span, cut.count.astype(np.int32)
    at = nowhere(len(count))
    return Items(cut.offsets, span.start, span.end, cut.certain, count, at, span.holes)


def nowhere(n: int) -> Places:
    """No record, for each of *n* items."""
    return np.full(n, NOWHERE, np.int32)
