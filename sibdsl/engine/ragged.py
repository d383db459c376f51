"""Lists of unequal length, one a row, in flat columns: row *i* has `offsets[i]:offsets[i + 1]`."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sibdsl.columns import sorted_by as sorted_by

Days32: TypeAlias = NDArray[np.int32]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Truths: TypeAlias = NDArray[np.int8]
Rows: TypeAlias = NDArray[np.integer[Any]]
"""Places of rows; a row may be there more than once, or not at all."""

NOWHERE: Final = -1
"""The place of what is not there."""


def offsets_of(counts: Rows) -> Ints:
    """Where each of so many things begins, and at the end where the last ends.

    >>> offsets_of(np.array([2, 0, 1])).tolist()
    [0, 2, 2, 3]
    """
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def counts_of(offsets: Ints) -> Ints:
    """How many things each row has."""
    return np.diff(offsets)


def rows_of(offsets: Ints) -> Ints:
    """The row of each thing.

    >>> rows_of(np.array([0, 2, 2, 3])).tolist()
    [0, 0, 2]
    """
    return np.repeat(np.arange(len(offsets) - 1, dtype=np.int64), counts_of(offsets))


def places_of(offsets: Ints) -> Ints:
    """The place of each thing in its row, from 0.

    >>> places_of(np.array([0, 2, 2, 3])).tolist()
    [0, 1, 0]
    """
    each = np.arange(offsets[-1], dtype=np.int64)
    each -= np.repeat(offsets[:-1], counts_of(offsets))
    return each


def expanded(counts: Ints) -> tuple[Ints, Ints]:
    """Offsets of so many things a row, and the place of each in its row."""
    offsets = offsets_of(counts)
    return offsets, places_of(offsets)


def gathered(offsets: Ints, rows: Rows) -> tuple[Ints, Ints]:
    """The lists of *rows*: their offsets, and where each thing stood.

    >>> [part.tolist() for part in gathered(np.array([0, 2, 2, 3]), np.array([2, 0, 2]))]
    [[0, 1, 3, 4], [2, 0, 1, 2]]
    """
    starts = offsets[:-1][rows]
    taken = offsets_of(offsets[1:][rows] - starts)
    index = np.repeat(starts - taken[:-1], counts_of(taken))
    index += np.arange(taken[-1], dtype=np.int64)
    return taken, index


def filtered(offsets: Ints, mask: Bools) -> Ints:
    """The offsets once only the things of *mask* are kept."""
    before = np.zeros(len(mask) + 1, np.int64)
    np.cumsum(mask, out=before[1:])
    kept: Ints = before[offsets]
    return kept


def joined(*lists: Ints) -> tuple[Ints, Ints]:
    """In each row the things of the first list, then those of the next, and so on.

    The offsets, and where each thing stands once the flat columns are put one after another.

    >>> [part.tolist() for part in joined(np.array([0, 1, 2]), np.array([0, 0, 2]))]
    [[0, 1, 4], [0, 1, 2, 3]]
    """
    counts = np.stack([counts_of(offsets) for offsets in lists], axis=1)
    flat_from = np.cumsum([0, *(int(offsets[-1]) for offsets in lists[:-1])])
    starts = np.stack([offsets[:-1] for offsets in lists], axis=1) + flat_from
    runs = offsets_of(counts.ravel())
    index = np.repeat(starts.ravel() - runs[:-1], counts.ravel())
    index += np.arange(runs[-1], dtype=np.int64)
    return np.ascontiguousarray(runs[:: len(lists)]), index


def ordered(offsets: Ints, *keys: NDArray[Any]) -> Ints:
    """The order of the things within each row by *keys*, the first counting most; ties stay."""
    row, index = rows_of(offsets), np.arange(offsets[-1], dtype=np.int64)
    tied = row[1:] == row[:-1]
    wrong = np.zeros(len(tied), np.bool_)
    for key in keys:
        wrong |= tied & (key[1:] < key[:-1])
        tied &= key[1:] == key[:-1]
    if wrong.any():
        mixed = np.zeros(len(offsets) - 1, np.bool_)
        mixed[row[1:][wrong]] = True
        at = np.flatnonzero(mixed[row])
        index[at] = at[sorted_by(row[at], *(key[at] for key in keys))]
    return index


def sum_in(offsets: Ints, values: NDArray[Any]) -> Ints:
    """The sum over the things of each row; 0 of none."""
    before = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=before[1:])
    sums: Ints = np.diff(before[offsets])
    return sums


def running(offsets: Ints, values: NDArray[Any]) -> Ints:
    """The sum over the things of the same row that stand before each thing."""
    before = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=before[1:])
    sums: Ints = before[:-1] - np.repeat(before[offsets[:-1]], counts_of(offsets))
    return sums


def any_in(offsets: Ints, mask: Bools) -> Bools:
    """Whether anything in each row is of *mask*; not so of none."""
    found: Bools = sum_in(offsets, mask) > 0
    return found


def all_in(offsets: Ints, mask: Bools) -> Bools:
    """Whether everything in each row is of *mask*; so of none."""
    found: Bools = sum_in(offsets, ~mask) == 0
    return found


def min_in(offsets: Ints, values: NDArray[Any], default: int) -> NDArray[Any]:
    """The least of each row; *default* where it has none."""
    return _reduced(np.minimum, offsets, values, default)


def max_in(offsets: Ints, values: NDArray[Any], default: int) -> NDArray[Any]:
    """The greatest of each row; *default* where it has none."""
    return _reduced(np.maximum, offsets, values, default)


def _reduced(pick: np.ufunc, offsets: Ints, values: NDArray[Any], default: int) -> NDArray[Any]:
    found = np.full(len(offsets) - 1, default, values.dtype)
    some = offsets[1:] > offsets[:-1]
    if some.any():
        # Rows without things take no room: the next start is where the row before it ends.
        found[some] = pick.reduceat(values, offsets[:-1][some])
    return found


def first_in(offsets: Ints) -> Ints:
    """Where the first thing of each row stands; NOWHERE where it has none."""
    return np.where(offsets[1:] > offsets[:-1], offsets[:-1], NOWHERE)


def last_in(offsets: Ints) -> Ints:
    """Where the last thing of each row stands; NOWHERE where it has none."""
    return np.where(offsets[1:] > offsets[:-1], offsets[1:] - 1, NOWHERE)


def distinct(values: Ints) -> Ints:
    """Each of *values* once, in order. To sort is many times as fast as numpy's own hashing.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    found = np.sort(values)
    return found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found


