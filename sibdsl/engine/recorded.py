"""The events and spells of the records as items, with what lies beyond the records."""

from operator import attrgetter
from typing import Any

import numpy as np
from attrs import evolve

from sibdsl.columns import FieldTable, Proof
from sibdsl.engine import ragged
from sibdsl.engine.groups import ASIDE
from sibdsl.engine.items import MANY, Items, first, nowhere, only
from sibdsl.engine.moments import Moments
from sibdsl.engine.numbers import told
from sibdsl.engine.ragged import NOWHERE, Bools, Ints, Rows
from sibdsl.engine.scope import Scope
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.histories import Reach
from sibdsl.model.ledger import DaySpan
from sibdsl.model.truth import UNKNOWN


def recorded(scope: Scope, name: str) -> Items:
    """All of the field *name* in the record that is read, earliest first."""
    return scope.from_all(("recorded", name), lambda all_: _of_all(all_, name))


def the_one(scope: Scope, name: str) -> Items:
    """The one item of the field *name* in the record that is read, one a row."""
    return scope.from_all(("the one", name), lambda all_: _the_one(all_, name))


def _the_one(scope: Scope, name: str) -> Items:
    """Where a record holds at most one, it is found without the items that may lie beyond."""
    world = scope.world
    table = world.table(scope.whose).fields.get(name)
    many = table is None or table.shape.many or name in world.contract.first_items
    if many or table is None or len(table.offsets) - 1 != len(scope):
        return only(recorded(scope, name))
    reach, once = world.records.reach_of(name), np.ones(1, np.bool_)
    listed = _listed(table, reach, len(scope))
    if listed.counts.max(initial=0) > 1:
        return only(recorded(scope, name))
    beyond = only(together(before(reach, once), after(reach, once)))
    return _where(listed.counts > 0, only(listed), beyond)


def _where(there: Bools, items: Items, other: Items) -> Items:
    """*items*, one a row, where they are *there*; elsewhere the one of *other*."""
    if there.all():
        return items

    def moments(own: Moments, single: Moments) -> Moments:
        least = np.where(there, own.least, single.least[0])
        return Moments(least, np.where(there, own.most, single.most[0]))

    return evolve(
        items,
        start=moments(items.start, other.start),
        end=moments(items.end, other.end),
        certain=np.where(there, items.certain, other.certain[0]),
        count=np.where(there, items.count, other.count[0]),
        at=np.where(there, items.at, NOWHERE),
    )


def _of_all(scope: Scope, name: str) -> Items:
    """The items of each row; the last is of a group that nobody can name."""
    world = scope.world
    nobody = scope.case < 0
    reach = world.records.reach_of(name)
    nothing = Reach(last=EARLIEST)
    if scope.whose == ASIDE:
        return after(nothing, np.ones(len(scope), np.bool_))
    table = world.table(scope.whose).fields.get(name)
    declared = world.kind(scope.whose).field_called(name)
    listed = _none(len(scope)) if table is None else _listed(table, reach, len(scope))
    told = np.zeros(len(scope), np.bool_)
    if declared is not None and not declared.shape.many:
        told = listed.counts > 0
    found = _with_beyond(listed, reach, ~told & ~nobody)
    counted = world.contract.first_items.get(name)
    if counted is not None:
        cut = first(found, counted.n)
        found = together(found.kept(told[found.rows]), cut.kept(~told[cut.rows]))
    return together(found, after(nothing, nobody))


def _none(n: int) -> Items:
    none = np.zeros(0, np.int32)
    moments = Moments(none, none)
    offsets, certain = np.zeros(n + 1, np.int64), np.zeros(0, np.int8)
    return Items(offsets, moments, moments, certain, none, none)


def _listed(table: FieldTable, reach: Reach, n: int) -> Items:
    """The events or spells known of by the end of the reach in *n* rows; none for nobody."""
    offsets = table.offsets
    if n >= len(offsets):
        offsets = np.append(offsets, offsets[-1])
    start, end = _spells(table, reach) if table.shape.lasts else _events(table)
    certain = told(table.certified, np.False_)
    size = len(certain)
    at = np.arange(size, dtype=np.int32)
    items = Items(offsets, start, end, certain, np.ones(size, np.int32), at, None, table)
    return _in_order(items.kept(~table.first_known | (table.first <= reach.last)))


