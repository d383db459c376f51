"""The worked examples of Manchester, against the dumb evaluator."""

import manchester as m
import manchester_examples as examples
import payments as pay
import pytest
from generate import CONTRACTS

EXAMPLES = examples.read_examples(CONTRACTS / "manchester" / "contract.sib")


def paid(units: list[pay.Unit]) -> dict[str, int]:
    """What each outcome and each party pays; nothing that is nought."""
    totals: dict[str, int] = {}
    for unit in units:
        for name, amount in [(unit.outcome, unit.paid), *unit.shares.items()]:
            totals[name] = totals.get(name, 0) + amount
    return {name: amount for name, amount in totals.items() if amount}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_pays_what_is_said(example: examples.Example) -> None:
    computed = paid(m.settle([example.case], termination=example.termination))
    if not set(m.PAYERS) & set(example.pays):
        computed = {name: amount for name, amount in computed.items() if name not in m.PAYERS}

    assert computed == example.pays


@pytest.mark.parametrize("example", [x for x in EXAMPLES if x.clause], ids=lambda x: x.name)
def test_clause_is_in_the_way(example: examples.Example) -> None:
    assert example.clause in examples.in_the_way(example)


def test_half_pay_nothing_and_say_why() -> None:
    assert 2 * len([x for x in EXAMPLES if x.clause]) >= len(EXAMPLES) >= 10
