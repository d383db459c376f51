"""Eligibility, outcomes, stops and prices."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from sibdsl.check.symbols import Kind, key
from sibdsl.lower.definitions import cycle_said
from sibdsl.lower.phrases import Phrases, figure, quantity, rounding_of
from sibdsl.lower.scope import Scope, index_of
from sibdsl.model import contract, terms
from sibdsl.model.calendar import Duration, Unit
from sibdsl.model.days import EARLIEST
from sibdsl.syntax import forms, tree


def eligibility(clauses: Iterable[forms.Clause], scope: Scope) -> terms.Condition:
    """Who is eligible: everyone, where the contract does not say."""
    for clause in clauses:
        if isinstance(clause.form, forms.Eligible):
            return Phrases(scope.at(clause.number)).conditions(clause.form.conditions)
    return terms.ALWAYS


def places(clauses: Iterable[forms.Clause], scope: Scope) -> contract.Places | None:
    """How many may be eligible, and in which order."""
    for clause in clauses:
        if isinstance(clause.form, forms.Places):
            here = scope.at(clause.number)
            keys, group = order(clause.form.order, here), clause.form.group
            n, said = int(clause.form.n.value), here.labelled(clause)
            return contract.Places(n, keys, said, key(group) if group else None)
    return None


def order(days: tuple[tree.DayPhrase, ...], scope: Scope) -> tuple[contract.OrderKey, ...]:
    """`in order of the due day and then of Case Number`"""
    return tuple(_key(day, scope) for day in days)


def _key(day: tree.DayPhrase, scope: Scope) -> contract.OrderKey:
    if isinstance(day, tree.DueDay):
        return contract.Key.DUE_DAY
    if isinstance(day, tree.Name) and scope.symbols[day].kind is Kind.CODE:
        return contract.Key.CASE_NUMBER
    return Phrases(scope).day(day)


def outcomes(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Outcome]:
    """What is paid for, in the order of the contract."""
    for clause in clauses:
        if isinstance(clause.form, forms.Achieved):
            yield _outcome(clause, clause.form, scope.at(clause.number))


def _outcome(clause: forms.Clause, achieved: forms.Achieved, scope: Scope) -> contract.Outcome:
    index, level = _index(achieved.trigger, scope)
    phrases = Phrases(scope.for_each(_index_said(achieved.trigger, scope)))
    condition = terms.ALWAYS
    if achieved.conditions is not None:
        condition = phrases.conditions(achieved.conditions)  # type: ignore[assignment]
    trigger = _trigger(achieved.trigger, phrases)
    said = scope.labelled(clause)
    return contract.Outcome(scope.outcome(achieved.outcome), said, trigger, condition, index, level)


def _index_said(trigger: forms.Trigger, scope: Scope) -> tree.Name | tree.Cycle | None:
    """`for each Step-Down`; a week of a period that each Enrolment has is for each Enrolment."""
    match trigger:
        case forms.ForEachOn(index):
            return index
        case forms.EachPiece(_, period):
            return index_of(scope.symbols[period])
        case _:
            return None


def _index(
    trigger: forms.Trigger, scope: Scope
) -> tuple[contract.Index | contract.EachCycle | None, str]:
    """What an outcome is for each of, and the group whose it is; OWN where of none."""
    match _index_said(trigger, scope):
        case None:
            return None, terms.OWN
        case tree.Cycle() as cycle:
            return contract.EachCycle(cycle_said(cycle, scope)), terms.OWN
        case tree.Name() as name if scope.symbols[name].kind is Kind.GROUP:
            return None, key(name)
        case name:
            return contract.Index(scope.variable(name), scope.items(name)), terms.OWN


def _trigger(trigger: forms.Trigger, phrases: Phrases) -> contract.Trigger:
    match trigger:
        case forms.OnDay(day):
            return contract.OnDay(phrases.day(day))
        case forms.ForEachOn(_, day):
            return contract.OnDay(phrases.day(day))
        case forms.EachDay(days):
            return contract.EachDay(phrases.days(days))
        case forms.EachRun(count, days):
            return contract.EachRun(phrases.days(days), int(count.value))
        case forms.EachPiece(grain, period, quantified, days):
            length = _grain(grain, phrases.scope)
            least, most = quantity(quantified)
            return contract.EachPiece(
                phrases.period_named(period), length, phrases.union(days), least, most
            )
        case _:
            assert_never(trigger)


def _grain(grain: tree.Length | tree.Cycle, scope: Scope) -> Duration:
    if isinstance(grain, tree.Length):
        return grain.duration
    if grain.word in ("week", "month"):
        return Duration(1, Unit(grain.word))
    scope.not_computed(f"`for each {grain.word} of`", grain.span)
    return Duration(1, Unit.WEEKS)


def stops(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Stop]:
    """Days from which, or until which, nothing is achieved."""
    for clause in clauses:
        match clause.form:
            case forms.Stop(outcome, side, day):
                edge = contract.Edge(side)
            case forms.StopOn(outcome, day):
                edge = contract.Edge.ON_OR_AFTER
            case _:
                continue
        here = scope.at(clause.number)
        named = (scope.outcome(outcome),) if isinstance(outcome, tree.Name) else None
        when = Phrases(here).day(day)
        yield contract.Stop(edge, when, here.labelled(clause), named)


def tariffs(clauses: Iterable[forms.Clause], scope: Scope) -> dict[str, contract.Tariff]:
    """The price of each outcome. A price may name the item that its outcome is for."""
    listed = list(clauses)
    indexes = {
        scope.outcome(c.form.outcome): _index_said(c.form.trigger, scope)
        for c in listed
        if isinstance(c.form, forms.Achieved)
    }
    made = {}
    for clause in listed:
        if isinstance(clause.form, forms.Pays):
            outcome = scope.outcome(clause.form.outcome)
            here = scope.at(clause.number)
            price = _price(clause.form.price, Phrases(here.for_each(indexes[outcome])))
            since = scope.since.get(clause.number, EARLIEST)
            made[outcome] = contract.Tariff(outcome, price, here.labelled(clause), since)
    return made


def _price(
    price: forms.Price | forms.Scale | forms.Card | forms.Tiers, phrases: Phrases
) -> contract.Price:
    match price:
        case forms.Price() | forms.Scale():
            return _plain_price(price, phrases)
        case forms.Card(lines):
            return contract.Card(tuple(_line(item, phrases) for item in lines))
        case forms.Tiers(items):
            return contract.Tiers(tuple(_tier(item) for item in items))
        case _:
            assert_never(price)


def _tier(item: tree.Item) -> contract.Tier:
    assert isinstance(item.part, forms.Tier), "the grammar has only tiers here"
    n = item.part.n
    return contract.Tier(item.part.amount.money, int(n.value) if n is not None else None)


def _line(item: tree.Item, phrases: Phrases) -> tuple[terms.Condition, contract.PlainPrice]:
    assert isinstance(item.part, forms.CardLine), "the grammar has only lines of a card here"
    label = phrases.scope.labelled(item.part.condition, item.label)
    condition = phrases.condition(item.part.condition)  # type: ignore[arg-type]
    return terms.Stated(label, condition), _plain_price(item.part.price, phrases)


def _plain_price(price: forms.Price | forms.Scale, phrases: Phrases) -> contract.PlainPrice:
    if isinstance(price, forms.Scale):
        return contract.Scale(
            price.low.money,
            figure(price.start),
            price.high.money,
            figure(price.end),
            phrases.number(price.number),
            rounding_of(price.rounding),
        )
    if price.per is None:
        return contract.Flat(price.amount.money)
    return contract.PerUnit(price.amount.money, phrases.number(price.per))
