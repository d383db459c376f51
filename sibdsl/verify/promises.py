"""The promises of a contract (form 28) as laws: each is searched for a history that breaks it."""

from collections import Counter
from collections.abc import Callable, Iterator

from attrs import evolve
from hypothesis import strategies as st

from sibdsl.model import terms
from sibdsl.model.contract import Contract, Promise
from sibdsl.model.days import Day, in_words
from sibdsl.model.histories import Case, Event, Histories, Spell
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import NOTHING, Money
from sibdsl.model.records import RecordField
from sibdsl.model.verdicts import Conflict
from sibdsl.values import changed
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.comparing import alike, risen
from sibdsl.verify.laws.days import NO_DAY_TWICE
from sibdsl.verify.laws.limits import owner_of
from sibdsl.verify.laws.order import otherwise
from sibdsl.verify.laws.paid import one_day, paid_units, said
from sibdsl.verify.laws.varying import (
    a_case,
    attributes_drawn,
    days_of_records,
    earning_days,
    items_of,
    reading_of,
    values_of,
    with_a_day,
    with_case,
    with_items,
)
from sibdsl.verify.laws.worse import with_another_day


def promised(contract: Contract) -> tuple[Law, ...]:
    """Each promise of *contract* as a law of its own; those that are waived too."""
    return tuple(_law(contract, promise) for promise in contract.promises)


def _law(contract: Contract, promise: Promise) -> Law:
    match promise.kind:
        case "no day is paid for twice":
            twice = NO_DAY_TWICE
            return _named(promise, "no day is paid for twice", check=twice.check, pair=twice.pair)
        case "another day":
            days = _days(contract, promise)
            pair = Pair(_another_day(days, promise), _never_raises(promise))
            return _named(promise, _another(promise), pair=pair)
        case "another item":
            pair = Pair(_another_item(promise.of[0], promise), _never_raises(promise))
            return _named(promise, _another(promise), pair=pair)
        case "never changes":
            name = promise.of[0]
            pair = Pair(_changed(name), _changes_nothing(name))
            return _named(promise, f"{name} never changes the payments", pair=pair)
        case "never exceed":
            words = f"{_whose(promise)} never exceed {promise.amount}"
            return _named(promise, words, _within(promise))
        case _:
            words = "nothing is due after the day that the clause names"
            return _named(promise, words, _nothing_after(promise))


def _named(
    promise: Promise,
    words: str,
    check: Callable[[Trial], Iterator[Conflict]] | None = None,
    pair: Pair | None = None,
) -> Law:
    """The law of a promise: a contract waives it where the promise itself is waived."""
    number = promise.clause.number
    return Law(
        f"promise {number}",
        f"It follows that {words} (clause {number}).",
        lambda _: iter((number,)),
        check=check,
        pair=pair,
        states=lambda other: other == promise,
        needs=lambda contract: core.clauses_of(contract.outcomes),
    )


def _whose(promise: Promise) -> str:
    return f"the payments for each {promise.each}" if promise.each else "the payments in total"


def _another(promise: Promise) -> str:
    names = promise.of[:-1] if promise.each else promise.of
    thing = " or ".join(names)
    first = f"another day in {thing}" if promise.kind == "another day" else f"another {thing}"
    after = " after the day that it names" if promise.day is not None else ""
    return f"{first}{after} never increases {_whose(promise)}"


_LENGTHS = (1, 7, 28, 91, 182, 365)
"""How many days an added period lasts."""

# -- Another day, another item --------------------------------------------------------------------


def _days(contract: Contract, promise: Promise) -> terms.Days:
    """The set of days that the Terms of a promise name together."""
    names = promise.of[:-1] if promise.each else promise.of
    sets = tuple(_set(contract, name) for name in names)
    return sets[0] if len(sets) == 1 else terms.AnyOfDays(sets)


def _set(contract: Contract, name: str) -> terms.Days:
    if name not in contract.definitions:
        return terms.Covered(terms.Recorded(name))
    meaning = contract.definitions[name].meaning
    if isinstance(meaning, terms.Recorded | terms.Where | terms.FirstItems):
        return terms.Covered(terms.ItemsNamed(name))
    return terms.DaysNamed(name)


def _some_day(
    contract: Contract, histories: Histories, case: Case, promise: Promise, draw: Draw
) -> Day | None:
    """A day on which something may be added: mostly one on which the case earns."""
    first, last = contract.term[0], contract.term[1] - 1
    span = earning_days(contract, histories, case)
    near, way = days_of_records(case), draw(st.integers(0, 3))
    if near and (way == 0 or span is None):
        around = draw(st.sampled_from(near))
        first, last = around - 8, around + 8
    elif span is not None and way:
        first, last = span[0] - 30, span[1]
    if promise.day is not None:
        after = reading_of(contract, histories, case).day(promise.day).known
        if after is None:
            return None
        first, last = (after + 1, after + 28) if way == 3 else (max(first, after + 1), last)
    return draw(st.integers(first, last)) if first <= last else None


Vary = Callable[[Contract, Histories, Draw], Histories | None]


