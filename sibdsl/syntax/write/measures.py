"""Numbers that a definition works out, and how they are rounded, as words."""

from typing import assert_never

from sibdsl.syntax.tree import (
    Across,
    AcrossItems,
    AgeOn,
    Amount,
    Arithmetic,
    CountDays,
    CountItems,
    LengthOf,
    Measure,
    Name,
    Nearest,
    NotRounded,
    Number,
    NumberEligible,
    Percent,
    PercentageBy,
    Rounded,
    Rounding,
)
from sibdsl.syntax.write import words
from sibdsl.syntax.write.conditions import number_phrase, operand, where
from sibdsl.syntax.write.words import named


def measure(node: Measure) -> str:
    """`Expected Days less Care Days, rounded down to a whole number`"""
    match node:
        case Rounded(inner, how):
            return f"{measure(inner)}, {rounding(how)}"
        case Arithmetic(left, operator, right):
            return f"{operand(left)} {operator} {_right(right)}"
        case PercentageBy(first, side, second):
            return f"the percentage by which {named(first)} is {side} {named(second)}"
        case Across() | AcrossItems() | NumberEligible():
            return _across(node)
        case CountDays() | CountItems() | LengthOf() | AgeOn():
            return number_phrase(node)
        case Number() | Amount() | Percent():
            return operand(node)
        case _:
            assert_never(node)


def _right(
    node: Number | Amount | Percent | Name | Across | AcrossItems | NumberEligible,
) -> str:
    """The second part of an operation."""
    if isinstance(node, Across | AcrossItems | NumberEligible):
        return _across(node)
    return operand(node)


def _across(node: Across | AcrossItems | NumberEligible) -> str:
    """`the total of Days Saved across the Grains of eligible Children where …`"""
    if isinstance(node, NumberEligible):
        return f"the number of eligible {words.bare(node.members)}{where(node.conditions)}"
    of = f"{named(node.items)} of " if isinstance(node, AcrossItems) else ""
    members = f"{of}eligible {words.bare(node.members)}"
    return f"the {node.kind} of {named(node.measure)} across {members}{where(node.conditions)}"


def rounding(node: Rounding | Nearest | NotRounded) -> str:
    """`rounded down to a penny`"""
    match node:
        case Rounding(direction, grain):
            return f"rounded {direction} to {_grain(grain, 'a ')}"
        case Nearest(grain):
            return f"rounded to the nearest {_grain(grain, '')}"
        case NotRounded():
            return "not rounded"
        case _:
            assert_never(node)


def _grain(grain: str | Number, article: str) -> str:
    """`a penny`, `penny`, `2 decimal places`"""
    if isinstance(grain, str):
        return article + grain
    return f"{words.number(grain)} decimal place{'' if grain.value == 1 else 's'}"
