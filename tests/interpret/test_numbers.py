"""Numbers not yet known: arithmetic and comparisons hold however the number turns out."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from sibdsl.interpret.numbers import compared, computed
from sibdsl.model.money import ANY_NUMBER, Bounds
from sibdsl.model.terms import Comparison, Operator
from sibdsl.model.truth import UNKNOWN, Truth

NUMBERS = st.fractions(-20, 20, max_denominator=4)
PLAIN = {
    Operator.PLUS: lambda a, b: a + b,
    Operator.LESS: lambda a, b: a - b,
    Operator.TIMES: lambda a, b: a * b,
    Operator.DIVIDED_BY: lambda a, b: a / b,
    Operator.BELOW: lambda a, b: (b - a) / b,
    Operator.ABOVE: lambda a, b: (a - b) / b,
}
STANDS = {
    Comparison.AT_LEAST: lambda a, b: a >= b,
    Comparison.AT_MOST: lambda a, b: a <= b,
    Comparison.MORE: lambda a, b: a > b,
    Comparison.LESS: lambda a, b: a < b,
    Comparison.EQUAL: lambda a, b: a == b,
}


@st.composite
def bounded(draw: st.DrawFn) -> tuple[Bounds, Fraction]:
    """A number as far as it is known, and one that it may be."""
    number = draw(NUMBERS)
    if draw(st.booleans()):
        return Bounds.exactly(number), number
    below, above = (draw(st.none() | st.fractions(0, 5, max_denominator=4)) for _ in range(2))
    least = None if below is None else number - below
    return Bounds(least, None if above is None else number + above), number


def holds(bounds: Bounds, number: Fraction) -> bool:
    """Whether *number* lies within *bounds*."""
    return (bounds.least is None or bounds.least <= number) and (
        bounds.most is None or number <= bounds.most
    )


@given(bounded(), st.sampled_from(Operator), bounded())
def test_reading_23_what_is_computed_holds_the_number_that_it_turns_out(
    left: tuple[Bounds, Fraction], operator: Operator, right: tuple[Bounds, Fraction]
) -> None:
    divides = operator in (Operator.DIVIDED_BY, Operator.BELOW, Operator.ABOVE)
    assume(right[1] != 0 or not divides)
    assert holds(computed(left[0], operator, right[0]), PLAIN[operator](left[1], right[1]))


@given(bounded(), st.sampled_from(Comparison), bounded())
def test_reading_23_a_comparison_is_known_when_both_ends_agree(
    left: tuple[Bounds, Fraction], comparison: Comparison, right: tuple[Bounds, Fraction]
) -> None:
    answer = compared(left[0], comparison, right[0])
    assert answer in (UNKNOWN, Truth.of(STANDS[comparison](left[1], right[1])))
    if left[0].known is not None and right[0].known is not None:
        assert answer is not UNKNOWN


@given(NUMBERS, st.sampled_from([Operator.DIVIDED_BY, Operator.BELOW, Operator.ABOVE]))
def test_reading_29_nothing_divided_by_nought_is_known(
    number: Fraction, operator: Operator
) -> None:
    assert computed(Bounds.exactly(number), operator, Bounds.exactly(0)) == ANY_NUMBER
