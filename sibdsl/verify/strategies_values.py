"""Days and values of records, around what decides in the contract."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, assert_never

from attrs import frozen

from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.calendar import Duration, Unit, add
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, day
from sibdsl.model.histories import Attributes, Case, Histories, Value
from sibdsl.model.money import Money
from sibdsl.model.records import Attribute, Kind, RecordField, RecordKind, ValueType
from sibdsl.verify.strategies_choice import Choice
from sibdsl.verify.thresholds import LEAP_DAYS, Thresholds, births_of, thresholds, words_for

FIRST: Final = day(1925, 1, 1)
LAST: Final = day(2099, 12, 31)
"""No day is drawn outside of these."""


@frozen
class Around:
    """A contract with what decides in it, and the codes that each field is asked for.

    *names* are all fields and attributes of any record, *entry* those that eligibility asks for;
    *choices* the words of each that is one of some; *births* the dates from which an age counts;
    *named* the days and items of a person that the contract defines; *reads* the fields that each
    definition rests on, in any version.
    """

    contract: Contract
    limits: Thresholds
    words: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    entry: frozenset[str]
    choices: Mapping[str, tuple[str, ...]]
    births: frozenset[str]
    named: tuple[str, ...]
    reads: Mapping[str, frozenset[str]]


def around(contract: Contract) -> Around:
    """*contract* with what decides in it."""
    limits = thresholds(contract)
    kinds = (contract.person, *contract.groups.values(), contract.record)
    names = tuple(dict.fromkeys(name for kind in kinds for name in _names(kind)))
    words = {name: words_for(contract, name, limits) for name in names}
    choices = {name: type_.options for kind in kinds for name, type_ in _types(kind)}
    births = frozenset(births_of(contract))
    named = tuple(d.name for d in contract.definitions.values() if _of_a_person(d))
    entry = frozenset(_read(contract, contract.eligibility))
    reads = _all_reads(contract)
    return Around(contract, limits, words, names, entry, choices, births, named, reads)


def _all_reads(contract: Contract) -> Mapping[str, frozenset[str]]:
    """The fields that each definition rests on, in any version of *contract*."""
    found: dict[str, frozenset[str]] = {}
    for one in contract.wordings:
        for name, definition in one.definitions.items():
            fields = frozenset(_read(one, definition.meaning))
            found[name] = found.get(name, frozenset()) | fields
    return found


def _of_a_person(definition: terms.Definition) -> bool:
    """Whether it defines days or recorded items of a person, each for itself."""
    recorded = isinstance(definition.meaning, _DAYS | terms.Recorded | terms.Where)
    plain = not definition.index and definition.cycle is None
    return recorded and plain and definition.level == terms.OWN


_DAYS = (
    terms.Covered | terms.AnyOfDays | terms.DaysBoth | terms.DaysWithout | terms.FirstDays
)  # fmt: skip


def _read(contract: Contract, part: object) -> Iterator[str]:
    """The fields that *part* asks for, straight or through what it names."""
    for one in reached(contract, part):
        match one:
            case terms.Recorded(name) | terms.Fact(name) | terms.FactDay(name):
                yield name
            case terms.AttributeOn(field):
                yield field
            case _:
                pass


def _names(kind: RecordKind) -> Iterator[str]:
    for one in kind.fields:
        yield one.name
        yield from (attribute.name for attribute in one.attributes)


def _types(kind: RecordKind) -> Iterator[tuple[str, ValueType]]:
    for one in kind.fields:
        if one.type is not None:
            yield one.name, one.type
        yield from ((attribute.name, attribute.type) for attribute in one.attributes)


def days_of(case: Case) -> tuple[Day, ...]:
    """Every day that the record of *case* names, in order."""
    found = {v for v in case.facts.values() if isinstance(v, int)}
    for events in case.events.values():
        found |= {e.day for e in events if e.day is not None}
    for spells in case.spells.values():
        for spell in spells:
            found |= {d for d in (spell.first, spell.last) if d is not None}
    return tuple(sorted(found))


def near(case: Case, known: Around, choose: Choice) -> Day:
    """A day at, before or after one that decides for *case*."""
    limits, own = known.limits, days_of(case)
    kind = choose.index(8)
    if own and kind < 5:
        base = choose.one_of(own)
        if kind > 1:
            base += choose.one_of(limits.steps) * choose.one_of((1, 1, 1, 2, -1))
    elif own and kind == 5:
        base = add(own[0], Duration(choose.one_of(limits.birthdays), Unit.YEARS))
    elif kind == 6 or not own:
        base = choose.one_of(limits.days)
    else:
        base = choose.between(own[0], max(own[-1], own[0] + 1))
    return kept(base + choose.one_of((0, -1, 1)))


def born(on: Day, known: Around, choose: Choice) -> Day:
    """A day of birth by which one is *on* that day at an age that decides, or a year beside it.

    It is the birthday, the day before or after it, any day of the year, or 29 February.
    """
    years = choose.one_of(known.limits.birthdays) + choose.one_of((0, -1, 1))
    turned = on - (max(0, years) * 1461 + 3) // 4
    leap = [d for d in LEAP_DAYS if turned - 364 <= d <= turned]
    if leap and choose.rarely(3):
        return leap[0]
    return kept(turned - choose.one_of((0, 1, -1, 182, 364)))


def kept(d: Day) -> Day:
    """*d*, or the nearest day that may be drawn."""
    return min(max(d, FIRST), LAST)


def a_value(
    type_: ValueType, name: str, case: Case, given: Histories, known: Around, choose: Choice
) -> Value | None:
    """A value of that type for the field or attribute *name*; None where it is not known."""
    numbers: Sequence[Fraction] = (Fraction(1), Fraction(0), Fraction(2), *known.limits.numbers)
    match type_.kind:
        case Kind.CODE:
            return choose.one_of(known.words[name])
        case Kind.CHOICE:
            return choose.one_of(type_.options)
        case Kind.NUMBER:
            return abs(choose.one_of(numbers))
        case Kind.AMOUNT:
            return Money(int(abs(choose.one_of(numbers))))
        case Kind.PERCENTAGE:
            return choose.one_of([n for n in numbers if 0 <= n <= 1])
        case Kind.DATE:
            return near(case, known, choose)
        case Kind.PARTY:
            return choose.one_of(known.limits.parties) if known.limits.parties else None
        case Kind.RECORD:
            labels = [group.number for group in given.groups.get(type_.record, ())]
            return choose.one_of(labels) if labels else None
        case _:
            assert_never(type_.kind)


def attributes(
    one: RecordField, case: Case, given: Histories, known: Around, choose: Choice
) -> Attributes:
    """A value for each attribute of *one*; sometimes one is not known."""
    return {a.name: _attribute(a, case, given, known, choose) for a in one.attributes}


def _attribute(
    one: Attribute, case: Case, given: Histories, known: Around, choose: Choice
) -> Value | None:
    if choose.rarely(20):
        return None
    return a_value(one.type, one.name, case, given, known, choose)
