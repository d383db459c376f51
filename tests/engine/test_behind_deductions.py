"""What stands behind a deduction is listed as the interpreter lists it, whatever parts it."""

from collections.abc import Callable

import pytest
from agreeing import drawn_of
from attrs import evolve
from ledgers import ROOT, between, meant

from sibdsl.columns import from_histories
from sibdsl.engine.ledger import evaluate
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.calendar import Cycle
from sibdsl.model.contract import Contract, CountLimit, PayerLimit, Share
from sibdsl.model.money import Money

NORFOLK = meant(ROOT / "contracts/norfolk/contract.sib")
DAYS = "Edge of Care Day"


def in_all(contract: Contract, change: Callable[[Contract], Contract]) -> Contract:
    """*contract*, changed in every version."""
    versions = tuple(evolve(v, contract=change(v.contract)) for v in contract.versions)
    return evolve(change(contract), versions=versions)


def smaller(limit: PayerLimit) -> PayerLimit:
    return evolve(limit, amount=Money(limit.amount.pence // 1000))


def shrunk(contract: Contract) -> Contract:
    return evolve(contract, payer_limits=tuple(map(smaller, contract.payer_limits)))


def a_year(contract: Contract) -> Contract:
    limits = tuple(evolve(limit, cycle=Cycle.FINANCIAL_YEAR) for limit in contract.payer_limits)
    return shrunk(evolve(contract, payer_limits=limits))


def for_each_case(contract: Contract) -> Contract:
    return evolve(
        contract, deductions=tuple(evolve(d, each_case=True) for d in contract.deductions)
    )


def by_number(contract: Contract) -> Contract:
    return evolve(contract, count_limits=(CountLimit(20, (DAYS,), contract.deductions[0].clause),))


def until_a_day(contract: Contract) -> Contract:
    """Shares that are another's from a day on: everything is looked at by its due day."""

    def of(share: Share) -> Share:
        return evolve(share, due=(contract.term[0], contract.term[0] + 700))

    return evolve(contract, shares=tuple(map(of, contract.shares)))


MEANT = NORFOLK.contract
CHANGED = {
    "as signed": MEANT,
    "limits shrunk": in_all(MEANT, shrunk),
    "limits shrunk in the first version": shrunk(MEANT),
    "limits of each year": in_all(MEANT, a_year),
    "of each case": in_all(MEANT, for_each_case),
    "of each case, limits of each year": in_all(in_all(MEANT, for_each_case), a_year),
    "limits by number": in_all(MEANT, by_number),
    "shares until a day": in_all(MEANT, until_a_day),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_counted_is_listed_alike(name: str) -> None:
    behind = 0
    for histories in drawn_of(NORFOLK, 6, seed=4, together=6):
        told = evaluate_in_short(CHANGED[name], histories)
        computed = evaluate(CHANGED[name], from_histories(CHANGED[name], histories))
        assert list(between(told, computed)) == []
        behind += sum(len(line.counted) for line in computed.lines)
    assert behind >= 3


def test_pieces_behind_a_deduction_are_listed_one_by_one() -> None:
    read = meant(ROOT / "contracts/manchester/contract.sib")
    [rule] = MEANT.deductions
    rules = tuple(evolve(rule, outcome=outcome.name) for outcome in read.contract.outcomes)
    contract = in_all(read.contract, lambda one: evolve(one, deductions=rules))
    units = []
    for histories in drawn_of(read, 6, seed=4, together=6):
        told = evaluate_in_short(contract, histories)
        computed = evaluate(contract, from_histories(contract, histories))
        assert list(between(told, computed)) == []
        units += [one.units for line in computed.lines for one in line.counted]
    assert len(units) > 20
    assert set(units) == {1}
