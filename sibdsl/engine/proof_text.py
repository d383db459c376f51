"""The rows of files that prove each line, as text: `a.csv:2 b.csv:17`, for all lines at once."""

from collections.abc import Iterator
from typing import Final, TypeAlias

import numpy as np
import polars as pl
from attrs import frozen

from sibdsl.columns import Proof, Table
from sibdsl.engine import ragged
from sibdsl.engine.drafts import NONE, Batch
from sibdsl.engine.evaluate import Reckoned
from sibdsl.engine.ragged import NOWHERE, Ints
from sibdsl.model.contract import Index
from sibdsl.model.days import EARLIEST
from sibdsl.model.decides import fields_read
from sibdsl.model.terms import OWN

_AT_ONCE: Final = 200_000
"""So many texts are put together at a time."""

_DAY_BITS: Final = 22


@frozen(eq=False)
class _Places:
    """Rows of files, some for each thing: places in *files*, which are in order, and lines."""

    files: tuple[str, ...]
    offsets: Ints
    file: Ints
    line: Ints
    first: Ints
    """The first day that each tells of."""

    def taken(self, things: Ints, last: Ints) -> "_Places":
        """Those of *things* that tell of days up to the *last* of each."""
        offsets, index = ragged.gathered(self.offsets, things)
        told = self.first[index] <= np.repeat(last, ragged.counts_of(offsets))
        index = index[np.flatnonzero(told)]
        return self._at(ragged.filtered(offsets, told), index)

    def _at(self, offsets: Ints, index: Ints) -> "_Places":
        return _Places(self.files, offsets, self.file[index], self.line[index], self.first[index])

    def once(self) -> "_Places":
        """In order of file and line, each once, with the earliest day."""
        one = self._at(self.offsets, ragged.ordered(self.offsets, self.file, self.line, self.first))
        row = ragged.rows_of(one.offsets)
        new = np.ones(len(row), np.bool_)
        new[1:] = (
            (row[1:] != row[:-1])
            | (one.file[1:] != one.file[:-1])
            | (one.line[1:] != one.line[:-1])
        )
        return one._at(ragged.filtered(one.offsets, new), np.flatnonzero(new))

    def texts(self) -> pl.Series:
        """The text of each thing, empty where it has no row."""
        names = pl.Series(self.files, dtype=pl.String).gather(self.file)
        each = names + ":" + pl.Series(self.line).cast(pl.String)
        frame = pl.DataFrame({"thing": ragged.rows_of(self.offsets), "text": each})
        listed = frame.group_by("thing", maintain_order=True).agg("text")
        some = ragged.counts_of(self.offsets) > 0
        found = listed["text"].list.join(" ")
        return _with_none(found, np.where(some, np.cumsum(some) - 1, NOWHERE))


def _with_none(texts: pl.Series, at: Ints) -> pl.Series:
    """The text at each place; empty where it is NOWHERE."""
    empty = pl.Series([""], dtype=pl.String)
    return pl.concat([empty, texts.cast(pl.String)]).gather(at + 1)


_Key: TypeAlias = tuple[int, frozenset[str], str]


def rows_text(found: Reckoned) -> pl.Series:
    """Of each line the rows that prove it, by file and line; empty where there are none."""
    lines = found.lines
    place = np.full(len(lines), NOWHERE, np.int64)
    parts, n = [pl.Series([], dtype=pl.String)], 0
    read: dict[_Key, _Places] = {}
    for number in np.unique(lines.batch[lines.batch != NONE]).tolist():
        batch = found.desk.batches[number]
        at = np.flatnonzero(lines.batch == number)
        for some, texts in _of_batch(batch, lines.row[at], lines.last_due[at], read):
            place[at[some[0]]] = some[1] + n
            parts.append(texts)
            n += len(texts)
    return _with_none(pl.concat(parts), place)


