"""A Parquet file as a sheet of text, for the reader of rows."""

from collections.abc import Iterator
from io import BytesIO

import polars as pl

from sibdsl.diagnostics.codes import BROKEN_FILE
from sibdsl.records.sheet import Line, Opened, refused, sheet_of


def frame_of(data: bytes) -> pl.DataFrame | None:
    """The table in a Parquet file; None where it is none, or is cut short."""
    try:
        return pl.read_parquet(BytesIO(data))
    except (pl.exceptions.PolarsError, OSError):
        return None


def open_parquet(data: bytes, file: str) -> Opened:
    """The one sheet of the file, its column names as headings; a date is written as year-month-day.

    Rows are numbered from 2 on, as below a line of headings.
    """
    frame = frame_of(data)
    if frame is None:
        message = "the file is no Parquet file, or a part of it is missing"
        return refused(BROKEN_FILE, file, message, "write the file again, whole")
    sheet = sheet_of(file, _lines(frame))
    return Opened(() if sheet is None else (sheet,))


def _lines(frame: pl.DataFrame) -> Iterator[Line]:
    yield 1, tuple(frame.columns)
    text = frame.select(pl.all().cast(pl.String).fill_null("").str.strip_chars())
    yield from enumerate(text.iter_rows(), 2)
