"""Case data as columns: the plain cases all at once, every other by the reader of rows.

What is read is the same as `reading.read` reads, and so is all that is found; only a case of which
anything is to be said is read row by row. Tables that columns cannot hold (a return, a workbook, a
file with quotation marks) are read by rows altogether.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from attrs import field, frozen

from sibdsl.columns import Bools, Ints, Records, from_histories
from sibdsl.diagnostics import Code, Finding
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.inputs import Input
from sibdsl.records.column_plan import kinds_of, plan_for
from sibdsl.records.csv_columns import plain_table
from sibdsl.records.files import DataFile, gather, open_file
from sibdsl.records.frames_merge import merged
from sibdsl.records.frames_rows import Part, Words, by_field, part_of, said_twice
from sibdsl.records.frames_words import words_in
from sibdsl.records.headings import stem
from sibdsl.records.inputs import fingerprint
from sibdsl.records.mapping import Mapping as Declared
from sibdsl.records.parquet_files import frame_of
from sibdsl.records.plan import Plan
from sibdsl.records.ranges import Range, rows_in
from sibdsl.records.reading import Reading, read
from sibdsl.records.sheet import Opened, Sheet

_FIRST_LINE: Final = 2
"""The line of the first row, below the headings."""


@frozen
class ReadColumns:
    """The records of all cases as columns; the rest is as in a `Reading`."""

    records: Records
    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, Code], ...]
    counts: tuple[tuple[str, int], ...]
    inputs: tuple[Input, ...] = field(default=(), eq=False)
    latest: Mapping[str, Day | None] = field(factory=dict, eq=False)


def read_columns(contract: Contract, paths: Sequence[Path]) -> ReadColumns:
    """The records of *contract* in *paths*, and everything found on the way. Nothing raises."""
    found = None if contract.groups else _by_columns(contract, paths, _whole)
    if found is not None:
        return found
    reading = _read(contract, paths, open_file)
    records = from_histories(contract, reading.histories)
    return _read_as(reading, records, reading.counts)


def read_range(contract: Contract, paths: Sequence[Path], part: Range) -> ReadColumns | None:
    """The same of the cases in *part* only; None where columns cannot hold them, or a file is
    broken.

    Files have no fingerprint: nobody has read them whole.
    """

    def opened(file: DataFile) -> _Frame | None:
        try:
            return _Frame(*rows_in(file, part), "")
        except (pl.exceptions.PolarsError, OSError):
            return None

    return _by_columns(contract, paths, opened)


@frozen(eq=False)
class _Frame:
    """The cells of a file, the line of each row, and its fingerprint."""

    frame: pl.DataFrame
    line: Ints
    sha256: str


def _whole(file: DataFile) -> _Frame | None:
    data = file.path.read_bytes() if file.path.is_file() else b""
    frame = _frame(file, data)
    if frame is None:
        return None
    line = np.arange(len(frame), dtype=np.int64) + _FIRST_LINE
    return _Frame(frame, line, fingerprint(data))


def _by_columns(
    contract: Contract, paths: Sequence[Path], opened: Callable[[DataFile], _Frame | None]
) -> ReadColumns | None:
    """What stands in the files, read as columns; None where they cannot hold it."""
    tables = _tables(contract, paths, opened)
    plain = None if tables is None else _plain(contract, *tables)
    if tables is None or plain is None:
        return None
    listed = {table.plan.sheet.file: table for table in tables[1]}
    reading = _read(contract, paths, lambda file: _reduced(listed[file.name], plain))
    few = from_histories(contract, reading.histories)
    records = merged(contract, plain.numbers, plain.odd, plain.parts, few)
    counts = tuple((name, len(table.frame)) for name, table in listed.items())
    return _read_as(reading, records, counts)


def _read_as(
    reading: Reading, records: Records, counts: tuple[tuple[str, int], ...]
) -> ReadColumns:
    """*records* with what was found while they were read."""
    return ReadColumns(
        records, reading.findings, reading.left_out, counts, reading.inputs, reading.latest
    )


@frozen(eq=False)
class _Plain:
    """All case numbers in order, what the tables say of them, and which cases are *odd*: of these
    something is to be said, and they are read by rows.
    """

    numbers: tuple[str, ...]
    parts: tuple[Part, ...]
    odd: Bools

    def of_rows(self, file: str) -> Bools | None:
        """The rows of a file that are read by rows; None where it is not of persons."""
        part = next((part for part in self.parts if part.file == file), None)
        return None if part is None else np.append(self.odd, True)[part.case]


def _read(
    contract: Contract, paths: Sequence[Path], opened: Callable[[DataFile], Opened]
) -> Reading:
    return read(
        paths,
        kinds_of(contract),
        joined_by=contract.joined_by,
        parties=frozenset(contract.parties("commissioner")),
        certified_by=contract.certifiers(),
        opened=opened,
    )


@frozen(eq=False)
class _Table:
    """A file as columns, its plan, the line of each row and its fingerprint."""

    plan: Plan
    frame: pl.DataFrame
    line: Ints
    sha256: str

    def cells(self, index: int) -> pl.Series:
        """The cells under that heading."""
        return self.frame.to_series(index)


def _tables(
    contract: Contract, paths: Sequence[Path], opened: Callable[[DataFile], _Frame | None]
) -> tuple[Declared, list[_Table]] | None:
    """Every file as columns; None where one cannot be held so, or is better read by rows."""
    gathered = gather(paths)
    found: list[_Table] = []
    for file in gathered.files:
        read_ = opened(file)
        if read_ is None:
            return None
        frame = read_.frame
        plan = plan_for(file, frame.columns, contract)
        if plan is None:
            return None
        found.append(_Table(plan, frame, read_.line, read_.sha256))
    return (gathered.mapping, found) if found else None


def _frame(file: DataFile, data: bytes) -> pl.DataFrame | None:
    """The cells of a file: as text of a CSV, as they are of a Parquet file."""
    if file.path.suffix.lower() == ".parquet":
        frame = frame_of(data)
        return None if frame is None else frame.rename(str.strip)
    return plain_table(data) if file.path.suffix.lower() == ".csv" else None


def _plain(contract: Contract, declared: Declared, listed: Sequence[_Table]) -> _Plain | None:
    """What the tables of persons say; None where dates are of two patterns in one file."""
    known = frozenset(contract.parties("commissioner"))
    words = Words(known, {stem(term): each for term, each in declared.values.items()})
    own = [table for table in listed if table.plan.of_persons]
    every, cases = words_in([_numbers(table) for table in own])
    parts = [
        part_of(table.plan, table.frame, table.line, case, words)
        for table, case in zip(own, cases, strict=True)
    ]
    if any(part.mixed for part in parts):
        return None
    odd = said_twice(parts, len(every))
    for part in parts:
        odd[part.case[part.odd & (part.case >= 0)]] = True
        # The row with the latest day goes with them: it says how far the file goes.
        if part.latest >= 0 and part.case[part.latest] >= 0:
            odd[part.case[part.latest]] = True
    if contract.joined_by is not None and not _joined(contract.joined_by, parts, odd):
        return None
    return _Plain(tuple(every.to_list()), tuple(parts), odd)


def _joined(name: str, parts: Sequence[Part], odd: Bools) -> bool:
    """Mark who is known by two numbers, or may be; false where more than one file says it."""
    said = by_field(parts).get(name, [])
    if len(said) != 1:
        return False
    part, one = said[0]
    assert one.fact is not None, "records are joined by a fact"
    there = one.says & (part.case >= 0)
    case, value = part.case[there], one.fact.values[there]
    nameless = np.ones(len(odd), np.bool_)
    nameless[case] = False
    odd |= nameless
    odd[case[np.bincount(value, minlength=1)[value] > 1]] = True
    # One who is known by a value goes with them: where nobody is, that is said.
    odd[case[:1]] = True
    return True


def _numbers(table: _Table) -> pl.Series:
    """The case number of each row."""
    assert table.plan.number is not None, "a table of persons has their numbers"
    return table.cells(table.plan.number.index)


def _reduced(table: _Table, plain: _Plain) -> Opened:
    """The file with those of its rows that are read by rows, under the numbers that they have."""
    wanted = plain.of_rows(table.plan.sheet.file)
    frame, line = table.frame, table.line
    if wanted is not None:
        at = np.flatnonzero(wanted)
        frame, line = frame[at], line[at]
    text = frame.select(pl.all().cast(pl.String).fill_null("").str.strip_chars())
    rows = tuple(zip(line.tolist(), text.iter_rows(), strict=True))
    kept = tuple((number, cells) for number, cells in rows if any(cells))
    return Opened((Sheet(table.plan.sheet.file, tuple(frame.columns), kept),), (), table.sha256)
