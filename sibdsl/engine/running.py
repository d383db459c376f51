"""What limits leave of amounts that take their turn, with runs kept whole but where a limit bites.

A run is parted on the one day on which its room fills. Everything before it is paid in full and
everything after it not at all, so no run needs to be looked at unit by unit, and only what falls
due on that day is put in its turn.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine.drafts import Desk, Drafts, in_turn
from sibdsl.engine.fills import day_it_fills
from sibdsl.engine.folding import interleaved
from sibdsl.engine.ragged import Bools, Ints, sorted_by
from sibdsl.engine.rooms import Rooms, settled
from sibdsl.engine.units import Units
from sibdsl.model.contract import Index, Key

Under: TypeAlias = Callable[[Drafts], Rooms]
"""The limits on drafts."""


@frozen(eq=False)
class Left:
    """*drafts*, parted, with the *amount* of each unit and what is *kept* of it.

    *binding* marks the pairs of *rooms* that cut what is not kept whole.
    """

    drafts: Drafts
    amount: Ints
    kept: Ints
    rooms: Rooms
    binding: Bools


def shared_out(desk: Desk, drafts: Drafts, amount: Ints, under: Under) -> Left:
    """What is kept of the *amount* of each unit of *drafts* under limits.

    Each, in its turn, gets the least of what is left under every limit on it, and uses up each.
    """
    rooms = reached(under(drafts), drafts, amount)
    if not len(rooms):
        return Left(drafts, amount, amount, rooms, np.zeros(0, np.bool_))
    if by_due_day(desk) and rooms.uniform():
        apart = _apart(desk, drafts, rooms)
        if np.any(apart & (drafts.units.count > 1)):
            drafts, amount = _singles(drafts, amount, apart)
            rooms = reached(under(drafts), drafts, amount)
        found = _in_runs(desk, drafts, amount, rooms)
        if found is not None:
            return found
    drafts, amount = _singles(drafts, amount, rooms.any(rooms.room >= 0))
    order = in_turn(desk, drafts)
    drafts, amount = drafts.picked(order), amount[order]
    return _one_by_one(drafts, amount, reached(under(drafts), drafts, amount))


def by_due_day(desk: Desk) -> bool:
    """Whether the turn goes by the due day first."""
    order = desk.course.contract.order
    return order in ((), (Key.DUE_DAY,), (Key.DUE_DAY, Key.CASE_NUMBER))


def reached(rooms: Rooms, drafts: Drafts, amount: Ints) -> Rooms:
    """Those of the rooms that not all under them has place in: no other cuts anything."""
    if not len(rooms):
        return rooms
    whole = rooms.totals(amount * drafts.units.count)
    lowest = -rooms.greatest(-rooms.most, np.iinfo(np.int64).min)[rooms.room]
    over = whole > lowest
    return rooms if over.all() else rooms.only(over)


def _apart(desk: Desk, drafts: Drafts, rooms: Rooms) -> Bools:
    """The runs that others of the same case and outcome may interleave with."""
    indexed = np.array([isinstance(b.outcome.index, Index) for b in desk.batches], np.bool_)
    found = rooms.any(rooms.room >= 0) & indexed[drafts.batch]
    return found & interleaved(desk, drafts) if found.any() else found


def _singles(drafts: Drafts, amount: Ints, apart: Bools) -> tuple[Drafts, Ints]:
    """*drafts*, those *apart* unit by unit, and the amount of each."""
    units, at = drafts.units.parted(apart)
    return evolve(drafts.picked(at), units=units), amount[at]


def _one_by_one(drafts: Drafts, amount: Ints, rooms: Rooms) -> Left:
    """What is kept, where all that is under a limit is in its turn and one by one."""
    whole = amount * drafts.units.count

    def again(kept: Ints) -> Ints:
        left = np.maximum(rooms.most - rooms.before(kept), 0)
        return np.minimum(amount, rooms.least(left, whole))

    first = amount
    for layer in rooms.layers():
        left = np.maximum(layer.most - layer.before(first), 0)
        first = first.copy()
        first[layer.thing] = np.minimum(first[layer.thing], left)
    kept = settled(first, again)
    left = np.maximum(rooms.most - rooms.before(kept), 0)
    least = rooms.least(left, whole)
    binding = (left == least[rooms.thing]) & (whole > least)[rooms.thing]
    return Left(drafts, amount, kept, rooms, binding)


# -- In runs --------------------------------------------------------------------------------------


@frozen(eq=False)
class _Pieces:
    """Parts of runs: of the draft *at*, from number *start* up to but not including *stop*."""

    at: Ints
    start: Ints
    stop: Ints
    kept: Ints

    def units(self, drafts: Drafts) -> Units:
        """The units of each."""
        return drafts.units.picked(self.at).taken(self.start, self.stop)

    def picked(self, at: Ints) -> "_Pieces":
        """Those at the places *at*."""
        return _Pieces(self.at[at], self.start[at], self.stop[at], self.kept[at])


def _in_runs(desk: Desk, drafts: Drafts, amount: Ints, rooms: Rooms) -> Left | None:
    """The same with runs kept whole; None where that does not prove itself right."""
    n = len(drafts)
    pieces = _Pieces(np.arange(n), np.zeros(n, np.int64), drafts.units.count, amount)
    layers = list(rooms.layers())
    for layer in layers:
        pieces = _filled(desk, drafts, pieces, layer.room_of, layer.greatest(layer.most, 0))
    for layer in layers:
        pieces = _emptied(drafts, pieces, layer.room_of, layer.greatest(layer.most, 0))
    units = pieces.units(drafts)
    whole = len(pieces.at) == n
    parted = drafts if whole else evolve(drafts.picked(pieces.at), units=units)
    amount = amount if whole else amount[pieces.at]
    under = rooms if whole else _of_pieces(rooms, pieces.at)
    binding = _proved(desk, parted, amount, pieces.kept, under)
    return None if binding is None else Left(parted, amount, pieces.kept, under, binding)


def _of_pieces(rooms: Rooms, at: Ints) -> Rooms:
    """The rooms of pieces of the things *at*: those of the whole."""
    times = np.bincount(at, minlength=rooms.things)
    by_thing = np.argsort(at, kind="stable")
    starts = np.concatenate([[0], np.cumsum(times)])[:-1]
    many = times[rooms.thing]
    pair = np.repeat(np.arange(len(rooms)), many)
    number = np.arange(len(pair)) - np.repeat(np.cumsum(many) - many, many)
    thing = by_thing[starts[rooms.thing[pair]] + number]
    return Rooms(
        thing,
        rooms.room[pair],
        rooms.most[pair],
        rooms.limit[pair],
        rooms.name[pair],
        len(at),
        rooms.rooms,
    )


def _emptied(drafts: Drafts, pieces: _Pieces, room_of: Ints, most: Ints) -> _Pieces:
    """*pieces*, parted on the day on which the last of their room is paid, if that uses it up: what
    another limit leaves unpaid later is cut by this one too.
    """
    units, room = pieces.units(drafts), room_of[pieces.at]
    inside = room >= 0
    held, last = np.zeros(len(most), np.int64), np.zeros(len(most), np.int64)
    np.add.at(held, room[inside], (pieces.kept * units.count)[inside])
    pays = inside & (pieces.kept > 0)
    np.maximum.at(last, room[pays], units.last_due[pays])
    used_up = inside & (held == most)[room]
    return _parted(pieces, units, np.where(used_up, last[room], np.iinfo(np.int32).max))


def _filled(desk: Desk, drafts: Drafts, pieces: _Pieces, room_of: Ints, most: Ints) -> _Pieces:
    """*pieces*, parted on the day on which their room fills, and cut to what it holds."""
    units, room = pieces.units(drafts), room_of[pieces.at]
    inside = np.flatnonzero(room >= 0)
    day, before = day_it_fills(units.picked(inside), pieces.kept[inside], room[inside], most)
    last = np.where(room >= 0, day[room], np.iinfo(np.int32).max)
    pieces = _parted(pieces, units, last)
    room = room_of[pieces.at]
    last = np.where(room >= 0, day[room], np.iinfo(np.int32).max)
    units = pieces.units(drafts)
    kept = np.where(units.least > last, 0, pieces.kept)
    on = np.flatnonzero(units.least == last)
    if len(on):
        place = np.empty(len(on), np.int64)
        place[_turn(desk, drafts, pieces.picked(on))] = np.arange(len(on))
        on = on[sorted_by(room[on], place)]
        amounts, rooms = kept[on], room[on]
        so_far = np.cumsum(amounts) - amounts
        first = np.concatenate([[True], rooms[1:] != rooms[:-1]])
        start = np.maximum.accumulate(np.where(first, np.arange(len(on)), 0))
        left = most[rooms] - before[rooms] - (so_far - so_far[start])
        kept[on] = np.minimum(amounts, np.maximum(left, 0))
    return evolve(pieces, kept=kept)


def _turn(desk: Desk, drafts: Drafts, pieces: _Pieces) -> Ints:
    """The places of *pieces* in their turn."""
    return in_turn(desk, evolve(drafts.picked(pieces.at), units=pieces.units(drafts)))


def split(drafts: Drafts, day: Ints) -> tuple[Drafts, Ints]:
    """*drafts* parted before and after what falls due on *day*; and the place that each was at."""
    n = len(drafts)
    whole = _Pieces(np.arange(n), np.zeros(n, np.int64), drafts.units.count, np.zeros(n, np.int64))
    pieces = _parted(whole, drafts.units, day)
    order = sorted_by(pieces.at, pieces.start)
    pieces = pieces.picked(order)
    return evolve(drafts.picked(pieces.at), units=pieces.units(drafts)), pieces.at


def _parted(pieces: _Pieces, units: Units, day: Ints) -> _Pieces:
    """*pieces* parted before and after what falls due on *day*."""
    many = np.flatnonzero((units.count > 1) & (units.least <= day) & (day <= units.last_due))
    if not len(many):
        return pieces
    some, on = units.picked(many), day[many]
    start, stop = pieces.start[many], pieces.stop[many]
    before, by = start + some.numbers_before(on), start + some.numbers_before(on + 1)
    rest = np.ones(len(units), np.bool_)
    rest[many] = False
    parts = [pieces.picked(np.flatnonzero(rest))]
    for first, end in ((start, before), (before, by), (by, stop)):
        there = np.flatnonzero(first < end)
        part = pieces.picked(many[there])
        parts.append(evolve(part, start=first[there], stop=end[there]))
    return _Pieces(
        np.concatenate([part.at for part in parts]),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.stop for part in parts]),
        np.concatenate([part.kept for part in parts]),
    )


def _proved(desk: Desk, drafts: Drafts, amount: Ints, kept: Ints, rooms: Rooms) -> Bools | None:
    """The pairs that cut what is not kept whole, if each unit gets what its own turn would give.

    It does where no room holds more than it may, and whatever is cut stands in a room that is
    full, with nothing paid in it later. None where that is not so, or not plain to see.
    """
    units, thing = drafts.units, rooms.thing
    cut, pays = kept < amount, kept[thing] > 0
    if np.any(cut & (kept > 0) & (units.count > 1)):
        return None
    held = rooms.totals(kept * units.count)
    if np.any(held > rooms.most):
        return None
    last_due = np.where(pays, units.last_due[thing], 0)
    last = rooms.greatest(last_due, 0)[rooms.room]
    on_last = pays & (last_due == last)
    alone = rooms.greatest(np.where(on_last, units.count[thing], 0), 0)[rooms.room] <= 1
    same = units.least[thing] == last
    place = np.full(len(drafts), -1, np.int64)
    on = np.unique(thing[(same & cut[thing]) | on_last])
    place[on[in_turn(desk, drafts.picked(on))]] = np.arange(len(on))
    latest = rooms.greatest(np.where(on_last, place[thing], -1), -1)[rooms.room]
    after = (units.least[thing] > last) | (same & alone & (latest <= place[thing]))
    binding: Bools = cut[thing] & (held == rooms.most) & after
    if np.any(cut & ~rooms.any(binding)):
        return None
    # Before that day a full room has more left than what is paid in part, and one that is not
    # full always has: only on that day another limit may leave just as much.
    part = cut[thing] & pays & ~binding & (held == rooms.most) & same
    if not part.any():
        return binding
    if np.any(part & ~alone):
        return None
    day = rooms.sums(np.where(on_last, kept[thing], 0))[rooms.room]
    left = rooms.most - (held - day) - _before_on_the_day(rooms, place, kept, on_last)
    if np.any(part & (left < kept[thing])):
        return None
    binding[part & (left == kept[thing])] = True
    return binding


def _before_on_the_day(rooms: Rooms, place: Ints, kept: Ints, on_last: Bools) -> Ints:
    """Of each pair what is paid before its turn on the last day on which its room pays."""
    amounts = np.where(on_last, kept[rooms.thing], 0)
    order = sorted_by(rooms.room, place[rooms.thing])
    listed, room = amounts[order], rooms.room[order]
    so_far = np.cumsum(listed) - listed
    first = np.concatenate([[True], room[1:] != room[:-1]])
    start = np.maximum.accumulate(np.where(first, np.arange(len(room)), 0))
    found = np.empty(len(room), np.int64)
    found[order] = so_far - so_far[start]
    return found
