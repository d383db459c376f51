"""Laws of who is eligible, and by which version: nobody else is paid, nothing reaches back."""

from collections import Counter
from collections.abc import Iterator

from attrs import evolve
from hypothesis import strategies as st

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model import terms
from sibdsl.model.contract import Contract, Version
from sibdsl.model.days import EARLIEST, Day, in_words
from sibdsl.model.histories import Case, Histories
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.once import once
from sibdsl.model.truth import YES
from sibdsl.model.verdicts import Conflict
from sibdsl.questions.core import clause_of_eligibility
from sibdsl.values import changed
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.days import anchors, plain_day
from sibdsl.verify.laws.paid import one_day, paid_units, said, units
from sibdsl.verify.laws.plain import Plain
from sibdsl.verify.laws.varying import a_case, reading_of, with_case


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
        for one in (trial.contract.wordings if version is None else (version,))
    )


def _restricted(contract: Contract) -> Iterator[str]:
    if contract.eligibility != terms.ALWAYS:
        yield clause_of_eligibility(contract).number


@once
def _dates_of_entry(contract: Contract) -> tuple[str, ...]:
    """The dates of a person on which it hangs, by some version, who is eligible."""
    whole = (core.below(one, one.eligibility) for one in contract.wordings)
    dates = (node for nodes in whole for node in nodes if isinstance(node, terms.FactDay))
    return tuple(dict.fromkeys(node.name for node in dates if node.whose == terms.OWN))


def _of_another_age(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """In the second one person is some years older or younger: of whom versions may differ."""
    case, names = a_case(histories, draw), _dates_of_entry(contract)
    if case is None or not names:
        return None
    name, years = draw(st.sampled_from(names)), draw(st.integers(-6, 6))
    born = case.facts.get(name)
    if not isinstance(born, int) or not years:
        return None
    other = evolve(case, facts={**case.facts, name: born + 365 * years})
    return with_case(histories, case, other)


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
    pair=Pair(_of_another_age, lambda _, second: _governed(second)),
)
