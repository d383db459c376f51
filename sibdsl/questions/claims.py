"""Questions 13, 14, 17 and 18: evidence, days paid for twice, who verifies, and which version."""

from collections.abc import Iterator

from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.days import in_words
from sibdsl.model.money import Money
from sibdsl.model.terms import CONTRACT
from sibdsl.questions import cases
from sibdsl.questions.core import (
    Field,
    days_are_evidence,
)
from sibdsl.questions.question import Answer, Base, Raised, SmallCase, in_words_only
from sibdsl.questions.said import entry, items_named, many, several

# -- 13: late evidence, and what never becomes known ----------------------------------------------


def evidence_has_its_time(contract: Contract) -> Iterator[Raised]:
    """Raised where no clause says what late evidence does, or how long an unknown is waited for."""
    clause = contract.claims.clause
    if contract.late_evidence is None:
        what = "No clause says what evidence does that arrives after its claim was paid"
        yield Raised(clause, what, _late(), "late evidence", cases.late)
    if contract.wait is None:
        what = "No clause says how long an outcome may wait for evidence that is missing"
        yield Raised(clause, what, _waits(), "missing evidence", in_words_only)


def _late() -> tuple[Answer, ...]:
    within = "if received within 12 months after the due day"
    return (
        Answer(
            (f"Evidence received after a claim adds to or reduces the next claim, {within}.",),
            changes="the next claim takes back what was paid too much, and adds what is missing",
        ),
        Answer(
            ("Evidence received after a claim is disregarded.",),
            changes="what was paid in the claim stays as it was",
        ),
    )


def _waits() -> tuple[Answer, ...]:
    return tuple(
        Answer(
            (f"An outcome not known within {n} months after the due day is not achieved.",),
            changes=f"an outcome due on 31 March waits until {until} at most, then it is refused",
        )
        for n, until in ((6, "30 September"), (12, "31 March of the next year"))
    )


# -- 14: one day paid for twice -------------------------------------------------------------------


def days_paid_for_twice_are_said(contract: Contract) -> Iterator[Raised]:
    """Raised where days of one person may be evidence of more than one outcome or item."""
    if any(promise.kind == "no day is paid for twice" for promise in contract.promises):
        return
    on_days = [o for o in contract.outcomes if days_are_evidence(contract, o)]
    own = [o for o in contract.outcomes if o.level == terms.OWN]
    if not on_days or (len(own) < 2 and not isinstance(on_days[0].index, said.Index)):
        return
    names = several([many(o.name) for o in on_days[:3]])
    what = f"{names} are paid for days of one {contract.person.name}, and no clause says whether"
    answers = (
        Answer(
            ("It follows that no day is paid for twice.",),
            changes="adds no rule: a history in which one day is evidence of two payments would "
            "show that the contract breaks its word",
        ),
        Answer(
            (
                "It does not follow that no day is paid for twice, "
                'because "one stay may meet two outcomes".',
            ),
            changes="says that it is meant, and why: put your own reason",
        ),
    )
    yield Raised(
        on_days[0].clause, f"{what} a day may be paid for twice", answers, "days", in_words_only
    )


# -- 17: who verifies -----------------------------------------------------------------------------


def records_are_certified(contract: Contract) -> Iterator[Raised]:
    """Raised where an outcome rests on records that no party certifies."""
    certified = {name for certificate in contract.certificates for name in certificate.fields}
    open_: dict[str, Outcome] = {}
    for outcome in contract.outcomes:
        for fields in _rested_on(contract, outcome):
            own = [name for name, whose in fields if whose != CONTRACT]
            if own and not certified.intersection(own):
                open_.update({name: open_.get(name, outcome) for name in own})
    if open_:
        yield _uncertified(contract, list(open_), next(iter(open_.values())))


def _rested_on(contract: Contract, outcome: Outcome) -> Iterator[tuple[Field, ...]]:
    """The records behind each day set, each kind of item and each value that an outcome reads.

    Not those from which its periods are merely counted.
    """
    match outcome.trigger:
        case said.OnDay(day):
            yield tuple(_of_day(contract, day))
        case said.EachDay(days) | said.EachRun(days) | said.EachPiece(_, _, days):
            yield tuple(dict.fromkeys(_of_days(contract, days)))
    for node in reached(contract, outcome.index, outcome.condition):
        match node:
            case terms.DaysIn(_, days) | terms.CountDays(days):
                yield tuple(dict.fromkeys(_of_days(contract, days)))
            case terms.Exists(items) | terms.CountItems(items) | said.Index(_, items):
                yield tuple(_of_items(contract, items))
            case terms.NumberIn(terms.Fact(name, whose)) | terms.IsOneOf(terms.Fact(name, whose)):
                yield ((name, whose),)
            case terms.AttributeOf(terms.Only(items)):
                yield tuple(_of_items(contract, items))
            case _:
                pass


