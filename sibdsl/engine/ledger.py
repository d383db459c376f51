"""The columns of a ledger as the model has it, for small data."""

from collections.abc import Iterator, Mapping

from sibdsl.columns import Records
from sibdsl.engine.drafts import NONE, Desk
from sibdsl.engine.evaluate import Reckoned, reckoned
from sibdsl.engine.proof import rows_of
from sibdsl.engine.waiting import as_model
from sibdsl.model.contract import Contract
from sibdsl.model.funding import payers
from sibdsl.model.ledger import Counted, Ledger, Line
from sibdsl.model.money import Money


def evaluate(contract: Contract, records: Records) -> Ledger:
    """Every payment due on *records*, and what is not yet known, without the facts it waits for."""
    found = reckoned(contract, records)
    return Ledger(
        contract.title,
        contract.digest,
        found.as_at,
        tuple(evaluate_lines(found)),
        as_model(found.desk, found.waiting),
        as_model(found.desk, found.lapsed),
        cases=found.cases,
        eligible=found.eligible,
        payers=payers(contract),
    )


def evaluate_lines(found: Reckoned) -> Iterator[Line]:
    """The lines one after another, in the order of the ledger."""
    behind = _behind(found.desk)
    return (_line(found, at, behind) for at in range(len(found.lines)))


def _line(found: Reckoned, at: int, behind: Mapping[int, tuple[Counted, ...]]) -> Line:
    desk, one = found.desk, found.lines
    names, last = list(desk.rank), int(one.last_due[at])
    batch = None if one.batch[at] == NONE else desk.batches[int(one.batch[at])]
    pays = [party for party, there in zip(desk.parties, one.pays[at], strict=True) if there]
    pence = dict(zip(desk.parties, one.shares[at].tolist(), strict=True))
    return Line(
        case=_text(desk, int(one.case[at])),
        outcome=names[int(one.outcome[at])],
        clause=desk.clauses[int(one.clause[at])],
        first_due=int(one.first_due[at]),
        last_due=last,
        evidence=(int(one.first[at]), int(one.after[at])) if one.proven[at] else None,
        units=int(one.units[at]),
        gross=Money(int(one.gross[at])),
        paid=Money(int(one.paid[at])),
        claim=(int(one.claim_first[at]), int(one.claim_after[at])),
        unpaid_by=None if one.unpaid[at] == NONE else desk.clauses[int(one.unpaid[at])],
        cut_by=desk.cuts[int(one.cut[at])],
        shares=tuple((party, Money(pence[party])) for party in sorted(pays)),
        rows=rows_of(batch, int(one.row[at]), last) if batch is not None else (),
        group=_text(desk, int(one.group[at])),
        achieved=None if one.achieved[at] == NONE else int(one.achieved[at]),
        counted=behind.get(int(one.counted[at]), ()),
    )


def _text(desk: Desk, number: int) -> str | None:
    return None if number == NONE else desk.course.texts[number]


def _behind(desk: Desk) -> Mapping[int, tuple[Counted, ...]]:
    """What stands behind each payment that a deduction leaves."""
    found: dict[int, list[Counted]] = {}
    for one in desk.counted:
        units = one.units
        for at, payment in enumerate(one.payment.tolist()):
            evidence = (int(units.first[at]), int(units.after[at])) if units.proven[at] else None
            case = _text(desk, int(one.case[at])) or ""
            found.setdefault(payment, []).append(Counted(case, evidence, int(units.count[at])))
    return {payment: tuple(listed) for payment, listed in found.items()}
