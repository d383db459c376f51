"""Histories of a few words, as the cases of laws are written: read, and said again.

A line is a case: `C1: Born 2010-05-03; Stay 2020-06-20..2020-06-24 Kind=long`. A spell without
an end is open, `?` is a date that is missing, `!` at the end an item that is not certified. `the
contract: …` are the records of the contract, `Cohort K1: …` is a group, `by 2020-12-31` the day to
which all records go.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import zip_longest

from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, NEVER, Day, in_words, iso
from sibdsl.model.days import day as day_of
from sibdsl.model.histories import Attributes, Case, Event, Histories, Reach, Spell, Value
from sibdsl.model.money import Money
from sibdsl.model.records import Kind, RecordKind, Shape

Item = Event | Spell
UNTIL = "2026-12-31"


def history(contract: Contract, text: str) -> Histories:
    """The histories that *text* says."""
    cases, groups, whole = [], dict[str, tuple[Case, ...]](), Case("the contract")
    reaches = {"": _reach(UNTIL)}
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        if line.startswith("by "):
            _, until, *fields = line.split(" ", 2)
            reaches[fields[0] if fields else ""] = _reach(until)
            continue
        whose, _, records = line.partition(":")
        term, _, label = whose.partition(" ")
        if whose == "the contract":
            whole = _case(contract.record, whose, records)
        elif term in contract.groups:
            one = _case(contract.groups[term], label, records)
            groups[term] = (*groups.get(term, ()), one)
        else:
            cases.append(_case(contract.person, whose, records))
    kinds = (contract.person, contract.record, *contract.groups.values())
    names = [field.name for kind in kinds for field in kind.fields]
    reach = {name: reaches.get(name, reaches[""]) for name in names}
    return Histories(tuple(cases), whole, reach, groups=groups)


def _reach(until: str) -> Reach:
    match until:
        case "never":
            return Reach()
        case "nothing":
            return Reach(last=EARLIEST)
        case _:
            return Reach(last=day(until))


def day(text: str) -> Day:
    """The day that is written so."""
    year, month, number = text.split("-")
    return day_of(int(year), int(month), int(number))


def _case(kind: RecordKind, number: str, records: str) -> Case:
    facts = dict[str, Value | None]()
    events, spells = dict[str, tuple[Event, ...]](), dict[str, tuple[Spell, ...]]()
    for record in (part.strip() for part in records.split(";") if part.strip()):
        names = (each.name for each in kind.fields if record.startswith(f"{each.name} "))
        field = kind.field_called(max(names, key=len))
        assert field is not None
        said = record.removeprefix(field.name).strip()
        if field.shape is Shape.FACT:
            assert field.type is not None
            facts[field.name] = _value(field.type.kind, said)
            continue
        kinds = {each.name: each.type.kind for each in field.attributes}
        if field.shape.lasts:
            spells[field.name] = (*spells.get(field.name, ()), _spell(said, kinds))
        else:
            events[field.name] = (*events.get(field.name, ()), _event(said, kinds))
    return Case(number, facts, events, spells)


def _value(kind: Kind, said: str) -> Value | None:
    match kind:
        case _ if said == "?":
            return None
        case Kind.DATE:
            return day(said)
        case Kind.NUMBER:
            return Fraction(said)
        case Kind.AMOUNT:
            return Money(int(said))
        case _:
            return said


def _spell(said: str, kinds: Mapping[str, Kind]) -> Spell:
    days, attributes, certified = _parted(said, kinds)
    first, _, last = days.partition("..")
    return Spell(
        None if first == "?" else day(first),
        day(last) if last else None,
        attributes,
        certified=certified,
    )


def _event(said: str, kinds: Mapping[str, Kind]) -> Event:
    on, attributes, certified = _parted(said, kinds)
    return Event(None if on == "?" else day(on), attributes, certified=certified)


def _parted(said: str, kinds: Mapping[str, Kind]) -> tuple[str, Attributes, bool]:
    days, *parts = said.removesuffix(" !").split()
    pairs = (part.split("=") for part in parts)
    known = {name: _value(kinds[name], value) for name, value in pairs}
    return days, known, not said.endswith(" !")


# -- What a second history has otherwise ----------------------------------------------------------


def otherwise(first: Histories, second: Histories) -> str:
    """What the second history has that the first has not, in the same few words."""
    return "; ".join(dict.fromkeys(_differences(first, second))) or "the same"


def _differences(first: Histories, second: Histories) -> Iterator[str]:
    numbers = [tuple(case.number for case in one.cases) for one in (first, second)]
    if numbers[0] != numbers[1]:
        yield f"cases {', '.join(numbers[1])}"
    before = {case.number: case for case in first.cases}
    for case in second.cases:
        yield from _changes(before.get(case.number, Case(case.number)), case)
    yield from _changes(first.contract, second.contract)
    if second.reach != first.reach:
        yield f"by {', '.join(sorted({_end(one) for one in second.reach.values()}))}"
    for term, groups in second.groups.items():
        if groups != first.groups.get(term):
            yield f"{term} {', '.join(group.number for group in groups)}"


def _end(reach: Reach) -> str:
    return iso(reach.last) if EARLIEST < reach.last < NEVER else in_words(reach.last)


def _changes(before: Case, after: Case) -> Iterator[str]:
    for name, value in after.facts.items():
        if value != before.facts.get(name):
            yield f"{after.number} {name} {_told(value)}"
    if after.also_known_as != before.also_known_as:
        yield f"{after.number} is {', '.join(after.also_known_as)} too"
    for name in dict.fromkeys((*before.events, *before.spells, *after.events, *after.spells)):
        items = [(*one.events.get(name, ()), *one.spells.get(name, ())) for one in (before, after)]
        if items[0] != items[1]:
            others = (b for a, b in zip_longest(*items) if b is not None)
            yield f"{after.number} {name} {', '.join(map(_item, others)) or 'none'}"


def _told(value: Value | None) -> str:
    match value:
        case None:
            return "?"
        case int():
            return iso(value)
        case Money(pence):
            return str(pence)
        case _:
            return str(value)


def _item(item: Item) -> str:
    on = item.day if isinstance(item, Event) else item.first
    days = "?" if on is None else iso(on)
    if isinstance(item, Spell):
        days += ".." + ("" if item.last is None else iso(item.last))
    parts = [f"{name}={_told(value)}" for name, value in item.attributes.items()]
    return " ".join([days, *parts, *(["!"] if not item.certified else [])])
