"""Two contracts that mean different things are never restated in the same words.

The slips of drafters (`after` for `beginning with`, a grid for runs, 8 for 7) are put into whole
contracts; what the lawyer then reads has to be something else.
"""

from pathlib import Path

import pytest
from attrs import evolve

from sibdsl.model.contract import Contract
from sibdsl.pipeline import loaded
from sibdsl.render.restated import of_core
from sibdsl.render.restated.claims import governs
from sibdsl.source import Source
from sibdsl.syntax import forms
from sibdsl.verify.mutants_made import made

CONTRACTS = Path(__file__).parents[2] / "contracts"


def said(contract: Contract) -> tuple[object, ...]:
    """All that is said of every version of *contract*, worked examples aside."""
    versions = (contract, *(version.contract for version in contract.versions))
    return (governs(contract), contract.joined_by, [list(of_core(each)) for each in versions])


@pytest.mark.parametrize("name", ["birmingham", "essex", "gloucestershire", "peterborough"])
def test_every_slip_shows(name: str) -> None:
    text = (CONTRACTS / name / "contract.sib").read_text(encoding="utf-8")
    read = loaded(Source("contract.sib", text))
    assert read.lowered is not None
    contract = read.lowered.contract
    clauses = (c for c in read.document.clauses if not isinstance(c.form, forms.Example))
    slips = list(made(evolve(read.document, clauses=tuple(clauses)), contract))

    assert len(slips) > 40
    as_meant = said(contract)
    assert [slip.edit for slip in slips if said(slip.contract) == as_meant] == []
