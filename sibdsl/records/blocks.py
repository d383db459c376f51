"""A file of case data as a table of which some rows can be read without the others."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

import polars as pl
from attrs import frozen

from sibdsl.model.contract import Contract
from sibdsl.records.column_plan import plan_for
from sibdsl.records.csv_columns import Block, copied, headings
from sibdsl.records.files import DataFile
from sibdsl.records.frames_cells import BRITISH, ISO
from sibdsl.records.plan import Plan
from sibdsl.records.ranges import TOP, Rows
from sibdsl.records.tables import date_columns
from sibdsl.records.unread import without_unread

_LOOKED_AT: Final = 1_000_000
"""So many bytes of a CSV file say how long its rows are."""


def rows_about(file: Path) -> int | None:
    """How many rows a file has, in CSV about; None of a file of another kind, or a broken one."""
    try:
        match file.suffix.lower():
            case ".parquet":
                return _rows(file)
            case ".csv":
                with file.open("rb") as data:
                    some = data.read(_LOOKED_AT)
                return file.stat().st_size * some.count(b"\n") // max(len(some), 1)
            case _:
                return None
    except (pl.exceptions.PolarsError, OSError):
        return None


def _rows(file: Path) -> int:
    many: int = pl.scan_parquet(file).select(pl.len()).collect().item()
    return many


@frozen(eq=False)
class Table:
    """A file as a table: its rows in *blocks*, some after others, and what its columns are."""

    plan: Plan
    blocks: tuple[Block, ...]
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name that findings give the file."""
        return self.plan.sheet.file

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(block.rows for block in self.blocks)

    @property
    def number(self) -> str | None:
        """The heading of the case numbers; None where it names no persons."""
        at = self.plan.number
        return self.names[at.index] if at is not None and self.plan.of_persons else None

    def column_of(self, fact: str | None) -> str | None:
        """The heading of that fact of a person, if it has one."""
        fields = (each for each in self.plan.fields if each.field.name == fact)
        found = next((each.first for each in fields if each.first is not None), None)
        return None if found is None or self.number is None else self.names[found.index]

    def scan(self) -> pl.LazyFrame:
        """All its rows, to choose from."""
        return pl.scan_parquet([block.path for block in self.blocks])

    def some(self, first: int, many: int) -> Rows:
        """Where so many of its rows stand, from that on."""
        ends = list(accumulate(block.rows for block in self.blocks))
        begins = [0, *ends[:-1]]
        wanted = [
            at
            for at, (begin, end) in enumerate(zip(begins, ends, strict=True))
            if begin < first + many and first < end
        ] or [0]
        paths = tuple(self.blocks[at].path for at in wanted)
        return Rows(paths, self.number, first - begins[wanted[0]], many, first + TOP)


def table_of(file: DataFile, contract: Contract, beside: Path | None) -> Table | None:
    """The table in a file, a CSV file copied to files that begin with the name *beside*.

    None where it cannot be read so. OSError where there is no room for the copy.
    """
    is_csv = file.path.suffix.lower() == ".csv"
    names = headings(file.path) if is_csv else _names(file.path)
    plan = plan_for(file, names, contract)
    if plan is None:
        return None
    if is_csv:
        blocks = None if beside is None else _copied(file.path, beside, plan)
    else:
        blocks = _itself(file.path)
    return None if blocks is None else Table(plan, blocks, tuple(names))


def _copied(file: Path, beside: Path, plan: Plan) -> tuple[Block, ...] | None:
    return copied(file, beside, lambda frame: without_unread(frame, plan))


def _names(file: Path) -> Sequence[str]:
    """The headings of a Parquet file; none of a file of another kind, or a broken one."""
    try:
        return pl.scan_parquet(file).collect_schema().names()
    except (pl.exceptions.PolarsError, OSError):
        return ()


def _itself(file: Path) -> tuple[Block, ...] | None:
    rows = rows_about(file)
    return None if rows is None else (Block(file, rows),)


def two_patterns(table: Table) -> bool:
    """Whether some of its dates are written in another pattern than others: each part by itself
    might not show it.
    """
    schema = table.scan().collect_schema()
    dated = [table.names[column.index] for column in date_columns(table.plan)]
    text = [name for name in dated if schema[name] == pl.String]
    days = len(text) < len(dated)
    # What stands between the numbers of a date is soon looked for, and most files have one of them.
    both = _any_in(table, text, "/") and (days or _any_in(table, text, "-"))
    return both and _any_in(table, text, BRITISH) and (days or _any_in(table, text, ISO))


def _any_in(table: Table, columns: Sequence[str], pattern: str) -> bool:
    """Whether a cell under one of the headings, without the blanks around it, is of a pattern."""
    literal = len(pattern) == 1
    cells = (pl.col(name) if literal else pl.col(name).str.strip_chars() for name in columns)
    like = [each.str.contains(pattern, literal=literal).any() for each in cells]
    if not like:
        return False
    return bool(table.scan().select(pl.any_horizontal(like)).collect(engine="streaming").item())
