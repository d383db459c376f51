"""What each Term of a contract is, and where it was said."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

from attrs import field, frozen

from sibdsl.source import Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.words import singular


class Kind(Enum):
    """What a Term can be; the value is how a message calls it."""

    PARTY = "a party"
    PERSON = "the person of a case"
    GROUP = "a group"
    EVENT = "an event"
    SPELL = "a record with a first and a last day"
    DATE = "a date in the record"
    CODE = "a code in the record"
    NUMBER_FACT = "a number in the record"
    PARTY_FACT = "a party in the record"
    MEMBERSHIP = "a record of another kind"
    PERIOD = "a period"
    DAYS = "a set of days"
    EVENTS = "events that meet a condition"
    SPELLS = "periods that are counted one by one"
    NUMBER = "a number"
    CODES = "a list of codes"
    CONDITION = "a condition"
    OUTCOME = "an outcome"


class Home(Enum):
    """Whose record a field stands in."""

    PERSON = "person"
    GROUP = "group"
    CONTRACT = "contract"


@frozen
class Symbol:
    """A Term: its singular, what it is, where it was declared, and by which node."""

    name: str
    kind: Kind
    span: Span
    clause: str
    node: tree.Node = field(repr=False)
    home: Home | None = None
    owner: str | None = None
    """Of an attribute: the field that carries it."""
    text: str = ""
    """The Term as declared: a party keeps the plural of its name."""
    group: str = ""
    """Of a field of a group: the Term of the group."""


_FACTS: Final = {
    "code": Kind.CODE,
    "date": Kind.DATE,
    "number": Kind.NUMBER_FACT,
    "amount": Kind.NUMBER_FACT,
    "percentage": Kind.NUMBER_FACT,
    "commissioner": Kind.PARTY_FACT,
}


@frozen
class Symbols:
    """All Terms of a file by their singular; *again* holds those declared a second time."""

    by_name: Mapping[str, Symbol]
    again: tuple[tuple[Symbol, Symbol], ...]

    def get(self, name: tree.Name | str) -> Symbol | None:
        """What the Term is; None where nothing declares it."""
        return self.by_name.get(key(name))

    def __getitem__(self, name: tree.Name | str) -> Symbol:
        return self.by_name[key(name)]


def key(name: tree.Name | str) -> str:
    """The singular, by which a Term is known."""
    return singular(name if isinstance(name, str) else name.text)


def collect(document: forms.Document) -> Symbols:
    """The Terms that the sentences of *document* declare. The first declaration of each holds."""
    found: dict[str, Symbol] = {}
    again: list[tuple[Symbol, Symbol]] = []
    for symbol in _in_order(document, _persons(document)):
        first = found.setdefault(symbol.name, symbol)
        if first is not symbol and not _same_thing(first, symbol):
            again.append((first, symbol))
    return Symbols(_items_resolved(found), tuple(again))


def _same_thing(first: Symbol, later: Symbol) -> bool:
    """One party may hold several roles, and several kinds of record may carry one attribute."""
    if first.kind is Kind.PARTY and later.kind is Kind.PARTY:
        return True
    both_carried = first.owner is not None and later.owner is not None
    return both_carried and first.owner != later.owner and first.kind is later.kind


def _persons(document: forms.Document) -> frozenset[tree.Node]:
    """The records of persons: those that begin with a code, the case number; else the first."""
    records = [c.form for c in document.clauses if isinstance(c.form, forms.Record)]
    return frozenset([r for r in records if _begins_with_a_code(r)] or records[:1])


def _begins_with_a_code(record: forms.Record) -> bool:
    first = record.fields[0].part
    return isinstance(first, forms.Field) and first.shape == forms.PlainType("code")


def _in_order(document: forms.Document, persons: frozenset[tree.Node]) -> Iterator[Symbol]:
    for clause in document.clauses:
        yield from _declared(clause.form, clause.number, persons)


def _declared(form: forms.Form, clause: str, persons: frozenset[tree.Node]) -> Iterator[Symbol]:
    """The Terms that one sentence declares."""

    def symbol(name: tree.Name, kind: Kind) -> Symbol:
        return Symbol(key(name), kind, name.span, clause, form, text=name.text)

    match form:
        case forms.Parties():
            named = [*form.names, *(name for joiner in form.joiners for name in joiner.names)]
            yield from (symbol(name, Kind.PARTY) for name in named)
        case forms.Record(of):
            home = Home.PERSON if form in persons else Home.GROUP
            yield symbol(of, Kind.PERSON if home is Home.PERSON else Kind.GROUP)
            group = key(of) if home is Home.GROUP else ""
            yield from _fields(form.fields, home, clause, group)
        case forms.ContractRecord():
            yield from _fields(form.fields, Home.CONTRACT, clause)
        case forms.Means(name, _, meaning):
            yield symbol(name, _kind_of_meaning(meaning))
        case forms.IsIf(_, name):
            yield symbol(name, Kind.CONDITION)
        case forms.Achieved(outcome):
            yield symbol(outcome, Kind.OUTCOME)
        case _:
            pass


def _fields(
    items: tuple[tree.Item, ...], home: Home, clause: str, group: str = ""
) -> Iterator[Symbol]:
    for item in items:
        made = item.part
        assert isinstance(made, forms.Field), "the grammar has only fields here"
        label = f"{clause}({item.label})" if item.label else clause
        kind = _kind_of_shape(made.shape)
        yield Symbol(key(made.name), kind, made.name.span, label, made, home, group=group)
        if isinstance(made.shape, forms.Events | forms.Periods):
            for carried in made.shape.attributes:
                yield Symbol(
                    key(carried.name),
                    _kind_of_shape(carried.type),
                    carried.name.span,
                    label,
                    carried,
                    home,
                    key(made.name),
                    group=group,
                )


def _kind_of_shape(shape: forms.ValueType | forms.Events | forms.Periods) -> Kind:
    match shape:
        case forms.Events():
            return Kind.EVENT
        case forms.Periods():
            return Kind.SPELL
        case forms.Choice():
            return Kind.CODE
        case forms.RecordType():
            return Kind.MEMBERSHIP
        case forms.PlainType(word):
            return _FACTS[word]


def _kind_of_meaning(meaning: forms.Meaning) -> Kind:
    match meaning:
        case (
            tree.Between()
            | tree.After()
            | tree.Beginning()
            | tree.Before()
            | tree.PartOf()
            | tree.WholeTerm()
        ):
            return Kind.PERIOD
        case forms.DaySet() | forms.FirstDays():
            return Kind.DAYS
        case forms.ItemsWhere():
            return Kind.EVENTS
        case forms.Pieces() | forms.Runs():
            return Kind.SPELLS
        case forms.CodeList():
            return Kind.CODES
        case _:
            return Kind.NUMBER


def _items_resolved(found: dict[str, Symbol]) -> dict[str, Symbol]:
    """`each Episode where …` is of spells, `each Concern where …` of events."""
    for name, symbol in found.items():
        if symbol.kind is Kind.EVENTS and base(found, name).kind is Kind.SPELL:
            found[name] = Symbol(name, Kind.SPELLS, symbol.span, symbol.clause, symbol.node)
    return found


def base(found: Mapping[str, Symbol], name: str) -> Symbol:
    """The field, runs or pieces that `each X where …` goes back to, however often."""
    symbol, seen = found[name], {name}
    while isinstance(symbol.node, forms.Means) and isinstance(
        symbol.node.meaning, forms.ItemsWhere
    ):
        below = key(symbol.node.meaning.items)
        if below in seen or below not in found:
            break
        seen.add(below)
        symbol = found[below]
    return symbol


def options_of(symbol: Symbol) -> tuple[str, ...]:
    """The words of a choice, in the contract's order; none for anything else."""
    match symbol.node:
        case forms.Field(shape=forms.Choice(options)) | forms.Attribute(type=forms.Choice(options)):
            return tuple(option.text for option in options)
        case _:
            return ()
