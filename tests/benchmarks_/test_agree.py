"""The long run tells the first difference, with what is needed to see it again."""

import sys
from collections import Counter
from pathlib import Path

import pytest
from attrs import evolve

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import agree  # noqa: E402

from sibdsl.columns import Records  # noqa: E402
from sibdsl.model.contract import Contract  # noqa: E402
from sibdsl.model.ledger import Ledger  # noqa: E402


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> agree.Asked:
    """A contract of which slips can be made."""
    monkeypatch.setattr(agree, "SCHEMES", [ROOT / "contracts" / "dn2" / "contract.sib"])
    for others in ("SMALL", "MECHANICS", "LOOPHOLES"):
        monkeypatch.setattr(agree, others, [])
    return next(agree.contracts())[0]


def test_where_both_say_the_same_nothing_is_told(asked: agree.Asked) -> None:
    seen: Counter[str] = Counter()

    assert agree.tried(asked, 1, seen) == ""
    assert seen["ledgers"]
    assert seen["lines"]


def test_a_difference_is_told_with_its_contract_its_seed_and_both_lines(
    asked: agree.Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = agree.evaluate

    def wrong(contract: Contract, records: Records) -> Ledger:
        ledger = right(contract, records)
        lines = tuple(evolve(line, units=line.units + 1) for line in ledger.lines)
        return evolve(ledger, lines=lines)

    monkeypatch.setattr(agree, "evaluate", wrong)

    told = agree.tried(asked, 1, Counter())
    assert told.startswith("contracts/dn2/contract.sib, seed 1:\nLine(")
    assert "\nagainst\nLine(" in told


def test_a_round_asks_each_contract_and_one_slip_of_it(asked: agree.Asked) -> None:
    turns = agree.rounds(7)
    first = [next(turns) for _ in range(4)]

    assert [seed for _, seed in first] == [7, 7, 8, 8]
    assert [one.name == asked.name for one, _ in first] == [True, False, True, False]
    assert first[1][0].read.contract != first[3][0].read.contract
