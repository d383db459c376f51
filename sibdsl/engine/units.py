"""Achievements as columns: each row is one, or so many on days that follow without a gap."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from attrs import evolve, fields, frozen

from sibdsl.engine.ragged import (
    Bools,
    Ints,
    Truths,
    chosen,
    constant,
    marking_none,
    sorted_by,
    stacked,
    taken,
)
from sibdsl.model.days import NEVER
from sibdsl.model.ledger import DaySpan

NO, UNKNOWN, YES = 0, 1, 2


@frozen(eq=False)
class Units:
    """Achievements of the rows of a scope; *row* is that row.

    The first falls due from *least* to *most*, each later one *step* days after the one before.
    *first* to *after*, half-open, are the evidence days where there are any (*proven*). Where
    *truth* is UNKNOWN, up to *count* may be there, due at any time from *least* on.
    """

    row: Ints
    least: Ints
    most: Ints
    first: Ints
    after: Ints
    proven: Bools
    truth: Truths
    count: Ints
    step: Ints

    def __len__(self) -> int:
        return len(self.row)

    @property
    def last_due(self) -> Ints:
        """The due day of the last; only of known ones."""
        return self.least + (self.count - 1) * self.step

    @property
    def is_known(self) -> Bools:
        """Whether the due day is known, and comes."""
        known: Bools = (self.least == self.most) & (self.most < NEVER)
        return known

    def picked(self, at: Ints | Bools) -> "Units":
        """Those at the places *at*, or those that it marks."""
        places = chosen(at, len(self))
        if places is None:
            return self
        return Units(*(taken(getattr(self, name), places) for name in _COLUMNS))

    def taken(self, start: Ints, end: Ints) -> "Units":
        """Of each the known ones from number *start* up to but not including *end*."""
        whole = (start == 0) & (end == self.count)
        if whole.all():
            return self
        least = np.where(whole, self.least, self.least + start * self.step)
        return evolve(
            self,
            least=least,
            most=np.where(whole, self.most, least),
            first=np.where(whole, self.first, self.first + start * self.step),
            after=np.where(whole, self.after, self.first + end * self.step),
            count=end - start,
        )

    def numbers_before(self, day: Ints | int) -> Ints:
        """How many of known ones fall due before *day*."""
        step = np.maximum(self.step, 1)
        many = np.clip(-((self.least - day) // step), 0, self.count)
        return np.where(self.count == 1, self.least < day, many).astype(np.int64)

    def parted(self, apart: Bools) -> "tuple[Units, Ints]":
        """Each known one of those marked by itself, the others as they are; and the place that
        each was at.
        """
        times = np.where(apart & (self.truth == YES), self.count, 1)
        if (times == 1).all():
            return self, np.arange(len(self))
        at = np.repeat(np.arange(len(self)), times)
        number = np.arange(len(at)) - np.repeat(np.cumsum(times) - times, times)
        parted, alone = self.picked(at), times[at] > 1
        ends = np.where(alone, number + 1, parted.count)
        return parted.taken(np.where(alone, number, 0), ends), at


_COLUMNS: Final = tuple(a.name for a in fields(Units))


def made(
    row: Ints,
    due: tuple[Ints, Ints],
    evidence: tuple[Ints, Ints] | None,
    truth: Truths,
    count: Ints | int = 1,
    step: Ints | int = 0,
) -> Units:
    """Units from the least and the most of their due days and their evidence days, half-open."""
    n = len(row)
    nought = constant(0, n)
    first, after = evidence if evidence is not None else (nought, nought)
    return Units(
        np.asarray(row, np.int64),
        np.asarray(due[0], np.int64),
        np.asarray(due[1], np.int64),
        np.asarray(first, np.int64),
        np.asarray(after, np.int64),
        marking_none(n) if evidence is None else np.ones(n, np.bool_),
        np.asarray(truth, np.int8),
        constant(count, n) if isinstance(count, int) else count,
        constant(step, n) if isinstance(step, int) else step,
    )


def together(parts: Sequence[Units]) -> Units:
    """All of *parts*, one after another."""
    if len(parts) == 1:
        return parts[0]
    return Units(*(stacked([getattr(part, name) for part in parts]) for name in _COLUMNS))


def in_order(parts: Sequence[Units], *keys: Sequence[Ints]) -> Units:
    """All of *parts* by row, then by *keys* (of each part one), as they stand where these tie."""
    whole = together(parts)
    listed = [np.concatenate(list(key)) for key in keys]
    return whole.picked(sorted_by(whole.row, *listed))


Window = tuple[Ints, Ints]
"""Of each row the due days that are allowed, half-open."""


def within_window(units: Units, surely: Window, possibly: Window) -> Units:
    """What of *units* may fall due: surely in the first window of its row, perhaps in the second.

    The windows are of the rows of the scope.
    """
    sure = units.truth == YES
    open_at = np.flatnonzero(~sure)
    open_at = open_at[_may_fall_due(units.picked(open_at), surely, possibly)]
    known, at = units.picked(sure), np.flatnonzero(sure)
    row = known.row
    edges = [
        known.numbers_before(edge[row]) for edge in (possibly[0], surely[0], surely[1], possibly[1])
    ]
    sure_from, sure_to = edges[1], np.maximum(edges[1], edges[2])
    parts, places = [units.picked(open_at)], [open_at]
    for start, end, truth in (
        (edges[0], sure_from, UNKNOWN),
        (sure_from, sure_to, YES),
        (np.maximum(sure_to, edges[0]), edges[3], UNKNOWN),
    ):
        there = start < end
        part = known.picked(there).taken(start[there], end[there])
        parts.append(part if truth == YES else _in_doubt(part))
        places.append(at[there])
    order = np.argsort(np.concatenate(places), kind="stable")
    return together(parts).picked(order)


def _in_doubt(units: Units) -> Units:
    """Known units that a stop may yet forbid."""
    return evolve(units, most=units.last_due, truth=np.full(len(units), UNKNOWN, np.int8))


def _may_fall_due(units: Units, surely: Window, possibly: Window) -> Bools:
    """Whether those not known may fall due at all."""
    row = units.row
    inside = (surely[0][row] <= units.least) & (units.most < surely[1][row])
    out = (units.most < possibly[0][row]) | (units.least >= possibly[1][row])
    return inside | ~out


def of_span(span: DaySpan, n: int) -> Window:
    """The same days of *n* rows."""
    return np.full(n, span[0], np.int64), np.full(n, span[1], np.int64)
