"""Parties, records, and what of them counts."""

from collections.abc import Iterable, Iterator
from typing import Final

from sibdsl.check.symbols import Kind as SymbolKind
from sibdsl.check.symbols import Symbols, key
from sibdsl.model.contract import Certificate, Counted, Holding
from sibdsl.model.records import Attribute, Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.model.terms import CONTRACT, OWN, Clause
from sibdsl.syntax import forms, tree

_SHAPES: Final = {shape.value: shape for shape in Shape}
_KINDS: Final = {kind.value.split()[-1]: kind for kind in Kind}


def holdings(clauses: Iterable[forms.Clause]) -> Iterator[Holding]:
    """Who holds which role, and from which day."""
    for clause in clauses:
        if isinstance(clause.form, forms.Parties):
            role, said = clause.form.role.word, Clause(clause.number)
            yield from (Holding(n.text, role, None, said) for n in clause.form.names)
            for joiner in clause.form.joiners:
                since = joiner.since.day
                yield from (Holding(n.text, role, since, said) for n in joiner.names)


def records(clauses: Iterable[forms.Clause], symbols: Symbols) -> dict[str, RecordKind]:
    """The record of the person (OWN), of each group by its Term, and of the contract."""
    made: dict[str, RecordKind] = {}
    for clause in clauses:
        match clause.form:
            case forms.Record(of, fields):
                symbol = symbols[of]
                whose = OWN if symbol.kind is SymbolKind.PERSON else symbol.name
                made[whose] = RecordKind(symbol.name, _fields(fields, clause), clause.number)
            case forms.ContractRecord(fields):
                made[CONTRACT] = RecordKind("", _fields(fields, clause), clause.number)
            case _:
                pass
    return made


def _fields(items: tuple[tree.Item, ...], clause: forms.Clause) -> tuple[RecordField, ...]:
    return tuple(
        _field(item.part, f"{clause.number}({item.label})" if item.label else clause.number)
        for item in items
        if isinstance(item.part, forms.Field)
    )


def _field(made: forms.Field, clause: str) -> RecordField:
    name = key(made.name)
    match made.shape:
        case forms.Events(word, carried):
            return RecordField(name, _SHAPES[word], attributes=_attributes(carried), clause=clause)
        case forms.Periods(word, parted, carried):
            return RecordField(
                name,
                _SHAPES[word],
                attributes=_attributes(carried),
                parted=parted,
                clause=clause,
            )
        case value_type:
            return RecordField(name, Shape.FACT, _type(value_type), clause=clause)


def _attributes(carried: tuple[forms.Attribute, ...]) -> tuple[Attribute, ...]:
    return tuple(Attribute(key(a.name), _type(a.type)) for a in carried)


def _type(written: forms.ValueType) -> ValueType:
    match written:
        case forms.PlainType(word):
            return ValueType(_KINDS[word])
        case forms.Choice(options):
            return ValueType(Kind.CHOICE, tuple(option.text for option in options))
        case forms.RecordType(name):
            return ValueType(Kind.RECORD, record=key(name))


def first_items(clauses: Iterable[forms.Clause]) -> dict[str, Counted]:
    """How many of each kind of item count, where only the first do."""
    return {
        key(c.form.items): Counted(int(c.form.n.value) if c.form.n else 1, Clause(c.number))
        for c in clauses
        if isinstance(c.form, forms.Counts)
    }


def certificates(clauses: Iterable[forms.Clause]) -> Iterator[Certificate]:
    """Who certifies which fields."""
    for clause in clauses:
        if isinstance(clause.form, forms.Certifies):
            party = clause.form.party
            name = party.word if isinstance(party, tree.Role) else party.text
            fields = tuple(key(n) for n in clause.form.fields)
            yield Certificate(name, fields, Clause(clause.number))
