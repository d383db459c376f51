"""Measures that are given outright of some and not of others, as worked examples may."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from agreeing import drawn_of
from attrs import evolve
from ledgers import ROOT, SMALL, between, meant

from sibdsl.columns import from_histories
from sibdsl.engine.ledger import evaluate
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.histories import Case, Histories
from sibdsl.model.terms import CONTRACT, OWN

MECHANICS = ("amended-by-due-day", "amended-definitions", "cohorts", "prices", "units")
HOLDING = [
    *(path for path in SMALL if path.stem in ("cohorts", "measures")),
    *(ROOT / "tests/mechanics" / f"{name}.sib" for name in MECHANICS),
    *(ROOT / "contracts" / name / "contract.sib" for name in ("essex", "peterborough")),
]
"""Contracts with measures: of persons, of groups, of the whole contract, and of each quarter."""


def given_some(contract: Contract, told: Histories, chance: Random) -> Histories:
    """*told*, with measures given outright of about half of all that they are of."""

    def of(case: Case, level: str) -> Case:
        names = sorted(name for name, it in contract.definitions.items() if it.level == level)
        numbers = {
            name: chance.choice((None, 0, 3, 40, Fraction(9, 100)))
            for name in names
            if chance.randrange(2)
        }
        return evolve(case, facts={**case.facts, **numbers})

    return evolve(
        told,
        cases=tuple(of(case, OWN) for case in told.cases),
        contract=of(told.contract, CONTRACT),
        groups={term: tuple(of(g, term) for g in listed) for term, listed in told.groups.items()},
    )


def tried(path: Path) -> Iterator[tuple[Contract, Histories, Histories]]:
    read, chance = meant(path), Random(3)  # noqa: S311
    for told in drawn_of(read, 8, seed=2, together=4):
        yield read.contract, told, given_some(read.contract, told, chance)


@pytest.mark.parametrize("path", HOLDING, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_given_of_some_is_worked_out_of_the_others(path: Path) -> None:
    for contract, _, given in tried(path):
        computed = evaluate(contract, from_histories(contract, given))
        assert list(between(evaluate_in_short(contract, given), computed)) == []


def test_and_it_matters() -> None:
    """The numbers change what is due in most of those contracts."""
    changed = {
        path
        for path in HOLDING
        for contract, told, given in tried(path)
        if evaluate_in_short(contract, told).lines != evaluate_in_short(contract, given).lines
    }
    assert len(changed) > len(HOLDING) // 2
