"""Worked examples: the facts given, as case histories, and what is expected of them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import assert_never

from attrs import field, frozen

from sibdsl.check.symbols import Home, Kind, Symbol, key
from sibdsl.lower.scope import Scope
from sibdsl.model.days import Day
from sibdsl.model.examples import Example
from sibdsl.model.histories import Case, Event, Histories, Reach, Spell, Value
from sibdsl.model.money import Money
from sibdsl.model.terms import CONTRACT
from sibdsl.syntax import forms, tree
from sibdsl.syntax.words import straightened


def examples(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[Example]:
    """The worked examples, in the order of the contract."""
    for clause in clauses:
        if isinstance(clause.form, forms.Example):
            here = scope.at(clause.number)
            made = _example(clause.form, here)
            if made is not None:
                yield made


def _example(form: forms.Example, scope: Scope) -> Example | None:
    before = len(scope.findings)
    assert form.by.day is not None, "dates that do not exist are refused before"
    given = _histories(form.givens, form.by.day, scope)
    payments, measures, because = _expected(form.expected, scope)
    if len(scope.findings) > before:
        return None
    name = straightened(form.name.text)
    said = scope.labelled(form)
    return Example(name, said, given, form.by.day, payments, because, measures)


def _expected(
    expected: forms.NothingPaid | forms.PaymentsExpected, scope: Scope
) -> tuple[tuple[tuple[str, Money], ...], tuple[tuple[str, Fraction], ...], str | None]:
    match expected:
        case forms.NothingPaid(clause):
            return (), (), clause.text if clause else None
        case forms.PaymentsExpected(parts):
            pays = (part for part in parts if isinstance(part, forms.ExpectPays))
            is_ = (part for part in parts if isinstance(part, forms.ExpectIs))
            return (
                tuple((_called(p.name, scope), p.amount.money) for p in pays),
                tuple((key(p.name), _figure(p.value)) for p in is_),
                None,
            )
        case _:
            assert_never(expected)


def _figure(value: tree.Number | tree.Percent | tree.Amount) -> Fraction:
    """A number as the core has it: a percentage as a part of one, an amount in pence."""
    match value:
        case tree.Number(number):
            return number
        case tree.Percent(number):
            return number / 100
        case tree.Amount(money):
            return Fraction(money.pence)
        case _:
            assert_never(value)


def _called(name: tree.Name, scope: Scope) -> str:
    """The outcome and the party as declared, anything else by its singular."""
    symbol = scope.symbols[name]
    return symbol.text if symbol.kind in (Kind.PARTY, Kind.OUTCOME) else symbol.name


@frozen
class _Draft:
    """A case while its facts are read."""

    facts: dict[str, Value | None] = field(factory=dict)
    events: dict[str, list[Event]] = field(factory=dict)
    spells: dict[str, list[Spell]] = field(factory=dict)

    @property
    def holds_anything(self) -> bool:
        """Whether anything was said of it."""
        return bool(self.facts or self.events or self.spells)

    def case(self, number: str) -> Case:
        """The case, its number as given or else *number*."""
        return Case(
            number,
            self.facts,
            {name: tuple(events) for name, events in self.events.items()},
            {name: tuple(spells) for name, spells in self.spells.items()},
        )


def _histories(givens: tuple[forms.Given | forms.GivenOf, ...], by: Day, scope: Scope) -> Histories:
    contract = _Draft()
    cases: list[Case] = []
    groups: dict[str, list[Case]] = {}
    for given in givens:
        label = given.label.text if isinstance(given, forms.GivenOf) else "1"
        draft = _Draft()
        for item in given.facts:
            _read(item.part, draft, contract, scope)
        if isinstance(given, forms.GivenOf) and scope.symbols[given.of].kind is Kind.GROUP:
            groups.setdefault(key(given.of), []).append(draft.case(label))
        elif draft.holds_anything or isinstance(given, forms.GivenOf):
            cases.append(draft.case(_number(draft, label, scope)))
    names = [s.name for s in scope.symbols.by_name.values() if s.home is not None]
    return Histories(
        tuple(cases),
        contract.case("the contract"),
        {name: Reach(last=by) for name in names},
        groups={name: tuple(listed) for name, listed in groups.items()},
    )


def _number(draft: _Draft, label: str, scope: Scope) -> str:
    """The case number: the first field of the person, where it is given."""
    fields = (
        s.name
        for s in scope.symbols.by_name.values()
        if s.home is Home.PERSON and s.kind is Kind.CODE and s.owner is None
    )
    given = draft.facts.get(next(fields, ""))
    return given if isinstance(given, str) else label


def _read(fact: tree.Node, person: _Draft, contract: _Draft, scope: Scope) -> None:
    """Put one fact where it belongs."""
    match fact:
        case forms.FactIs(name) | forms.FactUnknown(name):
            symbol = scope.symbols[name]
            home = _home(symbol, person, contract)
            if symbol.kind is Kind.NUMBER and scope.levels.get(symbol.name) == CONTRACT:
                home = contract
            home.facts[symbol.name] = _value_of(fact, scope)
        case forms.FactOn(name, day, carrying):
            symbol = scope.symbols[name]
            events = _home(symbol, person, contract).events
            events.setdefault(symbol.name, []).append(Event(day.day, _carried(carrying, scope)))
        case forms.FactFrom(name, first, last, carrying):
            symbol = scope.symbols[name]
            spells = _home(symbol, person, contract).spells
            end = last.day if isinstance(last, tree.Date) else None
            spell = Spell(first.day, end, _carried(carrying, scope))
            spells.setdefault(symbol.name, []).append(spell)
        case _:
            raise AssertionError("the grammar has only facts here")


def _home(symbol: Symbol, person: _Draft, contract: _Draft) -> _Draft:
    return contract if symbol.home is Home.CONTRACT else person


def _carried(
    carrying: tuple[forms.FactIs | forms.FactUnknown, ...] | None, scope: Scope
) -> dict[str, Value | None]:
    return {key(fact.name): _value_of(fact, scope) for fact in carrying or ()}


def _value_of(fact: forms.FactIs | forms.FactUnknown, scope: Scope) -> Value | None:
    match fact:
        case forms.FactUnknown():
            return None
        case forms.FactIs(_, value):
            return _plain(value, scope)
        case _:
            assert_never(fact)


def _plain(value: forms.Value, scope: Scope) -> Value | None:
    match value:
        case tree.Date(day):
            return day
        case tree.Text(text):
            return text
        case tree.Number(number):
            return number
        case tree.Amount(money):
            return money
        case tree.Percent(number):
            return number / 100
        case tree.Name():
            return _called(value, scope)
        case _:
            assert_never(value)
