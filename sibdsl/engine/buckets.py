"""Cases in parts: the records of some of them by themselves."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from attrs import evolve

from sibdsl.columns import Column, FieldTable, Proof, Records, Table
from sibdsl.engine.ragged import Ints


def in_order(records: Records, parts: int) -> Iterator[Records]:
    """The records in so many parts of about as many cases, those of each before those of the
    next, by case number as text.
    """
    numbers = sorted(records.persons.labels)
    cuts = [numbers[len(numbers) * at // parts] for at in range(1, parts)] if numbers else []
    for part in range(parts):
        yield of_cases(records, partial(_stands_in, cuts, part))


def _stands_in(cuts: Sequence[str], part: int, number: str) -> bool:
    return bisect_right(cuts, number) == part


def of_cases(records: Records, holds: Callable[[str], bool]) -> Records:
    """The records of the cases of which *holds* says so, by their number; the contract and how far
    records go as for all.
    """
    return evolve(
        records, persons=_taken(records.persons, holds), aside=_taken(records.aside, holds)
    )


def _taken(table: Table, holds: Callable[[str], bool]) -> Table:
    rows = np.flatnonzero(np.fromiter(map(holds, table.labels), np.bool_, len(table)))
    return Table(
        table.whose,
        tuple(table.labels[row] for row in rows.tolist()),
        _columns(table.facts, rows),
        {name: _proof(proof, rows) for name, proof in table.fact_rows.items()},
        {name: _field(field, rows) for name, field in table.fields.items()},
        {name: marked[rows] for name, marked in table.given.items()},
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
