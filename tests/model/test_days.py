"""The algebra of sets of days, held to a look at each day of a window."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from model.day_strategies import FIRST, LAST, SOME_DAYS, WINDOW, day_by_day, day_sets, settled

from sibdsl.model.days import (
    EARLIEST,
    NEVER,
    NEVER_COMES,
    NO_DAY,
    Days,
    Moment,
    Stretch,
    both,
    complement,
    union,
    union_of,
    without,
)
from sibdsl.model.truth import NO, UNKNOWN, YES, negation


@given(day_sets(), day_sets())
def test_each_operation_is_that_of_each_day(a: Days, b: Days) -> None:
    left, right = day_by_day(a), day_by_day(b)
    assert day_by_day(union(a, b)) == {d: max(left[d], right[d]) for d in WINDOW}
    assert day_by_day(both(a, b)) == {d: min(left[d], right[d]) for d in WINDOW}
    assert day_by_day(complement(a)) == {d: negation(left[d]) for d in WINDOW}
    assert day_by_day(without(a, b)) == {d: min(left[d], negation(right[d])) for d in WINDOW}


@given(day_sets(), day_sets())
def test_one_way_to_hold_a_set(a: Days, b: Days) -> None:
    """Sets with the same days are equal: changes stand in order, and each changes something."""
    for days in (a, union(a, b), both(a, b), without(a, b)):
        told = [days.first, *(truth for _, truth in days.changes)]
        assert all(x is not y for x, y in pairwise(told))
        assert sorted({d for d, _ in days.changes}) == [d for d, _ in days.changes]
    assert (day_by_day(a) == day_by_day(b)) == (a == b)


@given(st.lists(day_sets(), max_size=6))
def test_union_of_many_is_union_one_after_another(sets: list[Days]) -> None:
    joined = NO_DAY
    for days in sets:
        joined = union(joined, days)
    assert union_of(sets) == joined


@given(day_sets(), SOME_DAYS, SOME_DAYS)
def test_pieces_tile_and_count(days: Days, start: int, end: int) -> None:
    pieces = list(days.pieces(start, end))
    told = [(d, truth) for a, b, truth in pieces for d in range(a, b)]
    assert told == [(d, days.at(d)) for d in range(start, end)]
    sure = sum(days.at(d) is YES for d in range(start, end))
    doubtful = sum(days.at(d) is UNKNOWN for d in range(start, end))
    assert days.count(start, end) == (sure, sure + doubtful)


@given(day_sets())
def test_spans_are_the_longest_of_known_days(days: Days) -> None:
    inside = {d for d in WINDOW if days.at(d) is YES}
    spans = [(max(a, FIRST), min(b, LAST + 1)) for a, b in days.spans()]
    assert {d for a, b in spans for d in range(a, b)} == inside
    assert all(after < start for (_, after), (start, _) in pairwise(days.spans()))


@given(st.data(), day_sets())
def test_first_and_last_day_hold_however_the_unknown_turns_out(
    data: st.DataObject, days: Days
) -> None:
    known = data.draw(settled(days))
    first = next((a for a, _, truth in known.pieces() if truth is YES), NEVER)
    last = max((b - 1 for _, b, truth in known.pieces() if truth is YES), default=NEVER)
    assert days.first_day().least <= first <= days.first_day().most
    if last < NEVER - 1:  # a set that goes on for ever has no last day to be right about
        assert days.last_day().least <= last <= days.last_day().most
    elif last == NEVER:
        assert days.last_day().most == NEVER


@given(day_sets())
def test_first_and_last_day_of_what_is_known(days: Days) -> None:
    """Known exactly as far as the earlier (the later) days are."""
    bounded = both(days, Days.span(FIRST, LAST))
    maybe = [d for d in WINDOW if bounded.at(d) is not NO]
    sure = [d for d in WINDOW if bounded.at(d) is YES]
    if not maybe:
        assert bounded.first_day() == bounded.last_day() == NEVER_COMES
    elif sure:
        assert bounded.first_day() == Moment(min(maybe), min(sure))
        assert bounded.last_day() == Moment(max(sure), max(maybe))
    else:
        assert bounded.first_day() == Moment(min(maybe), NEVER)
        assert bounded.last_day().comes is UNKNOWN


@given(st.data(), day_sets(), SOME_DAYS, SOME_DAYS, st.booleans())
def test_at_a_day_not_known(
    data: st.DataObject,
    days: Days,
    a: int,
    b: int,
    may_not_come: bool,  # noqa: FBT001
) -> None:
    """A known answer is right for each day that it may be, and for one that never comes."""
    moment = Moment(min(a, b), NEVER if may_not_come else max(a, b))
    answer = days.at_moment(moment)
    known = data.draw(settled(days))
    possible = {known.at(d) for d in WINDOW if moment.least <= d <= moment.most}
    possible |= {NO} if may_not_come else set()
    assert answer is UNKNOWN or possible == {answer}
    told = {days.at(d) for d in range(moment.least, LAST + 1) if d <= moment.most}
    if told | ({NO} if may_not_come else set()) in ({NO}, {YES}):
        assert answer is not UNKNOWN


def test_a_day_that_never_comes_is_in_no_set() -> None:
    assert Days(YES).at_moment(NEVER_COMES) is NO


@given(st.data(), SOME_DAYS, SOME_DAYS, SOME_DAYS, SOME_DAYS)
def test_between_two_days_not_known(data: st.DataObject, a: int, b: int, c: int, d: int) -> None:
    start, end = Moment(min(a, b), max(a, b)), Moment(min(c, d), max(c, d))
    days = Days.between(start, end)
    first = data.draw(st.integers(start.least, start.most))
    after = data.draw(st.integers(end.least, end.most))
    for at in WINDOW:
        assert days.at(at) in (UNKNOWN, YES if first <= at < after else NO)


@given(SOME_DAYS, SOME_DAYS, day_sets())
def test_days_of_a_stretch_are_those_not_in_a_hole(a: int, b: int, holes: Days) -> None:
    stretch = Stretch(Moment.on(min(a, b)), Moment.on(max(a, b)), holes)
    expected = {d: negation(holes.at(d)) if min(a, b) <= d < max(a, b) else NO for d in WINDOW}
    assert day_by_day(stretch.days) == expected
    assert stretch.last == Moment.on(max(a, b) - 1)


def test_spans_reach_the_ends_of_time() -> None:
    assert Days.span(5, NEVER).changes == ((5, YES),)
    assert Days.span(5, 5) == NO_DAY
    assert list(Days(YES).pieces()) == [(EARLIEST, NEVER, YES)]
