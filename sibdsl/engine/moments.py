"""Days as far as they are known, one a row: the columns of `model.days.Moment`."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from attrs import frozen

from sibdsl.engine.ragged import Bools, Days32, Rows, Truths
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.truth import NO, UNKNOWN, YES

Move: TypeAlias = Callable[[Days32], Days32]


@frozen(eq=False)
class Moments:
    """Of each row a day no earlier than *least* and no later than *most*.

    *most* is NEVER while it may never come; *least* is NEVER when it surely never does.
    """

    least: Days32
    most: Days32

    @classmethod
    def on(cls, days: Days32) -> "Moments":
        """Days that are known."""
        return cls(days, days)

    @classmethod
    def always(cls, day: Day, n: int) -> "Moments":
        """The same known day in each of *n* rows."""
        return cls.on(np.full(n, day, np.int32))

    @classmethod
    def never(cls, n: int) -> "Moments":
        """What surely never comes."""
        return cls.always(NEVER, n)

    @classmethod
    def some(cls, n: int) -> "Moments":
        """Days that have been, but whose dates are missing."""
        return cls(np.full(n, EARLIEST, np.int32), np.full(n, NEVER - 1, np.int32))

    def __len__(self) -> int:
        return len(self.least)

    @property
    def is_known(self) -> Bools:
        """Where the day is known and does come."""
        known: Bools = (self.least == self.most) & (self.most < NEVER)
        return known

    @property
    def comes(self) -> Truths:
        """Whether there is such a day at all."""
        return _told(self.most < NEVER, self.least == NEVER)

    def moved(self, move: Move) -> "Moments":
        """The days that *move*, which never reverses an order, makes of them."""
        least = _moved(self.least, move)
        return Moments(least, least if self.most is self.least else _moved(self.most, move))

    def plus(self, by: int) -> "Moments":
        """The days so many days later; earlier where *by* is below nought."""
        return self.moved(lambda days: days + np.int32(by))

    def taken(self, rows: Rows) -> "Moments":
        """The days of those rows."""
        least = self.least[rows]
        return Moments(least, least if self.most is self.least else self.most[rows])

    def where(self, mask: Bools, other: "Moments") -> "Moments":
        """The same in the rows of *mask*, those of *other* elsewhere."""
        return Moments(
            np.where(mask, self.least, other.least), np.where(mask, self.most, other.most)
        )

    def before(self, other: "Moments") -> Truths:
        """Whether each day comes, and comes before that of *other* (which may never come)."""
        return _told(self.most < other.least, (self.least == NEVER) | (self.least >= other.most))

    def on_or_before(self, other: "Moments") -> Truths:
        """Whether each day comes, and not after that of *other*."""
        return _told(
            (self.most <= other.least) & (self.most < NEVER),
            (self.least == NEVER) | (self.least > other.most),
        )

    def after(self, other: "Moments") -> Truths:
        """Whether each day comes, and after that of *other*."""
        return _told(
            (self.least > other.most) & (self.most < NEVER),
            (self.least == NEVER) | (self.most <= other.least),
        )

    def on_or_after(self, other: "Moments") -> Truths:
        """Whether each day comes, and not before that of *other*."""
        return _told(
            (self.least >= other.most) & (self.most < NEVER),
            (self.least == NEVER) | (other.least == NEVER) | (self.most < other.least),
        )

    def same_day(self, other: "Moments") -> Truths:
        """Whether both come and are one day."""
        same = self.is_known & other.is_known & (self.least == other.least)
        apart = (self.most < other.least) | (other.most < self.least)
        never = (self.least == NEVER) | (other.least == NEVER)
        told = _told(np.zeros(len(self), np.bool_), apart | never)
        told[same] = YES
        return told


def earliest(moments: Sequence[Moments]) -> Moments:
    """The earliest of *moments* in each row: as soon as any of them comes."""
    return Moments(
        np.minimum.reduce([m.least for m in moments]), np.minimum.reduce([m.most for m in moments])
    )


def latest(moments: Sequence[Moments]) -> Moments:
    """The latest of *moments* in each row: once all of them have come."""
    return Moments(
        np.maximum.reduce([m.least for m in moments]), np.maximum.reduce([m.most for m in moments])
    )


def _moved(days: Days32, move: Move) -> Days32:
    fixed = (days == EARLIEST) | (days == NEVER)
    moved = move(days).astype(np.int32, copy=False)
    return np.where(fixed, days, moved) if fixed.any() else moved


def _told(surely: Bools, surely_not: Bools) -> Truths:
    """NO where it surely is not, else YES where it surely is; the rest is not known."""
    told = np.where(surely, np.int8(YES), np.int8(UNKNOWN))
    told[surely_not] = NO
    return told
