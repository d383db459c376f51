"""Periods over columns, row by row those of the interpreter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.day_strategies import day_sets
from rows import (
    as_moments,
    as_stretches,
    from_first,
    moments,
    of_days,
    of_moments,
    of_stretches,
    stretches,
)

from sibdsl.engine import stretches as columns
from sibdsl.interpret import numbers, spans
from sibdsl.model import calendar
from sibdsl.model.calendar import Duration, Unit
from sibdsl.model.days import Days, Moment, Stretch
from sibdsl.model.terms import Part

LENGTHS = st.sampled_from(
    [
        Duration(3, Unit.DAYS),
        Duration(1, Unit.WEEKS),
        Duration(1, Unit.MONTHS),
        Duration(1, Unit.YEARS),
    ]
)
MOMENTS = st.lists(moments(), max_size=6)


@given(MOMENTS, LENGTHS)
def test_periods_from_a_day(listed: list[Moment], length: Duration) -> None:
    day = of_moments(listed)
    assert as_stretches(columns.beginning(day, length)) == [
        spans.beginning(one, length) for one in listed
    ]
    assert as_stretches(columns.after(day, length)) == [
        Stretch(spans.day_after(one), calendar.moved(one, lambda d: calendar.add(d, length) + 1))
        for one in listed
    ]
    assert as_stretches(columns.before(day, length)) == [
        Stretch(calendar.moved(one, lambda d: calendar.add(d, length, -1)), one) for one in listed
    ]


@pytest.mark.parametrize("which", Part)
@given(listed=st.lists(stretches(), max_size=6), length=LENGTHS)
def test_parts_are_those_of_each_row(which: Part, listed: list[Stretch], length: Duration) -> None:
    found = columns.part_of(of_stretches(listed), which, length)
    assert as_stretches(found) == [_plain(spans.part_of(one, which, length)) for one in listed]


@given(st.lists(st.tuples(stretches(), moments()), max_size=6))
def test_periods_with_their_ends_and_where_they_are_cut(
    rows: list[tuple[Stretch, Moment]],
) -> None:
    stretch, last = of_stretches([one for one, _ in rows]), of_moments([m for _, m in rows])
    ends = columns.clipped(stretch, last).end
    assert as_moments(ends) == [
        Moment(min(one.end.least, after.least), min(one.end.most, after.most))
        for one, m in rows
        for after in [spans.day_after(m)]
    ]
    between = columns.between(stretch.start, last)
    assert as_stretches(between) == [Stretch(one.start, spans.day_after(m)) for one, m in rows]
    assert as_moments(stretch.last) == [one.last for one, _ in rows]


@pytest.mark.parametrize("limited", [False, True])
@given(rows=st.lists(st.tuples(stretches(), day_sets(), stretches()), max_size=5))
def test_pauses_are_those_of_each_row(
    limited: bool,  # noqa: FBT001
    rows: list[tuple[Stretch, Days, Stretch]],
) -> None:
    within = of_stretches([whole for _, _, whole in rows]) if limited else None
    found = columns.paused_by(
        of_stretches([one for one, _, _ in rows]), of_days([days for _, days, _ in rows]), within
    )
    assert as_stretches(found) == [
        _plain(spans.paused_by(one, days, whole if limited else None)) for one, days, whole in rows
    ]


@given(
    st.lists(st.tuples(stretches(), day_sets()), max_size=6),
    st.none() | st.integers(0, 12),
    st.none() | st.integers(0, 12),
)
def test_days_of_a_period_quantified(
    rows: list[tuple[Stretch, Days]], least: int | None, most: int | None
) -> None:
    stretch, within = of_stretches([one for one, _ in rows]), of_days([days for _, days in rows])
    assert columns.quantified(stretch, within, least, most).tolist() == [
        numbers.quantified(one, days, least, most) for one, days in rows
    ]


def _plain(stretch: Stretch) -> Stretch:
    return Stretch(stretch.start, stretch.end, from_first(stretch.holes))
