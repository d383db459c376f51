"""Histories alike but for one thing: a case put in the place of another, a record added or cut."""

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from sibdsl.interpret.achieve import world_of
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.interpret.meaning import Reading
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.histories import Case, Event, Histories, Spell, Value
from sibdsl.model.once import once
from sibdsl.model.records import Kind, RecordField
from sibdsl.model.walk import walk
from sibdsl.verify.law import Draw
from sibdsl.verify.laws.core import items_that_index, rest_on_days
from sibdsl.verify.laws.paid import units

Item = Event | Spell


def a_case(histories: Histories, draw: Draw) -> Case | None:
    """One of the cases; None where there is none."""
    return draw(st.sampled_from(histories.cases)) if histories.cases else None


def with_case(histories: Histories, old: Case, *new: Case) -> Histories:
    """*histories* with *new* in the place of *old*."""
    at = next(i for i, case in enumerate(histories.cases) if case is old)
    cases = (*histories.cases[:at], *new, *histories.cases[at + 1 :])
    return evolve(histories, cases=cases)


def items_of(case: Case, name: str) -> tuple[Item, ...]:
    """The events or the spells of a field."""
    return (*case.events.get(name, ()), *case.spells.get(name, ()))


def some_items(
    histories: Histories, fields: Sequence[RecordField], draw: Draw
) -> tuple[Case, RecordField, tuple[Item, ...]] | None:
    """A case, one of *fields*, and its items there; None where there are none."""
    case = a_case(histories, draw)
    if case is None or not fields:
        return None
    field = draw(st.sampled_from(fields))
    items = items_of(case, field.name)
    return (case, field, items) if items else None


def with_items(case: Case, field: RecordField, items: Iterable[Item]) -> Case:
    """*case* with those events or spells in a field, in order of day."""
    ordered = sorted(items, key=_day_of_item)
    if field.shape.lasts:
        spells = tuple(item for item in ordered if isinstance(item, Spell))
        return evolve(case, spells={**case.spells, field.name: spells})
    events = tuple(item for item in ordered if isinstance(item, Event))
    return evolve(case, events={**case.events, field.name: events})


def _day_of_item(item: Item) -> tuple[Day, Day]:
    if isinstance(item, Event):
        return item.day or EARLIEST, EARLIEST
    return item.first or EARLIEST, NEVER if item.last is None else item.last


def first_day(item: Item) -> Day | None:
    """The day of an event, the first of a spell."""
    return item.day if isinstance(item, Event) else item.first


def moved_by(item: Item, days: int) -> Item:
    """*item*, so many days later."""
    if isinstance(item, Event):
        return evolve(item, day=None if item.day is None else item.day + days)
    first, last = (None if d is None else d + days for d in (item.first, item.last))
    return evolve(item, first=first, last=last)


def overlap(one: Item, other: Item) -> bool:
    """Whether two items share a day; what has no end, or no known first day, reaches far."""
    ends = [first_day(i) if isinstance(i, Event) else i.last for i in (one, other)]
    begins = [first_day(i) or 0 for i in (one, other)]
    return all(
        end is None or begin <= end for begin, end in zip(begins, reversed(ends), strict=True)
    )


def with_one_more(case: Case, field: RecordField, item: Item) -> Case | None:
    """*case* with *item* too; None where the field holds one alone, or it would overlap in vain."""
    items = items_of(case, field.name)
    if (items and not field.shape.many) or (
        field.parted and any(overlap(item, old) for old in items)
    ):
        return None
    return with_items(case, field, (*items, item))


@once
def _indexing(contract: Contract) -> tuple[RecordField, ...]:
    """The fields for each item of which an outcome is paid for days."""
    names = {n for o in rest_on_days(contract) for n in items_that_index(contract, o)}
    return tuple(f for f in contract.person.fields if f.name in names - set(contract.first_items))


