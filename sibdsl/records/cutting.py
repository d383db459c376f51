"""Where parts of the case data begin and end, so that each can be read by itself."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from string import whitespace
from typing import Any, Final, TypeVar

import numpy as np
import polars as pl
from attrs import evolve, frozen

from sibdsl.columns import Ints
from sibdsl.model.contract import Contract
from sibdsl.records.aside import Aside, Stretch
from sibdsl.records.blocks import Table, rows_about, table_of, two_patterns
from sibdsl.records.files import DataFile, gather
from sibdsl.records.linking import linked
from sibdsl.records.ranges import LINE, TOP, Range, Rows, number_in
from sibdsl.records.unread import without_unread

T = TypeVar("T")

_SAMPLED: Final = 50_000
"""So many case numbers say where the parts begin and end."""

_READ: Final = 250_000
"""So many rows are read at a time."""

_MANY: Final = 500_000
_A_PART: Final = 110_000
"""From so many rows on data are read in parts, and so many rows are in each."""


def parts_for(paths: Sequence[Path]) -> int:
    """In how many parts files are read where nobody says: 1 where their rows are not very many,
    or where some are neither Parquet nor CSV.
    """
    rows = [rows_about(file.path) for file in gather(paths).files]
    many = sum(each or 0 for each in rows)
    return many // _A_PART if many >= _MANY and None not in rows else 1


def ranges(
    contract: Contract, paths: Sequence[Path], parts: int, folder: Path | None = None
) -> tuple[Range, ...] | None:
    """So many ranges of cases, of about the same size, none of which parts a person.

    Rows that do not stand in the order of their numbers, and those of CSV files, are put in order
    in *folder*; without one, CSV is not read in parts. None where the data cannot be: files of
    another kind, without a last day, or CSV files that are not plain. OSError without room.
    """
    files = gather(paths).files
    if not files or contract.groups or any(file.about.last_day is None for file in files):
        return None
    try:
        found = _each(_table, [(file, contract, _at(folder, at)) for at, file in enumerate(files)])
        tables = [table for table in found if table is not None]
        persons = _persons(contract, tables) if len(tables) == len(files) else None
        return None if persons is None else _cut(tables, persons, parts, folder)
    except pl.exceptions.PolarsError:
        return None


def _table(file: DataFile, contract: Contract, beside: Path | None) -> Table | None:
    """The table in a file, if it can be read in parts."""
    table = table_of(file, contract, beside)
    return None if table is None or two_patterns(table) else table


def _at(folder: Path | None, place: int) -> Path | None:
    """What is made of the table in that place, its copy or its rows aside, is named after this."""
    return None if folder is None else folder / f"table-{place}"


def _each(work: Callable[..., T], given: Iterable[tuple[Any, ...]]) -> list[T]:
    """What *work* comes to of each that is *given*, in that order; two are worked on at a time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda one: work(*one), given))


def _persons(contract: Contract, tables: Sequence[Table]) -> Mapping[str, str] | None:
    """Of each number that shares a person with others, the least of theirs.

    None where more than one file says who is whom.
    """
    found = [(table, table.column_of(contract.joined_by)) for table in tables]
    naming = [(table, column) for table, column in found if column is not None]
    if len(naming) != 1:
        return None if naming else {}
    [(table, column)] = naming
    assert table.number is not None, "a table of persons has their numbers"
    number, person = number_in(table.number).alias("number"), number_in(column).alias("person")
    return linked(table.scan().select(number, person), table.rows)


