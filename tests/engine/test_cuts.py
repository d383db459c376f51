"""Runs and pieces over columns, row by row those of the interpreter."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from model.day_strategies import LAST, day_sets
from rows import as_stretches, from_first, of_days, of_stretches, stretches

from sibdsl.engine import cuts
from sibdsl.engine.cuts import Cut
from sibdsl.interpret import items
from sibdsl.interpret.items import Item
from sibdsl.model.calendar import Duration, Unit
from sibdsl.model.days import NEVER, Days, Stretch

LENGTHS = st.builds(Duration, st.integers(1, 9), st.just(Unit.DAYS)) | st.sampled_from(
    [Duration(1, Unit.WEEKS), Duration(1, Unit.MONTHS), Duration(1, Unit.YEARS)]
)


def told(found: Iterable[Item]) -> list[tuple[object, ...]]:
    """What each item says, as columns can say it."""
    return [
        (Stretch(i.span.start, i.span.end, from_first(i.span.holes)), i.certain, i.count)
        for i in found
    ]


def rows_of(cut: Cut) -> list[Sequence[tuple[object, ...]]]:
    """The things of each row."""
    span = as_stretches(cut.span)
    things = list(zip(span, cut.certain.tolist(), cut.count.tolist(), strict=True))
    return [things[a:b] for a, b in pairwise(cut.offsets.tolist())]


@given(st.lists(day_sets(), max_size=5))
def test_runs_are_those_of_each_row(sets: list[Days]) -> None:
    found = rows_of(cuts.runs(of_days(sets)))
    assert found == [told(items.in_order(items.runs(one))) for one in sets]


@given(st.lists(stretches(), max_size=5), LENGTHS)
def test_pieces_are_those_of_each_row(listed: list[Stretch], length: Duration) -> None:
    listed = [one for one in listed if _within_reach(one)]
    found = rows_of(cuts.pieces(of_stretches(listed), length))
    assert found == [told(items.pieces(one, length)) for one in listed]


def _within_reach(stretch: Stretch) -> bool:
    """Whether it is cut into pieces of our own time: none go on to the end of the calendar."""
    return stretch.end.least <= LAST and (stretch.end.most <= LAST or stretch.end.most == NEVER)
