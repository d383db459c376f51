"""The units that the trigger of an outcome finds, before any condition or stop."""

from collections.abc import Iterator
from typing import Final, assert_never

import numpy as np
from attrs import evolve

from sibdsl.engine import cuts, daysets, piecewise, stretches
from sibdsl.engine.cuts import MANY
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import Bools, Days32, Ints, expanded, offsets_of, rows_of, running
from sibdsl.engine.scope import Scope
from sibdsl.engine.stretches import Stretches
from sibdsl.engine.units import NO, UNKNOWN, YES, Units, Window, in_order, made
from sibdsl.model import terms, truth
from sibdsl.model.contract import EachDay, EachPiece, EachRun, OnDay, Outcome
from sibdsl.model.days import EARLIEST, NEVER

_LONGEST: Final = 366
"""No unit of length has more days."""


def units_of(scope: Scope, outcome: Outcome, allowed: Window) -> Units:
    """The units of every row, in order of row.

    Those that are known to fall due outside of the days *allowed* in their row need not be there.
    """
    trigger = outcome.trigger
    match trigger:
        case OnDay(day):
            return _on_day(scope, scope.day(day), outcome)
        case EachDay(within):
            return _single_days(scope.days(within))
        case EachRun(within, length):
            return _in_runs(scope.days(within), length, _holes_of(scope, within))
        case EachPiece():
            return _each_piece(scope, trigger, allowed)
        case _:
            assert_never(trigger)


def _on_day(scope: Scope, due: Moments, outcome: Outcome) -> Units:
    """One on *due*, where it may come: proved by the days that its conditions count."""
    comes = np.flatnonzero(due.comes != NO)
    least, most = _wide(due.least[comes]), _wide(due.most[comes])
    known = np.where(due.is_known[comes], YES, UNKNOWN)
    found = made(comes, (least, most), None, known)
    there = scope.taken(comes)
    for period in _counted(outcome.condition):
        span = there.period(period)
        ends = span.is_known & (span.end.least < NEVER)
        opens = daysets.days_after(
            np.where(ends, span.start.least, EARLIEST), 1, span.holes, truth.YES
        )
        first, after = _wide(opens) - 1, _wide(span.end.least)
        found = _proved_too(found, ends, first, after)
    return found


def _proved_too(units: Units, there: Bools, first: Ints, after: Ints) -> Units:
    """*units*, where *there* proved by those days too."""
    both = units.proven & there
    return Units(
        units.row,
        units.least,
        units.most,
        np.where(there, np.where(both, np.minimum(units.first, first), first), units.first),
        np.where(there, np.where(both, np.maximum(units.after, after), after), units.after),
        units.proven | there,
        units.truth,
        units.count,
        units.step,
    )


def _counted(condition: terms.Condition) -> Iterator[terms.Period]:
    """The periods whose days a condition counts (`every day of P is …`): reading 13."""
    match condition:
        case terms.DaysIn(period):
            yield period
        case terms.Stated(_, inner) | terms.Not(inner):
            yield from _counted(inner)
        case terms.AllOf(parts) | terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                yield from _counted(part)
        case _:
            pass


def _single_days(within: DaySets) -> Units:
    """Each known day of a set by itself, those that follow as one row; and what is not known."""
    parts = daysets.parts(within)
    start, end = _wide(parts.start), _wide(parts.end)
    known = (parts.truth == YES) & (end < NEVER)
    last = np.where(known, start, end - (end < NEVER))
    count = np.where(known, end - start, np.minimum(end - start, MANY))
    step = known.astype(np.int64)
    return made(
        parts.row,
        (start, last),
        (start, end),
        np.where(known, YES, UNKNOWN),
        count,
        step,
    )


