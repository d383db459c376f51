"""What the clauses on money decided, counted from the ledger: prices, limits, shares, and stops."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

from sibdsl.interpret.examples import everywhere, without
from sibdsl.model import terms
from sibdsl.model.contract import Basis, Contract, Share
from sibdsl.model.coverage import Sense
from sibdsl.model.days import in_words
from sibdsl.model.funding import may_be
from sibdsl.model.ledger import CLAIM, Ledger, Line, Waiting
from sibdsl.model.terms import CONTRACT, OWN
from sibdsl.model.truth import UNKNOWN, YES, Truth
from sibdsl.model.walk import walk
from sibdsl.values import changed

Subject: TypeAlias = tuple[str, str]
"""Of what kind, and which: ("case", "PL0001"), ("Cohort", "1"), ("claim", "1 April 2019")."""

Answer: TypeAlias = tuple[str, Sense, Subject, Truth]
"""What a clause decided of one subject, in which sense."""


def _subject(contract: Contract, one: Line | Waiting) -> Subject:
    """Whose a line is: of a case, of a group by its Term, of the contract."""
    if one.case is not None:
        return "case", one.case
    if one.group is None:
        return "contract", ""
    level = next((o.level for o in contract.outcomes if o.name == one.outcome), OWN)
    return (level if level not in (OWN, CONTRACT) else "group"), one.group


def _claim(line: Line) -> Subject:
    return "claim", in_words(line.claim[0])


def of_waiting(contract: Contract, ledger: Ledger) -> Iterator[Answer]:
    """What is not yet known of each outcome, and what lapsed."""
    for one in ledger.waiting:
        yield one.clause, Sense.ACHIEVED, _subject(contract, one), UNKNOWN
    for one in ledger.lapsed:
        yield contract.wait_clause.number, Sense.LAPSED, _subject(contract, one), YES


def of_lines(contract: Contract, ledger: Ledger) -> Iterator[Answer]:
    """What each line of the ledger says of the clauses that made it."""
    outcomes = {outcome.name: outcome for outcome in contract.outcomes}
    for line in ledger.lines:
        subject = _subject(contract, line)
        if line.achieved is not None:
            lost = Truth.of(line.units < line.achieved)
            yield line.clause, Sense.DEDUCTED, _claim(line), lost
            for one in line.counted:
                counted = ("case", one.case)
                yield outcomes[line.outcome].clause.number, Sense.ACHIEVED, counted, YES
        elif line.outcome in outcomes:
            yield outcomes[line.outcome].clause.number, Sense.ACHIEVED, subject, YES
        elif line.outcome != CLAIM:
            yield line.clause, Sense.DUE, _claim(line), YES
        if line.outcome in contract.tariffs:
            yield contract.tariffs[line.outcome].clause.number, Sense.PRICED, subject, YES
        yield from _shares(contract, line, subject)


def _shares(contract: Contract, line: Line, subject: Subject) -> Iterator[Answer]:
    """The clauses that split the line, and whether their payer pays a part of it."""
    paying = {party for party, amount in line.shares if amount}
    whole = line.outcome == CLAIM
    whose = _claim(line) if whole else subject
    for share in contract.shares:
        if _covers(share, line) and (share.basis is Basis.CLAIM) == whole:
            truth = Truth.of(may_be(contract, share.payer, paying))
            yield share.clause.number, Sense.SHARED, whose, truth
    if contract.rest is not None and line.shares:
        truth = Truth.of(may_be(contract, contract.rest.payer, paying))
        yield contract.rest.clause.number, Sense.SHARED, whose, truth


def _covers(share: Share, line: Line) -> bool:
    of = share.outcomes is None or line.outcome in share.outcomes or line.outcome == CLAIM
    return of and (share.due is None or share.due[0] <= line.first_due < share.due[1])


def expected_of_money(contract: Contract) -> Iterator[tuple[str, Sense, str]]:
    """The clauses of limits, shares, deductions and the like, and what each is counted in."""
    for part, sense, whose in _PARTS:
        yield from ((one.clause.number, sense, whose) for one in _every(contract, part))
    if contract.rest is not None:
        yield contract.rest.clause.number, Sense.SHARED, "case"
    if contract.wait is not None:
        yield contract.wait_clause.number, Sense.LAPSED, "case"


_PARTS: Final = (
    ("stops", Sense.CHANGED, "case"),
    ("count_limits", Sense.LIMITED, "case"),
    ("money_limits", Sense.LIMITED, "case"),
    ("shares", Sense.SHARED, "case"),
    ("payer_limits", Sense.CHANGED, "case"),
    ("takes_over", Sense.CHANGED, "case"),
    ("deductions", Sense.DEDUCTED, "claim"),
    ("shortfalls", Sense.DUE, "claim"),
    ("floors", Sense.DUE, "claim"),
    ("reliefs", Sense.DUE, "claim"),
    ("rises", Sense.CHANGED, "case"),
)


# -- Limits, and what else is seen by leaving the clause out --------------------------------------


def of_limits(
    contract: Contract, ledger: Ledger, reckon: Callable[[Contract], Ledger]
) -> Iterator[Answer]:
    """Whom each limit cut; and whom a stop, a clip, a pause or the like made a difference to."""
    limits = {
        *((limit.clause.number, limit.outcomes) for limit in _every(contract, "count_limits")),
        *((limit.clause.number, limit.outcomes) for limit in _every(contract, "money_limits")),
    }
    for line in ledger.lines:
        if line.outcome == CLAIM:
            continue
        cut = {*line.cut_by, line.unpaid_by}
        subject = _subject(contract, line)
        for number, outcomes in limits:
            if outcomes is None or line.outcome in outcomes:
                yield number, Sense.LIMITED, subject, Truth.of(number in cut)
    for clauses, lighter in _lighter(contract):
        if lighter == contract:
            continue
        for subject, truth in _differing(contract, ledger, reckon(lighter)):
            yield from ((clause, Sense.CHANGED, subject, truth) for clause in clauses)


def _lighter(contract: Contract) -> Iterator[tuple[tuple[str, ...], Contract]]:
    """Clauses, and the contract without what they do."""
    definitions = tuple(d for one in contract.wordings for d in one.definitions.values())
    bending = terms.Clip | terms.Pause | terms.Restart | terms.FirstItems
    found = [one.clause.number for one in walk(definitions) if isinstance(one, bending)]
    found += [stop.clause.number for stop in _every(contract, "stops")]
    found += [relief.clause.number for relief in _every(contract, "reliefs")]
    for clause in dict.fromkeys(found):
        if clause:
            yield (clause,), without(contract, clause)
    for limit in _every(contract, "payer_limits"):
        heirs = (t for t in contract.takes_over if set(t.payers) & set(limit.payers))
        clauses = (limit.clause.number, *(heir.clause.number for heir in heirs))
        yield clauses, without(contract, limit.clause.number)
    for rise in _every(contract, "rises"):
        yield (rise.clause.number,), everywhere(contract, _without_rise(rise.clause.number))


def _every(contract: Contract, part: str) -> tuple[Any, ...]:
    """The sentences of that part of the contract, in all its versions."""
    listed = (each for one in contract.wordings for each in getattr(one, part))
    return tuple({each.clause.number: each for each in listed}.values())


def _without_rise(clause: str) -> Callable[[Contract], Contract]:
    def lightened(contract: Contract) -> Contract:
        left = tuple(rise for rise in contract.rises if rise.clause.number != clause)
        return changed(contract, rises=left)

    return lightened


def _differing(
    contract: Contract, ledger: Ledger, other: Ledger
) -> Iterator[tuple[Subject, Truth]]:
    """Everyone who is paid under either contract, and whether they are paid otherwise."""
    first = _by_subject(contract, ledger.lines)
    second = _by_subject(contract, other.lines)
    for subject in {**first, **second}:
        yield subject, Truth.of(first.get(subject) != second.get(subject))


def _by_subject(contract: Contract, lines: Iterable[Line]) -> dict[Subject, list[Line]]:
    found: dict[Subject, list[Line]] = {}
    for line in lines:
        found.setdefault(_subject(contract, line), []).append(line)
    return found
