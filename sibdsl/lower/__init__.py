"""From the contract as written to the contract as meant."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from attrs import evolve

from sibdsl.check.symbols import Symbols, collect, key
from sibdsl.diagnostics import codes
from sibdsl.lower import changes, funding, outcomes, promises, records
from sibdsl.lower.definitions import definitions
from sibdsl.lower.examples import examples
from sibdsl.lower.levels import stops_with_levels, with_levels
from sibdsl.lower.scope import Scope
from sibdsl.model.calendar import Duration
from sibdsl.model.contract import Contract, MoneyLimit, Outcome, PayerLimit, Version
from sibdsl.model.days import Day
from sibdsl.model.lowered import Lowered
from sibdsl.model.records import RecordKind
from sibdsl.model.terms import CONTRACT, OWN, Clause, Literal
from sibdsl.syntax import forms, tree
from sibdsl.syntax.amended import Amended, amended, as_signed
from sibdsl.values import changed


def lower(document: forms.Document, symbols: Symbols) -> Lowered:
    """What *document* means. Ask only of one without errors."""
    scope = _scope(as_signed(document), symbols, {})
    contract = _contract(as_signed(document), scope)
    versions = tuple(_version(later, scope) for later in amended(document))
    levels = {name: d.level for name, d in contract.definitions.items()}
    worked = tuple(examples(document.clauses, evolve(scope, levels=levels)))
    return Lowered(changed(contract, versions=versions), worked, tuple(scope.findings))


def _version(later: Amended, signed: Scope) -> Version:
    """The contract from the day of an amendment on; what is wrong with it is told with the rest."""
    scope = _scope(later.document, collect(later.document), later.days)
    return Version(later.since, _contract(later.document, evolve(scope, findings=signed.findings)))


def _scope(document: forms.Document, symbols: Symbols, since: Mapping[str, Day]) -> Scope:
    first, last = _term(document.clauses)
    return Scope(
        document.source,
        symbols,
        records.first_items(document.clauses),
        (Literal(first), Literal(last)),
        tuple(records.holdings(document.clauses)),
        since=since,
    )


def _term(clauses: Iterable[forms.Clause]) -> tuple[Day, Day]:
    """The first and the last day of the term."""
    for clause in clauses:
        match clause.form:
            case forms.TheTerm(tree.Date(int() as first), tree.Date(int() as last)):
                return first, last
            case _:
                pass
    raise AssertionError("a term that is not from one date to another is refused before")


def _contract(document: forms.Document, scope: Scope) -> Contract:
    clauses = document.clauses
    first, last = _term(clauses)
    shapes = records.records(clauses, scope.symbols)
    limits = tuple(funding.money_limits(clauses, scope))
    tariffs = outcomes.tariffs(clauses, scope)
    prices = {name: tariff.price for name, tariff in tariffs.items()}
    homes = {field.name: whose for whose, kind in shapes.items() for field in kind.fields}
    meanings, achieved = with_levels(
        definitions(clauses, scope), outcomes.outcomes(clauses, scope), prices, homes
    )
    _refuse_one_of_many(clauses, achieved, scope)
    return Contract(
        title=next(c.form.name.text for c in clauses if isinstance(c.form, forms.Title)),
        digest=sha256(document.source.text.encode()).hexdigest(),
        term=(first, last + 1),
        holdings=scope.holdings,
        person=shapes[OWN],
        record=shapes.get(CONTRACT, RecordKind("", ())),
        case_number=shapes[OWN].fields[0].name,
        definitions=meanings,
        outcomes=achieved,
        tariffs=tariffs,
        claims=funding.claims(clauses, scope),
        term_clause=Clause(next(c.number for c in clauses if isinstance(c.form, forms.TheTerm))),
        joined_by=_joined_by(clauses),
        first_items=scope.first,
        eligibility=outcomes.eligibility(clauses, scope),
        places=outcomes.places(clauses, scope),
        stops=stops_with_levels(outcomes.stops(clauses, scope), meanings),
        count_limits=tuple(funding.count_limits(clauses, scope)),
        money_limits=tuple(limit for limit in limits if isinstance(limit, MoneyLimit)),
        order=funding.turn(clauses, scope),
        above_limit_counts=not any(isinstance(c.form, forms.NeitherCounted) for c in clauses),
        above_limit=_above_limit(clauses),
        shares=tuple(funding.shares(clauses, scope)),
        rest=funding.rest(clauses, scope),
        payer_limits=tuple(limit for limit in limits if isinstance(limit, PayerLimit)),
        takes_over=tuple(funding.takes_over(clauses, scope)),
        late_evidence=funding.late_evidence(clauses),
        wait=_wait(clauses),
        wait_clause=_wait_clause(clauses),
        certificates=tuple(records.certificates(clauses)),
        promises=tuple(promises.promises(clauses, scope)),
        groups={name: kind for name, kind in shapes.items() if name not in (OWN, CONTRACT)},
        rises=tuple(changes.rises(clauses, scope)),
        deductions=tuple(changes.deductions(clauses, scope)),
        shortfalls=tuple(changes.shortfalls(clauses, scope)),
        floors=tuple(changes.floors(clauses, scope)),
        reliefs=tuple(changes.reliefs(clauses, scope)),
        governed_by=changes.governed_by(clauses, scope),
        absences=tuple(changes.absences(clauses, scope)),
    )


def _refuse_one_of_many(
    clauses: Iterable[forms.Clause], achieved: Iterable[Outcome], scope: Scope
) -> None:
    """An outcome that speaks of a group and of no person is for each group, and says so."""
    said = {scope.outcome(c.form.outcome): c for c in clauses if isinstance(c.form, forms.Achieved)}
    for outcome in achieved:
        clause = said[outcome.name]
        for_each = isinstance(clause.form, forms.Achieved) and isinstance(
            clause.form.trigger, forms.ForEachOn
        )
        if outcome.level not in (OWN, CONTRACT) and not for_each:
            scope.at(clause.number).report(
                codes.WHICH_ONE,
                f"`{outcome.name}` hangs on a {outcome.level}; which one is meant?",
                clause.form.span,
                advice=f"say `for each {outcome.level} on …`",
            )


def _joined_by(clauses: Iterable[forms.Clause]) -> str | None:
    return next((key(c.form.field) for c in clauses if isinstance(c.form, forms.Joined)), None)


def _above_limit(clauses: Iterable[forms.Clause]) -> Clause | None:
    """The clause that says whether what is above a limit still counts, if one does."""
    said = (c for c in clauses if isinstance(c.form, forms.CountedNotPaid | forms.NeitherCounted))
    return next((Clause(c.number) for c in said), None)


def _wait_clause(clauses: Iterable[forms.Clause]) -> Clause:
    """The clause that ends the wait for an unknown."""
    said = (c.number for c in clauses if isinstance(c.form, forms.UnknownEnds))
    return Clause(next(said, ""))


def _wait(clauses: Iterable[forms.Clause]) -> Duration | None:
    """How long after the due day an outcome may still become known."""
    ends = (c.form.within.duration for c in clauses if isinstance(c.form, forms.UnknownEnds))
    return next(ends, None)
