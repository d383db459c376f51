"""The calendar over columns, row by row that of the model: every day of leap years among them."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import days32

from sibdsl.engine import calendar as columns
from sibdsl.model import calendar
from sibdsl.model.calendar import Cycle, Duration, Unit
from sibdsl.model.days import EARLIEST, NEVER, Day, Moment, day

DAYS = st.one_of(
    st.integers(day(1995, 1, 1), day(2032, 12, 31)),
    st.integers(1, NEVER - 1),
    st.sampled_from([1, 365, 366, NEVER - 1, day(2020, 2, 29), day(1900, 2, 28), day(2021, 1, 31)]),
    st.builds(day, st.integers(1, 2400).map(lambda n: 4 * n), st.just(2), st.just(28)).map(
        lambda d: d + 1
    ),
)
LENGTHS = st.builds(Duration, st.integers(1, 40), st.sampled_from(Unit))
ROWS = st.lists(DAYS, min_size=1, max_size=8)


def safely(move: Callable[[Day], Day], d: Day) -> Day:
    """That day moved, as the model does it: NEVER where the calendar ends before."""
    moved = calendar.moved(Moment.on(d), move).least
    return moved if EARLIEST < d < NEVER else move(d)


def test_every_day_of_the_calendar_has_its_month() -> None:
    every = np.arange(1, NEVER, dtype=np.int32)
    dates = (every.astype(np.int64) - 719_163).astype("datetime64[D]").astype("datetime64[M]")
    assert (columns.month_of(every) == dates.astype(np.int64) + 1970 * 12).all()
    assert (columns.number_of(every) >= 1).all()


@given(ROWS, LENGTHS, st.integers(-3, 5))
def test_lengths_are_those_of_each_row(rows: list[Day], length: Duration, times: int) -> None:
    found = columns.add(days32(rows), length, times)
    assert found.tolist() == [safely(lambda d: calendar.add(d, length, times), d) for d in rows]
    found = columns.end_of_length_beginning(days32(rows), length, times)
    assert found.tolist() == [
        safely(lambda d: calendar.end_of_length_beginning(d, length, times), d) for d in rows
    ]


@given(st.lists(st.tuples(DAYS, st.integers(1, 60)), min_size=1, max_size=8), LENGTHS)
def test_each_row_so_many_times(rows: list[tuple[Day, int]], length: Duration) -> None:
    times = np.array([n for _, n in rows], np.int64)
    found = columns.end_of_length_beginning(days32([d for d, _ in rows]), length, times)
    assert found.tolist() == [
        safely(lambda d, n=n: calendar.end_of_length_beginning(d, length, n), d)  # type: ignore[misc]
        for d, n in rows
    ]


@given(ROWS, st.integers(0, 120))
def test_birthdays_are_those_of_each_row(rows: list[Day], years: int) -> None:
    found = columns.birthday(days32(rows), years)
    assert found.tolist() == [safely(lambda d: calendar.birthday(d, years), d) for d in rows]


@given(st.lists(st.tuples(DAYS, st.integers(-900, 40_000)), min_size=1, max_size=8))
def test_ages_are_those_of_each_row(rows: list[tuple[Day, int]]) -> None:
    rows = [(d, d + n) for d, n in rows if 1 <= d + n < day(9990, 1, 1)]
    found = columns.age(days32([born for born, _ in rows]), days32([on for _, on in rows]))
    assert found.tolist() == [calendar.age(born, on) for born, on in rows]


@pytest.mark.parametrize("cycle", Cycle)
@given(rows=st.lists(st.integers(366, NEVER - 400), min_size=1, max_size=8))
def test_spans_are_those_of_each_row(cycle: Cycle, rows: list[Day]) -> None:
    start, end = columns.cycle_of(cycle, days32(rows))
    assert list(zip(start, end, strict=True)) == [calendar.cycle_of(cycle, d) for d in rows]
    numbers = columns.cycle_number(cycle, days32(rows))
    following = columns.span_of_number(cycle, numbers + 1)[0]
    assert (following == end).all()
