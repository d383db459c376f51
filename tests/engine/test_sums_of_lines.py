"""The sums of a ledger are those of its lines: by outcome, clause, claim and limits."""

from collections import Counter
from pathlib import Path

import pytest
from ledgers import SCHEMES, meant

from sibdsl import api
from sibdsl.columns import from_histories
from sibdsl.engine.evaluate import reckoned
from sibdsl.engine.frame import in_sums
from sibdsl.engine.ledger import evaluate
from sibdsl.model.ledger import Line

LIMITED = {"birmingham", "pan-london", "sheffield"}


def kind(line: Line) -> tuple[object, ...]:
    return line.outcome, line.clause, line.claim, line.unpaid_by, line.cut_by


def amounts(line: Line) -> dict[str, int]:
    """The units of a line, and every amount in it that is not nought."""
    shares = {f"share of {party}": money.pence for party, money in line.shares}
    found = {"units": line.units, "gross": line.gross.pence, "paid": line.paid.pence, **shares}
    return {name: n for name, n in found.items() if n}


@pytest.mark.parametrize(
    "path", [p for p in SCHEMES if p.parent.name in LIMITED], ids=lambda path: path.parent.name
)
def test_sums_by_outcome_clause_claim_and_limits(path: Path) -> None:
    contract = meant(path).contract
    cases = api.read_cases(contract, [path.parent / "cases"]).histories
    records = from_histories(contract, cases)
    whole = evaluate(contract, records)
    wanted: dict[tuple[object, ...], Counter[str]] = {}
    for line in whole.lines:
        wanted.setdefault(kind(line), Counter()).update(amounts(line))
    found = in_sums(contract, reckoned(contract, records))
    assert {kind(line): amounts(line) for line in found.lines} == wanted
    assert len(found.lines) == len(wanted) < len(whole.lines)
    assert any(line.cut_by or line.unpaid_by for line in found.lines)
