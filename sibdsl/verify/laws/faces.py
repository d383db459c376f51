"""Laws of single clauses: cards, the parts of `or`, who is eligible, which version governs."""

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model import terms
from sibdsl.model.contract import Card, Contract, Version
from sibdsl.model.days import EARLIEST, Day, in_words
from sibdsl.model.histories import Case, Histories
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.once import all_once
from sibdsl.model.truth import YES
from sibdsl.model.verdicts import Conflict
from sibdsl.model.walk import walk
from sibdsl.questions.core import clause_of_eligibility
from sibdsl.values import changed
from sibdsl.verify.law import Law, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.days import anchors, plain_day
from sibdsl.verify.laws.paid import one_day, paid_units, said, units
from sibdsl.verify.laws.plain import Plain
from sibdsl.verify.laws.varying import reading_of

# -- Cards ----------------------------------------------------------------------------------------


@all_once
def _cards(contract: Contract) -> Iterator[tuple[str, str, Card]]:
    """Each outcome whose price is a card: its name, the clause of the price, the card."""
    for name, tariff in contract.tariffs.items():
        if isinstance(tariff.price, Card):
            yield name, tariff.clause.number, tariff.price


def _one_line(trial: Trial) -> Iterator[Conflict]:
    """What is achieved, and waits because no line of its card holds, or more than one."""
    cards = {name: clause for name, clause, _ in _cards(trial.contract)}
    for waiting in trial.ledger.waiting:
        for fact in waiting.facts if waiting.outcome in cards else ():
            if fact.startswith("a card of which one line holds: "):
                held = fact.removeprefix("a card of which one line holds: ")
                words = f"{waiting.outcome} of {waiting.case or waiting.group}: {held}."
                clauses = (cards[waiting.outcome], waiting.clause)
                yield Conflict(words, clauses=clauses, days=waiting.days)
                return


# -- The parts of `or` ----------------------------------------------------------------------------


def _alike_parts(contract: Contract) -> Iterator[Conflict]:
    """Two parts of one `or` of which the second adds nothing to the first."""
    for version in core.every_version(contract):
        meanings = tuple(version.definitions.values())
        for node in walk((version.eligibility, version.outcomes, version.stops, meanings)):
            for one, other in _parts_alike(node):
                words = f"In an `or`, {_called(other)} adds nothing to {_called(one)}."
                yield Conflict(words, clauses=tuple(_clauses(one, other)))


def _parts_alike(node: object) -> Iterator[tuple[object, object]]:
    listed: tuple[object, ...] = ()
    match node:
        case terms.AnyOf(parts) | terms.AnyOfDays(parts):
            listed = parts
        case terms.IsOneOf(_, options):
            listed = options
        case _:
            return
    for at, one in enumerate(listed):
        for other in listed[at + 1 :]:
            if _plain(one) == _plain(other) or _covers(one, other):
                yield one, other
            elif _covers(other, one):
                yield other, one


def _plain(part: object) -> object:
    return part.condition if isinstance(part, terms.Stated) else part


def _covers(one: object, other: object) -> bool:
    """Whether *other* is plainly a part of *one*: some of its items, some of its words."""
    match _plain(one), _plain(other):
        case terms.IsOneOf(a, some), terms.IsOneOf(b, fewer):
            return a == b and set(fewer) < set(some)
        case terms.Covered(a), terms.Covered(terms.Where(b)):
            return a == b
        case _:
            return False


def _called(part: object) -> str:
    match part:
        case str():
            return f"“{part}”"
        case terms.Stated(clause):
            return f"({clause.number}) “{clause.words}”"
        case terms.DaysNamed(name):
            return name
        case _:
            return "one part" if not isinstance(part, terms.Covered) else "one set of days"


def _clauses(*parts: object) -> Iterator[str]:
    return (part.clause.number for part in parts if isinstance(part, terms.Stated))


def _with_parts(contract: Contract) -> Iterator[str]:
    for definition in contract.definitions.values():
        if _has_or(definition):
            yield definition.clause.number
    for outcome in contract.outcomes:
        if _has_or(outcome):
            yield outcome.clause.number
    if _has_or(contract.eligibility):
        yield clause_of_eligibility(contract).number


def _has_or(part: object) -> bool:
    return any(
        isinstance(node, terms.AnyOf | terms.AnyOfDays)
        or (isinstance(node, terms.IsOneOf) and len(node.options) > 1)
        for node in walk(part)
    )


# -- Who is eligible, and by which version --------------------------------------------------------


def _only_eligible(trial: Trial) -> Iterator[Conflict]:
    """What is paid on a case that the version in force does not find eligible.

    Asked of the interpreter's reading of that version, and of a plain one that owes it nothing.
    """
    cases = {case.number: case for case in trial.histories.cases}
    asked: set[tuple[str, int]] = set()
    for unit in paid_units(trial.ledger):
        for number in (unit.case, *(one.case for one in unit.counted)):
            case = cases.get(number or "")
            version = None if case is None else _in_force(trial, case, unit.last_due)
            if case is None or (case.number, id(version)) in asked:
                continue
            asked.add((case.number, id(version)))
            if not _eligible(trial, case, version):
                words = f"{said(unit)} is paid on case {number}, which is not known to be eligible."
                clauses = (unit.clause, clause_of_eligibility(trial.contract).number)
                yield Conflict(words, (unit,), clauses, one_day(unit.last_due))


