"""The worked examples of Peterborough, and the figures of its case files, by the dumb evaluator."""

from fractions import Fraction

import peterborough as p
import peterborough_examples as examples
import pytest
from generate import CONTRACTS

FOLDER = CONTRACTS / "peterborough"
EXAMPLES = examples.read_examples(FOLDER / "contract.sib")
OF_MEN = [x for x in EXAMPLES if x.count is not None]
OF_MONEY = [x for x in EXAMPLES if x.count is None]


def paid(lines: list[p.Line]) -> dict[str, int]:
    """What each outcome and each party pays."""
    totals: dict[str, int] = {}
    for line in lines:
        for name, amount in ((line.outcome, line.paid), *zip(p.PAYERS, line.shares, strict=True)):
            totals[name] = totals.get(name, 0) + amount
    return totals


@pytest.mark.parametrize("example", OF_MONEY, ids=lambda example: example.name)
def test_pays_what_is_said(example: examples.Example) -> None:
    computed = paid(p.settle(example.world))
    if not set(p.PAYERS) & set(example.pays):
        computed = {name: sum_ for name, sum_ in computed.items() if name not in p.PAYERS}

    assert computed == example.pays


@pytest.mark.parametrize("example", OF_MEN, ids=lambda example: example.name)
def test_counts_what_is_said(example: examples.Example) -> None:
    assert [p.reconvictions(man) for man in example.world.men] == [example.count]


@pytest.mark.parametrize("example", [x for x in EXAMPLES if x.clause], ids=lambda x: x.name)
def test_clause_is_in_the_way(example: examples.Example) -> None:
    assert example.clause in examples.in_the_way(example.world)


def test_half_pay_nothing_and_say_why() -> None:
    assert 2 * len([x for x in EXAMPLES if x.clause]) >= len(EXAMPLES) >= 10


@pytest.mark.parametrize(("cohort", "men", "of_100"), [("One", 1000, 142), ("Two", 960, 145)])
def test_figures_of_the_cohorts(cohort: str, men: int, of_100: int) -> None:
    world = p.read(FOLDER / "cases")

    assert len(p.members(world, cohort) or []) == men
    assert p.frequency(world, cohort) == of_100


def test_pooled_figures() -> None:
    assert p.pooled(p.read(FOLDER / "cases")) == (2812, Fraction(30908, 10))
