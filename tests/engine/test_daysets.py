"""Sets of days over columns, row by row those of the model, with the same laws of algebra."""

from collections.abc import Callable
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.day_strategies import SOME_DAYS, day_sets
from rows import (
    SETS,
    as_days,
    as_moments,
    days32,
    from_first,
    moments,
    of_days,
    of_moments,
    of_stretches,
    stretches,
)

from sibdsl.engine import daysets
from sibdsl.engine.daysets import DaySets
from sibdsl.interpret.items import after_days, segments
from sibdsl.interpret.spans import first_days
from sibdsl.model import days
from sibdsl.model.calendar import Cycle
from sibdsl.model.days import NEVER, Days, Moment, Stretch
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth

PAIRS = st.lists(st.tuples(day_sets(), day_sets()), max_size=5)
SPANS = st.lists(st.tuples(day_sets(), SOME_DAYS, SOME_DAYS), max_size=5)


@pytest.mark.parametrize("name", ["union", "both", "without"])
@given(pairs=PAIRS)
def test_operations_are_those_of_each_row(name: str, pairs: list[tuple[Days, Days]]) -> None:
    a, b = of_days([a for a, _ in pairs]), of_days([b for _, b in pairs])
    model: Callable[[Days, Days], Days] = getattr(days, name)
    assert as_days(getattr(daysets, name)(a, b)) == [model(a, b) for a, b in pairs]


@given(SETS)
def test_complement_is_that_of_each_row(sets: list[Days]) -> None:
    assert as_days(daysets.complement(of_days(sets))) == [days.complement(s) for s in sets]


@given(st.lists(st.tuples(day_sets(), day_sets(), day_sets()), max_size=4))
def test_laws_of_sets(rows: list[tuple[Days, Days, Days]]) -> None:
    a, b, c = (of_days([row[at] for row in rows]) for at in range(3))
    union, both, complement = daysets.union, daysets.both, daysets.complement
    for left, right in (
        (union(a, union(b, c)), daysets.union_of([a, b, c], len(rows))),
        (both(a, union(b, c)), union(both(a, b), both(a, c))),
        (union(a, both(b, c)), both(union(a, b), union(a, c))),
        (complement(union(a, b)), both(complement(a), complement(b))),
        (complement(complement(a)), a),
        (union(a, both(a, b)), a),
        (daysets.without(a, b), both(a, complement(b))),
    ):
        assert as_days(left) == as_days(right)


@given(st.lists(SETS, max_size=4))
def test_days_of_the_things_of_each_row(rows: list[list[Days]]) -> None:
    offsets = np.array([0, *accumulate(map(len, rows))], np.int64)
    found = daysets.covered(of_days([one for row in rows for one in row]), offsets)
    assert as_days(found) == [days.union_of(row) for row in rows]


@given(SETS, st.data())
def test_rows_taken_kept_and_put_together(sets: list[Days], data: st.DataObject) -> None:
    columns = of_days(sets)
    rows = data.draw(st.lists(st.integers(0, len(sets) - 1), max_size=6)) if sets else []
    assert as_days(columns.taken(np.array(rows, np.int64))) == [sets[row] for row in rows]
    chosen = data.draw(st.lists(st.booleans(), min_size=len(sets), max_size=len(sets)))
    mask = np.array(chosen, np.bool_)
    other = [days.complement(one) for one in sets]
    mixed = columns.where(mask, of_days(other))
    assert as_days(mixed) == [a if m else b for a, b, m in zip(sets, other, chosen, strict=True)]
    assert as_days(columns.kept(mask)) == [
        a if m else days.NO_DAY for a, m in zip(sets, chosen, strict=True)
    ]
    doubted = [days.both(a, Days(UNKNOWN)) if m else a for a, m in zip(sets, chosen, strict=True)]
    assert as_days(columns.doubted(mask)) == doubted