def _in_force(trial: Trial, case: Case, due: Day) -> Contract | None:
    """The version that governs what falls due for a case; None where that is not so plain."""
    contract = trial.contract
    day = due if contract.versions else EARLIEST
    if contract.versions and not isinstance(contract.governed_by, terms.DueDay | None):
        found = plain_day(contract, case, trial.histories.contract, contract.governed_by)
        if found is None:
            return None
        day = found
    return next((v.contract for v in reversed(contract.versions) if v.since <= day), contract)


def _eligible(trial: Trial, case: Case, version: Contract | None) -> bool:
    """Whether some version finds *case* eligible, or that one where it is known which governs."""
    return any(
        reading_of(one, trial.histories, case).holds(one.eligibility) is YES
        and Plain(one, case, trial.histories.contract).told(one.eligibility) is not False
        for one in (core.every_version(trial.contract) if version is None else (version,))
    )


def _restricted(contract: Contract) -> Iterator[str]:
    if contract.eligibility != terms.ALWAYS:
        yield clause_of_eligibility(contract).number


def _governed(trial: Trial) -> Iterator[Conflict]:
    """An older case alone, with the later amendments taken out of the contract."""
    contract, term = trial.contract, trial.contract.governed_by
    for case in trial.histories.cases:
        alone = evolve(trial.histories, cases=(case,))
        day = None
        if term is not None and not isinstance(term, terms.DueDay):
            day = plain_day(contract, case, alone.contract, term)
            if day is None:
                day = reading_of(contract, alone, case).day(term).known
            if day is None:
                continue
        yield from _by_version(contract, alone, day)


def _by_version(contract: Contract, alone: Histories, day: Day | None) -> Iterator[Conflict]:
    whole = evaluate_in_short(contract, alone)
    for version in contract.versions:
        if day is not None and day >= version.since:
            continue
        earlier = tuple(v for v in contract.versions if v.since < version.since)
        older = evaluate_in_short(changed(contract, versions=earlier), alone)
        if day is None:
            yield from _let_in(version, whole, older, alone)
        due = None if day is not None else version.since
        differing = _differing(whole, older, due)
        if differing is not None:
            words = (
                f"{said(differing)} is not the same with and without the amendment that is in "
                "force only later."
            )
            span = one_day(differing.last_due)
            yield Conflict(words, (differing,), (differing.clause,), span)


def _let_in(version: Version, whole: Ledger, older: Ledger, alone: Histories) -> Iterator[Conflict]:
    """A case of before the amendment that is paid only because that changed who is eligible."""
    paid = next(paid_units(whole), None)
    if paid is None or any(paid_units(older)):
        return
    for case in alone.cases:
        for anchor in anchors(version.contract):
            day = plain_day(version.contract, case, alone.contract, anchor)
            if day is not None and day < version.since:
                words = (
                    f"{said(paid)} is paid on case {case.number} of {in_words(day)}, which only "
                    f"the amendment of {in_words(version.since)} made eligible."
                )
                yield Conflict(words, (paid,), (paid.clause,), one_day(day))
                return


def _differing(one: Ledger, other: Ledger, before: Day | None) -> Line | None:
    """The first unit achieved in one and not in the other, of those due before a day."""
    both = [
        [u for u in units(ledger) if u.case and (before is None or u.last_due < before)]
        for ledger in (one, other)
    ]
    marks = [Counter(_mark(u) for u in some) for some in both]
    apart = (marks[0] - marks[1]) + (marks[1] - marks[0])
    return next((u for u in (*both[0], *both[1]) if apart[_mark(u)]), None)


def _mark(unit: Line) -> tuple[object, ...]:
    return unit.outcome, unit.last_due, unit.evidence, unit.gross


def _amended(contract: Contract) -> Iterator[str]:
    if contract.versions:
        yield from core.clauses_of(core.of_persons(contract))


ONE_LINE = Law(
    "one-line-of-a-card",
    "Of a card of prices exactly one line holds for all that is achieved.",
    lambda contract: (clause for _, clause, _ in _cards(contract)),
    check=_one_line,
    needs=lambda contract: core.clauses_of(contract.outcomes),
)
PARTS_DIFFER = Law(
    "parts-differ",
    "Of the parts of an `or` none is already in another.",
    _with_parts,
    static=_alike_parts,
)
ONLY_ELIGIBLE = Law(
    "only-eligible",
    "Nothing is paid on a person who is not known to be eligible.",
    _restricted,
    check=_only_eligible,
    needs=lambda contract: core.clauses_of(core.of_persons(contract)),
)
VERSION = Law(
    "governing-version",
    "An amendment changes nothing of a case, or of a day, that an earlier wording governs.",
    _amended,
    check=_governed,
)
LAWS = (ONLY_ELIGIBLE, ONE_LINE, VERSION, PARTS_DIFFER)
