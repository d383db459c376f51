"""Eligibility, outcomes, stops and prices."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from attrs import evolve

from sibdsl.check.symbols import Kind, key
from sibdsl.lower.phrases import Phrases, quantity
from sibdsl.lower.scope import Scope, index_of
from sibdsl.model import contract, terms
from sibdsl.model.calendar import Duration, Unit
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
            if clause.form.group is not None:
                here.not_computed("a number of places in each group", clause.span)
            keys = order(clause.form.order, here)
            return contract.Places(int(clause.form.n.value), keys, here.labelled(clause))
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
    index = _index(achieved.trigger, scope)
    if index is not None:
        scope = scope.binding(index.name)
    phrases = Phrases(scope)
    condition = terms.ALWAYS
    if achieved.conditions is not None:
        condition = phrases.conditions(achieved.conditions)  # type: ignore[assignment]
    trigger = _trigger(achieved.trigger, phrases)
    said = scope.labelled(clause)
    return contract.Outcome(key(achieved.outcome), said, trigger, condition, index)


def _index(trigger: forms.Trigger, scope: Scope) -> contract.Index | None:
    """`for each Step-Down`; a week of a period that each Enrolment has is for each Enrolment."""
    match trigger:
        case forms.ForEachOn(tree.Name() as name):
            if scope.symbols[name].kind is Kind.GROUP:
                scope.not_computed("an outcome of a group", trigger.span)
            return contract.Index(scope.variable(name), scope.items(name))
        case forms.ForEachOn(tree.Cycle(word)):
            scope.not_computed(f"an outcome `for each {word}`", trigger.span)
            return None
        case forms.EachPiece(_, period):
            index = index_of(scope.symbols[period])
            return contract.Index(scope.variable(index), scope.items(index)) if index else None
        case _:
            return None


def _trigger(trigger: forms.Trigger, phrases: Phrases) -> contract.Trigger:
    match trigger:
        case forms.OnDay(day):
            return contract.OnDay(phrases.day(day))
        case forms.ForEachOn(tree.Name() as index, day):
            of_group = phrases.scope.symbols[index].kind is Kind.GROUP
            return contract.OnDay(terms.Literal(1) if of_group else phrases.day(day))
        case forms.ForEachOn():
            return contract.OnDay(terms.Literal(1))
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
        named = (key(outcome),) if isinstance(outcome, tree.Name) else None
        when = Phrases(here).day(day)
        yield contract.Stop(edge, when, here.labelled(clause), named)


def tariffs(clauses: Iterable[forms.Clause], scope: Scope) -> dict[str, contract.Tariff]:
    """The price of each outcome. A price may name the item that its outcome is for."""
    listed = list(clauses)
    indexes = {
        key(c.form.outcome): _index(c.form.trigger, quiet(scope, c))
        for c in listed
        if isinstance(c.form, forms.Achieved)
    }
    made = {}
    for clause in listed:
        if isinstance(clause.form, forms.Pays):
            outcome = key(clause.form.outcome)
            here, index = scope.at(clause.number), indexes[outcome]
            phrases = Phrases(here.binding(index.name) if index else here)
            price = _price(clause.form.price, phrases)
            made[outcome] = contract.Tariff(outcome, price, here.labelled(clause))
    return made


def quiet(scope: Scope, clause: forms.Clause) -> Scope:
    """The scope of *clause*, its findings thrown away: they were reported with the outcome."""
    return evolve(scope, clause=clause.number, findings=[])


def _price(price: forms.Price | forms.Card, phrases: Phrases) -> contract.Price:
    match price:
        case forms.Price():
            return _plain_price(price, phrases)
        case forms.Card(lines):
            return contract.Card(tuple(_line(item, phrases) for item in lines))
        case _:
            assert_never(price)


def _line(
    item: tree.Item, phrases: Phrases
) -> tuple[terms.Condition, contract.Flat | contract.PerUnit]:
    assert isinstance(item.part, forms.CardLine), "the grammar has only lines of a card here"
    label = phrases.scope.labelled(item.part.condition, item.label)
    condition = phrases.condition(item.part.condition)  # type: ignore[arg-type]
    return terms.Stated(label, condition), _plain_price(item.part.price, phrases)


def _plain_price(price: forms.Price, phrases: Phrases) -> contract.Flat | contract.PerUnit:
    if price.per is None:
        return contract.Flat(price.amount.money)
    return contract.PerUnit(price.amount.money, phrases.number(price.per))
