"""Lists of unequal length, held to lists of lists."""

from itertools import accumulate, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.engine import ragged
from sibdsl.engine.ragged import Ints

LISTS = st.lists(st.lists(st.integers(-5, 5), max_size=4), max_size=6)


def columns(lists: list[list[int]]) -> tuple[Ints, Ints]:
    """Offsets and flat values."""
    flat = [value for one in lists for value in one]
    return np.array([0, *accumulate(map(len, lists))], np.int64), np.array(flat, np.int64)


def back(offsets: Ints, values: Ints) -> list[list[int]]:
    """The list of each row."""
    return [values[a:b].tolist() for a, b in pairwise(offsets.tolist())]


@given(LISTS, st.data())
def test_rows_taken_and_things_kept(lists: list[list[int]], data: st.DataObject) -> None:
    offsets, values = columns(lists)
    rows = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=6)) if lists else []
    taken, index = ragged.gathered(offsets, np.array(rows, np.int64))
    assert back(taken, values[index]) == [lists[row] for row in rows]
    kept = back(ragged.filtered(offsets, values > 0), values[values > 0])
    assert kept == [[v for v in one if v > 0] for one in lists]


@given(st.lists(st.tuples(*[st.lists(st.integers(0, 9), max_size=3)] * 3), max_size=4))
def test_lists_joined_row_by_row(rows: list[tuple[list[int], list[int], list[int]]]) -> None:
    parts = [columns([row[at] for row in rows]) for at in range(3)]
    offsets, index = ragged.joined(*(offsets for offsets, _ in parts))
    flat = np.concatenate([values for _, values in parts])
    assert back(offsets, flat[index]) == [a + b + c for a, b, c in rows]


@given(LISTS)
def test_what_is_reckoned_of_each_row(lists: list[list[int]]) -> None:
    offsets, values = columns(lists)
    assert ragged.rows_of(offsets).tolist() == [row for row, one in enumerate(lists) for _ in one]
    assert back(offsets, ragged.places_of(offsets)) == [list(range(len(one))) for one in lists]
    assert ragged.sum_in(offsets, values).tolist() == [sum(one) for one in lists]
    before = [[sum(one[:at]) for at in range(len(one))] for one in lists]
    assert back(offsets, ragged.running(offsets, values)) == before
    assert ragged.any_in(offsets, values > 0).tolist() == [any(v > 0 for v in o) for o in lists]
    assert ragged.all_in(offsets, values > 0).tolist() == [all(v > 0 for v in o) for o in lists]
    assert ragged.min_in(offsets, values, 99).tolist() == [min(o, default=99) for o in lists]
    assert ragged.max_in(offsets, values, -99).tolist() == [max(o, default=-99) for o in lists]
    order = ragged.ordered(offsets, values // 2, values)
    assert back(offsets, values[order]) == [sorted(one) for one in lists]
    firsts = [values[at] if at >= 0 else None for at in ragged.first_in(offsets)]
    assert firsts == [one[0] if one else None for one in lists]
    lasts = [values[at] if at >= 0 else None for at in ragged.last_in(offsets)]
    assert lasts == [one[-1] if one else None for one in lists]
