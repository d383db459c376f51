"""What follows from a number at a sample figure: how it is rounded, and what a percentage is of."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from sibdsl.model import terms
from sibdsl.model.money import in_figures
from sibdsl.render import terms as words

_LARGE: Final = Fraction(160)
_BELOW: Final = Fraction(148)
_ABOVE: Final = Fraction(172)
_HALF: Final = Fraction(1, 2)


def of_number(meaning: terms.Meaning) -> Iterator[str]:
    """What follows from a definition that is a number."""
    match meaning:
        case terms.Rounded(number, rounding):
            exact = 12 * rounding.grain + rounding.grain * _HALF
            figures = in_figures(exact), in_figures(rounding(exact))
            yield f"Where {figures[0]} comes of it, it is {figures[1]}."
            below = -exact
            if rounding(below) != -rounding(exact):
                yield f"Where {in_figures(below)} comes of it, it is {in_figures(rounding(below))}."
            yield from of_number(number)
        case terms.Arithmetic(left, terms.Operator.BELOW, right):
            yield _share(right, left, _LARGE, _BELOW, (_LARGE - _BELOW) / _LARGE)
        case terms.Arithmetic(left, terms.Operator.ABOVE, right):
            yield _share(right, left, _LARGE, _ABOVE, (_ABOVE - _LARGE) / _LARGE)
        case terms.Arithmetic(_, _, right):
            yield from of_number(right)
        case terms.Across(sum=sum_):
            if sum_ is terms.Sum.AVERAGE:
                yield "Someone of whom the number is nought counts in the average all the same."
            yield (
                "While the number of one of them is not yet known, it lies between the least and "
                "the most that it can be."
            )
        case _:
            return


def _share(
    whole: terms.Number, part: terms.Number, of: Fraction, is_: Fraction, share: Fraction
) -> str:
    return (
        f"Where {words.number(whole)} is {in_figures(of)} and {words.number(part)} is "
        f"{in_figures(is_)}, it is {in_figures(share * 100)}%."
    )
