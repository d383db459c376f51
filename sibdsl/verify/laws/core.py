"""What a contract rests on, as the laws ask for it: fields, anchors, and what speaks against."""

from collections.abc import Iterator

from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.once import all_once, once
from sibdsl.model.records import RecordField, Shape
from sibdsl.model.walk import walk
from sibdsl.questions import core


def below(contract: Contract, *parts: object) -> list[object]:
    """All below *parts*, definitions included."""
    return list(reached(contract, *parts))


def fields_below(contract: Contract, *parts: object) -> frozenset[str]:
    """The fields of the person's own record that *parts* read."""
    own = core.recorded(iter(below(contract, *parts)))
    return frozenset(name for name, whose in own if whose == terms.OWN)


@once
def of_persons(contract: Contract) -> tuple[Outcome, ...]:
    """The outcomes that a person achieves."""
    return tuple(outcome for outcome in contract.outcomes if outcome.level == terms.OWN)


@once
def rest_on_days(contract: Contract) -> tuple[Outcome, ...]:
    """The outcomes of a person for which days are the evidence."""
    return tuple(o for o in of_persons(contract) if core.days_are_evidence(contract, o))


@once
def read_by_no_clause(contract: Contract) -> tuple[RecordField, ...]:
    """The fields of a person that decide nothing, whether a promise says so or not."""
    reads: set[str] = {contract.case_number, contract.joined_by or ""}
    for version in contract.wordings:
        known = core.used(version)
        reads |= {name for name, whose in known if whose == terms.OWN}
        if version.governed_by is not None:
            reads |= fields_below(version, version.governed_by)
        reads |= fields_below(version, version.money_limits, version.payer_limits)
        reads |= set(version.first_items)
    return tuple(
        f
        for f in contract.person.fields
        if f.name not in reads and not (f.type is not None and f.type.record)
    )


@once
def fields_read(contract: Contract) -> tuple[RecordField, ...]:
    """The fields of a person that decide something."""
    silent = {f.name for f in read_by_no_clause(contract)}
    return tuple(f for f in contract.person.fields if f.name not in silent | {contract.case_number})


def waived_terms(contract: Contract, kind: str) -> frozenset[str]:
    """The Terms of which a clause says that a promise of that kind does not follow."""
    waived = (p for p in contract.promises if p.kind == kind and p.waived is not None)
    return frozenset(promise.of[0] for promise in waived if promise.of)


@once
def items_that_index(contract: Contract, outcome: Outcome) -> frozenset[str]:
    """The fields of many items for each of which an outcome is achieved."""
    if not isinstance(outcome.index, said.Index):
        return frozenset()
    many = {f.name for f in contract.person.fields if f.shape.many}
    # Items that days make up (runs, pieces) are not recorded one by one.
    nodes = below(contract, outcome.index.items)
    if any(isinstance(node, terms.Runs | terms.Pieces) for node in nodes):
        return frozenset()
    return frozenset(n.name for n in nodes if isinstance(n, terms.Recorded)) & many


@all_once
def bad_days(contract: Contract) -> Iterator[tuple[Outcome, terms.Days]]:
    """The sets of days that an outcome excludes: `not in Care`, `no day is in Care`."""
    for outcome in of_persons(contract):
        for node in below(contract, outcome.index, outcome.trigger, outcome.condition):
            match node:
                case terms.DaysWithout(_, other):
                    yield outcome, other
                case terms.DaysIn(_, days, None | 0, int()):
                    yield outcome, days
                case said.EachPiece(_, _, days, None | 0, int()):
                    yield outcome, days
                case terms.Not(terms.Inside(_, days)):
                    yield outcome, days
                case _:
                    pass


def names_below(contract: Contract, part: object) -> frozenset[str]:
    """The Terms that a part of the contract names, and those that their definitions name."""
    found = set()
    for node in below(contract, part):
        if isinstance(node, terms.DaysNamed | terms.ItemsNamed | terms.Recorded):
            found.add(node.name)
    return frozenset(found)


