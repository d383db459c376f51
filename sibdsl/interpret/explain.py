"""Why one case was paid what it was paid, and what is nearest to what was not."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sibdsl.interpret import items as found
from sibdsl.interpret.achieve import Unit, applying, readings, units, window
from sibdsl.interpret.doubt import of_condition, together
from sibdsl.interpret.evaluate import evaluate, evaluated
from sibdsl.interpret.meaning import NOT_THERE, Reading
from sibdsl.interpret.numbers import quantified
from sibdsl.model import terms
from sibdsl.model.contract import Contract, EachPiece, EachRun, Edge, Outcome
from sibdsl.model.days import NEVER, Day, Days, Moment, in_words
from sibdsl.model.explanation import CaseExplained, Checked, Missed, OutcomeExplained
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import Money
from sibdsl.model.truth import NO, UNKNOWN, YES


def explained(contract: Contract, histories: Histories, number: str) -> CaseExplained | None:
    """The case of that number, or known by it too; None where there is none.

    The lines are those of the whole ledger, so that limits over all cases are in them.
    """
    cases = evaluated(contract, histories)
    for reading in cases.readings:
        case = reading.case
        if number in (case.number, *case.also_known_as):
            ledger = evaluate(contract, histories)
            return CaseExplained(
                case.number,
                case.also_known_as,
                ledger.as_at,
                cases.truths[case.number],
                tuple(checked(reading, contract.eligibility)),
                tuple(_outcomes(reading, contract, ledger)),
            )
    return None


def _outcomes(reading: Reading, contract: Contract, ledger: Ledger) -> Iterator[OutcomeExplained]:
    number = reading.case.number
    for outcome in contract.outcomes:
        lines = [x for x in ledger.lines if (x.case, x.outcome) == (number, outcome.name)]
        waits = [x for x in ledger.waiting if (x.case, x.outcome) == (number, outcome.name)]
        for at in readings(reading, outcome):
            item = at.bound[outcome.index.name] if outcome.index else None
            if item is not None and not item.recorded:
                continue
            called = _span_in_words(item.span.start, item.span.end) if item else ""
            own = [x for x in lines if item is None or _falls_in(x.last_due, at, outcome)]
            yield OutcomeExplained(
                outcome.name,
                outcome.clause,
                called,
                tuple(checked(at, outcome.condition)),
                tuple(own),
                tuple(missed(at, outcome)),
                () if outcome.index else tuple(waits),
            )
        if outcome.index and waits:
            yield OutcomeExplained(
                outcome.name, outcome.clause, "", (), (), (), waiting=tuple(waits)
            )


def _falls_in(due: Day, at: Reading, outcome: Outcome) -> bool:
    """Whether one of the units of this item falls due on that day."""
    return any(unit.due.known == due for unit in units(at, outcome))


# -- Conditions -----------------------------------------------------------------------------------


def checked(reading: Reading, condition: terms.Condition) -> Iterator[Checked]:
    """Each stated condition in *condition*, with the facts that it was decided on."""
    match condition:
        case terms.Stated(clause, inner):
            truth = reading.holds(inner)
            within = tuple(checked(reading, inner))
            known = () if within else tuple(dict.fromkeys(facts(reading, inner)))
            doubts = together(of_condition(reading, inner)) if truth is UNKNOWN else ()
            yield Checked(clause, truth, known + doubts, within)
        case terms.AllOf(parts) | terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                yield from checked(reading, part)
        case terms.Not(inner):
            yield from checked(reading, inner)
        case terms.ConditionNamed(name):
            meaning = reading.world.contract.definitions[name].meaning
            yield from checked(reading, meaning)  # type: ignore[arg-type]
        case _:
            pass


def facts(reading: Reading, condition: terms.Condition) -> Iterator[str]:
    """The values that a condition without parts looks at, as far as they are known."""
    match condition:
        case terms.Not(inner):
            yield from facts(reading, inner)
        case terms.AllOf(parts) | terms.AnyOf(parts):
            for part in parts:
                yield from facts(reading, part)
        case terms.Inside(day, within):
            yield from _day(reading, day)
            yield from _named_days(reading, within, reading.day(day))
        case terms.CompareDays(left, _, right):
            yield from _day(reading, left)
            yield from _day(reading, right)
        case terms.CompareNumbers(left, _, right):
            known = reading.number(left).known
            if known is not None:
                yield f"{_number_called(left)} is {_as_written(known, reading, left, right)}"
        case terms.IsOneOf(value) | terms.HoldsRole(value):
            yield from _value(reading, value)
        case terms.Exists(items):
            there = [i for i in reading.items(items) if i.certain is YES]
            if there:
                yield f"{_items_called(items)} on {in_words(there[0].start.least)}"
            elif reading.holds(condition) is NO:
                yield f"no {_items_called(items)} on record"
        case terms.DaysIn(period, within):
            yield from _days_in(reading, period, within)
        case _:
            pass


def _day(reading: Reading, term: terms.DayTerm) -> Iterator[str]:
    """What day *term* is, with its name, unless it is a date of the contract."""
    if isinstance(term, terms.Literal):
        return
    moment, name = reading.day(term), _day_called(term)
    if moment.known is not None:
        yield f"{name} is {in_words(moment.known)}"
    elif moment.most == NEVER and moment.least < NEVER:
        yield f"{name}: none by {in_words(moment.least - 1)}"


def _day_called(term: terms.DayTerm) -> str:
    match term:
        case terms.FactDay(name):
            return name
        case terms.DayOf(item):
            return _item_called(item)
        case terms.FirstDay(terms.SpanOf(item)):
            return f"the first day of {_item_called(item)}"
        case terms.LastDay(terms.SpanOf(item)):
            return f"the last day of {_item_called(item)}"
        case terms.FirstDay(terms.PeriodNamed(name) | terms.DaysNamed(name)):
            return f"the first day of {name}"
        case terms.LastDay(terms.PeriodNamed(name) | terms.DaysNamed(name)):
            return f"the last day of {name}"
        case terms.Birthday(_, years):
            return f"the birthday at {years}"
        case _:
            return "the day"


def _item_called(item: terms.Item) -> str:
    return item.name if isinstance(item, terms.Bound) else _items_called(item.items)


def _items_called(items: terms.Items) -> str:
    match items:
        case terms.Recorded(name) | terms.ItemsNamed(name):
            return name
        case terms.Where(inner) | terms.FirstItems(inner):
            return _items_called(inner)
        case _:
            return "item"


def _named_days(reading: Reading, within: terms.Days, day: Moment) -> Iterator[str]:
    """Which of the named sets hold that day."""
    if day.known is not None:
        for name in covering(reading, within, day.known):
            yield f"{in_words(day.known)} is in {name}"


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
                yield _items_called(items)
        case _:
            pass


def _value(reading: Reading, term: terms.Value) -> Iterator[str]:
    value = reading.value(term)
    match term:
        case terms.Fact(name) | terms.AttributeOf(_, name):
            if value is not None:
                yield f"{name} is {value}"
        case terms.AttributeOn(_, name, day):
            known = reading.day(day).known
            on = f" on {in_words(known)}" if known is not None else ""
            if value is not None:
                yield f"no {name}{on}" if value == NOT_THERE else f"{name}{on} is {value}"
        case terms.Named(party):
            yield party


def _as_written(
    number: Fraction, reading: Reading, term: terms.Number, beside: terms.Number
) -> str:
    """*number* as an amount or a percentage, if it is one or is set beside one."""
    words = beside.words if isinstance(beside, terms.Constant) else ""
    value = reading.value(term.value) if isinstance(term, terms.NumberIn) else None
    if isinstance(value, Money) or words.startswith("£"):
        return str(Money(int(number)))
    if words.endswith("%"):
        return f"{decimal(number * 100)}%"
    return decimal(number)


def decimal(number: Fraction) -> str:
    """*number* in decimals, as many as it takes; as a fraction where they never end."""
    if number.denominator == 1:
        return f"{number.numerator:,}"
    for places in range(1, 7):
        if (number * 10**places).denominator == 1:
            shifted = abs(number.numerator) * 10**places // number.denominator
            whole, rest = divmod(shifted, 10**places)
            return f"{'-' if number < 0 else ''}{whole:,}.{rest:0{places}}"
    return str(number)


def _number_called(term: terms.Number) -> str:
    match term:
        case terms.AgeOn(_, day):
            return f"age on {_day_called(day)}"
        case terms.NumberNamed(name):
            return name
        case terms.NumberIn(terms.Fact(name) | terms.AttributeOf(_, name)):
            return name
        case terms.LengthOf(item):
            return f"the length of {_item_called(item)} in days"
        case terms.CountItems(items):
            return f"the number of {_items_called(items)}"
        case _:
            return "the number"


def _days_in(reading: Reading, period: terms.Period, within: terms.Days) -> Iterator[str]:
    stretch = reading.period(period)
    start, end = stretch.start.known, stretch.end.known
    if start is None or end is None:
        return
    held, _ = reading.days(within).count(start, end)
    yield f"{held} of the {end - start} days from {in_words(start)} to {in_words(end - 1)}"
    first = next((a for a, _, t in reading.days(within).pieces(start, end) if t is NO), None)
    if first is not None:
        yield f"the first day not in it is {in_words(first)}"


# -- What is nearest ------------------------------------------------------------------------------


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
            days = _span_in_words(Moment.on(b - left), Moment.on(b))
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
            days = _span_in_words(piece.span.start, piece.span.end)
            yield Missed((start, end), f"{days}: {held} of {end - start} days in {names}")


def _names(within: terms.Days) -> Iterator[str]:
    match within:
        case terms.AnyOfDays(sets):
            for part in sets:
                yield from _names(part)
        case terms.DaysNamed(name) | terms.DaysOf(terms.PeriodNamed(name)):
            yield name
        case terms.Covered(items):
            yield _items_called(items)
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


def _span_in_words(start: Moment, end: Moment) -> str:
    first = in_words(start.known) if start.known is not None else "a day not known"
    if end.known is None:
        return f"{first} onwards"
    if start.known == end.known - 1:
        return first
    return f"{first} to {in_words(end.known - 1)}"
