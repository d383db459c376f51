"""The rows of a timeline: what the data records, and the days of what the contract defines."""

from collections.abc import Iterable, Iterator
from typing import Any

from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import Reading
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, NEVER, Day, Days
from sibdsl.model.explanation import Mark, Shown
from sibdsl.model.histories import Attributes, Case
from sibdsl.model.records import Kind, RecordKind, Shape
from sibdsl.model.terms import Definition
from sibdsl.model.truth import NO, YES
from sibdsl.model.walk import walk

_SETS = (terms.DaysNamed, terms.PeriodNamed, terms.ItemsNamed)


def recorded(reading: Reading, record: RecordKind, by: Day) -> Iterator[Shown]:
    """Each dated fact, event and spell of who is read, as far as it is known by the end of *by*."""
    case = reading.case
    for field in record.fields:
        if field.shape is Shape.FACT:
            day = case.facts.get(field.name)
            if field.type is not None and field.type.kind is Kind.DATE and isinstance(day, int):
                yield Shown(field.name, "", lasts=False, marks=(_fact(case, field.name, day),))
            continue
        marks = sorted(_marks(case, field.name, by), key=lambda mark: (mark.start, mark.end))
        if marks:
            yield Shown(field.name, "", field.shape.lasts, tuple(marks))


def _fact(case: Case, name: str, day: Day) -> Mark:
    return Mark(day, day + 1, YES, rows=case.rows.get(name, ()))


def _marks(case: Case, name: str, by: Day) -> Iterator[Mark]:
    for event in case.events.get(name, ()):
        if event.day is not None and event.day <= by:
            words = _values(event.attributes)
            yield Mark(event.day, event.day + 1, YES, words, event.rows)
    for spell in case.spells.get(name, ()):
        if spell.first is not None and spell.first <= by:
            ends = spell.last is not None and spell.last <= by
            end = spell.last + 1 if ends and spell.last is not None else NEVER
            yield Mark(spell.first, end, YES, _values(spell.attributes), spell.rows)


def _values(attributes: Attributes) -> str:
    return ", ".join(str(value) for value in attributes.values() if isinstance(value, str))


# -- What the contract defines --------------------------------------------------------------------


def defined(reading: Reading) -> Iterator[Shown]:
    """The days of each period, set of days and kind of item that the contract defines.

    Those that are the same for everyone are left out, and those that are another in each quarter
    or on each due day.
    """
    contract = reading.world.contract
    for definition in contract.definitions.values():
        if definition.level != reading.whose or definition.cycle is not None:
            continue
        if not isinstance(definition.meaning, terms.Period | terms.Days | terms.Items):
            continue
        if reading.world.asks_for_due_day(definition.name, definition.meaning):
            continue
        if _own(contract, definition):
            marks = tuple(_days_of(reading, definition))
            if marks:
                yield Shown(_written(definition), str(definition.clause), _lasts(marks), marks)


def _written(definition: Definition) -> str:
    """The name as its clause writes it: `Three Months`, where the Term itself is singular."""
    said = definition.clause.words.partition(" means")[0].partition(",")[0]
    return said if said.startswith(definition.name) and "\n" not in said else definition.name


def _own(contract: Contract, definition: Definition) -> bool:
    """Whether a definition asks for anything of a record, straight or through others."""
    return any(_asks(contract, part) for part in walk(definition.meaning))


def _asks(contract: Contract, part: Any) -> bool:
    if isinstance(part, _SETS):
        return _own(contract, contract.definitions[part.name])
    return isinstance(part, terms.Recorded | terms.FactDay | terms.Bound)


def _lasts(marks: Iterable[Mark]) -> bool:
    return any(mark.end - mark.start > 1 for mark in marks)


def _days_of(reading: Reading, definition: Definition) -> Iterator[Mark]:
    if definition.index is None:
        yield from _of(reading, definition)
        return
    if definition.index in reading.world.contract.definitions:
        items: terms.Items = terms.ItemsNamed(definition.index)
    else:
        items = terms.Recorded(definition.index)
    for item in reading.items(items):
        if item.recorded and item.start.known is not None:
            yield from _of(reading.binding(definition.index, item), definition)


def _of(reading: Reading, definition: Definition) -> Iterator[Mark]:
    """The days of a definition; of nothing but what is not known, none are shown."""
    match definition.meaning:
        case _ if isinstance(definition.meaning, terms.Items):
            there = (i for i in reading.items(terms.ItemsNamed(definition.name)) if _there(i))
            yield from (mark for item in there for mark in _spans(item.days, item))
        case _ if isinstance(definition.meaning, terms.Period):
            yield from _spans(reading.period(terms.PeriodNamed(definition.name)).days)
        case _:
            yield from _spans(reading.days(terms.DaysNamed(definition.name)))


def _there(item: Item) -> bool:
    return item.recorded and item.start.known is not None


def _spans(days: Days, item: Item | None = None) -> Iterator[Mark]:
    """The spans of days that are in a set, or may be; an unknown past or future is no span."""
    for start, end, truth in days.pieces():
        if truth is YES or (truth is not NO and start > EARLIEST and end < NEVER):
            words = _values(item.attributes) if item is not None else ""
            yield Mark(start, end, truth, words, item.rows if item is not None else ())
