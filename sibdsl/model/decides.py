"""Which fields of a record decide an outcome: read off the contract, whatever the cases say."""

from typing import Any

from attrs import fields, has

from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.once import once


@once
def fields_read(contract: Contract, outcome: Outcome) -> frozenset[str]:
    """The fields of the record that decide *outcome*: those that its terms name, however deep."""
    names: set[str] = set()
    seen: set[str] = set()
    tariff = contract.tariffs[outcome.name].price
    _gather((contract.eligibility, outcome, tariff, contract.shares, contract.rest), names)
    while new := {n for n in names if n in contract.definitions} - seen:
        seen |= new
        for name in new:
            _gather(contract.definitions[name].meaning, names)
    return frozenset(n for n in names if contract.person.field_called(n))


def _gather(term: Any, names: set[str]) -> None:
    """Every text in *term* that may be the name of a field or of a definition."""
    if isinstance(term, str):
        names.add(term)
    elif isinstance(term, tuple):
        for part in term:
            _gather(part, names)
    elif has(type(term)):
        for slot in fields(type(term)):
            _gather(getattr(term, slot.name), names)
