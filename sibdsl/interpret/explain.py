"""Why one case was paid what it was paid, and what is nearest to what was not."""

from collections.abc import Iterator
from fractions import Fraction

from sibdsl.interpret.achieve import readings, units
from sibdsl.interpret.called import day_called, items_called, number_called
from sibdsl.interpret.course import course_of
from sibdsl.interpret.doubt import of_condition, together
from sibdsl.interpret.evaluate import evaluate
from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import NOT_THERE, Reading
from sibdsl.interpret.missed import covering, missed, span_in_words
from sibdsl.model import terms
from sibdsl.model.contract import Contract, Index, Outcome
from sibdsl.model.days import NEVER, Day, Moment, in_words
from sibdsl.model.explanation import CaseExplained, Checked, OutcomeExplained
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import Money, in_figures
from sibdsl.model.truth import NO, UNKNOWN, YES


def explained(contract: Contract, histories: Histories, number: str) -> CaseExplained | None:
    """The case of that number, or known by it too; None where there is none.

    The lines are those of the whole ledger, so that limits over all cases are in them.
    """
    for member in course_of(contract, histories).members().values():
        reading, case = member.reading, member.reading.case
        if number in (case.number, *case.also_known_as):
            ledger = evaluate(contract, histories)
            governing = reading.world.contract
            return CaseExplained(
                case.number,
                case.also_known_as,
                ledger.as_at,
                member.eligible,
                tuple(checked(reading, governing.eligibility)),
                tuple(_outcomes(reading, governing, ledger)),
            )
    return None


def _outcomes(reading: Reading, contract: Contract, ledger: Ledger) -> Iterator[OutcomeExplained]:
    number = reading.case.number
    for outcome in contract.outcomes:
        if outcome.level != terms.OWN:
            continue
        lines = [x for x in ledger.lines if x.outcome == outcome.name and _is_of(x, number)]
        waits = [x for x in ledger.waiting if (x.case, x.outcome) == (number, outcome.name)]
        for at in readings(reading, outcome):
            item = at.bound[outcome.index.name] if isinstance(outcome.index, Index) else None
            if item is not None and not item.recorded:
                continue
            called = _called(at, item)
            one = not called
            own = [x for x in lines if one or _falls_in(x.last_due, at, outcome)]
            yield OutcomeExplained(
                outcome.name,
                outcome.clause,
                called,
                tuple(checked(_when_due(at, outcome, ledger.as_at), outcome.condition)),
                tuple(own),
                tuple(missed(at, outcome)),
                tuple(waits) if one else (),
            )
        if outcome.index and waits:
            yield OutcomeExplained(
                outcome.name, outcome.clause, "", (), (), (), waiting=tuple(waits)
            )


def _is_of(line: Line, number: str) -> bool:
    """Whether a line is of the case, or of a claim in which achievements of it are counted."""
    return number in (line.case, *(counted.case for counted in line.counted))


def _called(at: Reading, item: Item | None) -> str:
    """The days of the item, or of the quarter, that the outcome is for."""
    if item is not None:
        return span_in_words(item.span.start, item.span.end)
    if at.cycle is None:
        return ""
    return span_in_words(Moment.on(at.cycle[0]), Moment.on(at.cycle[1]))


def _when_due(at: Reading, outcome: Outcome, as_at: Day) -> Reading:
    """The reading on the first due day, for conditions that ask for it; else on the last day."""
    dues = (unit.due for unit in units(at, outcome) if unit.truth is YES)
    return at.on(next(dues, Moment.on(as_at)))


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
                yield f"{number_called(left)} is {_as_written(known, reading, left, right)}"
        case terms.IsOneOf(value) | terms.HoldsRole(value):
            yield from _value(reading, value)
        case terms.Exists(items):
            there = [i for i in reading.items(items) if i.certain is YES]
            if there:
                yield f"{items_called(items)} on {in_words(there[0].start.least)}"
            elif reading.holds(condition) is NO:
                yield f"no {items_called(items)} on record"
        case terms.DaysIn(period, within):
            yield from _days_in(reading, period, within)
        case _:
            pass


def _day(reading: Reading, term: terms.DayTerm) -> Iterator[str]:
    """What day *term* is, with its name, unless it is a date of the contract."""
    if isinstance(term, terms.Literal):
        return
    moment, name = reading.day(term), day_called(term)
    if moment.known is not None:
        yield f"{name} is {in_words(moment.known)}"
    elif moment.most == NEVER and moment.least < NEVER:
        yield f"{name}: none by {in_words(moment.least - 1)}"


def _named_days(reading: Reading, within: terms.Days, day: Moment) -> Iterator[str]:
    """Which of the named sets hold that day."""
    if day.known is not None:
        for name in covering(reading, within, day.known):
            yield f"{in_words(day.known)} is in {name}"


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
        return f"{in_figures(number * 100)}%"
    return in_figures(number)


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
