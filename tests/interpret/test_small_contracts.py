"""Small contracts, each of a few forms, whose worked examples say by hand what must be paid."""

from functools import cache
from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.pipeline import Loaded

FOLDER = Path(__file__).parent / "contracts"
CONTRACTS = sorted(path.name for path in FOLDER.glob("*.sib"))
FLAGGED = {"periods.sib": [("SIB411", "5.13")]}
"""Warnings that belong to what is shown: 18 years after a date of birth is no birthday."""


@cache
def contract(name: str) -> Loaded:
    """The contract in the file of that name."""
    return api.load(FOLDER / name)


def examples() -> list[tuple[str, str]]:
    """The file and the name of every worked example."""
    found = []
    for name in CONTRACTS:
        lowered = contract(name).lowered
        found += [(name, example.name) for example in lowered.examples] if lowered else []
    return found


@pytest.mark.parametrize("name", CONTRACTS)
def test_nothing_is_wrong_with_the_contract(name: str) -> None:
    found = [(f.code.number, f.clause) for f in contract(name).findings]
    assert found == FLAGGED.get(name, [])


@pytest.mark.parametrize(("name", "example"), examples())
def test_example(name: str, example: str) -> None:
    lowered = contract(name).lowered
    assert lowered is not None
    given = [each for each in lowered.examples if each.name == example]
    results = api.examples(lowered.contract, given)
    assert [result.wrong for result in results] == [()]
