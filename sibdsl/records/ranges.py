"""A part of the case data in Parquet files, a range of case numbers, read by itself."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl
from attrs import field, frozen

from sibdsl.columns import Ints
from sibdsl.model.contract import Contract
from sibdsl.records.files import DataFile
from sibdsl.records.kinds import Kinds
from sibdsl.records.plan import Plan, plan_of
from sibdsl.records.sheet import Sheet

_LINE: Final = "\x00line"
_TOP: Final = 2
"""The line of the first row, below that of the headings."""


@frozen
class Range:
    """The cases from number *first* up to but not including *after*, None without an end.

    *also* are numbers beyond it whose person is in it, *not_* numbers in it whose person is
    elsewhere. Rows without a number stand in the first range. *rows* says of each file that is in
    order of number where its rows begin, and how many there are.
    """

    first: str | None
    after: str | None
    also: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    rows: Mapping[str, tuple[int, int]] = field(factory=dict)

    def rows_of(self, file: str) -> tuple[int, int] | None:
        """Where its rows of a file begin, and how many there are; None if they are sought."""
        return None if self.also or self.not_ else self.rows.get(file)

    def holds(self, number: pl.Expr) -> pl.Expr:
        """Whether a row of that case number is in it."""
        inside = pl.lit(True)  # noqa: FBT003
        if self.first is not None:
            inside = number >= self.first
        if self.after is not None:
            inside = inside & (number < self.after)
        if self.not_:
            inside = inside & ~number.is_in(list(self.not_))
        if self.also:
            inside = inside | number.is_in(list(self.also))
        return inside if self.first is not None else inside | number.is_null()


def frame_in(file: DataFile, plan: Plan, part: Range) -> tuple[pl.DataFrame, Ints]:
    """The rows of a Parquet file in that range, and their lines in it; all where it names no
    persons.
    """
    rows = part.rows_of(file.name)
    if rows is not None:
        frame = pl.scan_parquet(file.path).slice(*rows).collect()
        return frame.rename(str.strip), np.arange(len(frame), dtype=np.int64) + (rows[0] + _TOP)
    scan = pl.scan_parquet(file.path, row_index_name=_LINE, row_index_offset=_TOP)
    if plan.number is not None and plan.of_persons:
        scan = scan.filter(part.holds(pl.col(names_in(file)[plan.number.index])))
    frame = scan.collect()
    line = frame[_LINE].cast(pl.Int64).to_numpy()
    return frame.drop(_LINE).rename(str.strip), line


def plan_for(file: DataFile, contract: Contract) -> Plan | None:
    """What the columns of a Parquet file are; None where they are not plain."""
    kinds = Kinds(contract.person, contract.record, contract.case_number, contract.groups)
    sheet = Sheet(file.name, tuple(name.strip() for name in names_in(file)), ())
    return plan_of(sheet, file.about, kinds).plan


def names_in(file: DataFile) -> list[str]:
    """The names of its columns, as they stand there."""
    return pl.scan_parquet(file.path).collect_schema().names()
