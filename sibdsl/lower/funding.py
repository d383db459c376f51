"""Limits, shares, claims and late evidence."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from sibdsl.check.symbols import Kind
from sibdsl.lower.outcomes import order
from sibdsl.lower.phrases import CYCLES, Phrases, day_of, rounding_of
from sibdsl.lower.scope import Scope
from sibdsl.model import contract, terms
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.syntax import forms, tree


def count_limits(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.CountLimit]:
    """How many achievements of each case, or of each group, are paid."""
    for clause in clauses:
        said = terms.Clause(clause.number)
        match clause.form:
            case forms.Paid(n, outcome, of):
                count, each = int(n.value) if n else 1, whose_line(of, scope)
                yield contract.CountLimit(count, (scope.outcome(outcome),), said, each)
            case forms.PaidOfAll(n, outcomes, of):
                named = tuple(map(scope.outcome, outcomes))
                yield contract.CountLimit(int(n.value), named, said, whose_line(of, scope))
            case _:
                pass


def money_limits(
    clauses: Iterable[forms.Clause], scope: Scope
) -> Iterator[contract.MoneyLimit | contract.PayerLimit]:
    """What payments do not exceed, of all or of one party."""
    for clause in clauses:
        if isinstance(clause.form, forms.Limit):
            yield _limit(clause, clause.form, scope.at(clause.number))


def _limit(
    clause: forms.Clause, limit: forms.Limit, scope: Scope
) -> contract.MoneyLimit | contract.PayerLimit:
    each, cycle, payers = None, None, None
    outcomes: list[str] = []
    for part in limit.scopes:
        match part:
            case forms.ForEach(name):
                each = whose_line(name, scope)
            case forms.ForOutcome(name):
                outcomes.append(scope.outcome(name))
            case forms.InEach(tree.Cycle(word)):
                cycle = CYCLES.get(word)
                if cycle is None:
                    scope.not_computed(f"a limit in each {word}", part.span)
            case forms.By(party):
                payers = parties(party, scope)
            case forms.InTotal():
                pass
            case _:
                assert_never(part)
    said, amount = terms.Clause(clause.number), limit.amount.money
    if payers is None:
        named = tuple(outcomes) or None
        return contract.MoneyLimit(amount, said, each, named, cycle)
    return contract.PayerLimit(payers, amount, said, each, tuple(outcomes) or None, cycle)


def whose_line(name: tree.Name, scope: Scope) -> str:
    """OWN of the person of a case, the Term of a group."""
    symbol = scope.symbols[name]
    return symbol.name if symbol.kind is Kind.GROUP else terms.OWN


def parties(party: tree.Name | tree.Role, scope: Scope) -> tuple[str, ...]:
    """The party, or all who hold the role."""
    if isinstance(party, tree.Name):
        return (scope.symbols[party].text,)
    held = (holding.party for holding in scope.holdings if holding.role == party.word)
    return tuple(dict.fromkeys(held))


def turn(clauses: Iterable[forms.Clause], scope: Scope) -> tuple[contract.OrderKey, ...]:
    """The order that the limits state; empty where none does."""
    for clause in clauses:
        if isinstance(clause.form, forms.Limit) and clause.form.order is not None:
            return order(clause.form.order, scope.at(clause.number))
    return ()


def shares(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Share]:
    """What each party pays of each payment."""
    for clause in clauses:
        if isinstance(clause.form, forms.Share):
            here, form = scope.at(clause.number), clause.form
            yield contract.Share(
                Phrases(here).value(form.payer, form.day),
                form.percent.value / 100,
                terms.Clause(clause.number),
                rounding_of(form.rounding),
                form.through.text if form.through else None,
                contract.Basis(form.basis),
                tuple(map(scope.outcome, form.outcomes)) or None,
                _due(form.due),
            )


def _due(due: forms.DueBetween | forms.DueSide | None) -> tuple[Day, Day] | None:
    """The due days of the payments that a share is of, half-open; None of all."""
    match due:
        case None:
            return None
        case forms.DueBetween(first, last):
            return day_of(first), day_of(last) + 1
        case forms.DueSide("before", day):
            return EARLIEST, day_of(day)
        case forms.DueSide("on or before", day):
            return EARLIEST, day_of(day) + 1
        case forms.DueSide("on or after", day):
            return day_of(day), NEVER
        case forms.DueSide(_, day):
            return day_of(day) + 1, NEVER


def rest(clauses: Iterable[forms.Clause], scope: Scope) -> contract.Rest | None:
    """Who pays what the shares leave."""
    for clause in clauses:
        if isinstance(clause.form, forms.Rest):
            payer = Phrases(scope.at(clause.number)).value(clause.form.payer, clause.form.day)
            return contract.Rest(payer, terms.Clause(clause.number))
    return None


def takes_over(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.TakesOver]:
    """Who pays the share of a party that has paid its limit."""
    for clause in clauses:
        here, said = scope.at(clause.number), terms.Clause(clause.number)
        match clause.form:
            case forms.TakesOver(party, heir, day):
                value = Phrases(here).value(heir, day)
                yield contract.TakesOver(parties(party, here), value, said)
            case forms.NobodyPays(party):
                yield contract.TakesOver(parties(party, here), None, said)
            case _:
                pass


def claims(clauses: Iterable[forms.Clause], scope: Scope) -> contract.Claims:
    """The claim periods."""
    for clause in clauses:
        if isinstance(clause.form, forms.Claims):
            first = tuple(
                (c.first.day, c.last.day + 1)
                for c in clause.form.first
                if c.first.day is not None and c.last.day is not None
            )
            cycle = CYCLES.get(clause.form.cycle.word)
            if cycle is None:
                scope.at(clause.number).not_computed("claims of this period", clause.span)
            return contract.Claims(first, cycle, terms.Clause(clause.number))
    raise AssertionError("a contract without claims is refused before")


def late_evidence(clauses: Iterable[forms.Clause]) -> contract.LateEvidence | None:
    """What evidence received after a claim does."""
    for clause in clauses:
        if isinstance(clause.form, forms.Evidence):
            within = clause.form.within.duration if clause.form.within else None
            said = terms.Clause(clause.number)
            return contract.LateEvidence(clause.form.counts, within, said)
    return None
