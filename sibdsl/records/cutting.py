"""Where parts of the case data begin and end, so that each can be read by itself."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from attrs import frozen

from sibdsl.model.contract import Contract
from sibdsl.records.files import DataFile, gather
from sibdsl.records.ranges import Range, names_in, plan_for

_SAMPLED: Final = 20_000
"""So many case numbers of each file say where the parts begin and end."""

_READ: Final = 250_000
"""So many of them are read at a time."""

_AT_ONCE: Final = 4_000_000
"""Of so many numbers it is held at a time whose they are, as a hash of each."""

_MANY: Final = 500_000
_A_PART: Final = 100_000
"""From so many rows on data are read in parts, and so many rows are in each."""


def parts_for(paths: Sequence[Path]) -> int:
    """In how many parts Parquet files are read where nobody says: 1 where their rows are not very
    many, or where some are of another kind.
    """
    files = [file.path for file in gather(paths).files]
    if any(file.suffix.lower() != ".parquet" for file in files):
        return 1
    try:
        rows = sum(pl.scan_parquet(file).select(pl.len()).collect().item() for file in files)
    except (pl.exceptions.PolarsError, OSError):
        return 1
    return rows // _A_PART if rows >= _MANY else 1


def ranges(contract: Contract, paths: Sequence[Path], parts: int) -> tuple[Range, ...] | None:
    """So many ranges of cases, of about the same size, none of which parts a person.

    None where the data cannot be read in parts: files that are not Parquet, without a last day, or
    with blanks around their case numbers.
    """
    files = gather(paths).files
    try:
        numbers = [_numbers(file, contract) for file in files]
        if not files or any(number is None for number in numbers):
            return None
        known = [number for number in numbers if number is not None]
        sample = pl.concat([number.sample for number in known]).sort()
        cuts = sorted(
            {sample[len(sample) * at // parts] for at in range(1, parts)} if len(sample) else ()
        )
        rows = {each.file.name: each.edges(cuts) for each in known if each.in_order}
        persons = _persons(contract, files)
    except (pl.exceptions.PolarsError, OSError):
        return None
    return None if persons is None else _ranges((None, *cuts, None), persons, rows)


@frozen(eq=False)
class _Numbers:
    """The case numbers of a file, in that column: a *sample*, and whether all are *in_order*."""

    file: DataFile
    column: str
    sample: pl.Series
    in_order: bool

    def edges(self, cuts: Sequence[str]) -> Sequence[int]:
        """Where the rows of each part begin, and where the last end, if numbers are in order."""
        found = np.zeros(len(cuts) + 2, np.int64)
        for some in _pieces(self.file, self.column):
            found[1:-1] += some.search_sorted(pl.Series(cuts, dtype=pl.String)).to_numpy()
            found[-1] += len(some)
        return found.tolist()


def _numbers(file: DataFile, contract: Contract) -> _Numbers | None:
    """What the case numbers of a file are, none where it names no persons.

    None if it cannot be parted.
    """
    if file.path.suffix.lower() != ".parquet" or file.about.last_day is None or contract.groups:
        return None
    plan = plan_for(file, contract)
    if plan is None:
        return None
    none = pl.Series([], dtype=pl.String)
    if plan.number is None or not plan.of_persons:
        return _Numbers(file, "", none, in_order=False)
    column = names_in(file)[plan.number.index]
    schema = pl.scan_parquet(file.path).collect_schema()
    if schema[column] != pl.String:
        return None
    rows = pl.scan_parquet(file.path).select(pl.len()).collect().item()
    each, samples, in_order, last = max(rows // _SAMPLED, 1), [none], True, ""
    for some in _pieces(file, column):
        if ((some != some.str.strip_chars()) | (some == "")).any():
            return None
        samples.append(some.gather_every(each).drop_nulls())
        in_order &= not some.has_nulls() and some.is_sorted() and last <= some[0]
        last = some[-1] or last
    return _Numbers(file, column, pl.concat(samples), in_order)


def _pieces(file: DataFile, column: str) -> Iterator[pl.Series]:
    """A column of a Parquet file, some rows after others."""
    scan, at = pl.scan_parquet(file.path).select(column), 0
    while len(some := scan.slice(at, _READ).collect().to_series()):
        yield some
        at += _READ


def _persons(contract: Contract, files: Sequence[DataFile]) -> Mapping[str, str] | None:
    """Of each number that shares a person with others, the least of theirs.

    None where more than one file says who is whom.
    """
    if contract.joined_by is None:
        return {}
    found: list[pl.LazyFrame] = []
    for file in files:
        plan = plan_for(file, contract)
        for one in plan.fields if plan is not None else ():
            if one.field.name == contract.joined_by and one.first is not None and plan is not None:
                assert plan.number is not None, "a table of persons has their numbers"
                names = names_in(file)
                person = pl.col(names[one.first.index]).cast(pl.String).str.strip_chars()
                number = pl.col(names[plan.number.index]).alias("number")
                found.append(pl.scan_parquet(file.path).select(number, person.alias("person")))
    if len(found) != 1:
        return None if found else {}
    said = (pl.col("person") != "") & pl.col("number").is_not_null()
    return _linked(_shared(found[0].filter(said)))


def _shared(named: pl.LazyFrame) -> Sequence[tuple[str, str]]:
    """The numbers and persons of which one goes with more than one of the other.

    They are told apart by their hashes: a few others may be among them, each by itself.
    """
    hashes = named.select(pl.col("number", "person").hash())
    passes = named.select(pl.len()).collect(engine="streaming").item() // _AT_ONCE + 1
    several = {
        one: pl.concat(_with_several(hashes, (one, other), (at, passes)) for at in range(passes))
        for one, other in (("person", "number"), ("number", "person"))
    }
    if not any(map(len, several.values())):
        return ()
    with_several = [pl.col(one).hash().is_in(some.implode()) for one, some in several.items()]
    return named.filter(pl.any_horizontal(with_several)).collect(engine="streaming").rows()


def _with_several(
    hashes: pl.LazyFrame, columns: tuple[str, str], turn: tuple[int, int]
) -> pl.Series:
    """Those of the first of *columns* that go with more than one of the second.

    Only of one part of so many: *turn* says which.
    """
    one, other = columns
    part = hashes if turn[1] == 1 else hashes.filter(pl.col(one) % turn[1] == turn[0])
    in_order = np.sort(part.select(one).collect(engine="streaming").to_series().to_numpy())
    if not (in_order[1:] == in_order[:-1]).any():
        return pl.Series([], dtype=pl.UInt64)
    pairs = part.collect(engine="streaming")
    first, second = pairs[one].to_numpy(), pairs[other].to_numpy()
    order = np.argsort(first)
    first, second = first[order], second[order]
    several = (first[1:] == first[:-1]) & (second[1:] != second[:-1])
    return pl.Series(np.unique(first[1:][several]))


def _linked(pairs: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The least number of those that are linked, through whichever persons."""
    least: dict[str, str] = {}

    def root(number: str) -> str:
        while least.get(number, number) != number:
            number = least[number]
        return number

    holder: dict[str, str] = {}
    for number, person in sorted(pairs):
        other = root(holder.setdefault(person, number))
        first, last = sorted((other, root(number)))
        least[last] = first
    return {number: root(number) for number, _ in pairs}


def _ranges(
    edges: Sequence[str | None],
    persons: Mapping[str, str],
    rows: Mapping[str, Sequence[int]],
) -> tuple[Range, ...]:
    """The ranges between *edges*; *rows* says where in a file each begins."""
    cuts = [edge for edge in edges if edge is not None]

    def place(number: str) -> int:
        return bisect_right(cuts, number)

    moved = [(n, least) for n, least in sorted(persons.items()) if place(n) != place(least)]
    return tuple(
        Range(
            first,
            after,
            tuple(n for n, least in moved if place(least) == at),
            tuple(n for n, _ in moved if place(n) == at),
            {file: (each[at], each[at + 1] - each[at]) for file, each in rows.items()},
        )
        for at, (first, after) in enumerate(pairwise(edges))
    )
