"""Definitions: what each Term means, with its restarts, pauses and clips, in that order."""

from collections.abc import Iterable
from typing import assert_never

from sibdsl.check.symbols import Kind, key
from sibdsl.lower.phrases import CYCLES, Phrases
from sibdsl.lower.scope import Scope, index_of
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle
from sibdsl.syntax import forms, tree
from sibdsl.values import changed


def definitions(clauses: Iterable[forms.Clause], scope: Scope) -> dict[str, terms.Definition]:
    """What each defined Term means, by its singular."""
    listed = list(clauses)
    made: dict[str, terms.Definition] = {}
    for clause in listed:
        match clause.form:
            case forms.Means(meaning=forms.CodeList()):
                pass
            case forms.Means() as means:
                made[key(means.name)] = _meaning(clause, means, scope.at(clause.number))
            case forms.IsIf(_, name, conditions):
                condition = Phrases(scope.at(clause.number)).conditions(conditions)
                said = terms.Clause(clause.number)
                made[key(name)] = terms.Definition(key(name), said, condition)
            case _:
                pass
    for change in (forms.Restart, forms.Pause, forms.Clip):
        for clause in listed:
            if isinstance(clause.form, change):
                changed = key(clause.form.period)
                made[changed] = _changed(made[changed], clause.form, scope.at(clause.number))
    return made


def _meaning(clause: forms.Clause, means: forms.Means, scope: Scope) -> terms.Definition:
    name = key(means.name)
    said = terms.Clause(clause.number, scope.labelled(clause).words)
    index, level, cycle = None, terms.OWN, None
    match means.index:
        case tree.Name() as named if scope.symbols[named].kind is Kind.GROUP:
            level = key(named)
        case tree.Name() as named:
            index = scope.variable(named)
        case tree.Cycle():
            cycle = cycle_said(means.index, scope)
        case None:
            pass
        case _:
            assert_never(means.index)
    meaning = _value(means.meaning, Phrases(scope.for_each(means.index)))
    if name in scope.first:
        counted = scope.first[name]
        meaning = terms.FirstItems(meaning, counted.n, counted.clause)  # type: ignore[arg-type]
    return terms.Definition(name, said, meaning, index, level, cycle)


def cycle_said(cycle: tree.Cycle, scope: Scope) -> Cycle | terms.Claim:
    """The spans that a sentence is for."""
    if cycle.word == "claim":
        return terms.Claim()
    if cycle.word not in CYCLES:
        scope.not_computed(f"`for each {cycle.word}`", cycle.span)
        return Cycle.MONTH
    return CYCLES[cycle.word]


def _value(node: forms.Meaning, phrases: Phrases) -> terms.Meaning:
    """The core of what stands after `means`."""
    match node:
        case (
            tree.Between()
            | tree.After()
            | tree.Beginning()
            | tree.Before()
            | tree.PartOf()
            | tree.WholeTerm()
        ):
            return phrases.period(node)
        case forms.DaySet(days):
            return phrases.days(days)
        case forms.FirstDays(length, days, cycle):
            if length.unit != "day" or cycle.word not in CYCLES:
                phrases.scope.not_computed(f"`the first {length.duration} …`", node.span)
                return terms.AnyOfDays(())
            count = int(length.count.value)
            return terms.FirstDays(phrases.union(days), count, CYCLES[cycle.word])
        case forms.ItemsWhere(items, conditions):
            return phrases.where(items, conditions)
        case forms.Pieces(length, period):
            return terms.Pieces(phrases.period_named(period), length.duration)
        case forms.Runs(days):
            return terms.Runs(phrases.days(days))
        case forms.CodeList():
            raise AssertionError("a list of codes stands where it is used")
        case _:
            return phrases.number(node)


def _changed(
    definition: terms.Definition, change: forms.Restart | forms.Pause | forms.Clip, scope: Scope
) -> terms.Definition:
    """*definition* with its period restarted, paused or clipped."""
    scope = scope.for_each(index_of(scope.symbols[definition.name]))
    period: terms.Period = definition.meaning  # type: ignore[assignment]
    phrases, said = Phrases(scope), terms.Clause(scope.clause)
    match change:
        case forms.Clip(_, last):
            altered: terms.Period = terms.Clip(period, phrases.day(last), said)
        case forms.Pause(_, days):
            whole = period.period if isinstance(period, terms.PartOf) else None
            altered = terms.Pause(period, phrases.union(days), whole, said)
        case forms.Restart():
            altered = _restarted(period, definition.name, change, scope)
        case _:
            assert_never(change)
    return changed(definition, meaning=altered)


def _restarted(
    period: terms.Period, name: str, change: forms.Restart, scope: Scope
) -> terms.Period:
    """A period of fixed length that begins again on the day of an item."""
    if not isinstance(change.day, tree.Name):
        scope.not_computed("a restart on a day that is not that of an event", change.day.span)
        return period
    variable = scope.variable(change.day)
    inner = Phrases(scope.binding(variable).restarting(name))
    return terms.Restart(
        period,
        name,
        scope.items(change.day),
        variable,
        inner.day(change.day),
        inner.conditions(change.conditions),
        terms.Clause(scope.clause),
    )
