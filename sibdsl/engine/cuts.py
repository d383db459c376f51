"""What sets of days and periods are cut into: unbroken runs, and pieces of one length."""

from typing import Final

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine import calendar, daysets, ragged, spans
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import Bools, Days32, Ints, Truths
from sibdsl.engine.stretches import Stretches
from sibdsl.model.calendar import Duration, Unit
from sibdsl.model.days import NEVER
from sibdsl.model.truth import NO, UNKNOWN, YES

MANY: Final = 1_000_000
"""More things than any limit counts."""


@frozen(eq=False)
class Cut:
    """The things cut: those of row *i* are `offsets[i]:offsets[i + 1]`.

    Of each its *span*, whether it is there, and how many it may stand for.
    """

    offsets: Ints
    span: Stretches
    certain: Truths
    count: Ints


def runs(within: DaySets) -> Cut:
    """The longest unbroken runs of days in each set, earliest first.

    A run is known where known days out of the set bound it. Around unknown days, a run that is
    surely there has ends between bounds, and there may be others.
    """
    found = daysets.parts(within)
    if within.is_known:
        n = len(found.row)
        span = Stretches.fixed(found.start, found.end)
        return Cut(found.segments.offsets, span, found.truth, np.ones(n, np.int64))
    begin, end = found.segments.first[found.segment], found.segments.after[found.segment]
    early, late = found.start > begin, found.end < end
    free = found.end.astype(np.int64) - found.start - early - late
    sure = found.truth == YES
    # Days next to a day that is surely in would belong to its run.
    first, last = found.start + early, found.end - 1 - late
    span = Stretches(
        Moments(_days(np.where(sure, begin, first)), _days(np.where(sure, found.start, last))),
        Moments(_days(np.where(sure, found.end, first + 1)), end),
    )
    in_segment = ragged.offsets_of(np.bincount(found.segment, minlength=len(found.segments.start)))
    seen = ragged.running(in_segment, sure) > 0
    cut = Cut(
        ragged.offsets_of(np.bincount(found.row, minlength=len(within))),
        span,
        np.where(sure & ~seen, np.int8(YES), np.int8(UNKNOWN)),
        np.where(sure, 1, np.minimum((free + 1) // 2, MANY)),
    )
    return _in_order(_kept(cut, sure | (free > 0)))


def _days(days: Ints | Days32) -> Days32:
    return days.astype(np.int32, copy=False)


def _kept(cut: Cut, mask: Bools) -> Cut:
    return _taken(cut, ragged.filtered(cut.offsets, mask), np.flatnonzero(mask))


def _in_order(cut: Cut) -> Cut:
    order = ragged.ordered(cut.offsets, cut.span.start.least, cut.span.start.most)
    return _taken(cut, cut.offsets, order)


def _taken(cut: Cut, offsets: Ints, index: Ints) -> Cut:
    return Cut(offsets, cut.span.taken(index), cut.certain[index], cut.count[index])


def pieces(stretch: Stretches, length: Duration) -> Cut:
    """Each period cut from its first day into whole pieces; a part at the end is none.

    Days in a hole are not counted: a piece begins and goes on after it. After a piece that is not
    known to be there, those of which nothing can be said are one thing.
    """
    cut = ends_of_pieces(stretch, length)
    holes = _holes(stretch, ragged.rows_of(cut.offsets), cut.count >= MANY)
    return evolve(cut, span=evolve(cut.span, holes=holes))


def ends_of_pieces(stretch: Stretches, length: Duration) -> Cut:
    """The same pieces, from their first day to their last, holes or not."""
    whole = _whole_pieces(stretch, length)
    if bool(stretch.is_known.all()) and (stretch.holes is None or stretch.holes.is_empty):
        n = len(whole.end)
        span = Stretches.fixed(whole.start, whole.end)
        return Cut(whole.offsets, span, np.full(n, YES, np.int8), np.ones(n, np.int64))
    row, end_least = ragged.rows_of(whole.offsets), stretch.end.least
    open_ended = stretch.end.most >= NEVER
    late = (whole.end > end_least[row]) & open_ended[row]
    stops = ~whole.holes_known | late
    kept = ragged.running(whole.offsets, stops) == 0
    sure = whole.holes_known & (whole.end <= end_least[row])
    offsets = ragged.filtered(whole.offsets, kept)
    row, stops = row[kept], stops[kept]
    known = Stretches.fixed(whole.start[kept], whole.end[kept])
    since, at = _open_from(stretch, row[stops], whole.end[kept][stops])
    after = np.minimum(at + 1, NEVER)
    never = np.full(len(at), NEVER, np.int32)
    both, index = ragged.joined(offsets, since)
    is_open = np.arange(len(row) + len(at))[index] >= len(row)
    span = Stretches(
        _put_together(known.start, Moments(at, never)).taken(index),
        _put_together(known.end, Moments(_days(after), never)).taken(index),
    )
    certain = np.concatenate([np.where(sure[kept], YES, UNKNOWN), np.full(len(at), UNKNOWN)])
    return Cut(both, span, certain.astype(np.int8)[index], np.where(is_open, MANY, 1))


def _put_together(first: Moments, second: Moments) -> Moments:
    return Moments(
        np.concatenate([first.least, second.least]), np.concatenate([first.most, second.most])
    )


def _holes(stretch: Stretches, rows: Ints, is_open: Bools) -> DaySets | None:
    if stretch.holes is None or stretch.holes.is_empty:
        return None
    return stretch.holes.taken(rows).kept(~is_open)


def _open_from(stretch: Stretches, stopped: Ints, ends: Days32) -> tuple[Ints, Days32]:
    """From which day on nothing can be said of the pieces of a row: offsets, and those days."""
    since = np.full(len(stretch), -1, np.int32)
    unknown = ~stretch.start.is_known & (stretch.start.comes != NO)
    since[unknown] = stretch.start.least[unknown]
    since[stopped] = ends
    there = unknown.copy()
    there[stopped] = True
    return ragged.offsets_of(there.astype(np.int64)), since[there]


@frozen(eq=False)
class _Whole:
    """Pieces with known ends, and whether every day in them is known to be a hole or not."""

    offsets: Ints
    start: Days32
    end: Days32
    holes_known: Bools


def _whole_pieces(stretch: Stretches, length: Duration) -> _Whole:
    """The pieces up to the last that may be there; where the end may never come, one more than
    surely is.
    """
    holes = stretch.holes if stretch.holes is not None else DaySets.none(len(stretch))
    start, most = stretch.start.least, stretch.end.most
    open_ended = most >= NEVER
    until = np.minimum(np.where(open_ended, stretch.end.least, most), NEVER - 1)
    free = spans.complement(holes.possibly) if not holes.is_empty else None
    counts = _at_most(start, _days(until), length, free) + open_ended
    counts = np.where(stretch.start.is_known & (most > start), counts, 0)
    offsets, place = ragged.expanded(counts)
    row = ragged.rows_of(offsets)
    end = _ends(start, row, place + 1, length, free)
    at = np.where(place == 0, start[row], np.concatenate([end[:1], end[:-1]]))
    there = (end <= most[row]) & (end < NEVER)
    if not there.all():
        offsets, row, at, end = ragged.filtered(offsets, there), row[there], at[there], end[there]
    if holes.is_empty:
        return _Whole(offsets, at, end, np.ones(len(end), np.bool_))
    surely, possibly = (
        days.before_in(row, end) - days.before_in(row, at)
        for days in (holes.surely, holes.possibly)
    )
    running = spans.complement(holes.surely)
    begins = running.after_so_many(running.before_in(row, at) + 1, row) - np.int32(1)
    return _Whole(offsets, begins, end, surely == possibly)


def _at_most(start: Days32, until: Days32, length: Duration, free: spans.Spans | None) -> Ints:
    """No fewer than the pieces that end by *until*."""
    if length.days is None:
        months = length.count * (12 if length.unit is Unit.YEARS else 1)
        between = calendar.month_of(until) - calendar.month_of(start)
        return np.where(until > start, np.maximum(between, 0) // months + 1, 0)
    days = until.astype(np.int64) - start if free is None else free.count(start, until)
    return np.asarray(np.maximum(days, 0) // length.days, np.int64)


def _ends(
    start: Days32, row: Ints, number: Ints, length: Duration, free: spans.Spans | None
) -> Days32:
    """The first day after the piece of that number; months count from the first day of all."""
    if length.days is None or free is None:
        ends = calendar.end_of_length_beginning(start[row], length, number)
        return _days(np.minimum(ends, NEVER))
    return free.after_so_many(free.before_in(row, start[row]) + number * length.days, row)
