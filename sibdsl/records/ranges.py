"""Case data in Parquet files, parted by case number: so that a part can be read by itself."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from attrs import frozen

from sibdsl.columns import Ints
from sibdsl.model.contract import Contract
from sibdsl.records.files import DataFile, gather
from sibdsl.records.kinds import Kinds
from sibdsl.records.plan import Plan, plan_of
from sibdsl.records.sheet import Sheet

_LINE: Final = "\x00line"
_SAMPLED: Final = 20_000
"""So many case numbers of each file say where the parts begin and end."""

_AT_ONCE: Final = 4_000_000
"""Of so many numbers it is held at a time whose they are, as a hash of each."""


@frozen
class Range:
    """The cases from number *first* up to but not including *after*, None without an end.

    *also* are numbers beyond it whose person is in it, *not_* numbers in it whose person is
    elsewhere. Rows without a number stand in the first range.
    """

    first: str | None
    after: str | None
    also: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()

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
    scan = pl.scan_parquet(file.path, row_index_name=_LINE, row_index_offset=2)
    if plan.number is not None and plan.of_persons:
        scan = scan.filter(part.holds(pl.col(_raw(file)[plan.number.index])))
    frame = scan.collect()
    line = frame[_LINE].cast(pl.Int64).to_numpy()
    return frame.drop(_LINE).rename(str.strip), line


def plan_for(file: DataFile, contract: Contract) -> Plan | None:
    """What the columns of a Parquet file are; None where they are not plain."""
    kinds = Kinds(contract.person, contract.record, contract.case_number, contract.groups)
    sheet = Sheet(file.name, tuple(name.strip() for name in _raw(file)), ())
    return plan_of(sheet, file.about, kinds).plan


def _raw(file: DataFile) -> list[str]:
    return pl.scan_parquet(file.path).collect_schema().names()


# -- Where parts begin ----------------------------------------------------------------------------


def ranges(contract: Contract, paths: Sequence[Path], parts: int) -> tuple[Range, ...] | None:
    """So many ranges of cases, of about the same size, none of which parts a person.

    None where the data cannot be read in parts: files that are not Parquet, without a last day, or
    with blanks around their case numbers.
    """
    files = gather(paths).files
    try:
        numbers = [_numbers(file, contract) for file in files]
    except (pl.exceptions.PolarsError, OSError):
        return None
    if not files or any(number is None for number in numbers):
        return None
    sample = pl.concat([number for number in numbers if number is not None]).sort()
    cuts = sorted(
        {sample[len(sample) * at // parts] for at in range(1, parts)} if len(sample) else ()
    )
    persons = _persons(contract, files)
    return None if persons is None else _ranges((None, *cuts, None), persons)


def _numbers(file: DataFile, contract: Contract) -> pl.Series | None:
    """A sample of the case numbers of a file, none where it names no persons.

    None if it cannot be parted.
    """
    if file.path.suffix.lower() != ".parquet" or file.about.last_day is None or contract.groups:
        return None
    plan = plan_for(file, contract)
    if plan is None:
        return None
    if plan.number is None or not plan.of_persons:
        return pl.Series([], dtype=pl.String)
    scan = pl.scan_parquet(file.path)
    number = pl.col(_raw(file)[plan.number.index])
    if scan.select(number).collect_schema().dtypes() != [pl.String]:
        return None
    odd = (number != number.str.strip_chars()) | (number == "")
    n, any_odd = scan.select(pl.len(), odd.any()).collect(engine="streaming").row(0)
    each = max(n // _SAMPLED, 1)
    sampled = scan.with_row_index(_LINE).filter(pl.col(_LINE) % each == 0)
    sample = sampled.select(number).drop_nulls().collect(engine="streaming")
    return None if any_odd else sample.to_series()


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
                names = _raw(file)
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


def _ranges(edges: Sequence[str | None], persons: Mapping[str, str]) -> tuple[Range, ...]:
    plain = [Range(first, after) for first, after in pairwise(edges)]
    cuts = [edge for edge in edges if edge is not None]

    def place(number: str) -> int:
        return sum(cut <= number for cut in cuts)

    moved = [(n, least) for n, least in sorted(persons.items()) if place(n) != place(least)]
    return tuple(
        Range(
            one.first,
            one.after,
            tuple(n for n, least in moved if place(least) == at),
            tuple(n for n, _ in moved if place(n) == at),
        )
        for at, one in enumerate(plain)
    )
