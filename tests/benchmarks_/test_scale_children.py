"""The children that the programs reckon are the same for one seed, and written whole."""

from pathlib import Path

import polars as pl

from benchmarks.scale.children import contract_for, kept, write
from benchmarks.scale.limits import limits
from sibdsl import api


def test_one_seed_makes_the_same_children(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("again", 3), ("other", 4)):
        write(tmp_path / name, 50, seed)

    def read(name: str) -> list[pl.DataFrame]:
        return [pl.read_parquet(path) for path in sorted((tmp_path / name).glob("*.parquet"))]

    assert all(a.equals(b) for a, b in zip(read("one"), read("again"), strict=True))
    assert not all(a.equals(b) for a, b in zip(read("one"), read("other"), strict=True))


def test_the_files_are_read_without_a_finding(tmp_path: Path) -> None:
    kept(tmp_path / "made", 60, 0)

    made = api.load(tmp_path / "made" / "contract.sib")
    assert made.lowered is not None
    reading = api.read_cases(made.lowered.contract, [tmp_path / "made"])
    assert not reading.findings
    assert len(reading.histories.cases) == 60


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    kept(tmp_path / "made", 10, 0)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "made").iterdir()}
    kept(tmp_path / "made", 10, 0)

    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "made").iterdir()}
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_the_limits_of_the_contract_are_those_that_the_programs_by_hand_are_given() -> None:
    for pence in limits(1_000):
        assert f"£{pence // 100:,}" in contract_for(1_000)
