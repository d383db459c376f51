"""Kleene's strong tables: what is settled stays settled, whatever the unknown turns out to be."""

from collections.abc import Callable, Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.model.truth import NO, UNKNOWN, YES, Truth, all_of, any_of, at_least, negation

TABLES = {  # and, or
    (YES, YES): (YES, YES),
    (YES, UNKNOWN): (UNKNOWN, YES),
    (YES, NO): (NO, YES),
    (UNKNOWN, UNKNOWN): (UNKNOWN, UNKNOWN),
    (UNKNOWN, NO): (NO, UNKNOWN),
    (NO, NO): (NO, NO),
}
PARTS = st.lists(st.sampled_from(Truth), max_size=6)


@pytest.mark.parametrize("pair", TABLES, ids=str)
def test_tables_of_reading_21(pair: tuple[Truth, Truth]) -> None:
    for parts in (pair, pair[::-1]):
        assert (all_of(parts), any_of(parts)) == TABLES[pair]


def test_no_parts() -> None:
    assert (all_of([]), any_of([])) == (YES, NO)


def outcomes(operation: Callable[[Iterable[Truth]], Truth], parts: list[Truth]) -> set[Truth]:
    """What *operation* says once every unknown part is known, in every way that it can be."""
    choices = [(NO, YES) if part is UNKNOWN else (part,) for part in parts]
    return {operation(known) for known in product(*choices)}


@given(PARTS, st.integers(0, 6))
def test_known_exactly_when_every_way_agrees(parts: list[Truth], n: int) -> None:
    for operation in (all_of, any_of, lambda known: at_least(n, known)):
        ways = outcomes(operation, parts)
        assert operation(parts) is (ways.pop() if len(ways) == 1 else UNKNOWN)


@given(PARTS)
def test_not_parts_and_from_or(parts: list[Truth]) -> None:
    assert negation(all_of(parts)) is any_of(negation(part) for part in parts)
    assert [negation(negation(part)) for part in parts] == parts


@given(PARTS)
def test_at_least_one_is_or_and_at_least_all_is_and(parts: list[Truth]) -> None:
    assert at_least(len(parts), parts) is all_of(parts)
    if parts:
        assert at_least(1, parts) is any_of(parts)
