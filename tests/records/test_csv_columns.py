"""CSV files as columns, whole and block by block: the cells that the reader of rows finds."""

from codecs import BOM_UTF8
from pathlib import Path

import polars as pl
import pytest

from sibdsl.records import csv_columns
from sibdsl.records.csv_columns import copied, headings, plain_table
from sibdsl.records.csv_files import open_csv

PLAIN = {
    "usual": b"Case Number,Kind\nA1,first\nB2, second \n",
    "no end": b"Case Number,Kind\nA1,\nB2,second",
    "as a worksheet saves it": BOM_UTF8 + b"Case Number,Kind\r\nA1,first\r\nB2,\r\n",
    "blanks that do not break": "Case Number,Kind\xa0\nA1,in\xa0two\nB2,\u202f3\n".encode(),
    "headings alone": b"Case Number,Kind\n",
    "headings alone without an end": b"Case Number,Kind",
}

OTHER = {
    "quotation marks": b'Case Number,Kind\nA1,"first"\n',
    "a short row": b"Case Number,Kind\nA1\n",
    "a long row": b"Case Number,Kind\nA1,first,\n",
    "a blank line": b"Case Number,Kind\nA1,first\n\nB2,second\n",
    "another end of a line": b"Case Number,Kind\rA1,first\r",
    "another encoding": b"Case Number,Kind\nA1,\xa3\n",
    "a blank heading": b"Case Number,\nA1,first\n",
    "nothing": b"",
}


def cells(frame: pl.DataFrame) -> list[tuple[str, ...]]:
    """The cells as the reader of rows gives them."""
    return frame.select(pl.all().fill_null("").str.strip_chars()).rows()


@pytest.mark.parametrize("data", PLAIN.values(), ids=PLAIN)
@pytest.mark.parametrize("block", [1, 7, 4_000_000])
def test_a_plain_file_has_the_cells_of_its_rows(
    data: bytes, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_columns, "_BLOCK", block)
    [sheet] = open_csv(data, "cases.csv").sheets
    whole = plain_table(data)
    assert whole is not None
    (tmp_path / "cases.csv").write_bytes(data)
    assert headings(tmp_path / "cases.csv") == sheet.headings
    blocks = copied(tmp_path / "cases.csv", tmp_path / "copy", pl.DataFrame.clone)
    assert blocks is not None
    together = pl.concat([pl.read_parquet(each.path) for each in blocks])
    assert [each.rows for each in blocks] == [len(pl.read_parquet(each.path)) for each in blocks]
    for frame in (whole, together):
        assert tuple(frame.columns) == sheet.headings
        assert cells(frame) == [row for _, row in sheet.rows]


@pytest.mark.parametrize("data", OTHER.values(), ids=OTHER)
@pytest.mark.parametrize("block", [1, 4_000_000])
def test_any_other_file_is_left_to_the_reader_of_rows(
    data: bytes, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_columns, "_BLOCK", block)
    (tmp_path / "cases.csv").write_bytes(data)
    assert plain_table(data) is None
    assert copied(tmp_path / "cases.csv", tmp_path / "copy", pl.DataFrame.clone) is None


def test_a_file_that_is_not_there_is_not_plain(tmp_path: Path) -> None:
    assert headings(tmp_path / "cases.csv") == ()
    assert copied(tmp_path / "cases.csv", tmp_path / "copy", pl.DataFrame.clone) is None
