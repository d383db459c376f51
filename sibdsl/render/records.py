"""Parties and records of a contract, in plain words."""

from collections.abc import Iterator

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.records import Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.render.page import days_in_words, listed

_COUNTS = {
    Shape.EVENT: "at most one event",
    Shape.EVENTS: "any number of events",
    Shape.PERIOD: "at most one period",
    Shape.PERIODS: "any number of periods",
}


def parties(contract: Contract) -> Iterator[tuple[str, str]]:
    """The term, and who holds which role from when on."""
    term = days_in_words(contract.term)
    yield contract.term_clause.number, f"every outcome falls due in the term: {term}, both included"
    held: dict[tuple[str, str, str], list[str]] = {}
    for holding in contract.holdings:
        since = f"from {in_words(holding.since)} on" if holding.since else "throughout"
        held.setdefault((holding.clause.number, holding.role, since), []).append(holding.party)
    for (number, role, since), named in held.items():
        yield number, f"{role}{'s' if len(named) > 1 else ''} {since}: {listed(named)}"


def records(contract: Contract) -> Iterator[tuple[str, str]]:
    """What the record of each person, of each group and of the contract holds."""
    for record in (contract.person, *contract.groups.values(), contract.record):
        for field in record.fields:
            yield field.clause or record.clause, f"{field.name}: {_field(field, record)}"
    for name, first in contract.first_items.items():
        which = f"the first {name}" if first.n == 1 else f"the first {first.n:,} of {name}"
        yield first.clause.number, f"of each case only {which}; later ones are as if absent"
    for certificate in contract.certificates:
        yield (
            certificate.clause.number,
            f"known of {listed(certificate.fields)}: what the {certificate.party} certifies",
        )


def _field(field: RecordField, record: RecordKind) -> str:
    if field.type is not None:
        return f"{_type(field.type)}, one for each {record.name or 'contract'}"
    parted = ", of which no two overlap" if field.parted else ""
    carried = [f"{one.name} ({_type(one.type)})" for one in field.attributes]
    return f"{_COUNTS[field.shape]}{parted}{f', each with {listed(carried)}' if carried else ''}"


def _type(kind: ValueType) -> str:
    match kind.kind:
        case Kind.CHOICE:
            return listed([f"“{option}”" for option in kind.options], "or")
        case Kind.RECORD:
            return f"a {kind.record}"
        case _:
            return str(kind.kind.value)