@all_once
def wanted_days(contract: Contract) -> Iterator[tuple[Outcome, terms.Covered]]:
    """The days under spells that an outcome of a person wants: `in Foster Care`, `every day is`."""
    for outcome in of_persons(contract):
        for node in below(contract, outcome.index, outcome.trigger, outcome.condition):
            days: terms.Days | None = None
            match node:
                case said.EachDay(inner) | said.EachRun(inner) | terms.Runs(inner):
                    days = inner
                case terms.DaysIn(_, inner, None, None) | terms.DaysIn(_, inner, int(), None):
                    days = inner
                case said.EachPiece(_, _, inner, None, None):
                    days = inner
                case said.EachPiece(_, _, inner, int(), None):
                    days = inner
                case _:
                    continue
            for covered in _covered(contract, days):
                yield outcome, covered


def _covered(contract: Contract, days: terms.Days) -> Iterator[terms.Covered]:
    """The sets under spells of which *days* are made; not those that are taken out of it."""
    match days:
        case terms.Covered():
            yield days
        case terms.DaysWithout(inner, _) | terms.FirstDays(inner):
            yield from _covered(contract, inner)
        case terms.DaysBoth(one, other):
            yield from (*_covered(contract, one), *_covered(contract, other))
        case terms.AnyOfDays(sets):
            for each in sets:
                yield from _covered(contract, each)
        case terms.DaysNamed(name):
            yield from _covered(contract, contract.definitions[name].meaning)  # type: ignore[arg-type]
        case _:
            return


@all_once
def bad_items(contract: Contract) -> Iterator[tuple[Outcome, str]]:
    """The fields of many items of which an outcome, or who is eligible, wants that there is none.

    Outcomes of the whole and of groups are those of whom they count: of the eligible.
    """
    many = {f.name for f in contract.person.fields if f.shape is Shape.EVENTS}
    for outcome in contract.outcomes:
        for node in below(contract, outcome.condition, contract.eligibility):
            if isinstance(node, terms.Not) and isinstance(node.condition, terms.Exists):
                for name in sorted(fields_below(contract, node.condition.items) & many):
                    yield outcome, name


def under_limit(contract: Contract, outcome: Outcome) -> bool:
    """Whether a limit by number binds an outcome."""
    return any(outcome.name in limit.outcomes for limit in contract.count_limits)


def clauses_of(outcomes: Iterator[Outcome] | tuple[Outcome, ...]) -> Iterator[str]:
    """The numbers of the clauses of *outcomes*, each once."""
    yield from dict.fromkeys(outcome.clause.number for outcome in outcomes)


@once
def measured_fields(contract: Contract) -> frozenset[str]:
    """The fields of spells of which days are counted, and of which no single one is asked for.

    By what a person achieves; what is taken over persons is not among it.
    """
    return _measured(contract, of_persons(contract))


@once
def measured_by_any(contract: Contract) -> frozenset[str]:
    """The same by any outcome: one of the whole may be taken over the days of persons."""
    return _measured(contract, contract.outcomes)


def _measured(contract: Contract, outcomes: tuple[Outcome, ...]) -> frozenset[str]:
    names: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset(contract.first_items)
    for outcome in outcomes:
        for node in below(contract, outcome.index, outcome.trigger, outcome.condition):
            match node:
                case terms.Covered(items):
                    names |= fields_below(contract, items)
                case terms.Only(items) | terms.Pause(_, items):
                    single |= fields_below(contract, items)
                case _:
                    pass
    many = {f.name for f in contract.person.fields if f.shape is Shape.PERIODS}
    return (names & many) - single


@once
def unread_attributes(contract: Contract, field: RecordField) -> tuple[str, ...]:
    """The attributes of *field* that no clause reads."""
    read: set[str] = set()
    for version in contract.wordings:
        meanings = tuple(d.meaning for d in version.definitions.values())
        for node in walk((*core.rules(version), meanings)):
            if isinstance(node, terms.AttributeOf | terms.AttributeDay | terms.AttributeOn):
                read.add(node.name)
    return tuple(a.name for a in field.attributes if a.name not in read)


@once
def counted_items(contract: Contract) -> frozenset[str]:
    """The fields of events of which outcomes or prices take the number."""
    names: frozenset[str] = frozenset()
    prices = tuple(tariff.price for tariff in contract.tariffs.values())
    for node in below(contract, contract.outcomes, prices):
        if isinstance(node, terms.CountItems):
            names |= fields_below(contract, node.items)
    return names & {f.name for f in contract.person.fields if f.shape is Shape.EVENTS}