def _of_batch(
    batch: Batch, row: Ints, last: Ints, read: dict[_Key, _Places]
) -> Iterator[tuple[tuple[Ints, Ints], pl.Series]]:
    """Texts, the lines (of those of the batch) that they are for, and which text each has."""
    names = fields_read(batch.contract, batch.outcome)
    if batch.scope.whose != OWN or not names:
        return
    table, index = batch.world.table(OWN), batch.outcome.index
    own = index.name if isinstance(index, Index) else ""
    key = id(table), names - {own}, own
    if key not in read:
        read[key] = _places_of(table, *key[1:])
    places, case = read[key], batch.scope.case[row]
    item = batch.scope.bound[own].at[row].astype(np.int64) if own else np.zeros_like(row)
    group, first = _alike(case, _told(places, case, last), item)
    for start in range(0, len(first), _AT_ONCE):
        these = first[start : start + _AT_ONCE]
        told = places.taken(case[these], last[these])
        if own:
            told = _with_own(told, batch, own, item[these])
        some = np.flatnonzero((group >= start) & (group < start + _AT_ONCE))
        yield (some, group[some] - start), told.texts()


def _alike(*columns: Ints) -> tuple[Ints, Ints]:
    """Lines that follow each other and have the same rows: the group of each, its first line."""
    new = np.zeros(len(columns[0]), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.cumsum(new) - 1, np.flatnonzero(new)


def _told(places: _Places, case: Ints, last: Ints) -> Ints:
    """How many rows of its case tell of days up to the last due day of each line."""
    keys = np.sort(ragged.rows_of(places.offsets) << _DAY_BITS | places.first)
    until = np.searchsorted(keys, case << _DAY_BITS | last, "right")
    return until - places.offsets[case]


def _places_of(table: Table, names: frozenset[str], own: str) -> _Places:
    """The rows of those fields of each case. Their files are told in order, with those of *own*."""
    proofs = [(table.fact_rows[name], None) for name in names if name in table.fact_rows]
    fields = [table.fields[name] for name in names if name in table.fields]
    dated = [
        (field.rows, np.where(field.first_known, field.first, EARLIEST).astype(np.int64))
        for field in fields
    ]
    beside = [table.fields[own].rows] if own in table.fields else []
    listed = [proof for proof, _ in (*proofs, *dated)]
    files = tuple(sorted({name for proof in (*listed, *beside) for name in proof.files}))
    offsets = [proof.offsets for proof, _ in proofs]
    offsets += [field.rows.offsets[field.offsets] for field in fields]
    if not listed:
        none = np.zeros(0, np.int64)
        return _Places(files, np.zeros(len(table) + 1, np.int64), none, none, none)
    each, index = ragged.joined(*offsets)
    return _Places(
        files,
        each,
        np.concatenate([_ranks(proof, files) for proof in listed])[index],
        np.concatenate([proof.line for proof in listed])[index],
        np.concatenate(
            [
                np.full(len(proof.line), EARLIEST, np.int64)
                if days is None
                else np.repeat(days, ragged.counts_of(proof.offsets))
                for proof, days in (*proofs, *dated)
            ]
        )[index],
    ).once()


def _ranks(proof: Proof, files: tuple[str, ...]) -> Ints:
    """The place in *files* of the file of each row."""
    ranks = np.array([files.index(name) for name in proof.files], np.int64)
    return ranks[proof.file] if len(proof.file) else np.zeros(0, np.int64)


def _with_own(told: _Places, batch: Batch, own: str, item: Ints) -> _Places:
    """*told*, and the rows of the item that each is for."""
    table = batch.scope.bound[own].table
    if table is None or not len(table.rows.line):
        return told
    there = np.where(item >= 0, item, len(table.first))
    ends = np.append(table.rows.offsets, table.rows.offsets[-1])
    offsets, index = ragged.gathered(ends, there)
    both, order = ragged.joined(told.offsets, offsets)
    nought = np.zeros(len(index), np.int64)
    return _Places(
        told.files,
        both,
        np.concatenate([told.file, _ranks(table.rows, told.files)[index]])[order],
        np.concatenate([told.line, table.rows.line[index]])[order],
        np.concatenate([told.first, nought])[order],
    ).once()
