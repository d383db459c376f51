"""Words in columns of cells: each once, in order, and which of them stands in each cell."""

from collections.abc import Sequence
from random import Random

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.records.frames_words import words_in

CELLS = st.lists(st.sampled_from([None, "", " ", "a", " a", "a ", "b", "ab", "é", "\u00a0c"]))


def read(*columns: Sequence[str | None], **meanings: str) -> list[list[str | None]]:
    """The word in each cell of each column, once all words are in order and there is no other."""
    cells = [pl.Series(column, dtype=pl.String) for column in columns]
    words, places = words_in(cells, meanings)
    each = words.to_list()
    assert each == sorted(set(each))
    assert set(each) == {each[at] for place in places for at in place.tolist() if at >= 0}
    return [[each[at] if at >= 0 else None for at in place.tolist()] for place in places]


@given(st.lists(CELLS))
def test_each_cell_is_read_by_itself(columns: list[list[str | None]]) -> None:
    wanted = [[(cell or "").strip() or None for cell in column] for column in columns]

    assert read(*columns) == wanted


@given(st.lists(CELLS.map(lambda cells: sorted(cell or "" for cell in cells))))
def test_what_is_in_order_is_read_alike(columns: list[list[str]]) -> None:
    wanted = [[cell.strip() or None for cell in column] for column in columns]

    assert read(*columns) == wanted


def test_a_word_stands_for_another() -> None:
    assert read(["no", " yes", None, "n"], n="no", yes="y") == [["no", "y", None, "no"]]


def test_no_list_of_words_has_all_of_them() -> None:
    one, other = ["1", "2", "2", "4"], ["2", "3", None]

    assert read(one, other, []) == [one, other, []]


def test_many_words_are_placed_as_few_are() -> None:
    names = [f"P{at:05}" for at in range(6_000)]
    cells = [*Random(1).sample(names, len(names)), None, " P00007"]  # noqa: S311

    assert read(cells) == [[*cells[:-1], "P00007"]]
