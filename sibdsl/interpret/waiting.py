"""What waits, and the facts that would settle it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import evolve

from sibdsl.interpret.achieve import Achievement, applying
from sibdsl.interpret.course import ALWAYS
from sibdsl.interpret.doubt import of_condition, of_day, of_days, of_items, of_period, together
from sibdsl.interpret.limits import limited_by
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.pay import ranks
from sibdsl.model import terms
from sibdsl.model.contract import (
    Contract,
    EachDay,
    EachPiece,
    EachRun,
    Index,
    OnDay,
)
from sibdsl.model.days import EARLIEST, NEVER, Day, in_words
from sibdsl.model.ledger import Waiting
from sibdsl.model.truth import UNKNOWN, YES, Truth


def not_known(
    turn: Iterable[Achievement], as_at: Day, facts: Callable[[Achievement], tuple[str, ...]]
) -> Iterator[Waiting]:
    """The achievements that are not yet known, or not yet due; *facts* says what settles one."""
    for one in turn:
        if one.truth is YES:
            n = one.unit.numbers_before(as_at + 1)
            if n < one.unit.count:
                later = evolve(one, unit=one.unit.taken(n, one.unit.count))
                yield waiting_for(later, (f"it falls due on {in_words(later.due)}",))
        else:
            yield waiting_for(one, facts(one))


def settling(one: Achievement) -> tuple[str, ...]:
    """The facts that would settle an achievement that is not known."""
    return together(_doubts(one))


def held_back(one: Achievement) -> Waiting:
    """An achievement that waits for whether an earlier one takes its place under a limit."""
    limit = limited_by(one)
    return waiting_for(one, (f"whether an earlier one uses up the limit of clause {limit.clause}",))


def waiting_for(one: Achievement, facts: tuple[str, ...]) -> Waiting:
    """An achievement that waits for *facts*."""
    number, whose = one.outcome.clause.number, one.reading.whose
    case = one.reading.case.number if whose == terms.OWN else None
    group = one.reading.case.number if whose not in (terms.OWN, terms.CONTRACT) else None
    return Waiting(case, one.outcome.name, number, facts, _days(one), group)


def _days(one: Achievement) -> tuple[Day, Day] | None:
    evidence = one.unit.evidence
    if evidence is not None and evidence[1] < NEVER and evidence[0] > EARLIEST:
        return evidence
    known = one.unit.due.known
    return (known, known + 1) if known is not None else None


def _doubts(one: Achievement) -> Iterator[str]:
    """The facts that would settle an achievement."""
    reading, contract = one.on_its_due_day, one.reading.world.contract
    if reading.whose == terms.OWN and _eligible(reading) is UNKNOWN:
        governed = contract.governed_by
        if reading.world.force != ALWAYS and governed is not None:
            yield from of_day(reading, governed)
        found = list(of_condition(reading, contract.eligibility))
        yield from found
        if not found and contract.places is not None:
            yield (
                f"whether one of the {contract.places.n} places of clause "
                f"{contract.places.clause} is left"
            )
    index = one.outcome.index
    if isinstance(index, Index) and reading.bound[index.name].certain is UNKNOWN:
        yield from of_items(reading, index.items)
    yield from of_condition(reading, one.outcome.condition)
    yield from _doubts_of_trigger(one)
    for stop in applying(contract, one.outcome):
        yield from of_day(reading, stop.day)


def _eligible(reading: Reading) -> Truth:
    return reading.world.members[reading.case.number].eligible


def _doubts_of_trigger(one: Achievement) -> Iterator[str]:
    reading, evidence = one.reading, one.unit.evidence
    match one.outcome.trigger:
        case OnDay(day):
            yield from of_day(reading, day)
        case EachDay(within) | EachRun(within):
            first = _first_unknown(reading, within, evidence)
            if first is not None:
                yield from of_days(reading, within, first)
        case EachPiece(period=period, days=within):
            yield from of_period(reading, period)
            first = _first_unknown(reading, within, evidence)
            if first is not None:
                yield from of_days(reading, within, first)


def _first_unknown(
    reading: Reading, within: terms.Days, evidence: tuple[Day, Day] | None
) -> Day | None:
    start, end = evidence or (EARLIEST, NEVER)
    pieces = reading.days(within).pieces(start, end)
    return next((a for a, _, truth in pieces if truth is UNKNOWN), None)


def order_of_waiting(contract: Contract) -> Any:
    """The key that puts what waits in order of case, outcome and days."""
    rank = ranks(contract)
    return lambda w: (
        *(w.case or "", w.group or "", rank[w.outcome]),
        *(w.days or (NEVER, NEVER), w.facts),
    )
