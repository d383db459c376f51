"""Numbers as far as they are known, one a row: counted, computed, compared."""

from fractions import Fraction
from typing import assert_never

import numpy as np
from attrs import frozen

from sibdsl.columns import Column
from sibdsl.engine.ragged import Bools, Ints, Rows, Truths
from sibdsl.engine.rationals import Rationals, greatest_of, least_of, of_fractions
from sibdsl.model.money import Rounding
from sibdsl.model.records import Kind
from sibdsl.model.terms import Comparison, Operator
from sibdsl.model.truth import NO, UNKNOWN, YES

_NUMERIC = (Kind.NUMBER, Kind.PERCENTAGE, Kind.AMOUNT, Kind.DATE)


@frozen(eq=False)
class Numbers:
    """Between *least* and *most*, both included; no bound where one is not there."""

    least: Rationals
    most: Rationals

    @classmethod
    def exactly(cls, number: Fraction | int, n: int) -> "Numbers":
        """The same known number in *n* rows."""
        known = Rationals.exactly(number, n)
        return cls(known, known)

    @classmethod
    def any_number(cls, n: int) -> "Numbers":
        """Nothing known in any of *n* rows."""
        nothing = Rationals.nothing(n)
        return cls(nothing, nothing)

    @classmethod
    def of(cls, known: Rationals) -> "Numbers":
        """Known numbers; any number where one has no bound."""
        return cls(known, known)

    def __len__(self) -> int:
        return len(self.least)

    @property
    def is_known(self) -> Bools:
        """Where least and most are the same; it is then *least*."""
        return self.least.is_equal(self.most)

    def taken(self, rows: Rows) -> "Numbers":
        """The numbers of *rows*."""
        least = self.least.taken(rows)
        return Numbers(least, least if self.most is self.least else self.most.taken(rows))

    def where(self, mask: Bools, other: "Numbers") -> "Numbers":
        """These where *mask*, those of *other* elsewhere."""
        return Numbers(self.least.where(mask, other.least), self.most.where(mask, other.most))

    def rounded(self, rounding: Rounding) -> "Numbers":
        """Both bounds rounded."""
        least = self.least.rounded(rounding)
        return Numbers(least, least if self.most is self.least else self.most.rounded(rounding))


def counted(least: Ints, most: Ints, bounded: Bools) -> Numbers:
    """Whole numbers from *least* to *most*; no greatest where it is not *bounded*."""
    return Numbers(Rationals.whole(least), Rationals.whole(most, bounded))


def of_column(column: Column) -> Numbers:
    """The numbers of the record, amounts in pence; any number where one is missing or a word."""
    if column.kind not in _NUMERIC:
        return Numbers.any_number(len(column.values))
    if column.denominators is None:
        return Numbers.of(Rationals.whole(column.values, column.known))
    return Numbers.of(of_fractions(column.values, column.denominators, column.known))


def computed(left: Numbers, operator: Operator, right: Numbers) -> Numbers:
    """*left operator right*, exactly; division by what can be nought is not known."""
    match operator:
        case Operator.PLUS:
            return Numbers(left.least.plus(right.least), left.most.plus(right.most))
        case Operator.LESS:
            return Numbers(
                left.least.plus(right.most.negative()), left.most.plus(right.least.negative())
            )
        case Operator.TIMES | Operator.DIVIDED_BY | Operator.BELOW | Operator.ABOVE:
            return _at_the_corners(left, operator, right)
        case _:
            assert_never(operator)


def _at_the_corners(left: Numbers, operator: Operator, right: Numbers) -> Numbers:
    """A product or a quotient, which is least and most where its parts are."""
    known = left.least.bounded & left.most.bounded & right.least.bounded & right.most.bounded
    if operator is not Operator.TIMES:
        known = known & ~((right.least.numerators <= 0) & (right.most.numerators >= 0))
    left = Numbers(left.least.kept(known), left.most.kept(known))
    right = Numbers(right.least.kept(known), right.most.kept(known))
    corners = [
        _corner(one, operator, other)
        for one in (left.least, left.most)
        for other in (right.least, right.most)
    ]
    least = most = corners[0]
    for corner in corners[1:]:
        least, most = least_of(least, corner), greatest_of(most, corner)
    return Numbers(least, most)


def _corner(one: Rationals, operator: Operator, other: Rationals) -> Rationals:
    match operator:
        case Operator.TIMES:
            return one.times(other)
        case Operator.BELOW:
            return other.plus(one.negative()).times(other.inverse())
        case Operator.ABOVE:
            return one.plus(other.negative()).times(other.inverse())
        case _:
            return one.times(other.inverse())


def compared(left: Numbers, comparison: Comparison, right: Numbers) -> Truths:
    """Whether *left* stands so to *right*: known as soon as least and most agree."""
    match comparison:
        case Comparison.AT_LEAST:
            return _turned(_less(left, right))
        case Comparison.AT_MOST:
            return _turned(_less(right, left))
        case Comparison.MORE:
            return _less(right, left)
        case Comparison.LESS:
            return _less(left, right)
        case Comparison.EQUAL:
            known = left.is_known & right.is_known
            same = np.where(left.least.is_equal(right.least), YES, NO)
            apart = (_less(left, right) == YES) | (_less(right, left) == YES)
            return np.where(known, same, np.where(apart, NO, UNKNOWN)).astype(np.int8)
        case _:
            assert_never(comparison)


def _turned(truths: Truths) -> Truths:
    return (2 - truths).astype(np.int8)


def _less(a: Numbers, b: Numbers) -> Truths:
    return told(a.most.is_less(b.least), a.least.is_at_least(b.most))


def told(surely: Bools, never: Bools | np.bool_) -> Truths:
    """YES where *surely*, NO where *never*, UNKNOWN where neither."""
    truths: Truths = surely.astype(np.int8) + np.int8(1) - never.astype(np.int8)
    return truths
