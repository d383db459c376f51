"""Case numbers that share a person, so that no part of the data is without some of them."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl

_AT_ONCE: Final = 4_000_000
"""Of so many numbers it is held at a time whose they are, as a hash of each."""


def linked(named: pl.LazyFrame, rows: int) -> Mapping[str, str]:
    """Of each number that shares a person with others, the least of theirs.

    *named* has the *number* and the *person* of each of so many rows, blank where there is none.
    """
    return _least(_shared(named, rows))


def _shared(named: pl.LazyFrame, rows: int) -> Sequence[tuple[str, str]]:
    """The numbers and persons of which one goes with more than one of the other.

    They are told apart by their hashes: a few others may be among them, each by itself.
    """
    passes = rows // _AT_ONCE + 1
    several = {
        one: pl.concat(_with_several(named, (one, other), (at, passes)) for at in range(passes))
        for one, other in (("person", "number"), ("number", "person"))
    }
    if not any(map(len, several.values())):
        return ()
    with_several = [pl.col(one).hash().is_in(some.implode()) for one, some in several.items()]
    return _said(named).filter(pl.any_horizontal(with_several)).collect(engine="streaming").rows()


def _said(named: pl.LazyFrame) -> pl.LazyFrame:
    return named.filter((pl.col("person") != "") & (pl.col("number") != ""))


def _with_several(
    named: pl.LazyFrame, columns: tuple[str, str], turn: tuple[int, int]
) -> pl.Series:
    """The hashes of those of the first of *columns* that go with more than one of the second.

    Only of one part of so many: *turn* says which.
    """
    one, other = columns
    at, passes = turn
    mine = pl.col(one).hash() % passes == at
    alone = named.select(one) if passes == 1 else named.select(one).filter(mine)
    hashes = alone.select(pl.col(one).hash()).collect(engine="streaming").to_series()
    in_order = np.sort(hashes.to_numpy())
    if not (in_order[1:] == in_order[:-1]).any():
        return pl.Series([], dtype=pl.UInt64)
    both = pl.col(one, other).hash()
    pairs = _said(named).filter(mine).select(both).collect(engine="streaming")
    first, second = pairs[one].to_numpy(), pairs[other].to_numpy()
    order = np.argsort(first)
    first, second = first[order], second[order]
    several = (first[1:] == first[:-1]) & (second[1:] != second[:-1])
    return pl.Series(np.unique(first[1:][several]))


def _least(pairs: Sequence[tuple[str, str]]) -> Mapping[str, str]:
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
