"""Exact numbers and roundings in words."""

from sibdsl.model.money import Direction, Rounding, in_figures


def rounded(rounding: Rounding) -> str:
    """How a number is rounded: `rounded down to a multiple of 0.1`."""
    return _rounded(rounding, "a whole number", "whole number")


def in_pence(rounding: Rounding) -> str:
    """How an amount is rounded: `rounded down to a penny`."""
    return _rounded(rounding, "a penny", "penny")


def _rounded(rounding: Rounding, a_unit: str, unit: str) -> str:
    multiple = f"multiple of {in_figures(rounding.grain)}"
    whole = rounding.grain == 1
    if rounding.direction is Direction.NEAREST:
        return f"{rounding.direction.value} {unit if whole else multiple}, a half up"
    return f"{rounding.direction.value} to {a_unit if whole else f'a {multiple}'}"