@given(SPANS)
def test_looks_and_counts(rows: list[tuple[Days, int, int]]) -> None:
    columns = of_days([one for one, _, _ in rows])
    start, end = days32([a for _, a, _ in rows]), days32([b for _, _, b in rows])
    assert columns.at(start).tolist() == [one.at(a) for one, a, _ in rows]
    least, most = columns.count(start, end)
    assert list(zip(least, most, strict=True)) == [one.count(a, b) for one, a, b in rows]
    clipped = as_days(DaySets.known(columns.possibly.clipped(start, end)))
    possible = [
        Days.of(YES if one.first else NO, [(d, YES if t else NO) for d, t in one.changes])
        for one, _, _ in rows
    ]
    assert clipped == [
        days.both(one, Days.span(a, b)) for one, (_, a, b) in zip(possible, rows, strict=True)
    ]


@given(st.lists(st.tuples(day_sets(), moments()), max_size=5))
def test_looks_at_a_day_not_known(rows: list[tuple[Days, Moment]]) -> None:
    columns = of_days([one for one, _ in rows])
    found = columns.at_moment(of_moments([moment for _, moment in rows]))
    assert found.tolist() == [one.at_moment(moment) for one, moment in rows]


@given(SETS)
def test_edges_of_each_row(sets: list[Days]) -> None:
    columns = of_days(sets)
    assert as_moments(columns.first_day()) == [one.first_day() for one in sets]
    assert as_moments(columns.last_day()) == [one.last_day() for one in sets]
    last = [one.changes[-1][1] if one.changes else one.first for one in sets]
    assert columns.endless.tolist() == [bool(truth) for truth in last]


@given(st.lists(stretches(), max_size=5))
def test_days_of_periods(listed: list[Stretch]) -> None:
    found = as_days(of_stretches(listed).days)
    assert found == [from_first(stretch.days) for stretch in listed]


@pytest.mark.parametrize("held", [UNKNOWN, YES])
@given(rows=st.lists(st.tuples(day_sets(), SOME_DAYS, st.integers(1, 40)), max_size=5))
def test_so_many_days_after(held: Truth, rows: list[tuple[Days, int, int]]) -> None:
    holes, start = of_days([one for one, _, _ in rows]), days32([a for _, a, _ in rows])
    numbers = np.array([n for _, _, n in rows], np.int64)
    found = daysets.days_after(start, numbers, holes, held)
    assert found.tolist() == [after_days(a, n, one, held) for one, a, n in rows]
    assert daysets.days_after(start, numbers, None, held).tolist() == [a + n for _, a, n in rows]
    late = np.full(len(rows), NEVER - 1, np.int32)
    assert set(daysets.days_after(late, numbers, None, held).tolist()) <= {NEVER}


@given(SETS)
def test_parts_of_segments(sets: list[Days]) -> None:
    found = daysets.parts(of_days(sets))
    told = zip(
        found.row.tolist(),
        found.segments.first[found.segment].tolist(),
        found.segments.after[found.segment].tolist(),
        found.start.tolist(),
        found.end.tolist(),
        found.truth.tolist(),
        strict=True,
    )
    assert list(told) == [
        (row, start, end, a, b, truth)
        for row, one in enumerate(sets)
        for start, end, parts in segments(one)
        for a, b, truth in parts
    ]


@pytest.mark.parametrize("cycle", Cycle)
@given(
    rows=st.lists(st.tuples(day_sets(), st.integers(1, 60)), max_size=4),
    n=st.integers(1, 30),
    wide=st.integers(1, 20),
)
def test_first_days_of_each_span(
    cycle: Cycle, rows: list[tuple[Days, int]], n: int, wide: int
) -> None:
    """The window is stretched over several spans of the cycle."""
    sets = [
        Days(one.first, tuple((737_000 + (d - 1_000) * wide + by, t) for d, t in one.changes))
        for one, by in rows
    ]
    found = as_days(daysets.first_days(of_days(sets), n, cycle))
    assert found == [first_days(one, n, cycle) for one in sets]


def test_all_that_is_known_is_worked_out_once() -> None:
    known = DaySets.span(days32([5]), days32([9]))
    assert daysets.union(known, DaySets.none(1)).is_known
    assert daysets.without(known, DaySets.span(days32([6]), days32([7]))).is_known
