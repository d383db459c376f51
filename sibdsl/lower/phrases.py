"""Phrases: from the words for days, periods, items, numbers and conditions to the core.

They are one recursion (a set of days holds conditions, a condition holds sets of days), so they
are the methods of one class, which carries the scope.
"""

from fractions import Fraction
from typing import Final, assert_never

from attrs import frozen

from sibdsl.check.days import birth
from sibdsl.check.symbols import Kind, key
from sibdsl.lower.scope import Scope, whose, words_of
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle
from sibdsl.model.days import Day
from sibdsl.model.money import Direction, Rounding
from sibdsl.syntax import forms, tree
from sibdsl.values import changed

CYCLES: Final = {cycle.value: cycle for cycle in Cycle}
_GRAINS: Final = {"whole number": 1, "penny": 1, "pound": 100}
_SIDES: Final = {side.value: side for side in terms.Side}
_COMPARISONS: Final = {c.value: c for c in terms.Comparison}
_OPERATORS: Final = {o.value: o for o in terms.Operator}


@frozen
class Phrases:
    """Lowers the phrases of one clause."""

    scope: Scope

    # -- Days -------------------------------------------------------------------------------------

    def day(self, node: tree.DayPhrase) -> terms.DayTerm:
        """One day."""
        match node:
            case tree.Date(day):
                assert day is not None, "dates that do not exist are refused before"
                return terms.Literal(day)
            case tree.Name():
                return self._day_named(node)
            case tree.FirstDay(of):
                return terms.FirstDay(self.stretch(of))
            case tree.LastDay(of):
                return terms.LastDay(self.stretch(of))
            case tree.DayBefore(day):
                return terms.Step(self.day(day), -1)
            case tree.DayAfter(day):
                return terms.Step(self.day(day), 1)
            case tree.Later(length, day):
                return terms.Later(self.day(day), length.duration)
            case tree.Earlier(length, day):
                return terms.Later(self.day(day), length.duration, back=True)
            case tree.Birthday(years):
                return terms.Birthday(self.birth(), years)
            case tree.DueDay():
                return terms.DueDay()
            case tree.Earliest(days):
                return terms.Earliest(tuple(self.day(day) for day in days))
            case tree.Latest(days):
                return terms.Latest(tuple(self.day(day) for day in days))
            case _:
                assert_never(node)

    def _day_named(self, name: tree.Name) -> terms.DayTerm:
        symbol = self.scope.symbols[name]
        if symbol.kind is not Kind.DATE:
            return terms.DayOf(self.scope.item(name, name.span))
        if symbol.owner is None:
            return terms.FactDay(symbol.name, whose(symbol))
        return terms.AttributeDay(self.scope.item(symbol.owner, name.span), symbol.name)

    def birth(self) -> terms.DayTerm:
        """The day of birth of the person."""
        name = birth(self.scope.symbols)
        assert name is not None, "an age without a date of birth is refused before"
        return terms.FactDay(name)

    def stretch(self, node: tree.Stretch) -> terms.Period | terms.Days:
        """What has a first and a last day."""
        match node:
            case tree.Name():
                named = self.scope.symbols[node].kind is Kind.DAYS
                return self.days_named(node) if named else self.period_named(node)
            case tree.WholeTerm():
                return terms.Between(*self.scope.term)
            case tree.DaysIn(tree.Name() as name, within):
                return terms.DaysBoth(self.days_named(name), self.union(within))
            case tree.DaysNotIn(tree.Name() as name, outside):
                return terms.DaysWithout(self.days_named(name), self.union(outside))
            case tree.DaysIn() | tree.DaysNotIn():
                return self.days(node)
            case tree.Cycle():
                return self.scope.this_cycle(node)
            case _:
                assert_never(node)

    # -- Periods ----------------------------------------------------------------------------------

    def period_named(self, name: tree.Name) -> terms.Period:
        """The period, spell, run or piece of that name."""
        symbol = self.scope.symbols[name]
        if symbol.kind is not Kind.PERIOD:
            return terms.SpanOf(self.scope.item(name, name.span))
        if symbol.name == self.scope.current:
            return terms.Current(symbol.name)
        self.scope.index_is_bound(name)
        return terms.PeriodNamed(symbol.name)

    def period(self, node: tree.PeriodPhrase) -> terms.Period:
        """A period."""
        match node:
            case tree.Between(first, last):
                return terms.Between(self.day(first), self.day(last))
            case tree.After(length, day):
                return terms.After(length.duration, self.day(day))
            case tree.Beginning(length, day):
                return terms.Beginning(length.duration, self.day(day))
            case tree.Before(length, day):
                return terms.Before(length.duration, self.day(day))
            case tree.PartOf(which, length, period):
                part = terms.Part(which)
                return terms.PartOf(self.period_named(period), part, length.duration)
            case tree.WholeTerm():
                return terms.Between(*self.scope.term)
            case _:
                assert_never(node)

    def place(self, node: tree.Place) -> terms.Days:
        """The days that something can lie in."""
        match node:
            case tree.Union():
                return self.union(node)
            case tree.Cycle():
                return terms.DaysOf(self.scope.this_cycle(node))
            case _:
                return terms.DaysOf(self.period(node))

    # -- Sets of days -----------------------------------------------------------------------------

    def days(self, node: tree.DaysPhrase) -> terms.Days:
        """A set of days."""
        match node:
            case tree.Union():
                return self.union(node)
            case tree.DaysIn(days, within):
                return terms.DaysBoth(self._union_or_name(days), self.union(within))
            case tree.DaysNotIn(days, outside):
                return terms.DaysWithout(self._union_or_name(days), self.union(outside))
            case tree.DaysWhere(items, conditions):
                return terms.Covered(self.where(items, conditions))
            case tree.DaysExcept(items, conditions):
                kept = self.where(items, conditions)
                return terms.Covered(changed(kept, condition=terms.Not(kept.condition)))
            case _:
                assert_never(node)

    def _union_or_name(self, node: tree.Union | tree.Name) -> terms.Days:
        return self.union(node) if isinstance(node, tree.Union) else self.days_named(node)

    def union(self, node: tree.Union) -> terms.Days:
        """`Care or Detention`"""
        sets = tuple(self.days_named(name) for name in node.names)
        return sets[0] if len(sets) == 1 else terms.AnyOfDays(sets)

    def days_named(self, name: tree.Name) -> terms.Days:
        """The days of a set, a period, or all spells of that name."""
        symbol = self.scope.symbols[name]
        if symbol.kind is Kind.DAYS:
            self.scope.index_is_bound(name)
            return terms.DaysNamed(symbol.name)
        spells = symbol.kind in (Kind.SPELL, Kind.SPELLS)
        if spells and self.scope.variable(name) not in self.scope.bound:
            return terms.Covered(self.scope.items(name))
        return terms.DaysOf(self.period_named(name))

    def where(self, items: tree.Name, conditions: tree.Conditions) -> terms.Where:
        """`each Concern where Kind is "other"`"""
        variable = self.scope.variable(items)
        inner = Phrases(self.scope.binding(variable))
        return terms.Where(self.scope.items(items), variable, inner.conditions(conditions))

    # -- Numbers ----------------------------------------------------------------------------------

    def number(self, node: tree.Measure | tree.Operand) -> terms.Number:
        """A number; amounts in pence, percentages as parts of one."""
        match node:
            case tree.Number(value):
                return terms.Constant(value)
            case tree.Percent(value):
                return terms.Constant(value / 100, words_of(self.scope.source, node.span))
            case tree.Amount(money):
                return terms.Constant(Fraction(money.pence), words_of(self.scope.source, node.span))
            case tree.Name():
                return self._number_named(node)
            case tree.Arithmetic(left, operator, right):
                sides = self.number(left), self.number(right)
                return terms.Arithmetic(sides[0], _OPERATORS[operator], sides[1])
            case tree.PercentageBy(first, side, second):
                sides = self.number(first), self.number(second)
                return terms.Arithmetic(sides[0], _OPERATORS[side], sides[1])
            case tree.Across(kind, measure, _, conditions):
                return self._across(kind, measure, None, conditions)
            case tree.NumberEligible(_, conditions):
                whom = terms.ALWAYS if conditions is None else self.conditions(conditions)
                return terms.Across(terms.Sum.TOTAL, terms.Constant(Fraction(1)), whom)
            case tree.AcrossItems(kind, measure, items, _, conditions):
                return self._across(kind, measure, items, conditions)
            case tree.CountDays(days):
                return terms.CountDays(self.days(days))
            case tree.CountItems(items, place, conditions):
                return self._count(items, place, conditions)
            case tree.LengthOf(items):
                return terms.LengthOf(self.scope.item(items, items.span))
            case tree.AgeOn(day):
                return terms.AgeOn(self.birth(), self.day(day))
            case tree.Rounded(measure, rounding):
                inner = self.number(measure)
                if isinstance(rounding, tree.NotRounded):
                    return inner
                return terms.Rounded(inner, rounded(rounding))
            case _:
                assert_never(node)

    def _number_named(self, name: tree.Name) -> terms.Number:
        if self.scope.symbols[name].kind is Kind.NUMBER:
            self.scope.index_is_bound(name)
            return terms.NumberNamed(key(name))
        value = self.value(name)
        assert not isinstance(value, terms.Named), "a number is no party"
        return terms.NumberIn(value)

    def _across(
        self,
        kind: str,
        measure: tree.Name,
        items: tree.Name | None,
        conditions: tree.Conditions | None,
    ) -> terms.Number:
        """A total or an average over the eligible, each read by itself."""
        inner, each = self, None
        if items is not None:
            variable = self.scope.variable(items)
            inner = Phrases(self.scope.binding(variable))
            each = terms.Each(variable, self.scope.items(items))
        condition = terms.ALWAYS if conditions is None else inner.conditions(conditions)
        return terms.Across(terms.Sum(kind), inner.number(measure), condition, each)

    def _count(
        self, items: tree.Name, place: tree.Place | None, conditions: tree.Conditions | None
    ) -> terms.Number:
        counted = self.scope.items(items)
        if place is not None:
            counted = self._dated(items, terms.Inside(self._day_of(items), self.place(place)))
        if conditions is not None:
            variable = self.scope.variable(items)
            inner = Phrases(self.scope.binding(variable))
            counted = terms.Where(counted, variable, inner.conditions(conditions))
        return terms.CountItems(counted)

    def _dated(self, items: tree.Name, condition: terms.Condition) -> terms.Where:
        return terms.Where(self.scope.items(items), self.scope.variable(items), condition)

    def _day_of(self, items: tree.Name) -> terms.DayTerm:
        """The day that places an item: of an event its day, of a spell its first day."""
        bound = terms.Bound(self.scope.variable(items))
        lasting = self.scope.symbols[items].kind in (Kind.SPELL, Kind.SPELLS)
        return terms.FirstDay(terms.SpanOf(bound)) if lasting else terms.DayOf(bound)

    # -- Values -----------------------------------------------------------------------------------

    def value(
        self, name: tree.Name, day: tree.DayPhrase | None = None
    ) -> terms.Fact | terms.AttributeOf | terms.AttributeOn | terms.Named:
        """A code, number or party of the record (on a day), or a party by its name."""
        symbol = self.scope.symbols[name]
        if symbol.kind is Kind.PARTY:
            return terms.Named(symbol.text)
        if symbol.owner is None:
            return terms.Fact(symbol.name, whose(symbol))
        if day is not None:
            return terms.AttributeOn(symbol.owner, symbol.name, self.day(day), whose(symbol))
        owner = self._carrier(name, symbol.owner)
        return terms.AttributeOf(self.scope.item(owner, name.span), symbol.name)

    def _carrier(self, name: tree.Name, owner: str) -> str:
        """The bound item that carries the attribute, where several kinds of record do."""
        for bound in sorted(self.scope.bound):
            field = self.scope.symbols.get(bound)
            match field.node if field else None:
                case forms.Field(
                    shape=forms.Events(attributes=carried) | forms.Periods(attributes=carried)
                ) if any(key(a.name) == key(name) for a in carried):
                    return bound
                case _:
                    pass
        return owner

    # -- Conditions -------------------------------------------------------------------------------

    def conditions(self, node: tree.Conditions) -> terms.Condition:
        """One condition or a list, each with the clause and letter that state it."""
        match node:
            case tree.AllOf(items):
                return terms.AllOf(tuple(self._stated(item) for item in items))
            case tree.AnyOf(items):
                return terms.AnyOf(tuple(self._stated(item) for item in items))
            case _:
                return terms.Stated(self.scope.labelled(node), self.condition(node))

    def _stated(self, item: tree.Item) -> terms.Condition:
        label = self.scope.item_labelled(item)
        return terms.Stated(label, self.condition(item.part))  # type: ignore[arg-type]

    def condition(self, node: tree.Condition) -> terms.Condition:
        """Whether something holds."""
        match node:
            case tree.NameIs(name, state):
                return self._state(name, state)
            case tree.NameIsNot(name, state):
                return terms.Not(self._state(name, state))
            case tree.ValueOnIs(name, day, tree.Within() | tree.FromTo() | tree.Equals() as state):
                value = self.value(name, day)
                assert not isinstance(value, terms.Named), "a number is no party"
                return self._compared(terms.NumberIn(value), state)
            case tree.ValueOnIs(name, day, tree.IsCode() | tree.IsInList() | tree.IsRole() as said):
                return self._of_value(self.value(name, day), said)
            case tree.ValueOnIsNot(name, day, state):
                return terms.Not(self._of_value(self.value(name, day), state))
            case tree.ValueOnIs():
                raise AssertionError("the grammar has no other state on a day")
            case tree.DayIs(day, state):
                return self._of_day(self.day(day), state)
            case tree.DayIsNotIn(day, place):
                return terms.Not(terms.Inside(self.day(day), self.place(place)))
            case tree.NumberIs(number, compared):
                return self._compared(self.number(number), compared)
            case tree.ThereIs(items, when):
                return terms.Exists(self._when(items, when))
            case tree.ThereIsNo(items, when):
                return terms.Not(terms.Exists(self._when(items, when)))
            case tree.DaysOf(quantified, period, days):
                return self._quantified(quantified, self.period_named(period), self.union(days))
            case tree.KOf(count, listed):
                parts = tuple(self._stated(item) for item in listed.items)
                return terms.AtLeastOf(int(count.value), parts)
            case tree.HasBeen(outcome):
                return terms.Achieved(self.scope.outcome(outcome))
            case tree.HasNotBeen(outcome):
                return terms.Not(terms.Achieved(self.scope.outcome(outcome)))
            case _:
                assert_never(node)

    def _state(self, name: tree.Name, state: tree.State) -> terms.Condition:
        """What follows `X is`."""
        match state:
            case tree.InPlace(place, day):
                person = self.scope.symbols[name].kind is Kind.PERSON
                when = self.day(day) if person and day else self.day(name)
                return terms.Inside(when, self.place(place))
            case tree.IsCode() | tree.IsInList() | tree.IsRole():
                return self._of_value(self.value(name), state)
            case tree.IsName(condition):
                return terms.ConditionNamed(key(condition))
            case tree.Within() | tree.FromTo() | tree.Equals():
                return self._compared(self.number(name), state)
            case tree.DaySide() | tree.SideOn() | tree.SideOr():
                return self._of_day(self.day(name), state)
            case _:
                assert_never(state)

    def _of_value(self, value: terms.Value, state: tree.StateOn) -> terms.Condition:
        match state:
            case tree.IsCode(said):
                return terms.IsOneOf(value, tuple(code.text for code in said))
            case tree.IsInList(codes):
                return terms.IsOneOf(value, self.codes(codes))
            case tree.IsRole(role, day):
                return terms.HoldsRole(value, role.word, self.day(day))
            case _:
                assert_never(state)

    def codes(self, name: tree.Name) -> tuple[str, ...]:
        """The codes of a list."""
        match self.scope.symbols[name].node:
            case forms.Means(meaning=forms.CodeList(said)):
                return tuple(code.text for code in said)
            case _:
                raise AssertionError("a list of codes is declared as one")

    def _of_day(self, day: terms.DayTerm, state: tree.InPlaceDay | tree.Side) -> terms.Condition:
        match state:
            case tree.InPlaceDay(place):
                return terms.Inside(day, self.place(place))
            case tree.DaySide(side, other):
                return terms.CompareDays(day, _SIDES[side], self.day(other))
            case tree.SideOn(other):
                return terms.CompareDays(day, terms.Side.ON, self.day(other))
            case tree.SideOr(side, other):
                return terms.CompareDays(day, _SIDES[f"on or {side}"], self.day(other))
            case _:
                assert_never(state)

    def _compared(self, number: terms.Number, compared: tree.Compared) -> terms.Condition:
        match compared:
            case tree.Within(bounds):
                parts = tuple(
                    terms.CompareNumbers(
                        number, _COMPARISONS[bound.comparison], self.number(bound.quantity)
                    )
                    for bound in bounds
                )
                return parts[0] if len(parts) == 1 else terms.AllOf(parts)
            case tree.FromTo(least, most):
                at_least, at_most = terms.Comparison.AT_LEAST, terms.Comparison.AT_MOST
                return terms.AllOf(
                    (
                        terms.CompareNumbers(number, at_least, self.number(least)),
                        terms.CompareNumbers(number, at_most, self.number(most)),
                    )
                )
            case tree.Equals(quantity):
                equal = terms.Comparison.EQUAL
                return terms.CompareNumbers(number, equal, self.number(quantity))
            case _:
                assert_never(compared)

    def _when(self, items: tree.Name, when: tree.InPlaceDay | tree.Side | None) -> terms.Items:
        if when is None:
            return self.scope.items(items)
        return self._dated(items, self._of_day(self._day_of(items), when))

    def _quantified(
        self, quantified: tree.Quantified, period: terms.Period, days: terms.Days
    ) -> terms.Condition:
        return terms.DaysIn(period, days, *quantity(quantified))