def _of_day(contract: Contract, day: terms.DayTerm) -> Iterator[Field]:
    match day:
        case terms.DayOf(terms.Only(items)):
            yield from _of_items(contract, items)
        case terms.FirstDay(terms.SpanOf(terms.Only(items))):
            yield from _of_items(contract, items)
        case terms.LastDay(terms.SpanOf(terms.Only(items))):
            yield from _of_items(contract, items)
        case _:
            pass


def _of_items(contract: Contract, items: terms.Items) -> Iterator[Field]:
    match items:
        case terms.Recorded(name, whose):
            yield name, whose
        case terms.Where(inner) | terms.FirstItems(inner):
            yield from _of_items(contract, inner)
        case terms.Runs(days):
            yield from _of_days(contract, days)
        case terms.ItemsNamed(name):
            yield from _of_items(contract, contract.definitions[name].meaning)  # type: ignore[arg-type]
        case _:
            pass


def _of_days(contract: Contract, days: terms.Days) -> Iterator[Field]:
    match days:
        case terms.Covered(items):
            yield from _of_items(contract, items)
        case terms.DaysBoth(first, second) | terms.DaysWithout(first, second):
            yield from _of_days(contract, first)
            yield from _of_days(contract, second)
        case terms.AnyOfDays(sets):
            for each in sets:
                yield from _of_days(contract, each)
        case terms.FirstDays(inner):
            yield from _of_days(contract, inner)
        case terms.DaysNamed(name):
            yield from _of_days(contract, contract.definitions[name].meaning)  # type: ignore[arg-type]
        case _:
            pass


def _uncertified(contract: Contract, names: list[str], outcome: Outcome) -> Raised:
    listed = several([_called(contract, name) for name in names])
    what = f"What is paid rests on {listed}, and no clause says whose word is taken for it"
    roles = ("commissioner", "assessor", "provider")
    answers = tuple(
        Answer(
            (f"{_role(contract, role)} {listed}.",),
            changes=f"what no {role} has certified is not known, and nothing is paid on it",
        )
        for role in roles
        if contract.parties(role)
    )
    return Raised(outcome.clause, what, answers, listed, in_words_only)


def _called(contract: Contract, name: str) -> str:
    """The Term of a field as its record says it: in the plural where there may be many."""
    kinds = (contract.person, *contract.groups.values())
    field = next((f for kind in kinds if (f := kind.field_called(name))), None)
    return many(name) if field and field.shape.many else name


def _role(contract: Contract, role: str) -> str:
    one = len(contract.parties(role)) == 1
    return f"The {role} certifies" if one else f"The {role}s certify"


# -- 18: which version ----------------------------------------------------------------------------


def the_version_that_governs_is_said(contract: Contract) -> Iterator[Raised]:
    """Raised where a clause changes, or a case that lasts may live to see one change."""
    changing = bool(contract.versions)
    if contract.governed_by is not None or not (changing or _runs(contract)):
        return
    begun = entry(contract)
    days = dict.fromkeys([begun, "the due day"])
    changes = "a case keeps the clauses of that day", "each payment goes by the clauses of its day"
    answers = tuple(
        Answer((f"Each clause applies as it stands on {day}.",), changes=told)
        for day, told in zip(days, changes, strict=False)
    )
    what = "A clause may be changed while a case is running, and no clause says which version holds"
    clause = contract.term_clause if not changing else contract.outcomes[0].clause
    yield Raised(clause, what, answers, "version", _amended)


def _runs(contract: Contract) -> bool:
    """Whether an outcome may fall due on another day than that on which its case began."""
    begun = contract.person.field_called(entry(contract))
    at_once = {begun.name if begun else "", *contract.first_items}
    for outcome in contract.outcomes:
        match outcome.trigger:
            case said.OnDay(terms.DayOf(terms.Only(items))) if items_named(items) in at_once:
                pass
            case _:
                return True
    return False


def _amended(base: Base) -> Iterator[SmallCase]:
    """The example as it stands, with a price that changes between its first day and its last."""
    contract, example = base.contract, base.example
    if contract.versions:
        yield SmallCase(example.given, example.by)
        return
    for line in base.ledger.lines:
        tariff = contract.tariffs.get(line.outcome)
        price = tariff.price if tariff is not None else None
        if tariff is None or not isinstance(price, said.Flat | said.PerUnit) or not line.paid:
            continue
        half, day = Money(price.amount.pence // 2), in_words(line.first_due)
        words = tariff.clause.words.replace(str(price.amount), str(half), 1)
        reads = f"From {day}, clause {tariff.clause.number} reads: {words}"
        told = f"with the price of {line.outcome} changed to {half} from {day} on"
        yield SmallCase(example.given, example.by, told, beside=(reads,))
        return
