"""Periods of many rows, as far as their ends are known: the columns of `model.days.Stretch`."""

from functools import cached_property
from typing import Final

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine import calendar, daysets, moments
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import Bools, Days32, Ints, Rows, Truths
from sibdsl.model.calendar import Duration
from sibdsl.model.days import NEVER
from sibdsl.model.terms import Part
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth

_PARTS: Final = tuple(Part)


@frozen(eq=False)
class Stretches:
    """Of each row the days from *start* up to but not including *end*, less its *holes*."""

    start: Moments
    end: Moments
    holes: DaySets | None = None

    @classmethod
    def fixed(cls, start: Days32, end: Days32) -> "Stretches":
        """Periods whose two ends are known."""
        return cls(Moments.on(start), Moments.on(end))

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def days(self) -> DaySets:
        """The days of each period; those in a hole are not among them."""
        whole = DaySets.between(self.start, self.end)
        return whole if self.holes is None else daysets.without(whole, self.holes)

    @property
    def last(self) -> Moments:
        """The last day of each."""
        return self.end.plus(-1)

    @property
    def is_known(self) -> Bools:
        """Where both ends are known and come."""
        known: Bools = self.start.is_known & self.end.is_known
        return known

    def taken(self, rows: Rows) -> "Stretches":
        """The periods of those rows."""
        holes = None if self.holes is None else self.holes.taken(rows)
        return Stretches(self.start.taken(rows), self.end.taken(rows), holes)

    def where(self, mask: Bools, other: "Stretches") -> "Stretches":
        """The same in the rows of *mask*, those of *other* elsewhere."""
        holes = None
        if self.holes is not None or other.holes is not None:
            holes = _holes(self).where(mask, _holes(other))
        return Stretches(
            self.start.where(mask, other.start), self.end.where(mask, other.end), holes
        )


def _holes(stretch: Stretches) -> DaySets:
    return DaySets.none(len(stretch)) if stretch.holes is None else stretch.holes


def between(first: Moments, last: Moments) -> Stretches:
    """From *first* to *last*, both included."""
    return Stretches(first, last.plus(1))


def beginning(start: Moments, length: Duration) -> Stretches:
    """The periods of that length whose first day is *start*."""
    return Stretches(start, _end_of(start, length, 1))


def after(day: Moments, length: Duration) -> Stretches:
    """The periods of that length that begin on the day after *day*."""

    def end(days: Days32) -> Days32:
        moved = calendar.add(days, length)
        return moved + np.int32(1) if length.days else _day_after(moved)

    return Stretches(day.plus(1), day.moved(end))


def _day_after(days: Days32) -> Days32:
    """The day after; of a day that the calendar does not have, NEVER."""
    return np.minimum(days, NEVER - 1) + np.int32(1)


def before(day: Moments, length: Duration) -> Stretches:
    """The periods of that length that end on the day before *day*."""
    return Stretches(day.moved(lambda days: calendar.add(days, length, -1)), day)


def _end_of(start: Moments, length: Duration, times: int) -> Moments:
    return start.moved(lambda days: calendar.end_of_length_beginning(days, length, times))


def part_of(stretch: Stretches, which: Part, length: Duration) -> Stretches:
    """The first, second … part of each, cut off where it ends; the last from its end."""
    if which is Part.LAST:
        start = stretch.end.moved(lambda days: calendar.add(days, length, -1))
        return evolve(stretch, start=moments.latest([stretch.start, start]))
    number = _PARTS.index(which)
    start = stretch.start if number == 0 else _end_of(stretch.start, length, number)
    end = _end_of(stretch.start, length, number + 1)
    return evolve(
        stretch,
        start=moments.earliest([start, stretch.end]),
        end=moments.earliest([end, stretch.end]),
    )


def clipped(stretch: Stretches, last: Moments) -> Stretches:
    """Each period, up to and including *last*."""
    return evolve(stretch, end=moments.earliest([stretch.end, last.plus(1)]))


def paused_by(stretch: Stretches, paused: DaySets, within: Stretches | None) -> Stretches:
    """Each without its *paused* days, its end moved on by as many; never past that of *within*."""
    least = _end_after(stretch.start.most, stretch.end.least, paused, YES)
    most = _end_after(stretch.start.least, stretch.end.most, paused, UNKNOWN)
    limit = Moments.never(len(least)) if within is None else within.end
    return Stretches(stretch.start, moments.earliest([Moments(least, most), limit]), paused)


def _end_after(start: Days32, end: Days32, paused: DaySets, held: Truth) -> Days32:
    empty = (end <= start) | (end >= NEVER)
    length = np.where(empty, 1, end.astype(np.int64) - start)
    return np.where(empty, end, daysets.days_after(start, length, paused, held))


def running(stretch: Stretches, within: DaySets) -> DaySets:
    """The days of *within* on which each period runs."""
    return within if stretch.holes is None else daysets.without(within, stretch.holes)


def quantified(stretch: Stretches, within: DaySets, least: int | None, most: int | None) -> Truths:
    """Whether from *least* to *most* days of each are in *within*; None is every day.

    Of a period whose ends are not known, nothing is.
    """
    return quantified_of(stretch, running(stretch, within), least, most)


def quantified_of(
    stretch: Stretches, counted: DaySets, least: int | None, most: int | None
) -> Truths:
    """The same, of days that are not in a hole of the period."""
    start, end = stretch.start.least, stretch.end.least
    surely, possibly = counted.count(start, end)
    length: Ints = end.astype(np.int64) - start
    if stretch.holes is not None:
        length = length - stretch.holes.count(start, end)[0]
    needed = length if least is None else np.int64(least)
    allowed = length if most is None else np.int64(most)
    told = np.where((surely >= needed) & (possibly <= allowed), np.int8(YES), np.int8(UNKNOWN))
    told[(possibly < needed) | (surely > allowed)] = NO
    told[~stretch.is_known] = UNKNOWN
    return told
