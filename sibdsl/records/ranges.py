"""A part of the case data, a range of case numbers, read by itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from attrs import field, frozen

from sibdsl.columns import Ints
from sibdsl.records.aside import Stretch
from sibdsl.records.files import DataFile

LINE: Final = "\x00line"
"""The column of the lines of rows, of a name that no heading has."""

TOP: Final = 2
"""The line of the first row, below that of the headings."""


@frozen
class Rows:
    """Where the rows of a part stand in a table: in Parquet files, some after others.

    There are *many* of them from *first* on, which is in the line *line*; where they are of
    persons, with their *number* under that heading, the first and the last may be of other parts.
    Others are *aside*, with their lines. Where rows are *sought*, those of the part may be any of
    them.
    """

    paths: tuple[Path, ...]
    number: str | None
    first: int
    many: int
    line: int = TOP
    aside: tuple[Stretch, ...] = ()
    sought: bool = False


@frozen
class Range:
    """The cases from number *first* up to but not including *after*, None without an end.

    *also* are numbers beyond it whose person is in it, *not_* numbers in it whose person is
    elsewhere. Rows without a number stand in the first range. *rows* says of each file where its
    rows are.
    """

    first: str | None
    after: str | None
    also: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    rows: Mapping[str, Rows] = field(factory=dict)

    def holds(self, number: pl.Expr) -> pl.Expr:
        """Whether a row of that case number is in it; blank stands before every number."""
        inside = pl.lit(True)  # noqa: FBT003
        if self.first is not None:
            inside = number >= self.first
        if self.after is not None:
            inside = inside & (number < self.after)
        if self.not_:
            inside = inside & ~number.is_in(list(self.not_))
        return inside | number.is_in(list(self.also)) if self.also else inside

    def within(self, numbers: pl.Series) -> slice:
        """Where its own stand among *numbers*, which are in order."""
        ends = [
            None if end is None else int(numbers.search_sorted(end, side="left"))
            for end in (self.first, self.after)
        ]
        return slice(*ends)


def rows_in(file: DataFile, part: Range) -> tuple[pl.DataFrame, Ints]:
    """The rows of a file in that part, and their lines in it; all where it names no persons."""
    rows = part.rows[file.name]
    scan, number = pl.scan_parquet(list(rows.paths)), rows.number
    if rows.sought and number is not None:
        frame = scan.with_row_index(LINE, TOP).filter(part.holds(number_in(number))).collect()
    elif rows.aside or part.not_:
        frame = _own(scan, rows, part)
    else:
        frame = scan.slice(rows.first, rows.many).collect()
        own = part.within(frame[number]) if number is not None and len(frame) else slice(None)
        line = np.arange(rows.line, rows.line + len(frame), dtype=np.int64)[own]
        return _trimmed(frame[own] if len(line) < len(frame) else frame), line
    return _trimmed(frame.drop(LINE)), frame[LINE].cast(pl.Int64).to_numpy()


def _own(scan: pl.LazyFrame, rows: Rows, part: Range) -> pl.DataFrame:
    """The rows of the part in order of line, with that: in their stretch, and those aside."""
    frame = scan.slice(rows.first, rows.many).collect()
    frame = frame.with_columns(pl.Series(LINE, np.arange(rows.line, rows.line + len(frame))))
    if rows.number is not None and len(frame):
        frame = frame[part.within(frame[rows.number])]
        frame = frame.filter(~pl.col(rows.number).is_in(list(part.not_)))
    together = pl.concat([frame, *(some.read() for some in rows.aside)])
    return together.sort(LINE) if len(frame) else together


def _trimmed(frame: pl.DataFrame) -> pl.DataFrame:
    """*frame* without blanks around its headings."""
    names = [name.strip() for name in frame.columns]
    return frame if names == frame.columns else frame.rename(str.strip)


def number_in(column: str) -> pl.Expr:
    """The case numbers under that heading, blank where there is none."""
    return pl.col(column).cast(pl.String).str.strip_chars().fill_null("")
