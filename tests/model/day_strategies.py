"""Sets of days and single days, as far as they are known, over a small window."""

from hypothesis import strategies as st

from sibdsl.model.days import EVERY_DAY, NEVER, NO_DAY, Day, Days, Moment, combine
from sibdsl.model.truth import UNKNOWN, Truth

FIRST, LAST = 1_000, 1_030
WINDOW = range(FIRST, LAST + 1)
TRUTHS = st.sampled_from(Truth)
SOME_DAYS = st.integers(FIRST + 2, LAST - 2)


@st.composite
def day_sets(draw: st.DrawFn) -> Days:
    """A set whose changes all lie in the window; before and after it anything may hold."""
    changes = draw(st.lists(st.tuples(SOME_DAYS, TRUTHS), max_size=8))
    return Days.of(draw(TRUTHS), sorted(changes, key=lambda change: change[0]))


def day_by_day(days: Days) -> dict[Day, Truth]:
    """The truth of each day of the window, one look each."""
    return {d: days.at(d) for d in WINDOW}


@st.composite
def settled(draw: st.DrawFn, days: Days) -> Days:
    """*days* once every unknown day is known: in some way that it can turn out."""
    spans = draw(st.lists(st.tuples(SOME_DAYS, SOME_DAYS), max_size=4))
    known = EVERY_DAY if draw(st.booleans()) else NO_DAY
    for a, b in spans:
        known = combine(lambda x, y: Truth(abs(x - y)), known, Days.span(min(a, b), max(a, b)))
    return combine(lambda t, k: k if t is UNKNOWN else t, days, known)


ENDS = st.one_of(st.integers(1, 8), st.just(NEVER))
MOMENTS = st.tuples(ENDS, ENDS).map(lambda ends: Moment(min(ends), max(ends)))


def possible_days(moment: Moment) -> list[Day]:
    """The days that *moment* may turn out to be; NEVER stands for one that never comes."""
    return [d for d in (*range(1, 12), NEVER) if moment.least <= d <= moment.most]
