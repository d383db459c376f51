"""What was achieved: the units of each outcome, with the days and rows that prove them."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from attrs import evolve, frozen

from sibdsl.interpret import items as found
from sibdsl.interpret.meaning import Reading, quantified
from sibdsl.model import days, terms
from sibdsl.model.contract import (
    Contract,
    EachDay,
    EachPiece,
    EachRun,
    Edge,
    OnDay,
    Outcome,
    Stop,
    Trigger,
)
from sibdsl.model.days import EARLIEST, NEVER, Day, Moment
from sibdsl.model.ledger import DaySpan
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth


@frozen
class Unit:
    """One achievement, or *count* that may be there where *truth* is UNKNOWN."""

    due: Moment
    evidence: DaySpan | None
    truth: Truth = YES
    count: int = 1


@frozen
class Achievement:
    """A unit of an outcome of one case; *reading* has the item of its index bound."""

    outcome: Outcome
    unit: Unit
    reading: Reading

    @property
    def truth(self) -> Truth:
        """Whether it is achieved: never NO, for those are not kept."""
        return self.unit.truth

    @property
    def on_its_due_day(self) -> Reading:
        """The reading in which prices and payers may ask for the due day."""
        return self.reading.on(self.unit.due)

    @property
    def due(self) -> Day:
        """The due day; ask only of one that is achieved."""
        known = self.unit.due.known
        assert known is not None, "what is achieved has a due day"
        return known


def achievements(reading: Reading, outcome: Outcome, eligible: Truth) -> Iterator[Achievement]:
    """What the case achieved of *outcome*, or may have."""
    for at in readings(reading, outcome):
        item = at.bound[outcome.index.name].certain if outcome.index else YES
        truth = min(eligible, item)
        if truth is not NO:
            truth = min(truth, at.holds(outcome.condition))
        if truth is NO:
            continue
        stops = [(stop.edge, at.day(stop.day)) for stop in applying(at.world.contract, outcome)]
        surely, possibly = window(stops, at.world.contract.term)
        for unit in units(at, outcome):
            due = unit.due.known
            if due is not None and surely[0] <= due < surely[1]:
                allowed = YES
            else:
                allowed = may_fall_due(unit.due, surely, possibly)
            known = min(unit.truth, truth, allowed)
            if known is not NO:
                kept = unit if known is unit.truth else evolve(unit, truth=known)
                yield Achievement(outcome, kept, at)


def readings(reading: Reading, outcome: Outcome) -> Iterator[Reading]:
    """The case itself, or once for each item of the index of *outcome*."""
    if outcome.index is None:
        yield reading
    else:
        for item in reading.items(outcome.index.items):
            yield reading.binding(outcome.index.name, item)


def applying(contract: Contract, outcome: Outcome) -> Iterator[Stop]:
    """The stops of *outcome*."""
    return (s for s in contract.stops if s.outcomes is None or outcome.name in s.outcomes)


def window(stops: Sequence[tuple[Edge, Moment]], term: tuple[Day, Day]) -> tuple[DaySpan, DaySpan]:
    """The due days that the term and *stops* surely allow, and those that they may allow."""
    surely, possibly = list(term), list(term)
    for edge, day in stops:
        match edge:
            case Edge.ON_OR_AFTER:
                surely[1], possibly[1] = min(surely[1], day.least), min(possibly[1], day.most)
            case Edge.AFTER:
                surely[1] = min(surely[1], day.least + 1)
                possibly[1] = min(possibly[1], day.most + 1)
            case Edge.BEFORE:
                surely[0], possibly[0] = max(surely[0], day.most), max(possibly[0], day.least)
            case _:
                assert_never(edge)
    return (surely[0], surely[1]), (possibly[0], possibly[1])


def may_fall_due(due: Moment, surely: DaySpan, possibly: DaySpan) -> Truth:
    """Whether an achievement may fall due on *due*."""
    if surely[0] <= due.least and due.most < surely[1]:
        return YES
    return NO if due.most < possibly[0] or due.least >= possibly[1] else UNKNOWN


# -- Units ----------------------------------------------------------------------------------------


def units(reading: Reading, outcome: Outcome) -> Iterator[Unit]:
    """The units that the trigger finds, before any condition or stop."""
    trigger: Trigger = outcome.trigger
    match trigger:
        case OnDay(day):
            yield from _on_day(reading, reading.day(day), outcome)
        case EachDay(within):
            yield from _in_lengths(reading.days(within), 1)
        case EachRun(within, length):
            yield from _in_lengths(reading.days(within), length)
        case EachPiece():
            yield from _each_piece(reading, trigger)
        case _:
            assert_never(trigger)


def _on_day(reading: Reading, due: Moment, outcome: Outcome) -> Iterator[Unit]:
    if due.comes is NO:
        return
    spans = [reading.period(period) for period in _counted(outcome.condition)]
    known = [
        (span.start.known, span.end.known)
        for span in spans
        if span.start.known is not None and span.end.known is not None
    ]
    evidence = (min(a for a, _ in known), max(b for _, b in known)) if known else None
    yield Unit(due, evidence, YES if due.known is not None else UNKNOWN)


def _counted(condition: terms.Condition) -> Iterator[terms.Period]:
    """The periods whose days a condition counts (`every day of P is …`): reading 13."""
    match condition:
        case terms.DaysIn(period):
            yield period
        case terms.Stated(_, inner) | terms.Not(inner):
            yield from _counted(inner)
        case terms.AllOf(parts) | terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                yield from _counted(part)
        case _:
            pass


def _in_lengths(within: days.Days, length: int) -> Iterator[Unit]:
    """Each *length* days of each run, counted from its first day; what is left over is lost.

    After an unknown day nothing in that run is known until a known break (reading 22).
    """
    for start, end, parts in found.segments(within):
        if length == 1:
            yield from _single_days(parts)
            continue
        a, b, truth = parts[0]
        known = (b - a) // length if truth is YES and a > EARLIEST and b < NEVER else 0
        for at in range(a, a + known * length, length):
            yield Unit(Moment.on(at + length - 1), (at, at + length))
        yield from _maybe(start + known * length, end, parts, length)


def _single_days(parts: Sequence[found.Part]) -> Iterator[Unit]:
    """A single day needs no run: each stands by itself."""
    for a, b, truth in parts:
        if truth is YES and b < NEVER:
            yield from (Unit(Moment.on(d), (d, d + 1)) for d in range(a, b))
        else:
            yield Unit(Moment(a, b - (b < NEVER)), (a, b), UNKNOWN, min(b - a, found.MANY))


def _maybe(start: Day, end: Day, parts: Sequence[found.Part], length: int) -> Iterator[Unit]:
    """What may be achieved in the rest of a run that holds unknown days."""
    open_from = next((a for a, _, truth in parts if truth is UNKNOWN), None)
    if open_from is None or end - start < length:
        return
    first_due = max(open_from, start + length - 1)
    last_due = NEVER if end >= NEVER else end - 1
    count = found.MANY if end >= NEVER else (end - start) // length
    yield Unit(Moment(first_due, last_due), (start, end), UNKNOWN, count)


def _each_piece(reading: Reading, trigger: EachPiece) -> Iterator[Unit]:
    within = reading.days(trigger.days)
    stretch = reading.period(trigger.period)
    pieces = list(found.pieces(stretch, trigger.length))
    for piece in pieces:
        truth = quantified(piece.span, within, trigger.least, trigger.most)
        known = min(truth, piece.certain)
        start, end = piece.span.start.known, piece.span.end.known
        if known is not NO and start is not None and end is not None:
            yield Unit(Moment.on(end - 1), (start, end), known)
    if stretch.start.known is None and stretch.start.comes is not NO:
        due = Moment(stretch.start.least, NEVER)
        yield Unit(due, None, UNKNOWN, found.MANY)