def _cut(
    tables: Sequence[Table], persons: Mapping[str, str], parts: int, folder: Path | None
) -> tuple[Range, ...]:
    """The ranges of *tables*, the numbers of *persons* with the least of theirs."""
    own = [table for table in tables if table.number is not None]
    each = max(sum(table.rows for table in own) // _SAMPLED, 1)
    read = _each(_numbers, [(table, each) for table in own])
    numbers = {table.name: some for table, some in zip(own, read, strict=True)}
    cuts = _cuts(read, parts)
    found = _between(cuts, persons)
    moved = {number: at for at, part in enumerate(found) for number in part.also}
    places = _Places(pl.Series(cuts, dtype=pl.String), moved)
    there = _each(
        places.rows_in,
        [(table, numbers.get(table.name), _at(folder, at)) for at, table in enumerate(tables)],
    )
    return tuple(
        evolve(part, rows={table.name: rows[at] for table, rows in zip(tables, there, strict=True)})
        for at, part in enumerate(found)
    )


def _cuts(read: Sequence["_Numbers"], parts: int) -> list[str]:
    """The numbers, in order, with which all parts but the first begin."""
    sample = pl.concat([_NONE, *(one.sample for one in read)]).str.strip_chars()
    sample = sample.filter(sample != "").sort()
    return sorted(
        {sample[len(sample) * at // parts] for at in range(1, parts)} if len(sample) else ()
    )


def _between(cuts: Sequence[str], persons: Mapping[str, str]) -> list[Range]:
    """The ranges between *cuts*, and of whom the numbers are in several of them."""

    def place(number: str) -> int:
        return bisect_right(cuts, number)

    moved = [(n, least) for n, least in sorted(persons.items()) if place(n) != place(least)]
    return [
        Range(
            first,
            after,
            tuple(n for n, least in moved if place(least) == at),
            tuple(n for n, _ in moved if place(n) == at),
        )
        for at, (first, after) in enumerate(pairwise((None, *cuts, None)))
    ]


# -- Case numbers ---------------------------------------------------------------------------------

_NONE: Final = pl.Series([], dtype=pl.String)


@frozen(eq=False)
class _Numbers:
    """Some case numbers of a table and *at* which rows they stand; whether all are *in_order*."""

    sample: pl.Series
    at: Ints
    in_order: bool


def _numbers(table: Table, each: int) -> _Numbers:
    """One of so many case numbers, and whether all of them are in order and without blanks."""
    samples, places, in_order, last = [_NONE], [np.zeros(0, np.int64)], True, ""
    for at, some in _pieces(table):
        in_order = in_order and _in_order(some) and last <= some[0]
        last = some[-1] if in_order else ""
        samples.append(some.gather_every(each).cast(pl.String).fill_null(""))
        places.append(np.arange(at, at + len(some), each))
    return _Numbers(pl.concat(samples), np.concatenate(places), in_order)


def _in_order(numbers: pl.Series) -> bool:
    if numbers.dtype != pl.String or numbers.has_nulls() or not numbers.is_sorted():
        return False
    text = numbers.str.join("").item()
    if text.isascii() and not any(blank in text for blank in whitespace):
        return bool(numbers[0] != "")
    return not ((numbers != numbers.str.strip_chars()) | (numbers == "")).any()


def _pieces(table: Table) -> Iterator[tuple[int, pl.Series]]:
    """The case numbers as they stand, some rows after others, and where each of these begins."""
    scan = table.scan().select(table.number)
    for at in range(0, table.rows, _READ):
        yield at, scan.slice(at, _READ).collect().to_series()


# -- Rows -----------------------------------------------------------------------------------------


@frozen(eq=False)
class _Places:
    """In which part a row is: between which of the *cuts* its number is, or where it is *moved*."""

    cuts: pl.Series
    moved: Mapping[str, int]

    def rows_in(self, table: Table, numbers: _Numbers | None, to: Path | None) -> Sequence[Rows]:
        """Where the rows of each part stand in a table; *numbers* are those of persons. Rows that
        are not in order are put in the file *to*, or are sought where there is none.
        """
        parts = len(self.cuts) + 1
        if numbers is None:
            return [table.some(0, table.rows)] * parts
        if numbers.in_order and not self.moved:
            return [table.some(*span) for span in self._spans(table, numbers)]
        if to is None:
            return [evolve(table.some(0, table.rows), sought=True)] * parts
        spans = self._spans(table, numbers) if numbers.in_order else [(0, 0)] * parts
        aside = self._aside(table, to, numbers)
        return [
            evolve(table.some(*span), aside=some) for span, some in zip(spans, aside, strict=True)
        ]

    def _spans(self, table: Table, numbers: _Numbers) -> Iterator[tuple[int, int]]:
        """Where the rows of each part begin, and how many there may be, of numbers in order."""
        after = numbers.sample.search_sorted(self.cuts, side="left").to_numpy()
        first = np.concatenate([[0], np.append(-1, numbers.at)[after] + 1])
        last = np.concatenate([np.append(numbers.at, table.rows)[after], [table.rows]])
        return zip(first.tolist(), (last - first).tolist(), strict=True)

    def _aside(self, table: Table, to: Path, numbers: _Numbers) -> Sequence[tuple[Stretch, ...]]:
        """Where the rows that do not stand in order are put aside, of each part."""
        aside = Aside(to, len(self.cuts) + 1)
        for at, some in _pieces(table):
            part = self._parts_of(some, numbers)
            moves = np.flatnonzero(part >= 0)
            if len(moves):
                frame = without_unread(table.scan().slice(at, _READ).collect(), table.plan)
                line = pl.Series(LINE, np.arange(at + TOP, at + TOP + len(frame)))
                aside.put(frame.with_columns(line)[moves], part[moves])
        return [aside.of_part(at) for at in range(len(self.cuts) + 1)]

    def _parts_of(self, numbers: pl.Series, of: _Numbers) -> Ints:
        """The part of each; -1 of one that stays where it stands in order."""
        named = numbers.to_frame("n").select(number_in("n")).to_series()
        if of.in_order:
            part = np.full(len(named), -1, np.int64)
        else:
            part = self.cuts.search_sorted(named, side="right").to_numpy().astype(np.int64)
        if self.moved:
            mine = named.is_in(list(self.moved)).to_numpy()
            part[mine] = [self.moved[number] for number in named.filter(pl.Series(mine))]
        return part
