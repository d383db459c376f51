"""What was not achieved, and the nearest thing missing."""

from collections.abc import Iterator, Sequence

from sibdsl.interpret import items as found
from sibdsl.interpret.achieve import Unit, applying, units, window
from sibdsl.interpret.called import items_called
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.numbers import quantified
from sibdsl.model import terms
from sibdsl.model.contract import EachPiece, EachRun, Edge, Outcome
from sibdsl.model.days import NEVER, Day, Days, Moment, in_words
from sibdsl.model.explanation import Missed
from sibdsl.model.truth import NO, YES


def covering(reading: Reading, within: terms.Days, day: Day) -> Iterator[str]:
    """The names of the sets in *within* that hold *day*."""
    match within:
        case terms.AnyOfDays(sets):
            for part in sets:
                yield from covering(reading, part, day)
        case terms.DaysNamed(name) | terms.DaysOf(terms.PeriodNamed(name)):
            if reading.days(within).at(day) is YES:
                yield name
        case terms.Covered(items):
            if reading.days(within).at(day) is YES:
                yield items_called(items)
        case _:
            pass


def missed(reading: Reading, outcome: Outcome) -> Iterator[Missed]:
    """The units that were not achieved, and by how little."""
    match outcome.trigger:
        case EachRun(within, length):
            yield from _short_runs(reading, within, length)
        case EachPiece():
            yield from _failed_pieces(reading, outcome.trigger)
        case _:
            pass
    yield from _stopped(reading, outcome)


def _short_runs(reading: Reading, within: terms.Days, length: int) -> Iterator[Missed]:
    """What is left of each run once whole units are taken, and what ended it."""
    for _, end, parts in found.segments(reading.days(within)):
        a, b, truth = parts[0]
        left = (b - a) % length
        if truth is YES and left and b == end:
            days = span_in_words(Moment.on(b - left), Moment.on(b))
            ending = _ended(reading, within, end)
            text = f"{left} of {length} days, {length - left} short: {days}{ending}"
            yield Missed((b - left, b), text)


def _ended(reading: Reading, within: terms.Days, day: Day) -> str:
    """Why *day* is not in the set, in a few words."""
    match within:
        case terms.DaysWithout(inner, other):
            names = list(covering(reading, other, day))
            if names:
                return f"; then {in_words(day)} is in {' and '.join(names)}"
            if reading.days(inner).at(day) is NO:
                return f"; {in_words(day - 1)} is the last day that counts"
        case terms.DaysNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            return _ended(reading, meaning, day)  # type: ignore[arg-type]
        case _:
            pass
    return ""


def _failed_pieces(reading: Reading, trigger: EachPiece) -> Iterator[Missed]:
    """Each piece that does not qualify, with how many of its days do."""
    within: Days = reading.days(trigger.days)
    for piece in found.pieces(reading.period(trigger.period), trigger.length):
        start, end = piece.span.start.known, piece.span.end.known
        if start is None or end is None:
            continue
        if quantified(piece.span, within, trigger.least, trigger.most) is NO:
            held, _ = within.count(start, end)
            names = " and ".join(dict.fromkeys(_names(trigger.days)))
            days = span_in_words(piece.span.start, piece.span.end)
            yield Missed((start, end), f"{days}: {held} of {end - start} days in {names}")


def _names(within: terms.Days) -> Iterator[str]:
    match within:
        case terms.AnyOfDays(sets):
            for part in sets:
                yield from _names(part)
        case terms.DaysNamed(name) | terms.DaysOf(terms.PeriodNamed(name)):
            yield name
        case terms.Covered(items):
            yield items_called(items)
        case _:
            pass


def _stopped(reading: Reading, outcome: Outcome) -> Iterator[Missed]:
    """Units that a stop, or the term, does not allow: the first of them and how many."""
    contract = reading.world.contract
    found_units = [u for u in units(reading, outcome) if u.truth is YES]
    for stop in applying(contract, outcome):
        day = reading.day(stop.day)
        _, possibly = window([(stop.edge, day)], (0, NEVER))
        yield from _outside(found_units, possibly, f"clause {stop.clause}", _edge(stop.edge, day))
    last = in_words(contract.term[1] - 1)
    clause = f"clause {contract.term_clause}"
    yield from _outside(found_units, contract.term, clause, f"the term ends on {last}")


def _outside(
    found_units: Sequence[Unit], allowed: tuple[Day, Day], clause: str, why: str
) -> Iterator[Missed]:
    out = [part for unit in found_units for part in _parts_outside(unit, allowed)]
    if out:
        first, count = out[0], sum(part.count for part in out)
        many = "one unit" if count == 1 else f"{count} units"
        text = f"{many} not allowed by {clause} ({why}); the first falls due on "
        yield Missed(first.evidence, text + in_words(first.due.least))


def _parts_outside(unit: Unit, allowed: tuple[Day, Day]) -> Iterator[Unit]:
    """The units that fall due before the days allowed, and those that fall due after."""
    before, by_end = (unit.numbers_before(day) for day in allowed)
    if before:
        yield unit.taken(0, before)
    if by_end < unit.count:
        yield unit.taken(max(before, by_end), unit.count)


def _edge(edge: Edge, day: Moment) -> str:
    known = in_words(day.known) if day.known is not None else "a day not yet known"
    return f"nothing {edge.value} {known}"


def span_in_words(start: Moment, end: Moment) -> str:
    """The first and the last day, as far as they are known; one day where they are the same."""
    first = in_words(start.known) if start.known is not None else "a day not known"
    if end.known is None:
        return f"{first} onwards"
    if start.known == end.known - 1:
        return first
    return f"{first} to {in_words(end.known - 1)}"