def _events(table: FieldTable) -> tuple[Moments, Moments]:
    """A missing day is some day."""
    known = Moments.on(table.first)
    start = known.where(table.first_known, Moments.some(len(known)))
    return start, start.plus(1)


def _spells(table: FieldTable, reach: Reach) -> tuple[Moments, Moments]:
    """A spell that goes on beyond the reach is open."""
    ends = (table.last < NEVER) & (table.last <= reach.last)
    after = np.where(ends, table.last, 0).astype(np.int32) + np.int32(1)
    beyond = np.int32(min(reach.last + 1, NEVER + 1))
    end = Moments(
        np.where(ends, after, beyond).astype(np.int32),
        np.where(ends, after, NEVER).astype(np.int32),
    )
    earliest = np.where(table.first_known, table.first, EARLIEST).astype(np.int32)
    latest = np.where(table.first_known, table.first, end.most).astype(np.int32)
    return Moments(earliest, latest), end


def _in_order(items: Items) -> Items:
    """Earliest first; on one day in the order of their rows."""
    least, most, same = items.start.least, items.start.most, items.rows[1:] == items.rows[:-1]
    tied = same & (least[1:] == least[:-1]) & (most[1:] == most[:-1])
    before = same & (
        (least[1:] < least[:-1]) | ((least[1:] == least[:-1]) & (most[1:] < most[:-1]))
    )
    if not tied.any() and not before.any():
        return items
    keys = () if items.table is None else _rows(items.table.rows, items.at)
    return items.sorted_by(least, most, *keys)


def _rows(proof: Proof, at: Rows) -> tuple[Ints, ...]:
    """Keys that put records in the order of their rows: file, line, file, line and so on."""
    ranks = np.argsort(np.argsort(np.array([*proof.files], dtype=object), kind="stable"))
    rank = np.append(ranks, NOWHERE)
    offsets, index = ragged.gathered(proof.offsets, at)
    keys: list[Ints] = []
    for place in range(int(np.diff(offsets).max(initial=0))):
        there = np.diff(offsets) > place
        thing = index[np.where(there, offsets[:-1] + place, 0)]
        keys.append(np.where(there, rank[proof.file[thing]], NOWHERE))
        keys.append(np.where(there, proof.line[thing], NOWHERE))
    return tuple(keys)


def _with_beyond(listed: Items, reach: Reach, mask: Bools) -> Items:
    """*listed* with what may lie beyond the records in the rows of *mask*, in order."""
    found = together(before(reach, mask), listed, after(reach, mask))
    # Only what began on a day that is not known can stand before what lies before the records.
    early = (listed.start.least == EARLIEST) & (listed.start.most < reach.first - 1)
    return found.in_order() if early.any() else found


def before(reach: Reach, mask: Bools) -> Items:
    """What may have happened before the records begin, in the rows of *mask*."""
    if reach.first <= EARLIEST:
        return _none(len(mask))
    return _perhaps(mask, (EARLIEST, reach.first - 1), (EARLIEST, reach.first))


def after(reach: Reach, mask: Bools) -> Items:
    """What may have happened after the records end, in the rows of *mask*."""
    if reach.last >= NEVER:
        return _none(len(mask))
    return _perhaps(mask, (reach.last + 1, NEVER), (reach.last + 2, NEVER))


def _perhaps(mask: Bools, start: DaySpan, end: DaySpan) -> Items:
    offsets = ragged.offsets_of(mask.astype(np.int64))
    size = int(offsets[-1])
    return Items(
        offsets,
        _same(start, size),
        _same(end, size),
        np.full(size, UNKNOWN, np.int8),
        np.full(size, MANY, np.int32),
        nowhere(size),
    )


def _same(ends: DaySpan, n: int) -> Moments:
    return Moments(np.full(n, ends[0], np.int32), np.full(n, ends[1], np.int32))


def together(*lists: Items) -> Items:
    """In each row the items of the first list, then those of the next; none has holes."""
    some = [items for items in lists if items.size]
    if len(some) < 2:
        return some[0] if some else lists[0]
    offsets, index = ragged.joined(*(items.offsets for items in some))

    def column(name: str) -> Any:
        return np.concatenate([attrgetter(name)(items) for items in some])[index]

    return Items(
        offsets,
        Moments(column("start.least"), column("start.most")),
        Moments(column("end.least"), column("end.most")),
        column("certain"),
        column("count"),
        column("at"),
        None,
        next((items.table for items in some if items.table is not None), None),
    )
