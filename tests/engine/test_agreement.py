"""The engine pays what the interpreter says, line by line, on the case data of every scheme."""

from pathlib import Path

import pytest
from attrs import evolve
from ledgers import SCHEMES, differences, meant

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.histories import Histories

A_FEW = 60
"""So many cases of a scheme are enough: the interpreter takes its time."""


def read(path: Path) -> tuple[Contract, Histories]:
    contract = meant(path).contract
    histories = api.read_cases(contract, [path.parent / "cases"]).histories
    return contract, evolve(histories, cases=histories.cases[:A_FEW])


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_the_ledger_of_the_scheme_is_the_same(path: Path) -> None:
    assert differences(*read(path)) == []


def test_and_while_much_is_not_known() -> None:
    path = next(path for path in SCHEMES if path.parent.name == "manchester")
    contract, histories = read(path)

    for day in days_of(contract):
        assert differences(contract, histories.as_at(day)) == []


def days_of(contract: Contract) -> list[Day]:
    """A few days within the term."""
    start, end = contract.term
    return [start + (end - start) * part // 4 for part in (1, 2)]
