"""On which contracts an argument stands: what it takes for granted has to be so on its terms.

Where a contract does not fit, nothing is proved of it, and the law is left to the search.
"""

from collections.abc import Iterator
from itertools import combinations

from sibdsl.model.contract import (
    Basis,
    Contract,
    EachDay,
    EachPiece,
    EachRun,
    Outcome,
    Rest,
    Share,
)
from sibdsl.model.terms import (
    OWN,
    AllOf,
    Condition,
    DueDay,
    Fact,
    IsOneOf,
    Named,
    Pause,
    Stated,
)
from sibdsl.model.walk import all_of_kind
from sibdsl.questions.core import days_are_evidence


def only_outcomes_pay(contract: Contract) -> bool:
    """Whether nothing is paid beside outcomes: no shortfall, floor or relief, in any version."""
    return not any(c.shortfalls or c.floors or c.reliefs for c in contract.wordings)


def limited(contract: Contract) -> bool:
    """Whether limits stay as signed, bind every payment under them, and shares go one way."""
    same = all(_limits(c) == _limits(contract) for c in contract.wordings)
    of_one = any(limit.each is not None for limit in contract.money_limits)
    of_one = of_one or any(limit.each is not None for limit in contract.payer_limits)
    pooled = of_one and any(c.deductions for c in contract.wordings)
    return same and not pooled and only_outcomes_pay(contract) and handed_one_way(contract)


def _limits(contract: Contract) -> tuple[object, ...]:
    return contract.money_limits, contract.payer_limits, contract.count_limits


def handed_one_way(contract: Contract) -> bool:
    """Whether no party can be handed back, straight or through others, what it handed on."""
    parties = {p for c in contract.wordings for limit in c.payer_limits for p in limit.payers}
    heirs = {p: {q for c in contract.wordings for q in _heirs(c, p)} & parties for p in parties}
    left = set(parties)
    while left:
        free = {p for p in left if not any(p in heirs[q] for q in left if q != p)}
        if not free:
            return False
        left -= free
    return True


def _heirs(contract: Contract, giver: str) -> Iterator[str]:
    """Who may take over a share of *giver*; a payer of the record may be any commissioner."""
    for rule in contract.takes_over:
        if giver in rule.payers and rule.heir is not None:
            if isinstance(rule.heir, Named):
                yield rule.heir.party
            else:
                yield from contract.parties("commissioner")


def shared(contract: Contract) -> bool:
    """Whether every payment is shared by clauses, in whole pence, and no limit cuts a claim."""
    return only_outcomes_pay(contract) and all(
        bool(c.shares or c.rest) and _in_pence(c) and not _claims_are_cut(c)
        for c in contract.wordings
    )


def _claims_are_cut(contract: Contract) -> bool:
    """Whether what a limit takes off a share of a whole claim may be paid by nobody."""
    handed = {p for rule in contract.takes_over if rule.heir is not None for p in rule.payers}
    limited_ones = {p for limit in contract.payer_limits for p in limit.payers}
    return _of_claims(contract) and not limited_ones <= handed


def _in_pence(contract: Contract) -> bool:
    roundings = (share.rounding for share in contract.shares if share.rounding is not None)
    return all(rounding.grain.denominator == 1 for rounding in roundings)


def _of_claims(contract: Contract) -> bool:
    return any(share.basis is Basis.CLAIM for share in contract.shares)


def never_negative(contract: Contract) -> bool:
    """Whether all that is paid is a price, cut and shared, for a whole number of achievements."""
    return shared(contract) and all(
        rule.rounding.grain.denominator == 1 for c in contract.wordings for rule in c.deductions
    )


def due_when_achieved(contract: Contract) -> bool:
    """Whether each line falls due as its outcome does, in one term: none at the end of a claim."""
    return only_outcomes_pay(contract) and all(
        c.term == contract.term and not c.deductions and not _of_claims(c)
        for c in contract.wordings
    )


def of_days(contract: Contract) -> tuple[Outcome, ...]:
    """The outcomes whose payments stand on days."""
    return tuple(
        outcome
        for outcome in contract.outcomes
        if days_are_evidence(contract, outcome)
        or isinstance(outcome.trigger, EachDay | EachRun | EachPiece)
    )


def days_once(contract: Contract) -> bool:
    """Whether outcomes that stand on days are each of one person and one period, and apart.

    A case has one version for good, and no two of them can be achieved in one case: each asks the
    same fact of it for another answer.
    """
    governed = contract.governed_by is not None and not isinstance(contract.governed_by, DueDay)
    if contract.versions and not governed:
        return False
    return bool(of_days(contract)) and all(_apart(of_days(c)) for c in contract.wordings)


def _apart(outcomes: tuple[Outcome, ...]) -> bool:
    single = all(outcome.index is None and outcome.level == OWN for outcome in outcomes)
    return single and all(_exclude(one, other) for one, other in combinations(outcomes, 2))


def _exclude(one: Outcome, other: Outcome) -> bool:
    """Whether a fact of the person allows one of two outcomes at the most."""
    first, second = _asked(one.condition), _asked(other.condition)
    return any(
        a.value == b.value and not set(a.options) & set(b.options) for a in first for b in second
    )


def _asked(condition: Condition) -> tuple[IsOneOf, ...]:
    """What has to hold of facts of the person, whatever else is asked."""
    match condition:
        case Stated(_, inner):
            return _asked(inner)
        case AllOf(parts):
            return tuple(each for part in parts for each in _asked(part))
        case IsOneOf(Fact()):
            return (condition,)
        case _:
            return ()


def funded_by(contract: Contract) -> tuple[Share | Rest, ...]:
    """The sentences that say who pays."""
    return (*contract.shares, *((contract.rest,) if contract.rest is not None else ()))


def without_pauses(contract: Contract) -> bool:
    """Whether every period runs on: no run is counted over the days of a pause."""
    meanings = (d.meaning for c in contract.wordings for d in c.definitions.values())
    return not any(any(all_of_kind(meaning, Pause)) for meaning in meanings)
