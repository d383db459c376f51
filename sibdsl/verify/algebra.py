"""The algebra of payments: each step worked out once, for plain numbers and for symbols alike.

The prover puts symbols in, the tests plain numbers, which they compare with the interpreter. So a
slip in a step here is either seen there, or it is in the interpreter as well.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, Protocol, TypeAlias, assert_never

from attrs import frozen

from sibdsl.model.money import Direction, Rounding

Amount: TypeAlias = Any
"""A whole number (pence, days, how many), or the symbol of one."""

Fact: TypeAlias = Any
"""A bool, or the symbol of one."""


class Maths(Protocol):
    """What plain numbers and symbols do not write alike."""

    def choose(self, fact: Fact, yes: Amount, no: Amount) -> Amount:
        """*yes* where *fact* holds, else *no*."""

    def divided(self, number: Amount, by: int) -> Amount:
        """How often *by*, above nought, goes into *number*: rounded down."""

    def every(self, facts: Sequence[Fact]) -> Fact:
        """Whether all of *facts* hold."""


@frozen
class Plain:
    """Plain numbers."""

    def choose(self, fact: Fact, yes: Amount, no: Amount) -> Amount:
        """*yes* where *fact* holds, else *no*."""
        return yes if fact else no

    def divided(self, number: Amount, by: int) -> Amount:
        """How often *by*, above nought, goes into *number*: rounded down."""
        return number // by

    def every(self, facts: Sequence[Fact]) -> Fact:
        """Whether all of *facts* hold."""
        return all(facts)


def lesser(m: Maths, one: Amount, other: Amount) -> Amount:
    """The lesser of two."""
    return m.choose(one <= other, one, other)


def greater(m: Maths, one: Amount, other: Amount) -> Amount:
    """The greater of two."""
    return m.choose(one >= other, one, other)


# -- Limits ---------------------------------------------------------------------------------------


def left(m: Maths, limit: Amount, used: Amount) -> Amount:
    """What is left under a limit of which so much is used."""
    return greater(m, limit - used, 0)


def cut(m: Maths, gross: Amount, lefts: Sequence[Amount]) -> Amount:
    """What is paid of *gross* where so much is left under each limit on it."""
    return reduce(lambda paid, room: lesser(m, paid, room), lefts, gross)


def counts(m: Maths, taken: Sequence[tuple[Amount, int]]) -> Fact:
    """Whether an achievement is paid: under each limit by number, fewer than it came before."""
    return m.every([before < limit for before, limit in taken])


# -- Shares ---------------------------------------------------------------------------------------


def rounded(m: Maths, number: Amount, part: Fraction, rounding: Rounding) -> Amount:
    """*part* of *number*, rounded; the grain of the rounding is whole pence."""
    grain = rounding.grain
    top, bottom = (part / grain).numerator, (part / grain).denominator
    match rounding.direction:
        case Direction.DOWN:
            grains = m.divided(number * top, bottom)
        case Direction.UP:
            grains = -m.divided(-(number * top), bottom)
        case Direction.NEAREST:
            grains = m.divided(number * top * 2 + bottom, bottom * 2)
        case _:
            assert_never(rounding.direction)
    return grains * int(grain)


def taken_in_turn(m: Maths, whole: Amount, wanted: Sequence[Amount]) -> tuple[list[Amount], Amount]:
    """What each gets of *whole*, in turn and no more than is left; and the rest."""
    given: list[Amount] = []
    for amount in wanted:
        given.append(lesser(m, amount, whole))
        whole = whole - given[-1]
    return given, whole


def kept(m: Maths, share: Amount, lefts: Sequence[Amount]) -> tuple[Amount, Amount]:
    """What a party pays of its share under its limits, and what is handed on (or not paid)."""
    pays = cut(m, share, lefts)
    return pays, share - pays


# -- Units ----------------------------------------------------------------------------------------


def units_of(m: Maths, days: Amount, length: int) -> Amount:
    """How many units of that *length* a run of so many days gives."""
    return m.divided(days, length)


def unit_of(first: Amount, length: int, number: Amount) -> tuple[Amount, Amount]:
    """The days of unit *number*, from 0, of a run: from its first day up to the first not in it."""
    return first + number * length, first + number * length + length


def due_before(m: Maths, first: Amount, step: int, count: Amount, day: Amount) -> Amount:
    """How many of *count* units, the first due on *first*, fall due before *day*."""
    steps = -m.divided(first - day, step)
    return lesser(m, greater(m, steps, 0), count)


def remaining(m: Maths, number: Amount, percent: Fraction, rounding: Rounding) -> Amount:
    """How many a deduction of *percent* leaves of *number*."""
    return rounded(m, number, 1 - percent, rounding)
