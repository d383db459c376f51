"""What was achieved: the units of each outcome, with the days and rows that prove them."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from attrs import evolve, frozen

from sibdsl.interpret import items as found
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.numbers import quantified
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
    """One achievement, or *count* of them: known ones on days that follow without a gap.

    *due* is the due day of the first; each later one falls due *step* days after the one before.
    Where *truth* is UNKNOWN, up to *count* may be there, due at any time from `due.least` on.
    """

    due: Moment
    evidence: DaySpan | None
    truth: Truth = YES
    count: int = 1
    step: int = 0

    @property
    def last_due(self) -> Day:
        """The due day of the last; ask only of known ones."""
        return self.due.least + (self.count - 1) * self.step

    def taken(self, start: int, end: int) -> "Unit":
        """The known ones from number *start* up to but not including *end*, counted from 0."""
        if start == 0 and end == self.count:
            return self
        due = Moment.on(self.due.least + start * self.step)
        evidence = None
        if self.evidence is not None:
            first = self.evidence[0]
            evidence = first + start * self.step, first + end * self.step
        return Unit(due, evidence, self.truth, end - start, self.step)

    def numbers_before(self, day: Day) -> int:
        """How many of known ones fall due before *day*."""
        if self.count == 1:
            return int(self.due.least < day)
        return min(max(-(-(day - self.due.least) // self.step), 0), self.count)


@frozen
class Achievement:
    """A unit of an outcome of one case; *reading* has the item of its index bound."""

    outcome: Outcome
    unit: Unit
    reading: Reading

    def singles(self) -> "Iterator[Achievement]":
        """Each of its units by itself; one that is not known stays as it is."""
        if self.unit.count == 1 or self.truth is not YES:
            yield self
        else:
            for n in range(self.unit.count):
                yield Achievement(self.outcome, self.unit.taken(n, n + 1), self.reading)

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
            for allowed in within_window(unit, surely, possibly):
                known = min(allowed.truth, truth)
                kept = allowed if known is allowed.truth else evolve(allowed, truth=known)
                yield Achievement(outcome, kept, at)


def within_window(unit: Unit, surely: DaySpan, possibly: DaySpan) -> Iterator[Unit]:
    """What of *unit* may fall due: surely in the first window, perhaps in the second."""
    if unit.truth is not YES:
        allowed = may_fall_due(unit.due, surely, possibly)
        if allowed is not NO:
            yield unit
        return
    edges = [unit.numbers_before(day) for day in (possibly[0], surely[0], surely[1], possibly[1])]
    # Where the sure window is empty its ends may cross: nothing is then sure.
    sure_from, sure_to = edges[1], max(edges[1], edges[2])
    for start, end, truth in (
        (edges[0], sure_from, UNKNOWN),
        (sure_from, sure_to, YES),
        (max(sure_to, edges[0]), edges[3], UNKNOWN),
    ):
        if start < end:
            part = unit.taken(start, end)
            yield part if truth is YES else _in_doubt(part)


def _in_doubt(unit: Unit) -> Unit:
    """Known units that a stop may yet forbid."""
    return evolve(unit, due=Moment(unit.due.least, unit.last_due), truth=UNKNOWN)


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
            holes = holes_of(reading, within)
            if holes.changes:
                yield from _around_pauses(reading.days(within), length, holes)
            else:
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
        if known:
            due = Moment.on(a + length - 1)
            yield Unit(due, (a, a + known * length), count=known, step=length)
        yield from _maybe(start + known * length, end, parts, length)


def _around_pauses(within: days.Days, length: int, holes: days.Days) -> Iterator[Unit]:
    """Runs in a period that stands still on the days of a pause: those on either side of it are
    consecutive (form 9), and the days of the pause are not counted.
    """
    for start, end, parts in found.segments(days.union(within, holes)):
        a, b, truth = parts[0]
        known = b if truth is YES and a > EARLIEST and b < NEVER else start
        at = start
        while (last := found.after_days(at, length, holes, YES)) <= known:
            first = found.after_days(at, 1, holes, YES) - 1
            yield Unit(Moment.on(last - 1), (first, last))
            at = last
        yield from _maybe(at, end, parts, length)


def holes_of(reading: Reading, term: terms.Days) -> days.Days:
    """The days on which the periods in *term* do not run."""
    match term:
        case terms.DaysOf(period):
            return reading.period(period).holes
        case terms.DaysWithout(within, _):
            return holes_of(reading, within)
        case terms.DaysBoth(first, second):
            return days.union(holes_of(reading, first), holes_of(reading, second))
        case terms.DaysNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            return holes_of(reading, meaning)  # type: ignore[arg-type]
        case _:
            return days.NO_DAY


def _single_days(parts: Sequence[found.Part]) -> Iterator[Unit]:
    """A single day needs no run: each stands by itself."""
    for a, b, truth in parts:
        if truth is YES and b < NEVER:
            yield Unit(Moment.on(a), (a, b), count=b - a, step=1)
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
