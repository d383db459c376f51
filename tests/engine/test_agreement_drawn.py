"""The engine's ledger is the interpreter's, line by line, on drawn histories of every contract."""

from pathlib import Path

import pytest
from agreeing import drawn_of
from ledgers import ROOT, SCHEMES, SMALL, differences, meant

MECHANICS = sorted((ROOT / "tests/mechanics").glob("*.sib"))


@pytest.mark.parametrize(
    "path", [*SCHEMES, *SMALL, *MECHANICS], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_the_ledgers_of_drawn_histories_are_the_same(path: Path) -> None:
    read = meant(path)
    for histories in drawn_of(read, 8, seed=1, together=4):
        assert differences(read.contract, histories) == []
