"""Months, birthdays and years, held to slow definitions that look at one day after another."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.model.calendar import (
    Cycle,
    Duration,
    Unit,
    add,
    age,
    birthday,
    cycle_of,
    cycles,
    end_of_length_beginning,
)
from sibdsl.model.days import Day, day, in_words

ONE = timedelta(days=1)
DATES = st.one_of(
    st.dates(date(1999, 1, 1), date(2032, 12, 31)),
    st.sampled_from([date(2020, 2, 29), date(2019, 2, 28), date(2021, 1, 31), date(2023, 3, 31)]),
)
COUNTS = st.integers(1, 40)


def month_after(start: date, months: int) -> list[date]:
    """Every day of the month so many months after that of *start*."""
    first = start.replace(day=1)
    for _ in range(months):
        first = (first + 31 * ONE).replace(day=1)
    found = [first]
    while (found[-1] + ONE).month == first.month:
        found.append(found[-1] + ONE)
    return found


def corresponding(start: date, months: int) -> date:
    """The day of the same number; where the month has none, its last day."""
    found = month_after(start, months)
    return next((d for d in found if d.day == start.day), found[-1])


@given(DATES, COUNTS)
def test_months_after_go_by_the_corresponding_date(start: date, months: int) -> None:
    length = Duration(months, Unit.MONTHS)
    assert add(start.toordinal(), length) == corresponding(start, months).toordinal()


@given(DATES, COUNTS)
def test_a_year_is_twelve_months(start: date, years: int) -> None:
    ordinal = start.toordinal()
    assert add(ordinal, Duration(years, Unit.YEARS)) == add(
        ordinal, Duration(12 * years, Unit.MONTHS)
    )


@given(DATES, COUNTS)
def test_reading_1_months_beginning_end_the_day_before_or_with_the_month(
    start: date, months: int
) -> None:
    found = month_after(start, months)
    same = [d for d in found if d.day == start.day]
    last = same[0] - ONE if same else found[-1]
    end = end_of_length_beginning(start.toordinal(), Duration(months, Unit.MONTHS))
    assert end - 1 == last.toordinal()


@given(DATES, COUNTS, COUNTS)
def test_reading_7_each_month_is_reckoned_from_the_first_day(start: date, n: int, m: int) -> None:
    """The n-th of m months ends where n times m months end: never reckoned from the one before."""
    ordinal = start.toordinal()
    together = end_of_length_beginning(ordinal, Duration(n * m, Unit.MONTHS))
    assert end_of_length_beginning(ordinal, Duration(m, Unit.MONTHS), n) == together


@pytest.mark.parametrize(
    ("start", "length", "last"),
    [
        (day(2021, 3, 1), Duration(3, Unit.YEARS), day(2024, 2, 29)),
        (day(2020, 2, 29), Duration(3, Unit.YEARS), day(2023, 2, 28)),
        (day(2021, 1, 31), Duration(1, Unit.MONTHS), day(2021, 2, 28)),
        (day(2021, 1, 31), Duration(2, Unit.MONTHS), day(2021, 3, 30)),
        (day(2021, 1, 1), Duration(52, Unit.WEEKS), day(2021, 1, 1) + 363),
        (day(2021, 1, 1), Duration(10, Unit.DAYS), day(2021, 1, 10)),
    ],
    ids=lambda value: in_words(value) if isinstance(value, int) else str(value),
)
def test_readings_1_and_3_last_day_of_a_length_beginning(
    start: Day, length: Duration, last: Day
) -> None:
    assert end_of_length_beginning(start, length) - 1 == last


@given(DATES, st.integers(0, 30))
def test_reading_5_a_birthday_is_the_same_date_or_1_march(born: date, years: int) -> None:
    reached = date.fromordinal(birthday(born.toordinal(), years))
    assert reached.year == born.year + years
    if (reached.month, reached.day) != (born.month, born.day):
        assert (born.month, born.day, reached.month, reached.day) == (2, 29, 3, 1)
        assert (reached - ONE).day == 28


@given(DATES, st.integers(-500, 8_000))
def test_age_counts_the_birthdays_reached(born: date, after: int) -> None:
    on = born.toordinal() + after
    reached = sum(birthday(born.toordinal(), n) <= on for n in range(1, 25))
    assert age(born.toordinal(), on) == (reached if after >= 0 else age(born.toordinal(), on))
    assert (age(born.toordinal(), on) < 0) == (after < 0)


@pytest.mark.parametrize("cycle", Cycle)
@given(on=DATES)
def test_spans_of_a_cycle_follow_each_other(cycle: Cycle, on: date) -> None:
    start, end = cycle_of(cycle, on.toordinal())
    assert start <= on.toordinal() < end
    assert cycle_of(cycle, start) == cycle_of(cycle, end - 1) == (start, end)
    assert cycle_of(cycle, end)[0] == end
    assert cycle_of(cycle, start - 1)[1] == start


STARTS = {
    Cycle.QUARTER: {(1, 1), (4, 1), (7, 1), (10, 1)},
    Cycle.FINANCIAL_YEAR: {(4, 1)},
    Cycle.CALENDAR_YEAR: {(1, 1)},
    Cycle.MONTH: {(month, 1) for month in range(1, 13)},
}


@pytest.mark.parametrize("cycle", Cycle)
@given(on=DATES)
def test_spans_begin_on_the_usual_days(cycle: Cycle, on: date) -> None:
    start = date.fromordinal(cycle_of(cycle, on.toordinal())[0])
    between = (start + n * ONE for n in range(1, on.toordinal() - start.toordinal() + 1))
    assert (start.month, start.day) in STARTS[cycle]
    assert all((d.month, d.day) not in STARTS[cycle] for d in between)


@given(DATES, st.integers(1, 900))
def test_cycles_are_those_that_touch(start: date, length: int) -> None:
    first, end = start.toordinal(), start.toordinal() + length
    found = list(cycles(Cycle.QUARTER, first, end))
    assert found[0][0] <= first
    assert found[-1][0] < end <= found[-1][1]
    assert all(a[1] == b[0] for a, b in pairwise(found))
