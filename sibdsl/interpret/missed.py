"""What was not achieved, and how far the nearest days are from it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sibdsl.interpret import items as found
from sibdsl.interpret.achieve import Unit, applying, units, window
from sibdsl.interpret.apart_days import counted_in, covering
from sibdsl.interpret.called import day_called, days_called
from sibdsl.interpret.evidence import rows_behind
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.numbers import quantified
from sibdsl.model import terms
from sibdsl.model.apart import Barred, CountApart, DaysOut, Ending, NeverCame, RunApart, Stopped
from sibdsl.model.contract import EachDay, EachPiece, EachRun, Edge, OnDay, Outcome
from sibdsl.model.days import EARLIEST, NEVER, Day, Days, Moment, both, in_words
from sibdsl.model.explanation import Missed
from sibdsl.model.histories import Row
from sibdsl.model.ledger import DaySpan
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth
from sibdsl.values import changed

_ENDINGS: Final = {
    Edge.BEFORE: Ending.BEFORE,
    Edge.ON_OR_AFTER: Ending.ON_OR_AFTER,
    Edge.AFTER: Ending.AFTER,
}


def missed(reading: Reading, outcome: Outcome, eligible: Truth) -> Iterator[Missed]:
    """The units that were not achieved, and by how little."""
    known = [unit for unit in units(reading, outcome) if unit.truth is YES]
    asks = reading.world.asks_for_due_day(outcome.name, outcome.condition)
    holds = UNKNOWN if asks else reading.holds(outcome.condition)
    if eligible is NO and holds is YES:
        yield from _barred(reading, outcome, known)
    if eligible is NO or holds is NO:
        return
    match outcome.trigger:
        case EachRun(within, length):
            yield from _short_runs(reading, within, length)
        case EachDay(within):
            yield from _left_out(reading, within)
        case EachPiece():
            yield from _folded(_failed_pieces(reading, outcome.trigger))
        case OnDay(day):
            if reading.day(day).comes is NO:
                yield Missed(None, NeverCame(day_called(day)))
    yield from _stopped(reading, outcome, known)


def _barred(reading: Reading, outcome: Outcome, known: Sequence[Unit]) -> Iterator[Missed]:
    """All that is known to be there, and that no stop forbids, where the case is not eligible."""
    contract = reading.world.contract
    stops = [(stop.edge, reading.day(stop.day)) for stop in applying(contract, outcome)]
    surely, _ = window(stops, contract.term)
    allowed = [part for unit in known for part in _part_inside(unit, surely)]
    count = sum(unit.count for unit in allowed)
    if count:
        yield Missed(_from_to(allowed), Barred(count))


def _from_to(known: Sequence[Unit]) -> DaySpan | None:
    """The days from the first of the units to the last, where they stand on any."""
    spans = [unit.evidence for unit in known if unit.evidence is not None]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


# -- Runs and days --------------------------------------------------------------------------------


def _short_runs(reading: Reading, within: terms.Days, length: int) -> Iterator[Missed]:
    """What is left of each run once whole units are taken, and what ended it."""
    out = dict(_out(reading, within))
    for _, end, parts in found.segments(reading.days(within)):
        a, b, truth = parts[0]
        left = (b - a) % length if a > EARLIEST and b < NEVER else 0
        if truth is YES and left and b == end:
            then = (end, out[end]) if end in out else None
            named = _names(reading, within, end) if then else days_called(within)
            names = tuple(dict.fromkeys(named))
            days = b - left, b
            rows = _behind(reading, within, [then]) if then else ()
            yield Missed(days, RunApart(days, left, length, then, names), rows=rows)
            out.pop(end, None)
    yield from _each_out(reading, within, out.items())


def _left_out(reading: Reading, within: terms.Days) -> Iterator[Missed]:
    """The days that would count, but for what they are in."""
    yield from _each_out(reading, within, _out(reading, within))


def _each_out(reading: Reading, within: terms.Days, spans: Iterable[DaySpan]) -> Iterator[Missed]:
    for span in spans:
        names = tuple(_names(reading, within, span[0]))
        yield Missed(span, DaysOut(span, names), rows=_behind(reading, within, [span]))


def _behind(reading: Reading, within: terms.Days, spans: Sequence[DaySpan]) -> tuple[Row, ...]:
    """The rows that leave the days out of the set that they would else be in."""
    match within:
        case terms.DaysWithout(_, other):
            return rows_behind(reading, other, spans)
        case terms.DaysNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            return _behind(reading, meaning, spans)  # type: ignore[arg-type]
        case _:
            return ()


def _out(reading: Reading, within: terms.Days) -> Iterator[DaySpan]:
    """The spans of days that the set leaves out of the one that it is made from."""
    match within:
        case terms.DaysWithout(inner, other):
            lost: Days = both(reading.days(inner), reading.days(other))
            yield from ((a, b) for a, b in lost.spans() if a > EARLIEST and b < NEVER)
        case terms.DaysNamed(name):
            yield from _out(reading, reading.world.contract.definitions[name].meaning)  # type: ignore[arg-type]
        case _:
            pass


def _names(reading: Reading, within: terms.Days, day: Day) -> Iterator[str]:
    """What the day is in that leaves it out of *within*."""
    match within:
        case terms.DaysWithout(_, other):
            yield from dict.fromkeys(covering(reading, other, day))
        case terms.DaysNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            yield from _names(reading, meaning, day)  # type: ignore[arg-type]
        case _:
            pass


# -- Pieces ---------------------------------------------------------------------------------------


def _failed_pieces(reading: Reading, trigger: EachPiece) -> Iterator[Missed]:
    """Each piece that does not qualify, with how many of its days do."""
    within = reading.days(trigger.days)
    for piece in found.pieces(reading.period(trigger.period), trigger.length):
        start, end = piece.span.start.known, piece.span.end.known
        if start is None or end is None or piece.certain is UNKNOWN:
            continue
        if quantified(piece.span, within, trigger.least, trigger.most) is NO:
            why = counted_in(reading, piece.span, trigger.days, trigger.least, trigger.most)
            rows = rows_behind(reading, trigger.days, why.against)
            yield Missed((start, end), why, rows=rows)


def _folded(pieces: Iterable[Missed]) -> Iterator[Missed]:
    """Pieces one after another of which as many days count, and for the same reason, as one."""
    last: Missed | None = None
    for piece in pieces:
        if last is not None and _goes_on(last, piece):
            rows = tuple(dict.fromkeys((*last.rows, *piece.rows)))
            days = _both(last.days, piece.days)
            last = changed(last, days=days, times=last.times + 1, rows=rows)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _both(one: DaySpan | None, next_: DaySpan | None) -> DaySpan | None:
    return (one[0], next_[1]) if one is not None and next_ is not None else None


def _goes_on(one: Missed, other: Missed) -> bool:
    """Whether *other* follows on *one*, and is alike."""
    if not isinstance(one.why, CountApart) or not isinstance(other.why, CountApart):
        return False
    next_ = one.days is not None and other.days is not None and one.days[1] == other.days[0]
    alike = (one.why.held, one.why.reasons) == (other.why.held, other.why.reasons)
    return next_ and alike and one.why.held in (0, one.why.length)


# -- Stops ----------------------------------------------------------------------------------------


def _stopped(reading: Reading, outcome: Outcome, known: Sequence[Unit]) -> Iterator[Missed]:
    """Units that a stop, or the term, does not allow, each under the first that does not."""
    contract = reading.world.contract
    for stop in applying(contract, outcome):
        day = reading.day(stop.day)
        _, possibly = window([(stop.edge, day)], (0, NEVER))
        out = [part for unit in known for part in _parts_outside(unit, possibly)]
        known = [part for unit in known for part in _part_inside(unit, possibly)]
        name = _called(reading, stop.day)
        rows = _stopping(reading, stop.day)
        for lost in _under(out, str(stop.clause), _ENDINGS[stop.edge], day.known, name):
            yield changed(lost, rows=rows)
    out = [part for unit in known for part in _parts_outside(unit, contract.term)]
    yield from _under(out, str(contract.term_clause), Ending.TERM, contract.term[1] - 1)


def _under(
    out: Sequence[Unit], clause: str, ending: Ending, day: Day | None, name: str = ""
) -> Iterator[Missed]:
    if out:
        count, first = sum(part.count for part in out), out[0].due.least
        yield Missed(_from_to(out), Stopped(count, first, clause, ending, day, name))


def _stopping(reading: Reading, term: terms.DayTerm) -> tuple[Row, ...]:
    """The rows that tell of the day that stops; of several, of the one that it is."""
    day = reading.day(term).known
    if day is None:
        return ()
    if isinstance(term, terms.Earliest | terms.Latest):
        those = (part for part in term.days if reading.day(part).known == day)
        return next((_stopping(reading, part) for part in those), ())
    return rows_behind(reading, term, [(day, day + 1)])


def _called(reading: Reading, term: terms.DayTerm) -> str:
    """The name of a day; of the earliest or latest of some, that of the one that it is."""
    if isinstance(term, terms.Earliest | terms.Latest):
        day = reading.day(term)
        those = (part for part in term.days if reading.day(part) == day)
        return next((_called(reading, part) for part in those), "")
    name = day_called(term)
    return "" if name == "the day" else name


def _part_inside(unit: Unit, allowed: DaySpan) -> Iterator[Unit]:
    """The units that fall due on the days allowed."""
    before, by_end = (unit.numbers_before(day) for day in allowed)
    if by_end > before:
        yield unit.taken(before, by_end)


def _parts_outside(unit: Unit, allowed: DaySpan) -> Iterator[Unit]:
    """The units that fall due before the days allowed, and those that fall due after."""
    before, by_end = (unit.numbers_before(day) for day in allowed)
    if before:
        yield unit.taken(0, before)
    if by_end < unit.count:
        yield unit.taken(max(before, by_end), unit.count)


def span_in_words(start: Moment, end: Moment) -> str:
    """The first and the last day, as far as they are known; one day where they are the same."""
    first = in_words(start.known) if start.known is not None else "a day not known"
    if end.known is None:
        return f"{first} onwards"
    if start.known == end.known - 1:
        return first
    return f"{first} to {in_words(end.known - 1)}"
