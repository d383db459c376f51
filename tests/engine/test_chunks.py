"""The ledger that worker processes make in parts is the same bytes as in one piece."""

import os
import signal
from pathlib import Path

import pytest
from in_buckets import bitten
from ledgers import SCHEMES, meant

from benchmarks.scale.children import write
from sibdsl.columns import Records
from sibdsl.engine import frame
from sibdsl.engine.chunks import folder_for, reckoned_in_parts
from sibdsl.engine.evaluate import reckoned
from sibdsl.engine.frame import in_sums, waiting_in_sums, write_csv, write_parquet
from sibdsl.engine.processes import Processes
from sibdsl.engine.saved import saved
from sibdsl.model.contract import Contract
from sibdsl.model.ledger import Ledger
from sibdsl.records.frames import read_columns

PAN_LONDON = meant(next(path for path in SCHEMES if path.parent.name == "pan-london")).contract


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> Records:
    folder = tmp_path_factory.mktemp("children")
    write(folder, 300)
    (folder / "contract.sib").unlink()
    return read_columns(PAN_LONDON, [folder]).records


def limited(records: Records) -> Contract:
    [(contract, _)] = bitten(PAN_LONDON, records, (61,), (31,))
    return contract


def test_the_parts_make_the_same_files(
    children: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Groups of rows that end where no part does.
    monkeypatch.setattr(frame, "ROW_GROUP", 190)
    [(contract, whole)] = bitten(PAN_LONDON, children, (61,), (31,))
    write_csv(tmp_path / "whole.csv", whole)
    write_parquet(tmp_path / "whole.parquet", whole)
    with Processes(2) as processes:
        found = reckoned_in_parts(contract, saved(children, 3, tmp_path), processes, tmp_path)
    assert found is not None
    assert found.lines == len(whole) > 3 * 190
    for kind in (".csv", ".parquet"):
        found.write(tmp_path / f"parts{kind}", kind)
        same = (tmp_path / f"whole{kind}").read_bytes()
        assert (tmp_path / f"parts{kind}").read_bytes() == same
    one = reckoned(contract, children)
    assert _total(found.sums) == _total(in_sums(contract, one))
    assert (found.sums.cases, found.sums.eligible) == (one.cases, one.eligible)
    assert set(found.waiting) == set(waiting_in_sums(one, one.waiting))


def _total(ledger: Ledger) -> tuple[int, ...]:
    lines = ledger.lines
    return tuple(
        sum(int(n) for n in listed)
        for listed in (
            [line.units for line in lines],
            [line.gross.pence for line in lines],
            [amount.pence for line in lines for _, amount in line.shares],
        )
    )


class Killing:
    """A source whose worker is killed while it reads."""

    def __call__(self) -> tuple[Records, None]:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def test_a_killed_worker_leaves_no_ledger(children: Records, tmp_path: Path) -> None:
    sources = [*saved(children, 2, tmp_path)[:1], Killing()]
    with Processes(2) as processes:
        assert reckoned_in_parts(limited(children), sources, processes, tmp_path) is None


def test_the_folder_of_a_run_that_was_killed_is_cleared(tmp_path: Path) -> None:
    out = tmp_path / "ledger.csv"
    left = tmp_path / ".ledger.csv.parts.999999999"
    left.mkdir()
    half = [tmp_path / ".ledger.csv.999999999", tmp_path / ".ledger.csv.999999999.3"]
    kept = [tmp_path / f".ledger.csv.{os.getpid()}", tmp_path / ".ledger.csv.old"]
    for file in (*half, *kept):
        file.touch()
    with folder_for(out) as folder:
        assert folder.parent == tmp_path
        assert not left.exists()
    assert sorted(tmp_path.iterdir()) == sorted(kept)
