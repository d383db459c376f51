"""The worked examples of Essex, against its dumb evaluator."""

from datetime import timedelta

import essex
import norfolk_examples as said
import pytest
from generate import CONTRACTS

EXAMPLES = said.read_examples(CONTRACTS / "essex" / "contract.sib")


def paid(example: said.Said) -> int:
    """What is paid by the day of the example, in pence."""
    lines = essex.settle(example.cases, example.by, example.termination, example.given)
    return sum(line.paid for line in lines)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_pays_what_it_says(example: said.Said) -> None:
    assert set(example.pays.values()) <= {paid(example)}
    assert example.pays or paid(example) == 0


@pytest.mark.parametrize("example", [x for x in EXAMPLES if x.clause], ids=lambda x: x.name)
def test_the_clause_named_is_in_the_way(
    example: said.Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = None if example.clause == "5.2" else example.termination
    reasons = {
        clause
        for case in example.cases
        for clause, truth in essex.conditions(case, end).items()
        if truth is not True
    }
    totals = essex.net_days_saved(example.cases, example.by, end).values()
    if not reasons and not any(total.least == total.most >= 1 for total in totals):
        reasons.add("5.1")
    if example.clause == "3.9":
        days = timedelta(days=899)
        uncut = {case.number: case.first("Referral") for case in example.cases}
        monkeypatch.setattr(
            essex, "tracking", lambda case: (uncut[case.number], uncut[case.number] + days)
        )
    if not reasons - {"5.1"} and paid(example._replace(termination=end)):
        reasons.add(example.clause)

    assert example.clause in reasons


def test_half_pay_nothing_and_say_why() -> None:
    assert 2 * len([x for x in EXAMPLES if x.clause]) >= len(EXAMPLES) >= 10


def test_a_child_who_is_not_settled_widens_the_figure_by_what_the_child_may_save() -> None:
    example = next(x for x in EXAMPLES if x.name.endswith("changes the figure"))
    (total,) = essex.net_days_saved(example.cases, example.by).values()

    assert [float(end) for end in total] == [33, 49.5]