def laid_over(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The second has an item for which outcomes are paid once more, some days later."""
    site = some_items(histories, _indexing(contract), draw)
    if site is None:
        return None
    case, field, items = site
    later = moved_by(draw(st.sampled_from(items)), draw(st.integers(0, 40)))
    other = with_one_more(case, field, later)
    return None if other is None else with_case(histories, case, other)


def one_earlier(
    histories: Histories, fields: Sequence[RecordField], draw: Draw
) -> Histories | None:
    """The second has one item of *fields* some days earlier."""
    site = some_items(histories, fields, draw)
    if site is None:
        return None
    case, field, items = site
    at = draw(st.integers(0, len(items) - 1))
    earlier = moved_by(items[at], -draw(st.integers(1, 400)))
    without = with_items(case, field, (*items[:at], *items[at + 1 :]))
    other = with_one_more(without, field, earlier)
    return None if other is None else with_case(histories, case, other)


def last_known(histories: Histories) -> Day | None:
    """The last day to which any record goes; None where none ends."""
    ends = [reach.last for reach in histories.reach.values() if EARLIEST < reach.last < NEVER]
    return max(ends, default=None)


def earning_days(contract: Contract, histories: Histories, case: Case) -> tuple[Day, Day] | None:
    """From the first to the last day on which *case* earns anything; None where it does not."""
    all_units = list(units(evaluate_in_short(contract, histories)))
    own = [u for u in all_units if u.case == case.number]
    spans = [u.evidence or (u.first_due, u.first_due + 1) for u in own]
    spans += [(u.first_due, u.last_due + 1) for u in own]
    counted = (c for u in all_units for c in u.counted if c.case == case.number)
    spans += [one.evidence for one in counted if one.evidence is not None]
    if not spans:
        return None
    return min(first for first, _ in spans), max(end - 1 for _, end in spans)


def values_of(
    contract: Contract, field: RecordField, name: str, case: Case
) -> Sequence[Value | None]:
    """Values that an attribute may have: those that the contract names, and those of the case."""
    attribute = next(a for a in field.attributes if a.name == name)
    found: list[Value | None] = [item.attributes.get(name) for item in items_of(case, field.name)]
    match attribute.type.kind:
        case Kind.CHOICE:
            found += attribute.type.options
        case Kind.PARTY:
            found += contract.parties("commissioner")
        case Kind.CODE:
            found += [*codes_named(contract, name), "Another"]
        case _:
            pass
    return tuple(dict.fromkeys(found)) or (None,)


@once
def codes_named(contract: Contract, name: str) -> tuple[str, ...]:
    """The words with which the contract compares an attribute of that name."""
    named: list[str] = []
    for version in contract.wordings:
        for definition in version.definitions.values():
            named += _compared(definition, name)
        named += _compared((version.eligibility, version.outcomes), name)
    return tuple(named)


def _compared(part: Any, name: str) -> list[str]:
    return [
        option
        for node in walk(part)
        if isinstance(node, terms.IsOneOf) and getattr(node.value, "name", "") == name
        for option in node.options
    ]


def attributes_drawn(
    contract: Contract, field: RecordField, case: Case, draw: Draw
) -> dict[str, Value | None]:
    """A value for each attribute of a new item of *field*."""
    return {
        a.name: draw(st.sampled_from(values_of(contract, field, a.name, case)))
        for a in field.attributes
    }


def a_day_in(spells: Sequence[Spell], day: Day, new: Spell) -> tuple[Spell, ...]:
    """*spells* of which none overlap, cut so that *day* is under *new* alone."""
    kept: list[Spell] = []
    for spell in spells:
        if spell.first is None or spell.first > day or (spell.last or NEVER) < day:
            kept.append(spell)
            continue
        if spell.first < day:
            kept.append(evolve(spell, last=day - 1))
        if spell.last is None or spell.last > day:
            kept.append(evolve(spell, first=day + 1))
    return (*kept, new)


def with_a_day(case: Case, field: RecordField, day: Day, attributes: dict[str, Any]) -> Case:
    """*case* with one more day under the spells of *field*; those that may not overlap give way."""
    new, spells = Spell(day, day, attributes), case.spells.get(field.name, ())
    together = a_day_in(spells, day, new) if field.parted else (*spells, new)
    return with_items(case, field, together)


def reading_of(contract: Contract, histories: Histories, case: Case) -> Reading:
    """*case* as the interpreter reads it."""
    return world_of(contract, histories, (EARLIEST, NEVER)).reading(case)


def days_of_records(case: Case) -> tuple[Day, ...]:
    """The days on which something of *case* happened, began or ended."""
    events = (event.day for some in case.events.values() for event in some)
    spells = (day for some in case.spells.values() for s in some for day in (s.first, s.last))
    return tuple(sorted({day for day in (*events, *spells) if day is not None}))
