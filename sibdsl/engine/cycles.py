"""Claims, quarters and years of a contract: of many days at once, and one after another."""

from collections.abc import Iterator

import numpy as np

from sibdsl.engine import calendar
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, cycle_of
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.ledger import DaySpan


def claims_of(contract: Contract, due: Ints) -> tuple[Ints, Ints]:
    """The claim period that each due day falls in, half-open.

    The first of those that follow the periods named begins when the last of them ends.
    """
    named = [(due >= start) & (due < end) for start, end in contract.claims.first]
    outside = ~np.any(named, axis=0) if named else np.ones(len(due), np.bool_)
    start, end = _following(contract, due, outside)
    for inside, span in zip(reversed(named), reversed(contract.claims.first), strict=True):
        start, end = np.where(inside, span[0], start), np.where(inside, span[1], end)
    return start, end


def _following(contract: Contract, due: Ints, outside: Bools) -> tuple[Ints, Ints]:
    if contract.claims.cycle is None:
        if np.any(outside):
            raise NotCompiledError("claims without a cycle")
        return due, due
    start, end = spans_of(contract.claims.cycle, due)
    for _, ended in contract.claims.first:
        start = np.where(ended <= due, np.maximum(start, ended), start)
    return start, end


def spans_of(cycle: Cycle, days: Ints) -> tuple[Ints, Ints]:
    """The span of *cycle* that holds each day, half-open."""
    start, end = calendar.cycle_of(cycle, days.astype(np.int32))
    return start.astype(np.int64), end.astype(np.int64)


def span_at(contract: Contract, cycle: Cycle | terms.Claim, day: Day) -> DaySpan:
    """The span of *cycle* that holds *day*, half-open."""
    if isinstance(cycle, terms.Claim):
        start, end = claims_of(contract, np.array([day], np.int64))
        return int(start[0]), int(end[0])
    return cycle_of(cycle, day)


def spans(contract: Contract, cycle: Cycle | terms.Claim) -> Iterator[DaySpan]:
    """Every span of *cycle* that has a day in the term."""
    day, end = contract.term
    while day < end:
        span = span_at(contract, cycle, day)
        yield span
        day = span[1]


def whole_spans(contract: Contract, cycle: Cycle, span: DaySpan) -> Iterator[DaySpan]:
    """The spans of *cycle* that lie wholly in *span*."""
    day = span[0]
    while day < span[1]:
        one = span_at(contract, cycle, day)
        if span[0] <= one[0] and one[1] <= span[1]:
            yield one
        day = one[1]
