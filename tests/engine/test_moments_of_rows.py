"""Days not yet known over columns, row by row those of the model."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.day_strategies import MOMENTS
from rows import as_moments, moments, of_moments

from sibdsl.engine.moments import Moments, earliest, latest
from sibdsl.model import days
from sibdsl.model.days import NEVER, NEVER_COMES, SOME_DAY, Moment
from sibdsl.model.truth import Truth

ANY = st.one_of(MOMENTS, moments())
PAIRS = st.lists(st.tuples(ANY, ANY), max_size=8)


@pytest.mark.parametrize("side", ["before", "on_or_before", "after", "on_or_after", "same_day"])
@given(pairs=PAIRS)
def test_sides_are_those_of_each_row(side: str, pairs: list[tuple[Moment, Moment]]) -> None:
    model: Callable[[Moment, Moment], Truth] = getattr(Moment, side)
    left, right = of_moments([a for a, _ in pairs]), of_moments([b for _, b in pairs])
    assert getattr(left, side)(right).tolist() == [model(a, b) for a, b in pairs]


@given(st.lists(ANY, max_size=8))
def test_what_each_row_tells(listed: list[Moment]) -> None:
    columns = of_moments(listed)
    assert columns.is_known.tolist() == [moment.known is not None for moment in listed]
    assert columns.comes.tolist() == [moment.comes for moment in listed]
    moved = [moment.moved(lambda d: d - 3) for moment in listed]
    assert as_moments(columns.plus(-3)) == moved


@pytest.mark.parametrize(("columns", "model"), [(earliest, days.earliest), (latest, days.latest)])
@given(rows=st.lists(st.tuples(ANY, ANY, ANY), max_size=6))
def test_first_and_last_of_several(
    columns: Callable[[Sequence[Moments]], Moments],
    model: Callable[[Sequence[Moment]], Moment],
    rows: list[tuple[Moment, Moment, Moment]],
) -> None:
    parts = [of_moments([row[at] for row in rows]) for at in range(3)]
    assert as_moments(columns(parts)) == [model(row) for row in rows]


def test_days_of_every_row() -> None:
    assert as_moments(Moments.never(2)) == [NEVER_COMES] * 2
    assert as_moments(Moments.some(2)) == [SOME_DAY] * 2
    mixed = Moments.never(2).where(np.array([True, False]), Moments.always(5, 2))
    assert as_moments(mixed) == [NEVER_COMES, Moment.on(5)]
    assert as_moments(mixed.taken(np.array([1, 1, 0]))) == [Moment.on(5)] * 2 + [NEVER_COMES]


def test_a_day_moved_past_all_others_is_no_end_of_time() -> None:
    """As in the model: only what is moved by months knows where the calendar ends."""
    assert as_moments(Moments.some(1).plus(7)) == [SOME_DAY.moved(lambda d: d + 7)]
    assert as_moments(Moments.some(1).plus(7))[0].most == NEVER + 6
