"""The program itself: by case, over columns, over columns in one piece, and to a row a payment.

Each reads the same files and writes a Parquet file. The first three are the command `sibdsl check`
as anyone runs it: the ledger's lines are runs of equal payments. The rows are the units of these
lines one by one, as the programs by hand write them: the ledger of the command is read again.

Nothing else is imported before the command runs than what it imports itself.
"""

import sys
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sibdsl.cli.check import command

if TYPE_CHECKING:
    from polars import LazyFrame

Sums = tuple[int, int, int]
"""Payments, pence paid, and these weighed by the days."""

_FIRST: Final = date(2018, 1, 1)
_AT_ONCE: Final = 10_000
"""So many lines are made rows at a time: each is some nine."""


def interpreter(folder: Path, out: Path, _: int) -> Sums:
    """The command with the interpreter."""
    return _checked(folder, out, "--engine", "cases")


def lines(folder: Path, out: Path, _: int) -> Sums:
    """The command with the engine."""
    return _checked(folder, out, "--engine", "columns")


def whole(folder: Path, out: Path, _: int) -> Sums:
    """The command with the engine, all cases at once, however many."""
    return _checked(folder, out, "--engine", "columns", "--chunks", "1")


def _checked(folder: Path, out: Path, *how: str) -> Sums:
    told = [str(folder / "contract.sib"), "--data", str(folder), "--out", str(out)]
    with redirect_stdout(StringIO()):
        command.main([*told, *how], standalone_mode=False)
    return _sums(out)


def rows(folder: Path, out: Path, _: int) -> Sums:
    """The command with the engine, and then a row a payment."""
    ledger = out.with_name(f"lines-{out.name}")
    sums = _checked(folder, ledger, "--engine", "columns")
    import polars as pl

    with pl.Config(streaming_chunk_size=_AT_ONCE):
        expanded(pl.scan_parquet(ledger)).sink_parquet(out)
    ledger.unlink()
    return sums


def expanded(lines: "LazyFrame") -> "LazyFrame":
    """A row for each unit of each line, on its due day: units of a line are equally long."""
    import polars as pl

    columns = lines.collect_schema().names()
    own = columns[columns.index("cut_by") + 1 : -1]
    amounts = ("gross", "paid", *own)
    between = (pl.col("due_to") - pl.col("due_from")).dt.total_days()
    one = lines.select(
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


def _sums(ledger: Path) -> Sums:
    """What the ledger comes to, read a few lines at a time: nothing of that is the program's."""
    import polars as pl

    twice = (pl.col("due_from") - _FIRST) + (pl.col("due_to") - _FIRST)
    weighed = (twice.dt.total_days() * pl.col("paid")).sum()
    sums = pl.scan_parquet(ledger).select(
        pl.col("units").sum(), pl.col("paid").sum(), weighed.alias("weighed")
    )
    units, paid, days = sums.collect(engine="streaming").row(0)
    return int(units), int(paid), int(days)


WAYS = {"interpreter": interpreter, "lines": lines, "whole": whole, "rows": rows}

if __name__ == "__main__":
    place, to, many, way = sys.argv[1:]
    print(*WAYS[way](Path(place), Path(to), int(many)))
