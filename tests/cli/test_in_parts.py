"""Cases read and reckoned in parts: the same ledger as in one piece, or a reason."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.scale.children import write
from sibdsl.cli import columns, main
from sibdsl.cli.asked import Asked
from sibdsl.cli.in_parts import Parts, in_parts
from sibdsl.engine.evaluate import reckoned
from sibdsl.engine.frame import frame_of, write_csv
from sibdsl.engine.processes import Processes
from sibdsl.model.contract import Contract
from sibdsl.pipeline import loaded
from sibdsl.records import cutting
from sibdsl.records.frames import read_columns
from sibdsl.source import Source

SCHEMES = Path(__file__).parents[2] / "contracts"


def meant(name: str) -> Contract:
    path = SCHEMES / name / "contract.sib"
    lowered = loaded(Source(str(path), path.read_text(encoding="utf-8"))).lowered
    assert lowered is not None
    return lowered.contract


@pytest.fixture
def children(tmp_path: Path) -> Path:
    folder = tmp_path / "children"
    write(folder, 1_500)
    (folder / "contract.sib").unlink()
    return folder


@pytest.mark.parametrize("parts", [2, 7])
def test_parts_that_are_read_by_themselves_make_the_same_ledger(
    children: Path, tmp_path: Path, parts: int
) -> None:
    contract = meant("pan-london")
    whole = read_columns(contract, [children])
    frame = frame_of(contract, reckoned(contract, whole.records))
    assert {"7.3", "7.2"} <= set(frame["cut_by"])
    write_csv(tmp_path / "whole.csv", frame)
    (tmp_path / "work").mkdir()
    with Processes(2) as processes:
        made = in_parts(contract, [children], (parts, processes), None, tmp_path / "work")
    assert made.found is not None
    made.found.write(tmp_path / "parts.csv", ".csv")
    assert (tmp_path / "parts.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert {f.code for f in made.findings} == {f.code for f in whole.findings}
    assert sorted(made.left_out) == sorted(whole.left_out)


def test_what_crosses_cases_is_said_and_not_parted(children: Path, tmp_path: Path) -> None:
    with Processes(1) as processes:
        made = in_parts(meant("birmingham"), [children], (2, processes), None, tmp_path)
    assert made.found is None
    assert made.why == "a number of places go over all cases"


def test_the_command_reads_and_reckons_parts_and_says_the_same(
    children: Path, tmp_path: Path
) -> None:
    said = [
        _check(children, tmp_path / f"{name}.parquet", *options)
        for name, options in (("one", ()), ("many", ("--jobs", "2", "--chunks", "3")))
    ]
    assert said[1].replace("many.parquet", "one.parquet") == said[0]
    files = [(tmp_path / f"{name}.parquet").read_bytes() for name in ("one", "many")]
    assert files[0] == files[1]
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "children", "many.parquet", "one.parquet",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), (10, 2)),
        (("--jobs", "1"), (9, 1)),
        (("--jobs", "6"), (12, 6)),
        (("--chunks", "5"), (5, 2)),
        (("--chunks", "1"), None),
    ],
)
def test_very_many_rows_are_parted_without_being_asked(
    children: Path,
    tmp_path: Path,
    options: tuple[str, ...],
    wanted: tuple[int, int] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cutting, "_MANY", 1_000)
    monkeypatch.setattr(cutting, "_A_PART", 900)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    seen: list[tuple[int, int]] = []

    def noted(
        _contract: Contract, _paths: object, size: tuple[int, Processes], *_: object
    ) -> Parts:
        seen.append((size[0], size[1].many))
        return Parts(why="this is a test", lost=True)

    monkeypatch.setattr(columns, "in_parts", noted)
    _check(children, tmp_path / "ledger.parquet", *options)
    assert seen == ([] if wanted is None else [wanted])


def test_a_workbook_is_never_put_together_of_parts(children: Path, tmp_path: Path) -> None:
    out = tmp_path / "ledger.xlsx"
    asked = Asked(SCHEMES, (children,), None, None, out, verbose=False, how="text", chunks=9)
    assert asked.buckets == 1
    assert asked.fits_a_sheet


def _check(data: Path, out: Path, *options: str) -> str:
    asked = ["check", str(SCHEMES / "pan-london"), "--data", str(data), "--engine", "columns", "-v"]
    ran = CliRunner().invoke(main, [*asked, "--out", str(out), *options])
    assert ran.exit_code in (0, 1), ran.output
    return ran.stdout
