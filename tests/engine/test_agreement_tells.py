"""That the two evaluators agree says something: every kind of term and rule of money was met."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from agreeing import drawn_of
from ledgers import ROOT, SCHEMES, SMALL, between, meant
from watching import KINDS, counting, hooked

from sibdsl.columns import from_histories
from sibdsl.engine.ledger import evaluate
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger

MECHANICS: Final = sorted((ROOT / "tests/mechanics").glob("*.sib"))
LOOPHOLES: Final = (
    ROOT / "tests/loopholes/10-clock-restart/hole.sib",
    ROOT / "tests/loopholes/19-outside-the-window/guarded.sib",
)
CONTRACTS: Final = (*SMALL, *MECHANICS, *LOOPHOLES, *SCHEMES)
EVERY: Final = [kind for kinds in KINDS.values() for kind in kinds]

Case = tuple[Contract, Histories, Ledger]


@cache
def cases(path: Path) -> tuple[Case, ...]:
    """Drawn histories of a contract and what the interpreter says of them."""
    read = meant(path)
    drawn = list(drawn_of(read, 12, seed=5, together=6))[1:]
    return tuple((read.contract, one, evaluate_in_short(read.contract, one)) for one in drawn)


@cache
def met(path: Path) -> Mapping[str, int]:
    """How many rows of each kind of term the engine read for them."""
    seen: Counter[str] = Counter()
    with hooked(counting(seen)):
        for contract, histories, told in cases(path):
            assert (
                list(between(told, evaluate(contract, from_histories(contract, histories)))) == []
            )
    return seen


def test_every_kind_of_term_is_read() -> None:
    seen: Counter[str] = Counter()
    for path in CONTRACTS:
        seen.update(met(path))
    wanted = [kind.__name__ for kind in EVERY]
    wanted += ["Restart that moves", "Pause that moves"]
    assert [name for name in wanted if not seen[name]] == []


def test_every_rule_of_money_is_met() -> None:
    lines = [line for path in CONTRACTS for _, _, told in cases(path) for line in told.lines]
    assert any(line.cut_by for line in lines)
    assert any(line.unpaid_by is not None for line in lines)
    assert any(line.counted for line in lines)
    assert any(line.group is not None for line in lines)
    amounts = [[amount.pence for _, amount in line.shares] for line in lines]
    assert any(len(of) > 1 and len(set(of)) > 1 for of in amounts)
    assert any(told.lapsed for path in CONTRACTS for _, _, told in cases(path))
