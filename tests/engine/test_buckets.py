"""The ledger is the same bytes, in however many buckets the cases are reckoned."""

from pathlib import Path

import pytest
from agreeing import drawn_of
from in_buckets import bitten, frame_in_buckets
from ledgers import SCHEMES, meant

from benchmarks.scale.children import write
from sibdsl.columns import from_histories
from sibdsl.engine.buckets import bucket_of
from sibdsl.engine.crossing import crosses
from sibdsl.records.frames import read_columns

PARTED = [path for path in SCHEMES if not crosses(meant(path).contract)]


def test_a_case_number_falls_in_the_same_bucket_everywhere() -> None:
    assert [bucket_of(number, 7) for number in ("C1", "C2", "Ünal")] == [1, 1, 2]


def test_what_crosses_cases_is_named() -> None:
    named = {path.parent.name: crosses(meant(path).contract) for path in SCHEMES}
    assert {name for name, found in named.items() if not found} == {
        "dn2", "fair-chance", "gloucestershire", "innovation-fund", "innovation-fund-round-one",
        "pan-london", "sheffield",
    }  # fmt: skip
    assert named["birmingham"] == ("a number of places",)
    assert "numbers over all cases" in named["essex"]


@pytest.mark.parametrize("path", PARTED, ids=lambda path: path.parent.name)
def test_drawn_cases_in_buckets_are_reckoned_as_in_one_piece(path: Path) -> None:
    read = meant(path)
    *_, histories = drawn_of(read, 24, seed=5, together=24)
    records = from_histories(read.contract, histories)
    for contract, whole in bitten(read.contract, records, (100, 37, 0), (90, 8)):
        found = frame_in_buckets(contract, records, 3)
        assert found.write_csv() == whole.write_csv()


def test_many_children_in_buckets_are_reckoned_as_in_one_piece(tmp_path: Path) -> None:
    write(tmp_path, 400)
    (tmp_path / "contract.sib").unlink()
    read = meant(next(path for path in PARTED if path.parent.name == "pan-london"))
    records = read_columns(read.contract, [tmp_path]).records
    for contract, whole in bitten(read.contract, records, (100, 61, 8), (31, 3)):
        assert whole["cut_by"].n_unique() > 1
        for buckets in (1, 2, 3, 7):
            found = frame_in_buckets(contract, records, buckets)
            assert found.write_csv() == whole.write_csv()
