"""The program itself in three ways: the interpreter, the engine's lines, and a row a payment.

Each reads the same files and writes a Parquet file. A line is a run of equal payments; the rows
are its units one by one, as the programs by hand write them.
"""

import sys
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import day

Sums = tuple[int, int, int]
"""Payments, pence paid, and these weighed by the days."""

_FIRST: Final = date(2018, 1, 1)


def interpreter(contract: Contract, folder: Path, out: Path) -> Sums:
    """By the interpreter, its lines."""
    from sibdsl.cli.parquet_out import write_parquet

    ledger = api.evaluate(contract, api.read_cases(contract, [folder]).histories)
    write_parquet(out, ledger)
    twice = 2 * day(_FIRST.year, _FIRST.month, _FIRST.day)
    weighed = sum(
        line.paid.pence * (line.first_due + line.last_due - twice) for line in ledger.lines
    )
    return sum(line.units for line in ledger.lines), ledger.paid.pence, weighed


def lines(contract: Contract, folder: Path, out: Path) -> Sums:
    """By the engine, its lines."""
    frame = _lines(contract, folder)
    frame.write_parquet(out)
    return _sums(frame)


def rows(contract: Contract, folder: Path, out: Path) -> Sums:
    """By the engine, a row a payment."""
    frame = _lines(contract, folder)
    expanded(frame).sink_parquet(out)
    return _sums(frame)


def _lines(contract: Contract, folder: Path) -> pl.DataFrame:
    from sibdsl.engine.evaluate import reckoned
    from sibdsl.engine.frame import frame_of
    from sibdsl.records.frames import read_columns

    return frame_of(contract, reckoned(contract, read_columns(contract, [folder]).records))


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


WAYS = {"interpreter": interpreter, "lines": lines, "rows": rows}

if __name__ == "__main__":
    folder, out, _, way = sys.argv[1:]
    read = api.load(Path(folder) / "contract.sib").lowered
    assert read is not None
    print(*WAYS[way](read.contract, Path(folder), Path(out)))