# -- Columns of one value, and what is taken from any column --------------------------------------


def constant(value: int, n: int, *wide: int) -> Ints:
    """A column of *n* rows (and so many columns) that all hold *value*; it takes no room.

    It cannot be written to: a copy can.
    """
    return np.broadcast_to(np.int64(value), (n, *wide))


def marking_none(n: int, *wide: int) -> Bools:
    """A column of *n* rows that marks none of them, as `constant`."""
    return np.broadcast_to(np.False_, (n, *wide))


def _is_constant(column: NDArray[Any]) -> bool:
    return column.strides[0] == 0


def chosen(at: NDArray[Any], n: int) -> Ints | None:
    """The places of *n* that *at* marks or names; None where it is each in its turn.

    To take by place is three times as fast as by mask.
    """
    if at.dtype == np.bool_:
        return None if at.all() else np.flatnonzero(at)
    if len(at) == n and bool((at == np.arange(n)).all()):
        return None
    return at


def taken(column: NDArray[Any], at: Ints) -> NDArray[Any]:
    """*column* at those places."""
    if _is_constant(column) and len(column):
        return np.broadcast_to(column[0], (len(at), *column.shape[1:]))
    return np.take(column, at, axis=0)


def stacked(columns: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """All of *columns*, one after another."""
    some = [column for column in columns if len(column)]
    if len(some) < 2:
        return some[0] if some else columns[0]
    same = all(_is_constant(column) and (column[0] == some[0][0]).all() for column in some)
    if same:
        return np.broadcast_to(some[0][0], (sum(map(len, some)), *some[0].shape[1:]))
    return np.concatenate(some)
