"""Cases in buckets: which case falls in which, and the records of one bucket."""

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from attrs import evolve

from sibdsl.columns import Column, FieldTable, Proof, Records, Table
from sibdsl.engine.ragged import Ints


def bucket_of(number: str, buckets: int) -> int:
    """The bucket of a case: the CRC-32 of its number in UTF-8, modulo how many there are.

    The same on any machine and in any version.
    """
    return crc32(number.encode()) % buckets


def in_bucket(records: Records, bucket: int, buckets: int) -> Records:
    """The records of the cases of one bucket; the contract and how far records go as for all."""
    return evolve(
        records,
        persons=_taken(records.persons, bucket, buckets),
        aside=_taken(records.aside, bucket, buckets),
    )


def _taken(table: Table, bucket: int, buckets: int) -> Table:
    places = [bucket_of(label, buckets) for label in table.labels]
    rows = np.flatnonzero(np.array(places, np.int64) == bucket)
    return Table(
        table.whose,
        tuple(table.labels[row] for row in rows.tolist()),
        _columns(table.facts, rows),
        {name: _proof(proof, rows) for name, proof in table.fact_rows.items()},
        {name: _field(field, rows) for name, field in table.fields.items()},
    )


def _columns(columns: Mapping[str, Column], rows: Ints) -> Mapping[str, Column]:
    return {name: _worded(column.taken(rows)) for name, column in columns.items()}


def _worded(column: Column) -> Column:
    """*column* with those of its words that are left."""
    if column.words is None:
        return column
    left = np.unique(column.values[column.values >= 0])
    places = np.full(len(column.words) + 1, -1, np.int64)
    places[left] = np.arange(len(left))
    words = tuple(column.words[at] for at in left.tolist())
    return evolve(column, values=places[column.values], words=words)


def _field(field: FieldTable, rows: Ints) -> FieldTable:
    at, offsets = _things(field.offsets, rows)
    return FieldTable(
        field.name,
        field.shape,
        offsets,
        field.first[at],
        field.first_known[at],
        field.last[at],
        field.certified[at],
        _columns(field.attributes, at),
        _proof(field.rows, at),
    )


def _proof(proof: Proof, rows: Ints) -> Proof:
    at, offsets = _things(proof.offsets, rows)
    return Proof(proof.files, proof.file[at], proof.line[at], offsets)


def _things(offsets: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The places of the things of *rows*, and where those of each now begin."""
    start = offsets[rows]
    many = offsets[rows + 1] - start
    begins = np.concatenate([[0], np.cumsum(many)]).astype(np.int64)
    return np.repeat(start - begins[:-1], many) + np.arange(begins[-1]), begins
