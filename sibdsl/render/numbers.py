"""Exact numbers and roundings in words."""

from fractions import Fraction

from sibdsl.model.money import Direction, Rounding


def rounded(rounding: Rounding) -> str:
    """How a number is rounded: `rounded down to a multiple of 0.1`."""
    return _rounded(rounding, "a whole number", "whole number")


def in_pence(rounding: Rounding) -> str:
    """How an amount is rounded: `rounded down to a penny`."""
    return _rounded(rounding, "a penny", "penny")


def _rounded(rounding: Rounding, a_unit: str, unit: str) -> str:
    multiple = f"multiple of {plain(rounding.grain)}"
    whole = rounding.grain == 1
    if rounding.direction is Direction.NEAREST:
        return f"{rounding.direction.value} {unit if whole else multiple}, a half up"
    return f"{rounding.direction.value} to {a_unit if whole else f'a {multiple}'}"


def plain(fraction: Fraction) -> str:
    """A number in figures; a part that no decimal can say stays a fraction.

    >>> plain(Fraction(1500)), plain(Fraction(1, 8)), plain(Fraction(1, 3))
    ('1,500', '0.125', '1/3')
    """
    for places in range(7):
        shifted = fraction * 10**places
        if shifted.denominator == 1:
            whole, part = divmod(abs(shifted.numerator), 10**places)
            sign = "-" if fraction < 0 else ""
            return f"{sign}{whole:,}" + (f".{part:0{places}}" if places else "")
    return str(fraction)
