"""Whole pieces of periods as runs: those that follow each other and have the same days are one.

Only where a day of the set comes or goes, or where a period stands still, is a piece another than
its neighbours. So the pieces are never listed: their numbers are cut there, and of each part one
piece is looked at.
"""

import numpy as np
from attrs import frozen

from sibdsl.engine import places, spans
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.numbers import told
from sibdsl.engine.ragged import Bools, Days32, Ints, Truths, distinct
from sibdsl.engine.spans import Spans
from sibdsl.engine.stretches import Stretches
from sibdsl.engine.units import NO, UNKNOWN, Units, made
from sibdsl.model.contract import EachPiece
from sibdsl.model.days import NEVER


def plain(stretch: Stretches, trigger: EachPiece) -> Bools:
    """The rows that can be cut so: both ends and every pause known, and pieces of equal length."""
    ends = stretch.is_known & (stretch.end.least < NEVER)
    if trigger.length.days is None:
        return np.zeros(len(stretch), np.bool_)
    if stretch.holes is None or stretch.holes.is_known or not ends.any():
        return ends
    least, most = stretch.holes.count(stretch.start.least, stretch.end.least)
    settled: Bools = ends & (least == most)
    return settled


def in_runs(stretch: Stretches, within: DaySets, trigger: EachPiece) -> Units:
    """The pieces that have as many days of *within* as they need, of rows that are `plain`."""
    length = trigger.length.days
    assert length is not None, "asked only of pieces of so many days"
    line = _Line.of(stretch)
    row, first, stop = _cut(line, within, length)
    start, end = line.day(row, first * length), line.day(row, (first + 1) * length - 1) + 1
    truth = met(stretch, within, trigger, (row, start, end))
    row, start, end, truth, n = _singly_unknown(row, start, end, truth, stop - first, length)
    kept = np.flatnonzero(truth != NO)
    row, start, end, n = row[kept], start[kept], end[kept], n[kept]
    due, after = end - 1, end + (n - 1) * length
    return made(row, (due, due), (start, after), truth[kept], n, np.where(n > 1, length, 0))


@frozen(eq=False)
class _Line:
    """The days on which each period runs, counted from its first: 0, 1 and so on up to *days*.

    *free* are the days that are in no hole, None where no row has any; *before* how many of them
    the whole line has before the period begins.
    """

    start: Ints
    days: Ints
    free: Spans | None
    before: Ints
    still: Spans

    @classmethod
    def of(cls, stretch: Stretches) -> "_Line":
        """The line of each period."""
        start, end = (ends.least.astype(np.int64) for ends in (stretch.start, stretch.end))
        whole = np.maximum(end - start, 0)
        still = Spans.none(len(stretch)) if stretch.holes is None else stretch.holes.surely
        still = still.clipped(start, end)
        if still.is_empty:
            return cls(start, whole, None, start, still)
        free = spans.complement(still)
        return cls(start, whole - still.total(), free, free.before(start), still)

    def number(self, row: Ints, day: Ints) -> Ints:
        """How many days of the period run before *day*."""
        if self.free is None:
            return day - self.start[row]
        return self.free.before_in(row, day) - self.before[row]

    def day(self, row: Ints, number: Ints) -> Ints:
        """The day of that number."""
        if self.free is None:
            return self.start[row] + number
        return self.free.after_so_many(self.before[row] + number + 1, row).astype(np.int64) - 1


def _cut(line: _Line, within: DaySets, length: int) -> tuple[Ints, Ints, Ints]:
    """The row of each part, the number of its first piece, and that after its last."""
    most = line.days // length
    rows = np.flatnonzero(most > 0)
    parts = [rows << places.BITS, (rows << places.BITS) + most[rows]]
    listed = [within.surely, line.still]
    for changes in listed if within.is_known else [*listed, within.possibly]:
        for row, day in ((changes.rows, changes.first), (changes.rows, changes.after)):
            number = line.number(row, _wide(day))
            inside = np.flatnonzero((number >= 0) & (number < most[row] * length))
            row, number = row[inside], number[inside]
            parts += [(row << places.BITS) + number // length]
            parts += [(row << places.BITS) - (-number // length)]
    edges = distinct(np.concatenate(parts))
    row, piece = edges >> places.BITS, edges & ((1 << places.BITS) - 1)
    same = np.flatnonzero(row[1:] == row[:-1])
    return row[same], piece[same], piece[same + 1]


def _singly_unknown(
    row: Ints, start: Ints, end: Ints, truth: Truths, n: Ints, length: int
) -> tuple[Ints, Ints, Ints, Truths, Ints]:
    """Parts of which nothing is known piece by piece, the others as they are."""
    times = np.where(truth == UNKNOWN, n, 1)
    if (times == 1).all():
        return row, start, end, truth, n
    at = np.repeat(np.arange(len(row)), times)
    later = (np.arange(len(at)) - np.repeat(np.cumsum(times) - times, times)) * length
    n = np.where(truth == UNKNOWN, 1, n)[at]
    return row[at], start[at] + later, end[at] + later, truth[at], n


def met(
    stretch: Stretches, within: DaySets, trigger: EachPiece, piece: tuple[Ints, Ints, Ints]
) -> Truths:
    """Whether each piece, of a row from a day up to another, has the days that it needs."""
    _, start, end = piece
    surely = _days_in(within.surely, piece)
    possibly = surely if within.is_known else _days_in(within.possibly, piece)
    length = end - start
    if stretch.holes is not None:
        length = length - _days_in(stretch.holes.surely, piece)
    needed = length if trigger.least is None else np.int64(trigger.least)
    most = length if trigger.most is None else np.int64(trigger.most)
    return told((surely >= needed) & (possibly <= most), (possibly < needed) | (surely > most))


def _days_in(days: Spans, piece: tuple[Ints, Ints, Ints]) -> Ints:
    """How many days of the set of its row each piece has."""
    row, start, end = piece
    return days.before_in(row, end) - days.before_in(row, start)


def _wide(days: Days32) -> Ints:
    return days.astype(np.int64)
