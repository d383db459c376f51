"""Versions that differ in prices alone are read once; what each pays is still its own."""

from typing import Any

import pytest
from agreeing import drawn_of
from attrs import evolve
from ledgers import ROOT, between, meant

from sibdsl.columns import from_histories
from sibdsl.engine import evaluate as engine
from sibdsl.engine.ledger import evaluate
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract

DN2 = meant(ROOT / "contracts/dn2/contract.sib")


def with_a_later_stop(contract: Contract) -> Contract:
    """*contract*, the last version of which no longer stops anything."""
    *before, last = contract.versions
    free = evolve(last, contract=evolve(last.contract, stops=()))
    return evolve(contract, versions=(*before, free))


@pytest.mark.parametrize(
    ("contract", "times"), [(DN2.contract, 1), (with_a_later_stop(DN2.contract), 2)]
)
def test_a_trigger_is_read_once_for_versions_that_achieve_the_same(
    contract: Contract, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    found = engine.found

    def counted(scope: Any, outcome: Any, *given: Any) -> Any:
        read.append(outcome.name)
        return found(scope, outcome, *given)

    monkeypatch.setattr(engine, "found", counted)
    for histories in list(drawn_of(DN2, 6, seed=3, together=6))[1:]:
        computed = evaluate(contract, from_histories(contract, histories))
        assert list(between(evaluate_in_short(contract, histories), computed)) == []
    assert len(read) == times * len(contract.outcomes)
