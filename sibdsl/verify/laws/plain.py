"""A plain reading of who is eligible, of its own: straight from the records, case by case.

It tells less than the interpreter, and nothing in the same way: what it calls false can be true on
no reading, and what it cannot tell it leaves open.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import evolve, field, frozen

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.histories import Case, Event, Value
from sibdsl.verify.laws.days import plain_day
from sibdsl.verify.laws.varying import Item, items_of

Told = bool | None
"""True: it surely holds. False: it is surely not known to hold. None: it cannot be told so."""

Relation = Callable[[Any, Any], bool]
"""How two numbers, or two days, stand to each other."""

_COMPARED: Final[dict[terms.Comparison, Relation]] = {
    terms.Comparison.AT_LEAST: operator.ge,
    terms.Comparison.AT_MOST: operator.le,
    terms.Comparison.MORE: operator.gt,
    terms.Comparison.LESS: operator.lt,
    terms.Comparison.EQUAL: operator.eq,
}
_SIDES: Final[dict[terms.Side, Relation]] = {
    terms.Side.BEFORE: operator.lt,
    terms.Side.ON_OR_BEFORE: operator.le,
    terms.Side.ON: operator.eq,
    terms.Side.ON_OR_AFTER: operator.ge,
    terms.Side.AFTER: operator.gt,
}


@frozen
class Plain:
    """A case, read plainly. *bound* are the items that are spoken of, by the Term of a field."""

    contract: Contract
    case: Case
    whole: Case
    bound: Mapping[str, Item] = field(factory=dict)

    def told(self, condition: object) -> Told:
        """Whether a condition holds of the case."""
        match condition:
            case terms.Stated(_, inner):
                return self.told(inner)
            case terms.ConditionNamed(name):
                return self.told(self.contract.definitions[name].meaning)
            case terms.AllOf(parts):
                return _all(map(self.told, parts))
            case terms.AnyOf(parts):
                return _any(map(self.told, parts))
            case terms.AtLeastOf(n, parts):
                return _at_least(n, [self.told(part) for part in parts])
            case terms.Not(inner):
                return False if self.told(inner) else None
            case terms.Exists(items):
                return self._some(items, lambda _: True)
            case _:
                return self._compared(condition)

    def _compared(self, condition: object) -> Told:
        match condition:
            case terms.CompareDays(left, side, right):
                days = self.day(left), self.day(right)
                return None if None in days else bool(_SIDES[side](*days))
            case terms.CompareNumbers(terms.AgeOn(born, day), how, terms.Constant(number)):
                age = _age(self.day(born), self.day(day))
                return None if age is None else bool(_COMPARED[how](age, number))
            case terms.Inside(day, days):
                on = self.day(day)
                return None if on is None else self.within(on, days)
            case terms.IsOneOf(value, options):
                return _any(truth and known in options for known, truth in self.values(value))
            case terms.HoldsRole(value, role, day):
                on = self.day(day)
                if on is None:
                    return None
                holders = {
                    h.party
                    for h in self.contract.holdings
                    if h.role == role and (h.since is None or h.since <= on)
                }
                return _any(truth and known in holders for known, truth in self.values(value))
            case _:
                return None

    # -- Days -------------------------------------------------------------------------------------

    def day(self, term: terms.DayTerm) -> Day | None:
        """One day; None where it is not so plain."""
        match term:
            case terms.DayOf(terms.Bound(name)):
                return getattr(self.bound.get(name), "day", None)
            case terms.FirstDay(terms.SpanOf(terms.Only(terms.Recorded(name, terms.OWN)))):
                spells = self.case.spells.get(name, ())
                firsts = [spell.first for spell in spells if spell.certified]
                known = [first for first in firsts if first is not None]
                return min(known) if known and len(known) == len(spells) else None
            case _:
                return plain_day(self.contract, self.case, self.whole, term)

    def within(self, day: Day, days: object) -> Told:
        """Whether *day* is one of *days*."""
        match days:
            case terms.DaysNamed(name) | terms.PeriodNamed(name):
                definition = self.contract.definitions[name]
                return None if definition.index else self.within(day, definition.meaning)
            case terms.DaysOf(period):
                return self.within(day, period)
            case terms.Between(first, last):
                ends = self.day(first), self.day(last)
                return None if None in ends else ends[0] <= day <= ends[1]  # type: ignore[operator]
            case terms.AnyOfDays(sets):
                return _any(self.within(day, each) for each in sets)
            case terms.DaysBoth(one, other):
                return _all((self.within(day, one), self.within(day, other)))
            case terms.DaysWithout(inner, other):
                out = False if self.within(day, other) else None
                return _all((self.within(day, inner), out))
            case terms.FirstDays(inner):
                return False if self.within(day, inner) is False else None
            case terms.Covered(items):
                return self._some(items, lambda one: _covers(one, day))
            case _:
                return None

    # -- Items and values -------------------------------------------------------------------------

    def items(self, items: object) -> list[tuple[Item, Told]] | None:
        """Every item that may be among *items*, and whether it surely is; None if not so plain."""
        match items:
            case terms.Recorded(name, terms.OWN):
                listed = items_of(self.case, name)
                # Of those of which only the first count, others are as if absent.
                one_by_one = len(listed) == 1 or name not in self.contract.first_items
                return [(one, True if one_by_one and one.certified else None) for one in listed]
            case terms.ItemsNamed(name):
                definition = self.contract.definitions[name]
                return None if definition.index else self.items(definition.meaning)
            case terms.FirstItems(inner):
                found = self.items(inner)
                return found and [(one, None if truth else truth) for one, truth in found]
            case terms.Where(inner, name, condition):
                found = self.items(inner)
                return found and [
                    (one, _all((truth, self._of(name, one).told(condition))))
                    for one, truth in found
                ]
            case _:
                return None

    def _of(self, name: str, item: Item) -> "Plain":
        return evolve(self, bound={**self.bound, name: item})

    def _some(self, items: object, holds: Callable[[Item], Told]) -> Told:
        """Whether something holds of any of *items*."""
        found = self.items(items)
        return None if found is None else _any(_all((told, holds(one))) for one, told in found)

    def values(self, value: terms.Value) -> Iterator[tuple[Value | None, Told]]:
        """Every value that may be meant, and whether it surely is."""
        match value:
            case terms.Fact(name, terms.OWN):
                yield self.case.facts.get(name), True
            case terms.AttributeOf(terms.Bound(name), attribute) if name in self.bound:
                yield self.bound[name].attributes.get(attribute), True
            case terms.AttributeOn(name, attribute, day, terms.OWN):
                on = self.day(day)
                for spell in self.case.spells.get(name, ()) if on is not None else ():
                    yield spell.attributes.get(attribute), _covers(spell, on or 0)
                if on is None:
                    yield None, None
            case _:
                yield None, None


def _covers(item: Item, day: Day) -> Told:
    """Whether *day* is one of a spell; an end that is not known may be any."""
    if isinstance(item, Event) or item.first is None:
        return None
    return item.first <= day and (item.last is None or day <= item.last)


def _age(born: Day | None, day: Day | None) -> int | None:
    """Full years on *day*: who was born on a 29 February is a year older on 1 March."""
    if born is None or day is None or day < born:
        return None
    birth, on = date.fromordinal(born), date.fromordinal(day)
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _all(parts: Iterable[Told]) -> Told:
    found = list(parts)
    return False if False in found else None if None in found else True


def _any(parts: Iterable[Told]) -> Told:
    found = list(parts)
    return True if True in found else None if None in found else False


def _at_least(n: int, parts: list[Told]) -> Told:
    if parts.count(True) >= n:
        return True
    return False if len(parts) - parts.count(False) < n else None
