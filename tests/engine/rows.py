"""Values of the model as columns of the engine and back, and strategies for lists of them."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st
from model.day_strategies import FIRST, LAST, SOME_DAYS, day_sets

from sibdsl.engine.daysets import DaySets
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import Days32
from sibdsl.engine.spans import Spans
from sibdsl.engine.stretches import Stretches
from sibdsl.model.days import EARLIEST, NEVER, NO_DAY, Day, Days, Moment, Stretch, both, union_of
from sibdsl.model.truth import NO, UNKNOWN, YES

SETS = st.lists(day_sets(), max_size=5)


@st.composite
def moments(draw: st.DrawFn, start: st.SearchStrategy[Day] = SOME_DAYS) -> Moment:
    """A day of the window that is known, between two, to come some time, or never to come."""
    a, b = sorted((draw(start), draw(start)))
    ends = [(a, a), (b, b), (a, b), (a, NEVER), (EARLIEST, b), (EARLIEST, NEVER - 1)]
    return Moment(*draw(st.sampled_from([*ends, (NEVER, NEVER), (EARLIEST, NEVER)])))


def days32(days: Sequence[Day]) -> Days32:
    """Those days as a column."""
    return np.array(days, np.int32)


def of_moments(listed: Sequence[Moment]) -> Moments:
    """Those moments as columns."""
    return Moments(days32([m.least for m in listed]), days32([m.most for m in listed]))


def as_moments(columns: Moments) -> list[Moment]:
    """The moment of each row."""
    pairs = zip(columns.least.tolist(), columns.most.tolist(), strict=True)
    return [Moment(least, most) for least, most in pairs]


def of_days(listed: Sequence[Days]) -> DaySets:
    """Those sets as columns."""
    possible = _spans([[(a, b) for a, b, t in d.pieces() if t is not NO] for d in listed])
    if all(UNKNOWN not in (d.first, *(t for _, t in d.changes)) for d in listed):
        return DaySets.known(possible)
    return DaySets(_spans([d.spans(YES) for d in listed]), possible)


def _spans(listed: Sequence[Sequence[tuple[Day, Day]]]) -> Spans:
    rows = np.array([row for row, spans in enumerate(listed) for _ in spans], np.int64)
    flat = [span for spans in listed for span in spans]
    return Spans.gathered(
        len(listed), rows, days32([a for a, _ in flat]), days32([b for _, b in flat])
    )


def as_days(columns: DaySets) -> list[Days]:
    """The set of each row; the columns must hold it in the one way that there is."""
    surely, possibly = as_spans(columns.surely), as_spans(columns.possibly)
    assert len(surely) == len(possibly) == len(columns)
    return [
        from_first(union_of([*(Days.span(*s, UNKNOWN) for s in may), *(Days.span(*s) for s in do)]))
        for do, may in zip(surely, possibly, strict=True)
    ]


def as_spans(spans: Spans) -> list[list[tuple[Day, Day]]]:
    """The spans of each row, which are in order, not empty and do not meet."""
    pairs = list(zip(spans.first.tolist(), spans.after.tolist(), strict=True))
    offsets = spans.offsets.tolist()
    rows = [pairs[a:b] for a, b in pairwise(offsets)]
    assert all(a < b for a, b in pairs)
    assert all(a[1] < b[0] for row in rows for a, b in pairwise(row))
    return rows


def from_first(days: Days) -> Days:
    """*days*, with what holds from the first day of all on as what holds before any change."""
    if days.changes and days.changes[0][0] == EARLIEST:
        return Days(days.changes[0][1], days.changes[1:])
    return days


def of_stretches(listed: Sequence[Stretch]) -> Stretches:
    """Those periods as columns."""
    holes = None if all(s.holes == NO_DAY for s in listed) else of_days([s.holes for s in listed])
    return Stretches(
        of_moments([s.start for s in listed]), of_moments([s.end for s in listed]), holes
    )


def as_stretches(columns: Stretches) -> list[Stretch]:
    """The period of each row."""
    none = DaySets.none(len(columns))
    holes = as_days(none if columns.holes is None else columns.holes)
    starts, ends = as_moments(columns.start), as_moments(columns.end)
    return [Stretch(*parts) for parts in zip(starts, ends, holes, strict=True)]


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """A period in the window: its ends may not be known, and it may have holes."""
    start, end = draw(moments()), draw(moments())
    if draw(st.integers(0, 3)):
        start = Moment.on(draw(SOME_DAYS))
    holes = both(draw(day_sets()), Days.span(FIRST, LAST)) if draw(st.booleans()) else NO_DAY
    return Stretch(start, end, holes)
