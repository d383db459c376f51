"""Numbers in columns beside the interpreter's, on any bounds."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.numbers import Numbers, compared, computed
from sibdsl.engine.ragged import offsets_of
from sibdsl.engine.rationals import LIMIT, Rationals, multiplied, of_fractions
from sibdsl.engine.sums import put_together
from sibdsl.interpret import numbers as defined
from sibdsl.model.money import ANY_NUMBER, Bounds, Direction, Rounding
from sibdsl.model.terms import Comparison, Operator, Sum
from sibdsl.model.truth import UNKNOWN, YES, Truth

FRACTIONS = st.fractions(-30, 30, max_denominator=6)
GRAINS = st.sampled_from([Fraction(1), Fraction(100), Fraction(1, 10), Fraction(3, 7)])


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    """A number that is known, or lies between two, or has no bound on one side or both."""
    a, b = sorted((draw(FRACTIONS), draw(FRACTIONS)))
    known, between = Bounds.exactly(a), Bounds(a, b)
    return draw(st.sampled_from([known, known, between, Bounds(a, None), Bounds(None, b)]))


BOUNDS = st.lists(st.just(ANY_NUMBER) | bounds(), min_size=1, max_size=6)


def column(ends: list[Fraction | None]) -> Rationals:
    return of_fractions(
        np.array([0 if n is None else n.numerator for n in ends], np.int64),
        np.array([1 if n is None else n.denominator for n in ends], np.int64),
        np.array([n is not None for n in ends], np.bool_),
    )


def columns(listed: list[Bounds]) -> Numbers:
    return Numbers(column([b.least for b in listed]), column([b.most for b in listed]))


def of_rows(found: Numbers) -> list[Bounds]:
    pairs = zip(each(found.least), each(found.most), strict=True)
    return [Bounds(least, most) for least, most in pairs]


def each(found: Rationals) -> list[Fraction | None]:
    rows = zip(found.numerators.tolist(), found.below.tolist(), found.bounded, strict=True)
    return [Fraction(above, below) if bounded else None for above, below, bounded in rows]


@given(st.data(), st.sampled_from(Operator))
def test_numbers_are_computed_as_defined(data: st.DataObject, operator: Operator) -> None:
    left = data.draw(BOUNDS)
    right = data.draw(st.lists(bounds(), min_size=len(left), max_size=len(left)))

    found = of_rows(computed(columns(left), operator, columns(right)))

    assert found == [defined.computed(a, operator, b) for a, b in zip(left, right, strict=True)]


@given(st.data(), st.sampled_from(Comparison))
def test_numbers_are_compared_as_defined(data: st.DataObject, comparison: Comparison) -> None:
    left = data.draw(BOUNDS)
    right = data.draw(st.lists(bounds(), min_size=len(left), max_size=len(left)))

    found = [Truth(int(t)) for t in compared(columns(left), comparison, columns(right))]

    assert found == [defined.compared(a, comparison, b) for a, b in zip(left, right, strict=True)]


@given(st.lists(FRACTIONS), st.sampled_from(Direction), GRAINS)
def test_a_number_is_rounded_as_defined(
    numbers: list[Fraction], direction: Direction, grain: Fraction
) -> None:
    rounding = Rounding(direction, grain)

    assert each(column([*numbers]).rounded(rounding)) == [rounding(n) for n in numbers]


@given(
    st.lists(st.lists(st.tuples(bounds(), st.sampled_from((UNKNOWN, YES))), max_size=5)),
    st.sampled_from(Sum),
)
def test_totals_and_averages_are_as_defined(
    rows: list[list[tuple[Bounds, Truth]]], how: Sum
) -> None:
    flat = [part for row in rows for part in row]
    offsets = offsets_of(np.array([len(row) for row in rows], np.int64))
    truths = np.array([truth for _, truth in flat], np.int8)

    found = put_together(how, offsets, columns([b for b, _ in flat]), truths)

    assert of_rows(found) == [defined.put_together(how, row) for row in rows]


@pytest.mark.parametrize(("one", "other"), [(2**31, 2**31), (-(2**61), 2), (2**40, -(2**30))])
def test_a_number_past_the_limit_is_an_error_and_does_not_wrap(one: int, other: int) -> None:
    with pytest.raises(NotCompiledError, match="62"):
        multiplied(np.array([1, one], np.int64), np.array([LIMIT - 1, other], np.int64))


def test_a_total_past_the_limit_is_an_error() -> None:
    parts = Numbers.of(Rationals.whole(np.full(4, 2**60, np.int64)))
    surely = np.full(4, YES, np.int8)

    with pytest.raises(NotCompiledError, match="62"):
        put_together(Sum.TOTAL, np.array([0, 4]), parts, surely)
