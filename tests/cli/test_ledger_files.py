"""The ledger in each kind of file: the same lines, cell by cell."""

import csv
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from sibdsl.cli import main, reckoning

ROOT = Path(__file__).parents[2]
SCHEME = ROOT / "contracts" / "gloucestershire"


def written(out: Path) -> str:
    result = CliRunner().invoke(main, ["check", str(SCHEME), "--out", str(out)])
    assert result.exit_code in (0, 1), result.output
    return result.stdout


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def test_a_parquet_file_holds_the_lines_of_the_table(tmp_path: Path) -> None:
    written(tmp_path / "ledger.csv")
    written(tmp_path / "ledger.parquet")

    frame = pl.read_parquet(tmp_path / "ledger.parquet")
    heading, *lines = table(tmp_path / "ledger.csv")

    assert frame.columns == heading
    assert len(frame) == len(lines) > 20
    for row, line in zip(frame.iter_rows(named=True), lines, strict=True):
        told = dict(zip(heading, line, strict=True))
        assert str(row["due_from"]) == told["due_from"]
        assert f"{row['paid'] // 100}.{row['paid'] % 100:02}" == told["paid"]
        assert (row["rows"] or "") == told["rows"]


def test_a_workbook_holds_real_numbers_and_dates_and_totals_that_agree(tmp_path: Path) -> None:
    written(tmp_path / "ledger.csv")
    written(tmp_path / "ledger.xlsx")

    book = CalamineWorkbook.from_path(tmp_path / "ledger.xlsx")
    heading, *rows = book.get_sheet_by_name("Ledger").to_python()
    names, *lines = table(tmp_path / "ledger.csv")

    assert heading == names
    paid, due = names.index("paid"), names.index("due_from")
    assert [f"{row[paid]:.2f}" for row in rows] == [line[paid] for line in lines]
    assert [str(row[due]) for row in rows] == [line[due] for line in lines]
    totals = {row[0]: row[1] for row in book.get_sheet_by_name("Totals").to_python()[1:]}
    assert round(totals["paid"] * 100) == sum(round(row[paid] * 100) for row in rows)


def test_a_ledger_longer_than_a_sheet_is_not_written_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoning, "A_SHEET", 10)

    told = written(tmp_path / "ledger.xlsx")

    assert "a sheet holds 10" in told
    assert list(tmp_path.iterdir()) == []
