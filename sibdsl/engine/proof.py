"""The rows of the data that prove a line: those of the fields that decided it."""

from collections.abc import Iterator

from sibdsl.columns import Proof, Table
from sibdsl.engine.drafts import Batch
from sibdsl.model.contract import Index
from sibdsl.model.days import EARLIEST, Day
from sibdsl.model.decides import fields_read
from sibdsl.model.histories import Row
from sibdsl.model.terms import OWN


def rows_of(batch: Batch, row: int, last: Day) -> tuple[Row, ...]:
    """The rows that decided what is achieved in *row*, telling of days up to *last*; of an outcome
    for each item, of that item and no other.
    """
    if batch.scope.whose != OWN:
        return ()
    names = fields_read(batch.contract, batch.outcome)
    if not names:
        return ()
    table, case = batch.world.table(OWN), int(batch.scope.case[row])
    index = batch.outcome.index
    if not isinstance(index, Index):
        return tuple(dict.fromkeys(_told(table, case, names, last)))
    others = dict.fromkeys(_told(table, case, names - {index.name}, last))
    items = batch.scope.bound[index.name]
    at = int(items.at[row])
    proof = None if items.table is None or at < 0 else items.table.rows
    own = () if proof is None else _listed(proof, at)
    return tuple(dict.fromkeys(sorted((*others, *own))))


def _told(table: Table, case: int, names: frozenset[str], last: Day) -> list[Row]:
    """The rows of those fields that tell of days up to *last*, in order."""
    dated = sorted(set(_dated(table, case, names)))
    return [Row(file, line) for file, line, first in dated if first <= last]


def _dated(table: Table, case: int, names: frozenset[str]) -> Iterator[tuple[str, int, Day]]:
    """Each row with the first day that it tells of; a fact, or a day that is missing, of any."""
    for name in names:
        if name in table.fact_rows:
            for row in _listed(table.fact_rows[name], case):
                yield row.file, row.line, EARLIEST
        if name in table.fields:
            field = table.fields[name]
            for at in range(int(field.offsets[case]), int(field.offsets[case + 1])):
                first = int(field.first[at]) if field.first_known[at] else EARLIEST
                for row in _listed(field.rows, at):
                    yield row.file, row.line, first


def _listed(proof: Proof, at: int) -> tuple[Row, ...]:
    places = range(int(proof.offsets[at]), int(proof.offsets[at + 1]))
    return tuple(Row(proof.files[proof.file[i]], int(proof.line[i])) for i in places)
