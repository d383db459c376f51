"""The program itself: by case, over columns, in parts by two processes, and to a row a payment.

Each reads the same files and writes a Parquet file. The first three are the command `sibdsl check`
as anyone runs it: the ledger's lines are runs of equal payments. The rows are the units of these
lines one by one, as the programs by hand write them.
"""

import sys
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final

import polars as pl

from sibdsl import api
from sibdsl.cli.check import command
from sibdsl.engine.evaluate import reckoned
from sibdsl.engine.frame import frame_of
from sibdsl.records.frames import read_columns

Sums = tuple[int, int, int]
"""Payments, pence paid, and these weighed by the days."""

_FIRST: Final = date(2018, 1, 1)
_A_PART: Final = 100_000
"""So many children are in a part."""
_SUMMED: Final = ["units", "paid", "due_from", "due_to"]


def interpreter(folder: Path, out: Path, _: int) -> Sums:
    """The command with the interpreter."""
    return _checked(folder, out, "--engine", "cases")


def lines(folder: Path, out: Path, _: int) -> Sums:
    """The command with the engine."""
    return _checked(folder, out, "--engine", "columns")


def parts(folder: Path, out: Path, children: int) -> Sums:
    """The command with the engine, in parts, two at a time."""
    chunks = max(2, children // _A_PART)
    how = ("--engine", "columns", "--jobs", "2", "--chunks", str(chunks))
    return _checked(folder, out, *how)


def _checked(folder: Path, out: Path, *how: str) -> Sums:
    told = [str(folder / "contract.sib"), "--data", str(folder), "--out", str(out)]
    with redirect_stdout(StringIO()):
        command.main([*told, *how], standalone_mode=False)
    return _sums(pl.read_parquet(out, columns=_SUMMED))


def rows(folder: Path, out: Path, _: int) -> Sums:
    """The engine, and a row a payment."""
    read = api.load(folder / "contract.sib").lowered
    assert read is not None
    found = reckoned(read.contract, read_columns(read.contract, [folder]).records)
    frame = frame_of(read.contract, found)
    expanded(frame).sink_parquet(out)
    return _sums(frame)


def expanded(frame: pl.DataFrame) -> pl.LazyFrame:
    """A row for each unit of each line, on its due day: units of a line are equally long."""
    own = frame.columns[frame.columns.index("cut_by") + 1 : -1]
    amounts = ("gross", "paid", *own)
    between = (pl.col("due_to") - pl.col("due_from")).dt.total_days()
    one = frame.lazy().select(
        "case",
        "outcome",
        "clause",
        *(pl.col(name) // pl.col("units") for name in amounts),
        due=pl.col("due_from"),
        step=(between // (pl.col("units") - 1).clip(1)).cast(pl.Int32),
        number=pl.int_ranges(0, "units", dtype=pl.Int32),
    )
    due = pl.col("due") + pl.duration(days=pl.col("step") * pl.col("number"))
    return one.explode("number").with_columns(due).drop("step", "number")


def _sums(frame: pl.DataFrame) -> Sums:
    twice = (frame["due_from"] - _FIRST) + (frame["due_to"] - _FIRST)
    weighed = (twice.dt.total_days() * frame["paid"]).sum()
    return int(frame["units"].sum()), int(frame["paid"].sum()), int(weighed)


WAYS = {"interpreter": interpreter, "lines": lines, "parts": parts, "rows": rows}

if __name__ == "__main__":
    place, to, many, way = sys.argv[1:]
    print(*WAYS[way](Path(place), Path(to), int(many)))
