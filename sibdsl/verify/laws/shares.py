"""Laws of the amounts: shares add up, nothing is negative, relief stands in place of payments."""

from collections import Counter
from collections.abc import Iterator

from sibdsl.model.contract import Basis, Contract
from sibdsl.model.ledger import CLAIM, DaySpan, Line
from sibdsl.model.money import Money
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Law, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.paid import paid_units, said


def _add_up(trial: Trial) -> Iterator[Conflict]:
    """Lines whose shares are not what is paid; of shares of a claim, the claims."""
    by_claim = any(share.basis is Basis.CLAIM for share in _shares(trial.contract))
    paid: Counter[DaySpan] = Counter()
    shared: Counter[DaySpan] = Counter()
    for line in trial.ledger.lines:
        shares = sum(amount.pence for _, amount in line.shares)
        if by_claim:
            paid[line.claim] += 0 if line.outcome == CLAIM else line.paid.pence
            shared[line.claim] += shares
        elif shares != line.paid.pence:
            yield _apart(line, shares)
    # The share of a claim stands on it once its last day has come.
    done = {line.claim for line in trial.ledger.lines if line.outcome == CLAIM}
    for claim in paid:
        if claim in done and paid[claim] != shared[claim]:
            words = f"A claim comes to {Money(paid[claim])}, its shares to {Money(shared[claim])}."
            yield Conflict(words, days=claim)


def _apart(line: Line, shares: int) -> Conflict:
    words = f"{said(line)}: its shares come to {Money(shares)}."
    return Conflict(words, (line,), (line.clause,), (line.first_due, line.last_due + 1))


def _shares(contract: Contract) -> Iterator:  # type: ignore[type-arg]
    return (share for version in contract.wordings for share in version.shares)


def _shared(contract: Contract) -> Iterator[str]:
    for version in contract.wordings:
        yield from (share.clause.number for share in version.shares)
        if version.rest is not None:
            yield version.rest.clause.number


def _negative(trial: Trial) -> Iterator[Conflict]:
    for line in trial.ledger.lines:
        amounts = [line.gross.pence, line.paid.pence, *(m.pence for _, m in line.shares)]
        if min(amounts) < 0 or line.units < 0:
            words = f"{said(line)} holds {Money(min(amounts))}."
            yield Conflict(words, (line,), (line.clause,), (line.first_due, line.last_due + 1))


def _relieved(trial: Trial) -> Iterator[Conflict]:
    for relief in trial.contract.reliefs:
        for unit in paid_units(trial.ledger):
            if relief.span[0] <= unit.last_due < relief.span[1]:
                words = (
                    f"{said(unit)} is paid beside the relief of clause {relief.clause.number}, "
                    "which stands in its place."
                )
                clauses = (relief.clause.number, unit.clause)
                yield Conflict(words, (unit,), clauses, relief.span)
                break


SHARES = Law(
    "shares-add-up",
    "The shares of each payment, or of each claim, add up to what is paid.",
    _shared,
    check=_add_up,
)
NOT_NEGATIVE = Law(
    "nothing-negative",
    "No payment, and no share of one, is less than nothing.",
    lambda contract: core.clauses_of(contract.outcomes),
    check=_negative,
)
RELIEF = Law(
    "relief-replaces",
    "Relief stands in place of the payments of its days, and is never added to them.",
    lambda contract: (relief.clause.number for relief in contract.reliefs),
    check=_relieved,
)
LAWS = (SHARES, NOT_NEGATIVE, RELIEF)