def quantity(node: tree.Quantified) -> tuple[int | None, int | None]:
    """The least and the most days; None for every day of the period."""
    match node:
        case tree.EveryDay():
            return None, None
        case tree.NoDay():
            return 0, 0
        case tree.AtMostDays(count):
            return 0, int(count.value)
        case tree.AtLeastDays(count):
            return int(count.value), None
        case _:
            assert_never(node)


def day_of(date: tree.Date) -> Day:
    """The day of a date."""
    assert date.day is not None, "dates that do not exist are refused before"
    return date.day


def figure(node: tree.Number | tree.Percent) -> Fraction:
    """A number as the core has it: a percentage as a part of one."""
    return node.value / 100 if isinstance(node, tree.Percent) else node.value


def rounding_of(
    node: tree.Rounding | tree.Nearest | tree.NotRounded | None,
) -> Rounding | None:
    """The rounding that a clause names, if it names one."""
    plain = node is None or isinstance(node, tree.NotRounded)
    return None if plain else rounded(node)  # type: ignore[arg-type]


def rounded(node: tree.Rounding | tree.Nearest) -> Rounding:
    """The rounding that a clause names; a penny is one, a pound a hundred."""
    match node.grain:
        case tree.Number(value):
            grain = Fraction(1, 10 ** int(value))
        case str(word):
            grain = Fraction(_GRAINS[word])
        case _:
            assert_never(node.grain)
    if isinstance(node, tree.Nearest):
        return Rounding(Direction.NEAREST, grain)
    return Rounding(Direction.DOWN if node.direction == "down" else Direction.UP, grain)
