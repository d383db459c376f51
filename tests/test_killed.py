"""A check of many cases that is killed leaves no part of a ledger (`benchmarks/killed.py`)."""

from pathlib import Path

from benchmarks.killed import killed


def test_a_killed_run_leaves_no_part_of_a_ledger(tmp_path: Path) -> None:
    assert killed(tmp_path, 2, seed=7) == []
