"""What was achieved: the units of each outcome, with the days and rows that prove them."""

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from attrs import evolve, frozen

from sibdsl.interpret import items as found
from sibdsl.interpret.cycles import last_known, spans
from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import Reading, World
from sibdsl.interpret.numbers import quantified_of, running
from sibdsl.model import calendar, days, terms
from sibdsl.model.contract import (
    Contract,
    EachCycle,
    EachDay,
    EachPiece,
    EachRun,
    Edge,
    Index,
    OnDay,
    Outcome,
    Stop,
    Trigger,
)
from sibdsl.model.days import EARLIEST, NEVER, Day, Days, Moment, Stretch
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import DaySpan
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth, any_of


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
    """A unit of an outcome; *reading* is whose it is, with the item or cycle of its index."""

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

    def with_truth(self, truth: Truth) -> "Achievement":
        """The same, known so far only."""
        return Achievement(self.outcome, evolve(self.unit, truth=truth), self.reading)

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


def world_of(contract: Contract, histories: Histories, force: DaySpan) -> World:
    """A version of a contract over *histories*, in force on those due days."""
    return World(contract, histories, has_been_achieved, force)


def achievements(
    reading: Reading, outcome: Outcome, eligible: Truth, force: DaySpan
) -> Iterator[Achievement]:
    """What who is read achieved of *outcome*, or may have, due on the days of *force*."""
    on_due_day = reading.world.asks_for_due_day(outcome.name, outcome.condition)
    for at in readings(reading, outcome):
        truth = min(eligible, item_of(at, outcome).certain)
        if truth is not NO and not on_due_day:
            truth = min(truth, at.holds(outcome.condition))
        if truth is NO:
            continue
        stops = [(stop.edge, at.day(stop.day)) for stop in applying(at.world.contract, outcome)]
        surely, possibly = window(stops, both(at.world.contract.term, force))
        for unit in units(at, outcome):
            for allowed in within_window(unit, surely, possibly):
                one = Achievement(outcome, allowed, at)
                for each in one.singles() if on_due_day else (one,):
                    known = min(each.truth, truth)
                    if on_due_day:
                        known = min(known, each.on_its_due_day.holds(outcome.condition))
                    if known is not NO:
                        yield each if known is each.truth else each.with_truth(known)


def both(first: DaySpan, second: DaySpan) -> DaySpan:
    """The days in both spans."""
    return max(first[0], second[0]), min(first[1], second[1])


def has_been_achieved(reading: Reading, name: str) -> Truth:
    """Whether *outcome* was achieved and fell due on or before the due day of what asks.

    By the same person or group; what is of the whole contract asks for any of them.
    """
    contract = reading.world.contract
    outcome = next(o for o in contract.outcomes if o.name == name)
    due = reading.due
    assert due is not None, "asked only of what falls due on a day"
    return any_of(
        min(one.truth, one.unit.due.on_or_before(due))
        for asked in _asked(reading, outcome)
        for one in _achieved(asked, outcome)
        if _same_item(one, reading)
    )


def _asked(reading: Reading, outcome: Outcome) -> tuple[Reading, ...]:
    """Who is asked whether it achieved *outcome*."""
    if reading.whose == terms.CONTRACT and outcome.level not in (terms.OWN, terms.CONTRACT):
        return reading.world.groups(outcome.level)
    return (reading.of(outcome.level),)


def _achieved(reading: Reading, outcome: Outcome) -> tuple[Achievement, ...]:
    """What who is asked achieved, found once."""
    key = "achieved", outcome.name
    if key not in reading.memo:
        member = reading.world.members.get(reading.case.number)
        own = outcome.level == terms.OWN and member is not None
        eligible = member.eligible if own and member is not None else YES
        plain = Reading(reading.world, reading.case, reading.whose, memo=reading.memo)
        as_at = last_known(reading.world.histories)
        reading.memo[key] = tuple(
            one
            for one in achievements(plain, outcome, eligible, (EARLIEST, NEVER))
            if not lapsed(one, as_at)
        )
    found: tuple[Achievement, ...] = reading.memo[key]
    return found


def _same_item(one: Achievement, reading: Reading) -> bool:
    """Whether an achievement for each item is for that which the asking outcome is for."""
    if not isinstance(one.outcome.index, Index):
        return True
    name = one.outcome.index.name
    return name not in reading.bound or reading.bound[name] is one.reading.bound[name]


def lapsed(one: Achievement, as_at: Day) -> bool:
    """Whether an unknown outcome has waited too long: it is then not achieved (form 25)."""
    return one.truth is not YES and too_late(one, as_at)


def too_late(one: Achievement, as_at: Day) -> bool:
    """Whether the time is over in which an outcome, and what it pays, can still become known."""
    last, wait = one.unit.due.most, one.reading.world.contract.wait
    if wait is None or last >= NEVER:
        return False
    return calendar.moved(Moment.on(last), lambda day: calendar.add(day, wait)).most < as_at


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
    """Who is read itself, or once for each item or cycle of the index of *outcome*."""
    match outcome.index:
        case None:
            yield reading
        case Index(name, items):
            for item in reading.items(items):
                yield reading.binding(name, item)
        case EachCycle(cycle):
            for span in spans(reading.world.contract, cycle):
                yield reading.at_cycle(span)
        case _:
            assert_never(outcome.index)


def item_of(reading: Reading, outcome: Outcome) -> Item:
    """The item that *outcome* is for in this reading; one that is surely there, where for none."""
    if isinstance(outcome.index, Index):
        return reading.bound[outcome.index.name]
    return _SURE


_SURE: Final = Item(days.Stretch.fixed(EARLIEST, NEVER))


def applying(contract: Contract, outcome: Outcome) -> Iterator[Stop]:
    """The stops of *outcome*: a day of a person stops nothing of a group or of the whole."""
    return (
        s
        for s in contract.stops
        if (s.outcomes is None or outcome.name in s.outcomes)
        and (s.level in (terms.CONTRACT, outcome.level) or outcome.level == terms.OWN)
    )


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
        (found.after_days(span.start.known, 1, span.holes, YES) - 1, span.end.known)
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
    stretch = reading.period(trigger.period)
    within = running(stretch, reading.days(trigger.days))
    for piece in found.pieces(stretch, trigger.length):
        truth = quantified_of(piece.span, within, trigger.least, trigger.most)
        known = min(truth, piece.certain)
        start, end = piece.span.start.known, piece.span.end.known
        if known is not NO and start is not None and end is not None:
            yield Unit(Moment.on(end - 1), (start, end), known)
            if piece.certain is UNKNOWN:
                break
        elif known is NO and start is not None and _same_for_ever(stretch, within, trigger, start):
            break
    if stretch.start.known is None and stretch.start.comes is not NO:
        due = Moment(stretch.start.least, NEVER)
        yield Unit(due, None, UNKNOWN, found.MANY)


def _same_for_ever(stretch: Stretch, within: Days, trigger: EachPiece, start: Day) -> bool:
    """Whether the pieces after one that begins on *start* all have the days that it has: it may be
    half a million weeks until a day that is missing.
    """
    last = max((d for days in (within, stretch.holes) for d, _ in days.changes), default=EARLIEST)
    alike = trigger.length.days is not None or within.at(last) is NO
    return start >= last and alike