def _segments(within: DaySets) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Of each maximal span with no day known to be out: row, start and end; the end of the known
    days that it begins with (its start where there are none); its first day that is not known
    (NEVER where all are).
    """
    spans = within.possibly
    row, start, end = rows_of(spans.offsets), _wide(spans.first), _wide(spans.after)
    known, open_from = start.copy(), np.full(len(row), NEVER, np.int64)
    parts = daysets.parts(within)
    at, first = np.unique(parts.segment, return_index=True)
    sure = parts.truth[first] == YES
    known[at[sure]] = _wide(parts.end)[first[sure]]
    open_at, open_first = np.unique(parts.segment[parts.truth == UNKNOWN], return_index=True)
    open_from[open_at] = _wide(parts.start[parts.truth == UNKNOWN])[open_first]
    return row, start, end, known, open_from


def _in_runs(within: DaySets, length: int, holes: DaySets | None) -> Units:
    """Each *length* days of each run; where a period stands still, counted past its pauses."""
    if holes is None or holes.is_empty:
        return _in_lengths(within, length)
    paused = holes.possibly.some
    parts = []
    for rows in (np.flatnonzero(paused), np.flatnonzero(~paused)):
        inner, still = within.taken(rows), holes.taken(rows)
        found = _in_lengths(inner, length) if still.is_empty else _around(inner, length, still)
        parts.append(evolve(found, row=rows[found.row]))
    return in_order(parts)


def _in_lengths(within: DaySets, length: int) -> Units:
    """Each *length* days of each run, counted from its first day; what is left over is lost.

    After an unknown day nothing in that run is known until a known break (reading 22).
    """
    if length == 1:
        return _single_days(within)
    row, start, end, known, open_from = _segments(within)
    closed = (start > EARLIEST) & (known < NEVER)
    number = np.where(closed, (known - start) // length, 0)
    at = np.flatnonzero(number > 0)
    first, n = start[at], number[at]
    due = first + length - 1
    sure = made(
        row[at],
        (due, due),
        (first, first + n * length),
        np.full(len(at), YES),
        n,
        length,
    )
    maybe, maybe_at = _maybe(row, start + number * length, end, open_from, length)
    return in_order([sure, maybe], (at, maybe_at))


def _maybe(row: Ints, start: Ints, end: Ints, open_from: Ints, length: int) -> tuple[Units, Ints]:
    """What may be achieved in the rest of runs that hold unknown days; and in which of them."""
    at = np.flatnonzero((open_from < NEVER) & (end - start >= length))
    begins, ends = start[at], end[at]
    endless = ends >= NEVER
    first_due = np.maximum(open_from[at], begins + length - 1)
    last_due = np.where(endless, NEVER, ends - 1)
    count = np.where(endless, MANY, (ends - begins) // length)
    truths = np.full(len(at), UNKNOWN)
    return made(row[at], (first_due, last_due), (begins, ends), truths, count), at


def _around(within: DaySets, length: int, holes: DaySets) -> Units:
    """Runs in a period that stands still on the days of a pause: those on either side of it are
    consecutive (form 9), and the days of the pause are not counted.
    """
    row, start, end, known, open_from = _segments(daysets.union(within, holes))
    known = np.where((start > EARLIEST) & (known < NEVER), known, start)
    most = np.maximum((known - start) // length, 0)
    offsets, place = expanded(most)
    at = rows_of(offsets)
    of = holes.taken(row[at])
    before = _after(start[at], place * length, of)
    last = _after(start[at], (place + 1) * length, of)
    kept = last <= known[at]
    first = _after(before, np.ones(len(at), np.int64), of) - 1
    sure = made(
        row[at][kept],
        (last[kept] - 1, last[kept] - 1),
        (first[kept], last[kept]),
        np.full(int(kept.sum()), YES),
    )
    number = np.bincount(at[kept], minlength=len(row))
    rest = _after(start, number * length, holes.taken(row))
    maybe, maybe_at = _maybe(row, rest, end, open_from, length)
    return in_order([sure, maybe], (at[kept], maybe_at))


def _after(start: Ints, n: Ints, holes: DaySets) -> Ints:
    """The first day after the *n* days from *start* that are in no hole; *start* after none."""
    found = daysets.days_after(start.astype(np.int32), np.maximum(n, 1), holes, truth.YES)
    return np.where(n == 0, start, _wide(found))


def _holes_of(scope: Scope, term: terms.Days) -> DaySets | None:
    """The days on which the periods in *term* do not run; None where none stands still."""
    match term:
        case terms.DaysOf(period):
            return scope.period(period).holes
        case terms.DaysWithout(within, _):
            return _holes_of(scope, within)
        case terms.DaysBoth(first, second):
            found = [h for h in (_holes_of(scope, first), _holes_of(scope, second)) if h]
            return None if not found else daysets.union_of(found, len(scope))
        case terms.DaysNamed(name):
            meaning = scope.world.contract.definitions[name].meaning
            return _holes_of(scope, meaning)  # type: ignore[arg-type]
        case _:
            return None


def _each_piece(scope: Scope, trigger: EachPiece, allowed: Window) -> Units:
    """Each whole piece of the period of which as many days as needed are in the set; those that
    are alike and follow each other as one row.
    """
    stretch = scope.period(trigger.period)
    within = stretches.running(stretch, scope.days(trigger.days))
    asked = (stretch.end.most > allowed[0]) & (stretch.start.least < allowed[1])
    asked &= stretch.start.is_known
    plain = piecewise.plain(stretch, trigger)
    parts = [_may_begin(stretch)]
    for rows in (np.flatnonzero(asked & plain), np.flatnonzero(asked & ~plain)):
        own, inner = stretch.taken(rows), within.taken(rows)
        if plain[rows].any():
            found = piecewise.in_runs(own, inner, trigger)
        else:
            window = allowed[0][rows], allowed[1][rows]
            found = _one_by_one(_until(own, window, trigger), inner, trigger, window)
        parts.append(evolve(found, row=rows[found.row]))
    return in_order(parts)


def _may_begin(stretch: Stretches) -> Units:
    """What may be achieved in periods of which the first day is not known, and may come."""
    open_ = np.flatnonzero(~stretch.start.is_known & (stretch.start.comes != NO))
    due = _wide(stretch.start.least[open_]), np.full(len(open_), NEVER)
    truths, many = np.full(len(open_), UNKNOWN), np.full(len(open_), MANY, np.int64)
    return made(open_, due, None, truths, many)


def _until(stretch: Stretches, allowed: Window, trigger: EachPiece) -> Stretches:
    """*stretch*, cut a piece after the last day on which one can fall due: it may go on for half a
    million weeks until a day that is missing.
    """
    last = np.minimum(allowed[1] + trigger.length.count * _LONGEST, NEVER - 1).astype(np.int32)
    least, most = stretch.end.least, stretch.end.most
    ends = most < NEVER
    end = Moments(
        np.where(ends, np.minimum(least, last), least), np.where(ends, np.minimum(most, last), most)
    )
    return evolve(stretch, end=end)


def _one_by_one(stretch: Stretches, within: DaySets, trigger: EachPiece, allowed: Window) -> Units:
    """The pieces of periods whose ends or pauses are not known, or that are cut by months."""
    cut = cuts.ends_of_pieces(stretch, trigger.length)
    row, due = rows_of(cut.offsets), _wide(cut.span.end.least) - 1
    inside = (due >= allowed[0][row]) & (due < allowed[1][row])
    asked = np.flatnonzero(cut.span.is_known & (inside | (cut.certain == UNKNOWN)))
    row, certain = row[asked], cut.certain[asked]
    start, end = _wide(cut.span.start.least[asked]), _wide(cut.span.end.least[asked])
    known = np.minimum(piecewise.met(stretch, within, trigger, (row, start, end)), certain)
    there = known != NO
    # After one that may not be there, nothing is said of those that follow it.
    doubtful = there & (certain == UNKNOWN)
    before = running(offsets_of(np.bincount(row, minlength=len(stretch))), doubtful)
    kept = there & (before == 0)
    start, end = start[kept], end[kept]
    return made(row[kept], (end - 1, end - 1), (start, end), known[kept])


def _wide(days: Days32) -> Ints:
    return days.astype(np.int64)
