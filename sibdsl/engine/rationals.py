"""Exact rational numbers, one a row: whole numbers of 64 bits above and below, never a float."""

from fractions import Fraction
from typing import Final, assert_never

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.ragged import Bools, Ints, Rows
from sibdsl.model.money import Direction, Rounding

LIMIT: Final = 2**62
"""Past this no number goes: it is an error, where 64 bits would wrap in silence."""

_TOO_GREAT: Final = "a number past 2 to the power of 62"


@frozen(eq=False)
class Rationals:
    """A number a row, in its lowest terms; none where it is not *bounded*.

    *denominators* are above nought, and None where all are 1. What is not bounded stands as 0/1.
    """

    numerators: Ints
    denominators: Ints | None
    bounded: Bools

    @classmethod
    def exactly(cls, number: Fraction | int, n: int) -> "Rationals":
        """The same number in *n* rows."""
        number = Fraction(number)
        if max(abs(number.numerator), number.denominator) >= LIMIT:
            raise NotCompiledError(_TOO_GREAT)
        below = None if number.denominator == 1 else np.full(n, number.denominator, np.int64)
        return cls(np.full(n, number.numerator, np.int64), below, np.ones(n, np.bool_))

    @classmethod
    def whole(cls, numbers: Ints, bounded: Bools | None = None) -> "Rationals":
        """Whole numbers; none where they are not *bounded*."""
        whole = numbers.astype(np.int64)
        if bounded is None:
            return cls(whole, None, np.ones(len(whole), np.bool_))
        return cls(np.where(bounded, whole, 0), None, bounded)

    @classmethod
    def nothing(cls, n: int) -> "Rationals":
        """No bound in any of *n* rows."""
        return cls(np.zeros(n, np.int64), None, np.zeros(n, np.bool_))

    def __len__(self) -> int:
        return len(self.numerators)

    @property
    def below(self) -> Ints:
        """The denominators, written out."""
        if self.denominators is None:
            return np.ones(len(self), np.int64)
        return self.denominators

    def taken(self, rows: Rows) -> "Rationals":
        """The numbers of *rows*."""
        below = None if self.denominators is None else self.denominators[rows]
        return Rationals(self.numerators[rows], below, self.bounded[rows])

    def where(self, mask: Bools, other: "Rationals") -> "Rationals":
        """These where *mask*, those of *other* elsewhere."""
        below = None
        if self.denominators is not None or other.denominators is not None:
            below = np.where(mask, self.below, other.below)
        numerators = np.where(mask, self.numerators, other.numerators)
        return Rationals(numerators, below, np.where(mask, self.bounded, other.bounded))

    def kept(self, mask: Bools) -> "Rationals":
        """The same, without a bound outside of *mask*."""
        return self.where(mask, Rationals.nothing(len(self)))

    def plus(self, other: "Rationals") -> "Rationals":
        """The sums; no bound where either has none."""
        bounded = self.bounded & other.bounded
        if self.denominators is None and other.denominators is None:
            return _reduced(_added(self.numerators, other.numerators), None, bounded)
        left, right = (
            multiplied(self.numerators, other.below),
            multiplied(other.numerators, self.below),
        )
        return _reduced(_added(left, right), multiplied(self.below, other.below), bounded)

    def negative(self) -> "Rationals":
        """Each less than nothing by as much."""
        return evolve(self, numerators=-self.numerators)

    def times(self, other: "Rationals") -> "Rationals":
        """The products; no bound where either has none."""
        bounded = self.bounded & other.bounded
        below = None
        if self.denominators is not None or other.denominators is not None:
            below = multiplied(self.below, other.below)
        return _reduced(multiplied(self.numerators, other.numerators), below, bounded)

    def inverse(self) -> "Rationals":
        """One divided by each; no bound where it is nought."""
        there = self.bounded & (self.numerators != 0)
        over = np.where(there, self.numerators, 1)
        return Rationals(
            np.where(there, self.below * np.sign(over), 0), np.where(there, np.abs(over), 1), there
        )

    def rounded(self, rounding: Rounding) -> "Rationals":
        """Each rounded to a multiple of the grain; a half goes up in NEAREST."""
        grain = Rationals.exactly(rounding.grain, len(self))
        grains = self.times(grain.inverse())
        above, below = grains.numerators, grains.below
        whole = _whole(above, below, rounding.direction)
        return Rationals.whole(whole, self.bounded).times(grain)

    def is_less(self, other: "Rationals") -> Bools:
        """Whether each is less than that of *other*; not so where either has no bound."""
        left, right = self._crossed(other)
        less: Bools = (left < right) & self.bounded & other.bounded
        return less

    def is_at_least(self, other: "Rationals") -> Bools:
        """Whether each is not less than that of *other*; not so where either has no bound."""
        left, right = self._crossed(other)
        least: Bools = (left >= right) & self.bounded & other.bounded
        return least

    def is_equal(self, other: "Rationals") -> Bools:
        """Whether both have a bound and it is the same."""
        same: Bools = (self.numerators == other.numerators) & (self.below == other.below)
        both: Bools = same & self.bounded & other.bounded
        return both

    def is_whole(self) -> Bools:
        """Whether each is a whole number."""
        whole: Bools = self.bounded & (self.below == 1)
        return whole

    def _crossed(self, other: "Rationals") -> tuple[Ints, Ints]:
        if self.denominators is None and other.denominators is None:
            return self.numerators, other.numerators
        return multiplied(self.numerators, other.below), multiplied(other.numerators, self.below)


def of_fractions(numerators: Ints, denominators: Ints, known: Bools) -> Rationals:
    """Fractions as a column holds them; none where it is not *known*."""
    return _reduced(numerators, denominators, known)


def least_of(one: Rationals, other: Rationals) -> Rationals:
    """The lesser of each two."""
    return one.where(one.is_less(other), other)


def greatest_of(one: Rationals, other: Rationals) -> Rationals:
    """The greater of each two."""
    return other.where(one.is_less(other), one)


def _whole(above: Ints, below: Ints, direction: Direction) -> Ints:
    match direction:
        case Direction.DOWN:
            return above // below
        case Direction.UP:
            return -(-above // below)
        case Direction.NEAREST:
            return _added(_added(above, above), below) // _added(below, below)
        case _:
            assert_never(direction)


def multiplied(one: Ints, other: Ints) -> Ints:
    """The products, which never wrap."""
    if len(one) and _greatest(one) * _greatest(other) >= LIMIT:
        past = np.abs(one) > (LIMIT - 1) // np.maximum(np.abs(other), 1)
        if (past & (other != 0)).any():
            raise NotCompiledError(_TOO_GREAT)
    return one * other


def checked(numbers: Ints) -> Ints:
    """*numbers*, none of which is past the limit."""
    if len(numbers) and _greatest(numbers) >= LIMIT:
        raise NotCompiledError(_TOO_GREAT)
    return numbers


def _added(one: Ints, other: Ints) -> Ints:
    # Each is below 2 to the 62nd, so the sum does not wrap before it is looked at.
    return checked(checked(one) + checked(other))


def _greatest(numbers: Ints) -> int:
    return max(int(numbers.max()), -int(numbers.min()))


def _reduced(numerators: Ints, denominators: Ints | None, bounded: Bools) -> Rationals:
    """In lowest terms; 0/1 where it is not *bounded*."""
    above = np.where(bounded, numerators, 0)
    if denominators is None:
        return Rationals(above, None, bounded)
    below = np.where(bounded, denominators, 1)
    common = np.gcd(above, below)
    above, below = above // common, below // common
    return Rationals(above, None if (below == 1).all() else below, bounded)
