"""The rows of files that prove each line, as text: `a.csv:2 b.csv:17`, for all lines at once."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl
from attrs import frozen

from sibdsl.columns import Proof, Table
from sibdsl.engine import ragged
from sibdsl.engine.drafts import NONE, Batch
from sibdsl.engine.evaluate import Reckoned
from sibdsl.engine.ragged import NOWHERE, Bools, Ints
from sibdsl.model.contract import Index
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.decides import fields_read
from sibdsl.model.terms import OWN

_AT_ONCE: Final = 200_000
"""So many texts are put together at a time."""

_DAY_BITS: Final = 22


@frozen(eq=False)
class _Rows:
    """Rows of files, some for each thing: places in *files*, which are in order, and lines."""

    files: tuple[str, ...]
    offsets: Ints
    file: Ints
    line: Ints

    def at(self, offsets: Ints, index: Ints) -> "_Rows":
        """The rows at the places *index*, of things of which each has its own."""
        file, line = ragged.taken(self.file, index), ragged.taken(self.line, index)
        return _Rows(self.files, offsets, file, line)

    def in_order(self) -> Ints:
        """The places of the rows of each thing in order of file and line."""
        return ragged.ordered(self.offsets, self.file, self.line)

    def fresh(self) -> Bools:
        """Which, of rows in order, are another row or of another thing than the one before."""
        thing = ragged.rows_of(self.offsets)
        new = np.ones(len(thing), np.bool_)
        new[1:] = self.line[1:] != self.line[:-1]
        new[1:] |= self.file[1:] != self.file[:-1]
        new[1:] |= thing[1:] != thing[:-1]
        return new

    def named(self) -> pl.Series:
        """Each row as text: `a.csv:2`."""
        names = pl.Series([f"{name}:" for name in self.files], dtype=pl.String)
        return names.gather(self.file) + pl.Series(self.line).cast(pl.String)


def _texts(offsets: Ints, named: pl.Series) -> pl.Series:
    """The text of each thing, from that of its rows; null where it has none."""
    each = pl.Series("thing", ragged.rows_of(offsets)).set_sorted().to_frame()
    by_thing = each.with_columns(named.alias("text")).group_by("thing", maintain_order=True)
    some = ragged.counts_of(offsets) > 0
    place = np.where(some, np.cumsum(some) - 1, NOWHERE)
    return _at(by_thing.agg("text")["text"].list.join(" "), place)


def _at(texts: pl.Series, at: Ints) -> pl.Series:
    """The text at each place; null where it is NOWHERE."""
    none = pl.Series([None], dtype=pl.String)
    return pl.concat([none, texts.cast(pl.String)]).gather(at + 1)


@frozen(eq=False, slots=False)
class _Known:
    """What is known of cases: their *rows*, each once, and every thing that stands in them.

    The things in row *i* begin at `begins[i]`; of each, which field of *names* it is of, and the
    first day that it tells of. *place* is where in *rows* each case of the table stands.
    """

    place: Ints
    rows: _Rows
    begins: Ints
    names: tuple[str, ...]
    field: Ints
    day: Ints

    def first(self, names: frozenset[str]) -> Ints:
        """The first day that each row tells of in those fields; NEVER where it tells nothing."""
        if not len(self.begins):
            return np.zeros(0, np.int64)
        read = np.array([name in names for name in self.names], np.bool_)
        days = self.day if read.all() else np.where(read[self.field], self.day, NEVER)
        first: Ints = np.minimum.reduceat(days, self.begins)
        return first

    @cached_property
    def _keys(self) -> Ints:
        return ragged.rows_of(self.rows.offsets) << _DAY_BITS

    def many(self, first: Ints, at: Ints, last: Ints) -> Ints:
        """How many rows of each case *at* those places tell of days up to the *last* of each."""
        keys = np.sort(self._keys | first)
        return np.searchsorted(keys, at << _DAY_BITS | last, "right") - self.rows.offsets[at]

    @cached_property
    def named(self) -> pl.Series:
        """Each of the *rows* as text."""
        return self.rows.named()

    def up_to(self, first: Ints, at: Ints, last: Ints) -> tuple[Ints, Ints]:
        """The offsets and places of the rows of each case *at* those places that tell of days up to
        the *last* of each.
        """
        offsets, index = ragged.gathered(self.rows.offsets, at)
        told = first[index] <= np.repeat(last, ragged.counts_of(offsets))
        return ragged.filtered(offsets, told), index[np.flatnonzero(told)]


def rows_text(found: Reckoned) -> pl.Series:
    """Of each line the rows that prove it, by file and line; null where there are none."""
    lines, table = found.lines, found.desk.course.records.persons
    asked = [one for one in _asked(found) if one.names]
    known = _known(table, asked)
    place = np.full(len(lines), NOWHERE, np.int64)
    parts, n = [pl.Series([], dtype=pl.String)], 0
    for one in asked:
        for some, texts in _of_batch(one, known):
            place[one.at[some[0]]] = some[1] + n
            parts.append(texts)
            n += len(texts)
    return _at(pl.concat(parts), place)


@frozen(eq=False)
class _Asked:
    """The lines of a batch: where they stand, their cases and items, and the last due day of each.

    *names* are the fields that decide all of them, *own* is that whose items are one a line.
    """

    batch: Batch
    names: frozenset[str]
    own: str
    at: Ints
    case: Ints
    item: Ints
    last: Ints


def _asked(found: Reckoned) -> Iterator[_Asked]:
    """The batches of cases that lines are of."""
    lines = found.lines
    for number in np.flatnonzero(np.bincount(lines.batch - NONE)[1:]).tolist():
        batch = found.desk.batches[number]
        if batch.scope.whose != OWN:
            continue
        index = batch.outcome.index
        own = index.name if isinstance(index, Index) else ""
        at = np.flatnonzero(lines.batch == number)
        row = lines.row[at]
        yield _Asked(
            batch,
            fields_read(batch.contract, batch.outcome),
            own,
            at,
            batch.scope.case[row],
            batch.scope.bound[own].at[row].astype(np.int64)
            if own
            else ragged.constant(0, len(row)),
            lines.last_due[at],
        )


def _of_batch(one: _Asked, known: _Known) -> Iterator[tuple[tuple[Ints, Ints], pl.Series]]:
    """Texts, the lines (of those of the batch) that they are for, and which text each has."""
    days, at = known.first(one.names - {one.own}), known.place[one.case]
    group, first = _alike(at, known.many(days, at, one.last), one.item)
    for start in range(0, len(first), _AT_ONCE):
        these = first[start : start + _AT_ONCE]
        told = known.up_to(days, at[these], one.last[these])
        some = np.flatnonzero((group >= start) & (group < start + _AT_ONCE))
        if one.own:
            rows = _with_own(known.rows.at(*told), one, one.item[these])
            yield (some, group[some] - start), _texts(rows.offsets, rows.named())
        else:
            yield (some, group[some] - start), _texts(told[0], known.named.gather(told[1]))


def _alike(*columns: Ints) -> tuple[Ints, Ints]:
    """Lines that follow each other and have the same rows: the group of each, its first line."""
    new = np.zeros(len(columns[0]), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.cumsum(new) - 1, np.flatnonzero(new)


# -- What is known of the cases -------------------------------------------------------------------


@frozen(eq=False)
class _Source:
    """What tells of one field: the rows of each case of a table, and the first day of each."""

    name: str
    proof: Proof
    offsets: Ints
    day: Ints


def _sources(table: Table, names: frozenset[str]) -> Iterator[_Source]:
    """What tells of those fields. A fact, or a day that is missing, tells of any day."""
    for name in sorted(names):
        if name in table.fact_rows:
            proof = table.fact_rows[name]
            yield _Source(name, proof, proof.offsets, ragged.constant(EARLIEST, len(proof.line)))
        if name in table.fields:
            field = table.fields[name]
            days = np.where(field.first_known, field.first, EARLIEST).astype(np.int64)
            days = np.repeat(days, ragged.counts_of(field.rows.offsets))
            yield _Source(name, field.rows, field.rows.offsets[field.offsets], days)


def _known(table: Table, asked: Sequence[_Asked]) -> _Known:
    """What decides the lines that are *asked* of; of the cases that have any, and no others."""
    names = frozenset(name for one in asked for name in one.names - {one.own})
    there = np.zeros(len(table), np.bool_)
    for one in asked:
        there[one.case] = True
    # What stands in one file comes together, and in order of the files: little is left to sort.
    sources = sorted(_sources(table, names), key=lambda one: one.proof.files)
    items = [table.fields[one.own].rows for one in asked if one.own in table.fields]
    files = {name for proof in (*(one.proof for one in sources), *items) for name in proof.files}
    return _once(sources, np.flatnonzero(there), np.cumsum(there) - 1, tuple(sorted(files)))


def _once(sources: Sequence[_Source], cases: Ints, place: Ints, files: tuple[str, ...]) -> _Known:
    """What *sources* tell of *cases*, each row once."""
    nothing = np.zeros(0, np.int64)
    listed = [ragged.gathered(one.offsets, cases) for one in sources]
    offsets, order = ragged.joined(ragged.offsets_of(np.zeros_like(cases)), *(o for o, _ in listed))
    each = [(one, index) for one, (_, index) in zip(sources, listed, strict=True)]
    file = np.concatenate([nothing, *(_ranks(one.proof, files, index) for one, index in each)])
    line = np.concatenate([nothing, *(one.proof.line[index] for one, index in each)])
    fields = [ragged.constant(at, len(index)) for at, (_, index) in enumerate(each)]
    field = np.concatenate([nothing, *fields])
    day = np.concatenate([nothing, *(ragged.taken(one.day, index) for one, index in each)])
    rows = _Rows(files, offsets, file[order], line[order])
    sort = rows.in_order()
    rows, order = rows.at(offsets, sort), order[sort]
    fresh = rows.fresh()
    begins = np.flatnonzero(fresh)
    once = rows.at(ragged.filtered(offsets, fresh), begins)
    names = tuple(one.name for one in sources)
    return _Known(place, once, begins, names, field[order], day[order])


def _ranks(proof: Proof, files: tuple[str, ...], at: Ints) -> Ints:
    """The place in *files* of the file of each row *at* those places."""
    ranks = np.array([files.index(name) for name in proof.files], np.int64)
    if len(ranks) == 1:
        return ragged.constant(int(ranks[0]), len(at))
    return ranks[proof.file[at]] if len(at) else np.zeros(0, np.int64)


def _with_own(told: _Rows, one: _Asked, item: Ints) -> _Rows:
    """*told*, and the rows of the item that each is for."""
    table = one.batch.scope.bound[one.own].table
    if table is None or not len(table.rows.line):
        return told
    there = np.where(item >= 0, item, len(table.first))
    ends = np.append(table.rows.offsets, table.rows.offsets[-1])
    offsets, index = ragged.gathered(ends, there)
    both, order = ragged.joined(told.offsets, offsets)
    rows = _Rows(
        told.files,
        both,
        np.concatenate([told.file, _ranks(table.rows, told.files, index)])[order],
        np.concatenate([told.line, table.rows.line[index]])[order],
    )
    rows = rows.at(both, rows.in_order())
    fresh = rows.fresh()
    return rows.at(ragged.filtered(both, fresh), np.flatnonzero(fresh))
