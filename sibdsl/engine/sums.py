"""Totals and averages of many numbers, each surely or perhaps among them."""

import numpy as np
from attrs import frozen

from sibdsl.engine import ragged
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.numbers import Numbers
from sibdsl.engine.ragged import Bools, Ints, Truths
from sibdsl.engine.rationals import LIMIT, Rationals, checked, multiplied, of_fractions
from sibdsl.model.terms import Sum
from sibdsl.model.truth import UNKNOWN, YES


@frozen(eq=False)
class _End:
    """One bound of the numbers of each row, as whole numbers over one *below* for all.

    *upwards* where it is the greatest that is sought.
    """

    offsets: Ints
    values: Ints
    below: int
    sure: Bools
    perhaps: Bools
    upwards: bool

    def sums(self, values: Ints) -> Ints:
        """The sum of each row, which never wraps."""
        if len(values):
            greatest = int(np.abs(checked(values)).max())
            if greatest * int(np.diff(self.offsets).max()) >= LIMIT:
                raise NotCompiledError("a total past 2 to the power of 62")
        return ragged.sum_in(self.offsets, values)


def put_together(how: Sum, offsets: Ints, numbers: Numbers, truths: Truths) -> Numbers:
    """The total or the average of the things of each row, of which none is surely out.

    Of nobody there is no average: it is not known, nor is it while that may be so.
    """
    least, most = (
        _bound(how, _end(offsets, ends, truths, direction), ends)
        for direction, ends in (("least", numbers.least), ("most", numbers.most))
    )
    return Numbers(least, most)


def _end(offsets: Ints, ends: Rationals, truths: Truths, direction: str) -> _End:
    below = 1
    if ends.denominators is not None:
        for one in np.unique(ends.denominators).tolist():
            below = int(np.lcm(below, one)) if below * one < LIMIT else _past()
    values = multiplied(ends.numerators, below // ends.below)
    return _End(
        offsets, values, below, truths == YES, truths == UNKNOWN, upwards=direction == "most"
    )


def _past() -> int:
    raise NotCompiledError("a total of fractions without a common denominator")


def _bound(how: Sum, end: _End, ends: Rationals) -> Rationals:
    bounded = ragged.all_in(end.offsets, ends.bounded)
    if how is Sum.TOTAL:
        moved = np.maximum(end.values, 0) if end.upwards else np.minimum(end.values, 0)
        totals = end.sums(np.where(end.sure, end.values, np.where(end.perhaps, moved, 0)))
        return of_fractions(totals, np.full(len(totals), end.below, np.int64), bounded)
    totals, counts = _average(end)
    there = bounded & ragged.any_in(end.offsets, end.sure)
    below = multiplied(np.where(there, counts, 1), np.full(len(counts), end.below, np.int64))
    return of_fractions(totals, below, there)


def _average(end: _End) -> tuple[Ints, Ints]:
    """The total and the number of those that bring the average to its end.

    Of those who may be among them, the farthest first, as long as one moves it.
    """
    totals = end.sums(np.where(end.sure, end.values, 0))
    counts = ragged.sum_in(end.offsets, end.sure)
    index = np.nonzero(end.perhaps)[0]
    offsets = ragged.filtered(end.offsets, end.perhaps)
    values = end.values[index]
    order = ragged.ordered(offsets, -values if end.upwards else values)
    values, rows = values[order], ragged.rows_of(offsets)
    total = totals[rows] + ragged.running(offsets, values)
    number = counts[rows] + ragged.places_of(offsets)
    scaled = multiplied(values, np.maximum(number, 1))
    moves = scaled > total if end.upwards else scaled < total
    moves &= ragged.running(offsets, ~moves) == 0
    return (
        checked(totals + ragged.sum_in(offsets, np.where(moves, values, 0))),
        counts + ragged.sum_in(offsets, moves),
    )
