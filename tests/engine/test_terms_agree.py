"""Every term of every contract means in columns what it means to the interpreter, row by row."""

from collections import Counter
from pathlib import Path

import pytest
from side_by_side import asked, beside, joined

from sibdsl import api
from sibdsl.model.lowered import Lowered
from sibdsl.verify.strategies import drawn

CONTRACTS = Path(__file__).parents[2] / "contracts"
NAMES = tuple(sorted(folder.parent.name for folder in CONTRACTS.glob("*/contract.sib")))


def of(name: str) -> Lowered:
    found = api.load(CONTRACTS / name / "contract.sib").lowered
    assert found is not None
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_term_of_a_contract_means_the_same_in_columns(name: str) -> None:
    found = of(name)
    listed = list(drawn(found.contract, found.examples, 9, seed=20))

    differing: Counter[str] = Counter()
    for histories in (joined(listed[:8]), listed[8]):
        for contract in (found.contract, *(v.contract for v in found.contract.versions)):
            for term, at in asked(contract, beside(contract, histories)):
                differing.update(type(part).__name__ for part, *_ in at.differing(term))

    assert not differing
