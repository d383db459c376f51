"""Buckets on a real local Spark make the same bytes as one piece."""

import os
from pathlib import Path

import pytest
from in_buckets import bitten
from ledgers import ROOT, SCHEMES, meant

from benchmarks.scale.children import write
from sibdsl.engine.frame import write_csv
from sibdsl.engine.saved import saved
from sibdsl.records.frames import read_columns

PAN_LONDON = meant(next(path for path in SCHEMES if path.parent.name == "pan-london")).contract


@pytest.mark.needs("pyspark", "java")
@pytest.mark.filterwarnings("ignore")
def test_buckets_on_spark_make_the_same_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sibdsl.engine.spark import reckoned_on_spark

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    (tmp_path / "children").mkdir()
    write(tmp_path / "children", 300)
    (tmp_path / "children" / "contract.sib").unlink()
    records = read_columns(PAN_LONDON, [tmp_path / "children"]).records
    [(contract, whole)] = bitten(PAN_LONDON, records, (61,), (31,))
    found = reckoned_on_spark(contract, saved(records, 3, tmp_path), "local[2]", tmp_path)
    assert not isinstance(found, str)
    found.write(tmp_path / "parts.csv", ".csv")
    write_csv(tmp_path / "whole.csv", whole)
    assert (tmp_path / "parts.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
