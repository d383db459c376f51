"""Statements of the worked examples of contracts that use each kind of limit, claim after claim."""

from itertools import pairwise

import pytest
from stating import ROOT

from sibdsl import api
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Example
from sibdsl.model.ledger import RELIEF
from sibdsl.model.money import NOTHING
from sibdsl.model.statement import Statement
from sibdsl.records.reading import Reading
from sibdsl.render.statement_made import Basis, as_if_claimed, stated

SMALL = ("limits", "payers", "relief", "amended-by-due-day")


def statements(contract: Contract, example: Example) -> list[Statement]:
    """One of each claim in which anything is due, the ledger of the day before it as claimed."""
    reading = Reading(example.given, (), (), ())
    whole = evaluate_in_short(contract, example.given)
    made = []
    for period in sorted({line.claim for line in whole.lines}):
        days = min(whole.as_at, period[1] - 1), period[0] - 1
        now, before = (evaluate_in_short(contract, example.given.as_at(day)) for day in days)
        made.append(stated(Basis(contract, reading, now, period, (as_if_claimed(before),))))
        assert made[-1].settled.before + made[-1].settled.paid == now.paid
    return made


@pytest.mark.parametrize("name", SMALL)
def test_each_statement_takes_up_where_the_last_ended_and_keeps_its_limits(name: str) -> None:
    read = api.load(ROOT / f"tests/mechanics/{name}.sib").lowered
    assert read is not None
    count = 0
    for example in read.examples:
        made = statements(read.contract, example)
        count += len(made)
        for one in made:
            assert sum((due.pay for due in one.dues), NOTHING) == sum(
                one.settled.paid_by().values(), NOTHING
            )
            for p in one.positions:
                assert 0 <= p.before.pence <= p.after.pence <= p.limit.pence
                assert p.beyond.pence >= 0
                assert not p.beyond or not p.left, "nothing is beyond a limit that has some left"
            assert all(0 <= r.before <= r.now <= r.under for r in one.reached)
        for one, other in pairwise(made):
            left = {(p.clause, p.scope): p.after for p in one.positions}
            for p in other.positions:
                before = left.get((p.clause, p.scope), p.before)
                assert before == p.before or one.period[1] != other.period[0]
    assert count >= 5


def test_what_is_paid_in_place_of_payments_is_stated() -> None:
    """Relief is a line of its own, and uses up no limit."""
    read = api.load(ROOT / "tests/mechanics/relief.sib").lowered
    assert read is not None
    made = [one for example in read.examples for one in statements(read.contract, example)]
    with_relief = [one for one in made if any(due.outcome == RELIEF for due in one.dues)]

    assert with_relief
    for one in with_relief:
        relief = [due for due in one.dues if due.outcome == RELIEF]
        others = sum((due.pay for due in one.dues if due not in relief), NOTHING)
        for p in one.positions:
            assert p.party is not None or p.now == others
