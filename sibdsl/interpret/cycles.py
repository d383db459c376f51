"""Quarters, years and claims of a contract, and how far its records reach."""

from collections.abc import Iterator

from sibdsl.model import calendar, terms
from sibdsl.model.calendar import Cycle
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import DaySpan


def last_known(histories: Histories) -> Day:
    """The last day that the records of any field reach."""
    lasts = [r.last for r in histories.reach.values() if EARLIEST < r.last < NEVER]
    return max(lasts, default=EARLIEST)


def claim_of(contract: Contract, due: Day) -> DaySpan:
    """The claim period that a due day falls in, half-open.

    The first of those that follow the periods named begins when the last of them ends.
    """
    for start, end in contract.claims.first:
        if start <= due < end:
            return start, end
    assert contract.claims.cycle is not None, "claims without a cycle are not computed"
    start, end = calendar.cycle_of(contract.claims.cycle, due)
    ended = (e for _, e in contract.claims.first if e <= due)
    return max(start, *ended, start), end


def span_at(contract: Contract, cycle: Cycle | terms.Claim, day: Day) -> DaySpan:
    """The span of *cycle* that holds *day*, half-open."""
    if isinstance(cycle, terms.Claim):
        return claim_of(contract, day)
    return calendar.cycle_of(cycle, day)


def spans(contract: Contract, cycle: Cycle | terms.Claim) -> Iterator[DaySpan]:
    """Every span of *cycle* that has a day in the term."""
    day, end = contract.term
    while day < end:
        span = span_at(contract, cycle, day)
        yield span
        day = span[1]


def latest_over(contract: Contract, cycle: Cycle | terms.Claim, by: Day) -> DaySpan | None:
    """The last span of *cycle* that is over by the end of *by*; None where none is."""
    over = [span for span in spans(contract, cycle) if span[1] <= by + 1]
    return over[-1] if over else None
