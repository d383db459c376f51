"""Naive random histories: each field filled evenly over the term, no example, no thresholds.

They are told the codes that the contract names, and a date may lie up to eighteen years before the
term: no birth lies in one.
"""

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from attrs import frozen

from sibdsl.model.histories import Attributes, Case, Event, Histories, Reach, Spell
from sibdsl.model.money import Money
from sibdsl.model.records import Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.verify.strategies import sensible
from sibdsl.verify.strategies_values import Around

YEARS = 18 * 365


@frozen
class Naive:
    """Fills records evenly over the term."""

    known: Around
    random: Random

    def history(self) -> Histories:
        """One or two persons, one group of each Term, all known to two years after the term."""
        contract = self.known.contract
        groups = {term: (self._case("1", kind),) for term, kind in contract.groups.items()}
        persons = range(1, self.random.randint(1, 2) + 1)
        cases = tuple(self._case(str(n), contract.person) for n in persons)
        own = self._case("the contract", contract.record)
        reach = {name: Reach(last=contract.term[1] + 2 * 365) for name in self.known.names}
        return sensible(Histories(cases, own, reach, groups=groups), contract)

    def _case(self, number: str, kind: RecordKind) -> Case:
        facts = {}
        for one in kind.fields:
            if one.shape is Shape.FACT and one.type is not None:
                facts[one.name] = self._value(one.type, one.name)
        facts.pop(self.known.contract.case_number, None)
        events = {f.name: tuple(self._events(f)) for f in kind.fields if is_event(f)}
        spells = {f.name: tuple(self._spells(f)) for f in kind.fields if f.shape.lasts}
        return Case(number, facts, events, spells)

    def _events(self, one: RecordField) -> Iterator[Event]:
        for _ in range(self.random.randint(0, 3 if one.shape.many else 1)):
            yield Event(self._day(), self._attributes(one))

    def _spells(self, one: RecordField) -> Iterator[Spell]:
        for _ in range(self.random.randint(0, 3 if one.shape.many else 1)):
            first, last = sorted((self._day(), self._day()))
            yield Spell(first, last, self._attributes(one))

    def _attributes(self, one: RecordField) -> Attributes:
        return {each.name: self._value(each.type, each.name) for each in one.attributes}

    def _day(self, before: int = 0) -> int:
        start, end = self.known.contract.term
        return self.random.randrange(start - before, end)

    def _value(self, type_: ValueType, name: str) -> Any:
        match type_.kind:
            case Kind.CODE:
                return self.random.choice(self.known.words[name])
            case Kind.CHOICE:
                return self.random.choice(type_.options)
            case Kind.NUMBER:
                return Fraction(self.random.randint(0, 100))
            case Kind.AMOUNT:
                return Money(self.random.randint(0, 1000) * 100)
            case Kind.PERCENTAGE:
                return Fraction(self.random.randint(0, 100), 100)
            case Kind.DATE:
                return self._day(YEARS)
            case Kind.PARTY:
                parties = self.known.contract.parties("commissioner")
                return self.random.choice(parties) if parties else None
            case Kind.RECORD:
                return "1"


def is_event(one: RecordField) -> bool:
    """Whether it is neither a fact nor lasts."""
    return one.shape is not Shape.FACT and not one.shape.lasts
