"""What alters payments beside limits: deductions, shortfalls, floors, relief, versions."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sibdsl.check.symbols import Kind, key
from sibdsl.lower.phrases import CYCLES, Phrases, day_of, rounding_of
from sibdsl.lower.scope import Scope
from sibdsl.model import contract, terms
from sibdsl.model.calendar import Cycle
from sibdsl.model.money import Direction, Rounding
from sibdsl.model.terms import Clause
from sibdsl.syntax import forms, tree


def deductions(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Deduction]:
    """What is taken off the achievements of a claim."""
    for clause in clauses:
        if isinstance(clause.form, forms.Deducted):
            form = clause.form
            yield contract.Deduction(
                form.percent.value / 100,
                scope.outcome(form.outcome),
                _whole(form.rounding),
                Clause(clause.number),
                form.index is not None,
            )


def _whole(rounding: tree.Rounding | tree.Nearest | tree.NotRounded | None) -> Rounding:
    """The rounding named; one is needed only where a part of an outcome could be left."""
    return rounding_of(rounding) or Rounding(Direction.DOWN, Fraction(1))


def shortfalls(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Shortfall]:
    """Least numbers, with what is paid for each one fewer."""
    for clause in clauses:
        if isinstance(clause.form, forms.Shortfall):
            form, here = clause.form, scope.at(clause.number)
            yield contract.Shortfall(
                int(form.n.value),
                here.items(form.items),
                _cycle(form.cycle, here),
                scope.symbols[form.party].text,
                form.amount.money,
                Clause(clause.number),
            )


def floors(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Floor]:
    """What payments are not less than."""
    for clause in clauses:
        match clause.form:
            case forms.Floor(cycle, amount, payer):
                each = None if cycle is None else _cycle(cycle, scope.at(clause.number))
                party, said = scope.symbols[payer].text, Clause(clause.number)
                yield contract.Floor(amount.money, each, party, said)
            case _:
                pass


def reliefs(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Relief]:
    """What is paid in place of payments."""
    for clause in clauses:
        match clause.form:
            case forms.Relief(first, last, payer, amount, cycle):
                span = day_of(first), day_of(last) + 1
                party, each = scope.symbols[payer].text, _cycle(cycle, scope.at(clause.number))
                yield contract.Relief(span, party, amount.money, each, Clause(clause.number))
            case _:
                pass


def _cycle(cycle: tree.Cycle, scope: Scope) -> Cycle:
    if cycle.word not in CYCLES:
        scope.not_computed(f"`in each {cycle.word}` here", cycle.span)
        return Cycle.MONTH
    return CYCLES[cycle.word]


def rises(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Rise]:
    """How prices rise and fall."""
    for clause in clauses:
        if isinstance(clause.form, forms.Rises):
            yield _rise(clause.form, scope.at(clause.number))


def _rise(form: forms.Rises, scope: Scope) -> contract.Rise:
    each, inner = None, Phrases(scope)
    if form.each and isinstance(form.on, tree.Name):
        variable = scope.variable(form.on)
        each = terms.Each(variable, scope.items(form.on))
        inner = Phrases(scope.binding(variable))
    rounding = rounding_of(form.rounding)
    assert rounding is not None, "a rise that does not round is refused before"
    return contract.Rise(
        inner.number(form.by),
        inner.day(form.on),
        rounding,
        Clause(scope.clause),
        tuple(map(scope.outcome, form.outcomes)) or None,
        each,
        form.word == "fall",
    )


def governed_by(clauses: Iterable[forms.Clause], scope: Scope) -> terms.DayTerm | None:
    """The day on which the version of a clause is read; None where the contract does not say."""
    for clause in clauses:
        if isinstance(clause.form, forms.Governs):
            return Phrases(scope.at(clause.number)).day(clause.form.day)
    return None


def absences(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[contract.Absence]:
    """What the contract says there is not."""
    for clause in clauses:
        said = Clause(clause.number)
        match clause.form:
            case forms.NoLimit(scopes):
                yield contract.Absence("limit", tuple(_named(scopes, scope)), said)
            case forms.NoNumber(extreme, items):
                yield contract.Absence(extreme, (key(items),), said)
            case _:
                pass


def _named(scopes: tuple[forms.Scope, ...], scope: Scope) -> Iterator[str]:
    """The party, role, outcome or person of `no limit on payments by A`; none of all payments."""
    for part in scopes:
        match part:
            case forms.By(tree.Role(word)):
                yield word
            case forms.By(tree.Name() as name):
                party = scope.symbols[name].kind is Kind.PARTY
                yield scope.symbols[name].text if party else key(name)
            case forms.ForOutcome(name):
                yield scope.outcome(name)
            case forms.ForEach(name):
                yield key(name)
            case _:
                pass
