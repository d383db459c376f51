"""The text of the rows that prove a line is that of the rows themselves, line by line."""

from pathlib import Path

import pytest
from agreeing import drawn_of
from ledgers import ROOT, SCHEMES, SMALL, meant

from sibdsl import api
from sibdsl.columns import Records, from_histories
from sibdsl.engine import proof_text
from sibdsl.engine.drafts import NONE
from sibdsl.engine.evaluate import Reckoned, reckoned
from sibdsl.engine.proof import rows_of
from sibdsl.model.contract import Contract


def one_by_one(found: Reckoned) -> list[str | None]:
    """Of each line the rows that prove it."""
    lines = found.lines
    return [
        None
        if batch == NONE
        else " ".join(map(str, rows_of(found.desk.batches[batch], int(row), int(last)))) or None
        for batch, row, last in zip(lines.batch, lines.row, lines.last_due, strict=True)
    ]


def agrees(contract: Contract, records: Records) -> None:
    found = reckoned(contract, records)
    assert proof_text.rows_text(found).to_list() == one_by_one(found)


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_rows_of_the_schemes(path: Path) -> None:
    contract = meant(path).contract
    agrees(
        contract,
        from_histories(contract, api.read_cases(contract, [path.parent / "cases"]).histories),
    )


@pytest.mark.parametrize(
    "path", [*SMALL, ROOT / "tests/mechanics/outcomes.sib"], ids=lambda path: path.stem
)
def test_rows_of_drawn_histories_a_few_at_a_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof_text, "_AT_ONCE", 2)
    read = meant(path)
    for histories in drawn_of(read, 4, seed=3, together=4):
        agrees(read.contract, from_histories(read.contract, histories))
