"""Parties and records, restated: who holds which role, and what each record holds."""

from collections.abc import Iterator
from typing import assert_never

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.records import Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.render.nouns import a, nth, plural
from sibdsl.render.page import counted, days_in_words, listed
from sibdsl.render.restated.said import Said, said
from sibdsl.render.restated.samples import START


def parties(contract: Contract) -> Said:
    """The term, and who holds which role from when on."""
    first, after = contract.term
    yield said(
        contract.term_clause.number,
        f"The term is from {days_in_words(contract.term)}, both days included: no outcome falls "
        "due outside it.",
        f"What falls due on {in_words(first)} or on {in_words(after - 1)} is in the term; what "
        f"falls due on {in_words(first - 1)} or on {in_words(after)} is not.",
    )
    yield from _roles(contract)


def _roles(contract: Contract) -> Said:
    """One sentence for those who come to hold a role together."""
    held: dict[tuple[str, str, int | None], list[str]] = {}
    for holding in contract.holdings:
        key = holding.clause.number, holding.role, holding.since
        held.setdefault(key, []).append(holding.party)
    for (number, role, since), named in held.items():
        what = f"are {plural(role)}" if len(named) > 1 else f"is {a(role)}"
        if since is None:
            yield said(number, f"{listed(named)} {what} throughout.")
        else:
            before = [name for name in named if not contract.holds(name, role, since - 1)]
            yield said(
                number,
                f"{listed(named)} {what} from {in_words(since)} on.",
                *(f"On {in_words(since - 1)} {name} is not yet {a(role)}." for name in before[:1]),
            )


def records(contract: Contract) -> Said:
    """What the record of each person, of each group and of the contract holds."""
    for record in (contract.person, *contract.groups.values(), contract.record):
        whose = f"each {record.name}" if record.name else "the contract"
        lettered = [field for field in record.fields if "(" in field.clause]
        for clause in dict.fromkeys(field.clause.partition("(")[0] for field in lettered):
            yield said(clause, f"The record of {whose} holds {len(lettered)} things.")
        for field in record.fields:
            key = field.name in (contract.case_number, contract.joined_by)
            follows = () if key else tuple(_consequences(field, record))
            held = _field(field)
            text = f"The record of {whose} holds {held}." if field not in lettered else f"{held}."
            yield said(field.clause or record.clause, f"{text[:1].upper()}{text[1:]}", *follows)
    yield from _first_items(contract)
    for certificate in contract.certificates:
        by = certificate.party
        who = f"{'a' if len(contract.parties(by)) > 1 else 'the'} {by}"
        fields = listed([_called(contract, name) for name in certificate.fields])
        yield said(
            certificate.clause.number,
            f"What the records say of {fields} is known only where "
            f"{who if contract.parties(by) else by} certifies it.",
            "What nobody certified is not yet known: it is neither paid nor refused.",
        )


def _called(contract: Contract, name: str) -> str:
    """A field by its name, in the plural where there may be many."""
    records_ = (contract.person, contract.record, *contract.groups.values())
    found = next((f for r in records_ if (f := r.field_called(name)) is not None), None)
    return plural(name) if found is not None and found.shape.many else name


def _field(field: RecordField) -> str:
    """What a field holds, after `holds`."""
    match field.shape:
        case Shape.FACT:
            assert field.type is not None, "a fact has a type"
            return f"one {field.name}: {_type(field.type)}"
        case Shape.EVENT:
            how = f"at most one {field.name}, an event on one day"
        case Shape.EVENTS:
            how = f"any number of {plural(field.name)}, each an event on one day"
        case Shape.PERIOD:
            how = f"at most one {field.name}, from a first to a last day, both included"
        case Shape.PERIODS:
            how = f"any number of {plural(field.name)}, each from a first to a last day"
            how += ", both included" + ", of which no two share a day" * field.parted
        case _:
            assert_never(field.shape)
    carried = [f"{one.name} ({_type(one.type)})" for one in field.attributes]
    return f"{how}, {'each ' * field.shape.many}with {listed(carried)}" if carried else how


def _type(kind: ValueType) -> str:
    match kind.kind:
        case Kind.CHOICE:
            return listed([f"“{option}”" for option in kind.options], "or")
        case Kind.RECORD:
            return f"the {kind.record} that it belongs to"
        case _:
            return str(kind.kind.value)


def _consequences(field: RecordField, record: RecordKind) -> Iterator[str]:
    """What is not recorded, and the days of the first kind of period in a record."""
    if field.shape is Shape.FACT:
        yield "Where it is missing, what depends on it is not yet known: neither paid nor refused."
    if field.shape is Shape.EVENT:
        yield f"While no {field.name} is recorded, none has come by the last day of the records."
    if field is next((one for one in record.fields if one.shape.lasts), None):
        week = (START, START + 7)
        days = counted(week[1] - week[0], "day")
        yield f"One from {days_in_words(week)} covers {days}."
    if field.parted:
        yield "Where two of them share a day, the case is left out until the data is put right."


def _first_items(contract: Contract) -> Said:
    for name, first in contract.first_items.items():
        which = f"the first {name}" if first.n == 1 else f"the first {first.n:,} {plural(name)}"
        later = nth(first.n + 1)
        yield said(
            first.clause.number,
            f"Of each {contract.person.name} only {which} {'counts' if first.n == 1 else 'count'}.",
            f"The {later} {name}, and any later one, is as if it were not in the record.",
        )
