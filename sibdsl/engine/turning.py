"""The days on which a payer of the record changes: between them a run has one payer."""

from collections.abc import Iterator

import numpy as np

from sibdsl.engine.drafts import Batch, Desk, Drafts, by_batch
from sibdsl.engine.folding import parted_at
from sibdsl.engine.places import BITS, line, places
from sibdsl.engine.ragged import Ints, distinct
from sibdsl.engine.recorded import recorded
from sibdsl.engine.units import Units
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.funding import payers_of
from sibdsl.model.walk import all_of_kind


def asks_for_due_day(contract: Contract) -> bool:
    """Whether a payer can differ by due day."""
    return any(_hangs_on_due_day(value) for value in payers_of(contract))


def turns(contract: Contract) -> bool:
    """Whether each payer that can differ by due day is read off a record in force on that day."""
    return all(
        _of_record_on_due_day(value) or not _hangs_on_due_day(value)
        for value in payers_of(contract)
    )


def _hangs_on_due_day(value: terms.Value) -> bool:
    return next(all_of_kind(value, terms.DueDay), None) is not None


def _of_record_on_due_day(value: terms.Value) -> bool:
    return isinstance(value, terms.AttributeOn) and isinstance(value.day, terms.DueDay)


def by_payer(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts*, runs parted where a record begins or ends that says who pays on that day."""
    contracts = [world.contract for world in desk.course.worlds]
    if not any(map(asks_for_due_day, contracts)) or not all(map(turns, contracts)):
        return drafts
    base = np.zeros(len(drafts), np.int64)
    edges, rows = [np.zeros(0, np.int64)], 0
    for number, at in by_batch(drafts):
        batch = desk.batches[number]
        base[at] = (rows + drafts.units.row[at]) << BITS
        edges += [(rows << BITS) + edge for edge in _edges(batch, drafts.units.picked(at))]
        rows += len(batch.scope)
    return parted_at(desk, drafts, distinct(np.concatenate(edges)), base)


def _edges(batch: Batch, units: Units) -> Iterator[Ints]:
    """The days of each row on which a record may begin or end while *units* fall due, as places."""
    first, last = int(units.least.min()), int(units.last_due.max())
    for value in dict.fromkeys(payers_of(batch.contract)):
        if isinstance(value, terms.AttributeOn) and _of_record_on_due_day(value):
            spells = recorded(batch.scope.of(value.whose), value.field)
            base = line(len(batch.scope))[spells.rows]
            for ends in (spells.start, spells.end):
                for days, other in ((ends.least, True), (ends.most, ends.most != ends.least)):
                    kept = np.flatnonzero((first < days) & (days <= last) & other)
                    yield places(base[kept], days[kept])
