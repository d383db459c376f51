"""Exact numbers, roundings and counts of days in words."""

from typing import Final

from sibdsl.model.money import Direction, Rounding, in_figures
from sibdsl.model.terms import Operator
from sibdsl.render.page import counted

_SYMBOLS: Final = {
    Operator.PLUS: "plus",
    Operator.LESS: "less",
    Operator.TIMES: "times",
    Operator.DIVIDED_BY: "divided by",
}


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


def arithmetic(left: str, operator: Operator, right: str) -> str:
    """What is done with two numbers, themselves in words."""
    if operator in _SYMBOLS:
        return f"{left} {_SYMBOLS[operator]} {right}"
    return f"the percentage of {right} by which {left} is {operator.value} it"


def how_many(least: int | None, most: int | None) -> str:
    """How many days of a period are asked for; None is every day."""
    if least is None and most is None:
        return "every day"
    if most == 0:
        return "no day"
    if least:
        return f"at least {counted(least, 'day')}"
    return f"at most {counted(most or 0, 'day')}"