def _another_day(days: terms.Days, promise: Promise) -> Vary:
    def vary(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
        case = a_case(histories, draw)
        day = None if case is None else _some_day(contract, histories, case, promise, draw)
        if case is None or day is None:
            return None
        return with_another_day(contract, histories, case, days, day, draw)

    return vary


def _another_item(name: str, promise: Promise) -> Vary:
    def vary(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
        case = a_case(histories, draw)
        items = terms.ItemsNamed(name) if name in contract.definitions else terms.Recorded(name)
        names = core.fields_below(contract, items)
        fields = [f for f in contract.person.fields if f.name in names]
        day = None if case is None else _some_day(contract, histories, case, promise, draw)
        if case is None or day is None or not fields:
            return None
        other = _with_one_more(contract, case, draw(st.sampled_from(fields)), day, draw)
        second = with_case(histories, case, other)
        before = len(reading_of(contract, histories, case).items(items))
        after = len(reading_of(contract, second, other).items(items))
        return second if after > before else None

    return vary


def _with_one_more(
    contract: Contract, case: Case, field: RecordField, day: Day, draw: Draw
) -> Case:
    attributes = attributes_drawn(contract, field, case, draw)
    if field.shape.lasts and field.parted:
        return with_a_day(case, field, day, attributes)
    if field.shape.lasts:
        last = day + draw(st.sampled_from(_LENGTHS)) - 1
        spells = (*case.spells.get(field.name, ()), Spell(day, last, attributes))
        return with_items(case, field, spells)
    return with_items(case, field, (*items_of(case, field.name), Event(day, attributes)))


def _never_raises(promise: Promise) -> Callable[[Trial, Trial], Iterator[Conflict]]:
    """What a second history with one day or item more pays more, for whom the promise says."""

    def related(first: Trial, second: Trial) -> Iterator[Conflict]:
        pairs = zip(first.histories.cases, second.histories.cases, strict=False)
        number = next((one.number for one, other in pairs if one != other), "")
        before, after = (_comes_to(t.ledger, promise, number) for t in (first, second))
        if after > before:
            what = _another(promise).split(" never")[0]
            whose = f" for case {number}" if promise.each else ""
            words = f"A{what[1:]} raises the payments{whose} from {before} to {after}."
            conflict = risen(first.ledger, second.ledger, what, (promise.clause.number,))
            yield changed(conflict, words=words)

    return related


def _comes_to(ledger: Ledger, promise: Promise, case: str) -> Money:
    """The payments that a promise compares: of a case those of it and those of no case."""
    if promise.each is None:
        return ledger.paid
    own = (line.paid for line in ledger.lines if line.case in (case, None))
    return sum(own, NOTHING)


# -- Never changes, never exceed, nothing after ---------------------------------------------------


def _changed(name: str) -> Vary:
    def vary(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
        field = contract.record.field_called(name)
        if field is not None:
            whole = otherwise(contract, histories.contract, field, histories, draw)
            return evolve(histories, contract=whole)
        case, field = a_case(histories, draw), contract.person.field_called(name)
        if case is None:
            return None
        if field is None:
            return _other_attribute(contract, histories, case, name, draw)
        return with_case(histories, case, otherwise(contract, case, field, histories, draw))

    return vary


def _other_attribute(
    contract: Contract, histories: Histories, case: Case, name: str, draw: Draw
) -> Histories | None:
    """*histories* in which one item of *case* has another value under *name*."""
    carriers = [f for f in contract.person.fields if name in {a.name for a in f.attributes}]
    found = [(f, at) for f in carriers for at in range(len(items_of(case, f.name)))]
    if not found:
        return None
    field, at = draw(st.sampled_from(found))
    items = items_of(case, field.name)
    value = draw(st.sampled_from(values_of(contract, field, name, case)))
    other = evolve(items[at], attributes={**items[at].attributes, name: value})
    kept = (*items[:at], other, *items[at + 1 :])
    return with_case(histories, case, with_items(case, field, kept))


def _changes_nothing(name: str) -> Callable[[Trial, Trial], Iterator[Conflict]]:
    return lambda first, second: alike(first, second, name)


def _within(promise: Promise) -> Callable[[Trial], Iterator[Conflict]]:
    """Payments for one, or in total, above the amount that a promise says."""

    def check(trial: Trial) -> Iterator[Conflict]:
        each = terms.OWN if promise.each == trial.contract.person.name else promise.each
        most, sums = promise.amount or NOTHING, Counter[str]()
        for line in trial.ledger.lines:
            owner = owner_of(each, line, trial.contract, trial.histories)
            if owner is None:
                continue
            sums[owner] += line.paid.pence
            if sums[owner] > most.pence:
                yield _above(promise, owner, Money(sums[owner]), line)
                return

    return check


def _above(promise: Promise, owner: str, come_to: Money, line: Line) -> Conflict:
    whose = f" for {owner}" if owner else ""
    words = f"Payments{whose} come to {come_to}; clause {promise.clause} says that they never do."
    span = (line.first_due, line.last_due + 1)
    scope = f"for each {promise.each}" if promise.each else "in total"
    closing = f"Payments {scope} do not exceed {promise.amount}."
    return Conflict(words, (line,), (promise.clause.number, line.clause), span, closing)


def _nothing_after(promise: Promise) -> Callable[[Trial], Iterator[Conflict]]:
    """What is paid after the day that a promise names."""

    def check(trial: Trial) -> Iterator[Conflict]:
        days = {
            case.number: reading_of(trial.contract, trial.histories, case).day(promise.day).known
            for case in trial.histories.cases
            if promise.day is not None
        }
        for unit in paid_units(trial.ledger):
            day = days.get(unit.case or "")
            if day is not None and unit.last_due > day:
                words = f"{said(unit)} is due after {in_words(day)}."
                clauses = (promise.clause.number, unit.clause)
                yield Conflict(words, (unit,), clauses, one_day(unit.last_due))
                return

    return check
