"""Days not yet known: an answer, once given, never flips, and is given as soon as it can be."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.day_strategies import MOMENTS, possible_days

from sibdsl.model.days import NEVER, Day, Moment, earliest, latest
from sibdsl.model.truth import UNKNOWN, Truth

SIDES: dict[str, tuple[Callable[[Moment, Moment], Truth], Callable[[Day, Day], bool]]] = {
    "before": (Moment.before, lambda x, y: x < y),
    "on or before": (Moment.on_or_before, lambda x, y: x <= y),
    "on": (Moment.same_day, lambda x, y: x == y),
    "on or after": (Moment.on_or_after, lambda x, y: x >= y),
    "after": (Moment.after, lambda x, y: x > y),
}


@pytest.mark.parametrize("side", SIDES)
@given(left=MOMENTS, right=MOMENTS)
def test_answer_is_that_of_every_day_that_it_can_be(side: str, left: Moment, right: Moment) -> None:
    """What never comes stands on no side; the other day may lie after all others."""
    compare, plain = SIDES[side]
    ways = {
        Truth.of(x < NEVER and plain(x, y))
        for x in possible_days(left)
        for y in possible_days(right)
    }
    assert compare(left, right) is (ways.pop() if len(ways) == 1 else UNKNOWN)


@given(MOMENTS)
def test_whether_it_comes(moment: Moment) -> None:
    ways = {Truth.of(d < NEVER) for d in possible_days(moment)}
    assert moment.comes is (ways.pop() if len(ways) == 1 else UNKNOWN)
    assert (moment.known is not None) == (len(possible_days(moment)) == 1 and moment.least < NEVER)


@given(st.lists(MOMENTS, min_size=1, max_size=4), st.data())
def test_earliest_and_latest_hold_however_it_turns_out(
    moments: list[Moment], data: st.DataObject
) -> None:
    days = [data.draw(st.sampled_from(possible_days(moment))) for moment in moments]
    assert earliest(moments).least <= min(days) <= earliest(moments).most
    assert latest(moments).least <= max(days) <= latest(moments).most


@given(MOMENTS)
def test_moving_leaves_alone_what_never_comes(moment: Moment) -> None:
    moved = moment.moved(lambda d: d + 1)
    assert (moved.most == NEVER) == (moment.most == NEVER)
    assert moved.comes is moment.comes
