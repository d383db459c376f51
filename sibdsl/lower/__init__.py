"""From the contract as written to the contract as meant."""

from collections.abc import Iterable
from hashlib import sha256

from sibdsl.check.symbols import Home, Kind, Symbols, key
from sibdsl.lower import funding, outcomes, promises, records
from sibdsl.lower.definitions import definitions
from sibdsl.lower.examples import examples
from sibdsl.lower.scope import Scope
from sibdsl.model.calendar import Duration
from sibdsl.model.contract import Contract, MoneyLimit, PayerLimit
from sibdsl.model.days import Day
from sibdsl.model.lowered import Lowered
from sibdsl.model.records import RecordKind
from sibdsl.model.terms import Clause, Literal
from sibdsl.syntax import forms, tree


def lower(document: forms.Document, symbols: Symbols) -> Lowered:
    """What *document* means. Ask only of one without errors."""
    clauses = document.clauses
    first, last = _term(clauses)
    scope = Scope(
        document.source,
        symbols,
        records.first_items(clauses),
        (Literal(first), Literal(last)),
        tuple(records.holdings(clauses)),
    )
    _refuse(clauses, scope)
    contract = _contract(document, (first, last + 1), scope)
    worked = tuple(examples(clauses, scope))
    return Lowered(contract, worked, tuple(scope.findings))


def _term(clauses: Iterable[forms.Clause]) -> tuple[Day, Day]:
    """The first and the last day of the term."""
    for clause in clauses:
        match clause.form:
            case forms.TheTerm(tree.Date(int() as first), tree.Date(int() as last)):
                return first, last
            case _:
                pass
    raise AssertionError("a term that is not from one date to another is refused before")


def _refuse(clauses: tuple[forms.Clause, ...], scope: Scope) -> None:
    """Name the forms that are read and not yet computed."""
    listed = [clause.form for clause in clauses]
    by_number = any(isinstance(form, forms.Paid | forms.PaidOfAll) for form in listed)
    by_money = any(isinstance(form, forms.Limit) for form in listed)
    for clause in clauses:
        here = scope.at(clause.number)
        match clause.form:
            case forms.Record(of) if scope.symbols[of].kind is Kind.GROUP:
                here.not_computed("a record of a group", of.span)
            case forms.NeitherCounted() if by_number and by_money:
                here.not_computed(
                    "`neither counted nor paid` beside limits by number and by money", clause.span
                )
            case forms.Amendment():
                here.not_computed("a clause that is changed from a day on", clause.span)
            case forms.Deducted():
                here.not_computed("a deduction from a claim", clause.span)
            case forms.Shortfall():
                here.not_computed("a least number with a price", clause.span)
            case _:
                pass


def _contract(document: forms.Document, term: tuple[Day, Day], scope: Scope) -> Contract:
    clauses = document.clauses
    shapes = records.records(clauses, scope.symbols)
    person = shapes[Home.PERSON]
    limits = tuple(funding.money_limits(clauses, scope))
    return Contract(
        title=next(c.form.name.text for c in clauses if isinstance(c.form, forms.Title)),
        digest=sha256(document.source.text.encode()).hexdigest(),
        term=term,
        holdings=scope.holdings,
        person=person,
        record=shapes.get(Home.CONTRACT, RecordKind("", ())),
        case_number=person.fields[0].name,
        definitions=definitions(clauses, scope),
        outcomes=tuple(outcomes.outcomes(clauses, scope)),
        tariffs=outcomes.tariffs(clauses, scope),
        claims=funding.claims(clauses, scope),
        term_clause=Clause(next(c.number for c in clauses if isinstance(c.form, forms.TheTerm))),
        joined_by=_joined_by(clauses),
        first_items=scope.first,
        eligibility=outcomes.eligibility(clauses, scope),
        places=outcomes.places(clauses, scope),
        stops=tuple(outcomes.stops(clauses, scope)),
        count_limits=tuple(funding.count_limits(clauses)),
        money_limits=tuple(limit for limit in limits if isinstance(limit, MoneyLimit)),
        order=funding.turn(clauses, scope),
        above_limit_counts=not any(isinstance(c.form, forms.NeitherCounted) for c in clauses),
        shares=tuple(funding.shares(clauses, scope)),
        rest=funding.rest(clauses, scope),
        payer_limits=tuple(limit for limit in limits if isinstance(limit, PayerLimit)),
        takes_over=tuple(funding.takes_over(clauses, scope)),
        late_evidence=funding.late_evidence(clauses),
        wait=_wait(clauses),
        certificates=tuple(records.certificates(clauses)),
        promises=tuple(promises.promises(clauses)),
    )


def _joined_by(clauses: Iterable[forms.Clause]) -> str | None:
    return next((key(c.form.field) for c in clauses if isinstance(c.form, forms.Joined)), None)


def _wait(clauses: Iterable[forms.Clause]) -> Duration | None:
    """How long after the due day an outcome may still become known."""
    ends = (c.form.within.duration for c in clauses if isinstance(c.form, forms.UnknownEnds))
    return next(ends, None)
