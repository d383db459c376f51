"""What limits leave of amounts that take their turn, with runs kept whole but where a limit bites.

A run is parted on the one day on which its room fills. Everything before it is paid in full and
everything after it not at all, so no run needs to be looked at unit by unit.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine.drafts import Desk, Drafts, in_turn, joined
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.rooms import Rooms, settled
from sibdsl.model.contract import Index, Key
from sibdsl.model.days import NEVER

Under: TypeAlias = Callable[[Drafts], Rooms]
"""The limits on drafts, which are in turn."""


@frozen(eq=False)
class Left:
    """*drafts*, parted and in turn, with the *amount* of each unit and what is *kept* of it.

    *binding* marks the pairs of *rooms* that cut what is not kept whole.
    """

    drafts: Drafts
    amount: Ints
    kept: Ints
    rooms: Rooms
    binding: Bools


def shared_out(desk: Desk, drafts: Drafts, amount: Ints, under: Under) -> Left:
    """What is kept of the *amount* of each unit of *drafts*, which are in turn, under limits.

    Each, in its turn, gets the least of what is left under every limit on it, and uses up each.
    """
    rooms = _reached(under(drafts), drafts, amount)
    if not len(rooms):
        return Left(drafts, amount, amount, rooms, np.zeros(0, np.bool_))
    in_runs = _by_due_day(desk) and rooms.uniform()
    apart = _apart(desk, drafts, rooms) if in_runs else rooms.any(rooms.room >= 0)
    parted, amount = _sorted(desk, *_singles(drafts, amount, apart))
    if in_runs:
        found = _in_runs(desk, parted, amount, under)
        if found is not None:
            return found
        rooms = _reached(under(parted), parted, amount)
        apart = rooms.any(rooms.room >= 0)
        parted, amount = _sorted(desk, *_singles(parted, amount, apart))
    rooms = _reached(under(parted), parted, amount)
    kept, left = _kept(rooms, parted, amount)
    whole = amount * parted.units.count
    least = rooms.least(left, whole)
    binding = (left == least[rooms.thing]) & (whole > least)[rooms.thing]
    return Left(parted, amount, kept, rooms, binding)


def _by_due_day(desk: Desk) -> bool:
    """Whether the turn goes by the due day first."""
    order = desk.course.contract.order
    return order in ((), (Key.DUE_DAY,), (Key.DUE_DAY, Key.CASE_NUMBER))


def _reached(rooms: Rooms, drafts: Drafts, amount: Ints) -> Rooms:
    """Those of the rooms that not all under them has place in: no other cuts anything."""
    whole = rooms.totals(amount * drafts.units.count)
    lowest = -rooms.greatest(-rooms.most, -NEVER)[rooms.room] if len(rooms) else rooms.most
    reached = whole > lowest
    return rooms if reached.all() else rooms.only(reached)


def _apart(desk: Desk, drafts: Drafts, rooms: Rooms) -> Bools:
    """The runs that others of the same case and outcome may interleave with."""
    indexed = np.array([isinstance(b.outcome.index, Index) for b in desk.batches], np.bool_)
    return rooms.any(rooms.room >= 0) & indexed[drafts.batch]


def _singles(drafts: Drafts, amount: Ints, apart: Bools) -> tuple[Drafts, Ints]:
    """*drafts*, those *apart* unit by unit, and the amount of each."""
    if not np.any(apart & (drafts.units.count > 1)):
        return drafts, amount
    units, at = drafts.units.parted(apart)
    return evolve(drafts.picked(at), units=units), amount[at]


def _sorted(desk: Desk, drafts: Drafts, amount: Ints) -> tuple[Drafts, Ints]:
    """Both in turn."""
    order = in_turn(desk, drafts)
    return drafts.picked(order), amount[order]


def _kept(rooms: Rooms, drafts: Drafts, amount: Ints) -> tuple[Ints, Ints]:
    """What is kept of each amount, of each unit; and of each pair what is left in its turn."""
    count = drafts.units.count
    whole = amount * count

    def again(kept: Ints) -> Ints:
        left = np.maximum(rooms.most - rooms.before(kept * count), 0)
        return np.minimum(amount, rooms.least(left, whole))

    kept = settled(_guessed(rooms, amount, count), again)
    return kept, np.maximum(rooms.most - rooms.before(kept * count), 0)


def _guessed(rooms: Rooms, amount: Ints, count: Ints) -> Ints:
    """What is kept if one limit after another cuts it, those with the most rooms first."""
    kept = amount
    for layer in rooms.layers():
        left = np.maximum(layer.most - layer.before(kept * count), 0)
        kept = kept.copy()
        kept[layer.thing] = np.minimum(kept[layer.thing], left)
    return kept


# -- In runs --------------------------------------------------------------------------------------


def _in_runs(desk: Desk, drafts: Drafts, amount: Ints, under: Under) -> Left | None:
    """The same with runs kept whole; None where that does not prove itself right."""
    kept = amount
    names = [int(layer.name[0]) for layer in _reached(under(drafts), drafts, amount).layers()]
    for name in names:
        rooms = _layer(under(drafts), drafts, amount, name)
        day = _day_it_fills(rooms, drafts, kept)
        parted, at = _split(drafts, _of_things(rooms, day))
        if len(parted) != len(drafts):
            order = in_turn(desk, parted)
            drafts, at = parted.picked(order), at[order]
            amount, kept = amount[at], kept[at]
            rooms = _layer(under(drafts), drafts, amount, name)
        left = np.maximum(rooms.most - rooms.before(kept * drafts.units.count), 0)
        kept = kept.copy()
        kept[rooms.thing] = np.minimum(kept[rooms.thing], left)
    rooms = _reached(under(drafts), drafts, amount)
    kept, _ = _kept(rooms, drafts, amount)
    binding = _proved(rooms, drafts, amount, kept)
    return None if binding is None else Left(drafts, amount, kept, rooms, binding)


def _layer(rooms: Rooms, drafts: Drafts, amount: Ints, name: int) -> Rooms:
    found = _reached(rooms, drafts, amount)
    return found.only(found.name == name)


def _of_things(rooms: Rooms, day: Ints) -> Ints:
    """Of each thing the day of its room; NEVER of one in none."""
    found = np.full(rooms.things, NEVER, np.int64)
    found[rooms.thing] = day[rooms.room]
    return found


def _day_it_fills(rooms: Rooms, drafts: Drafts, kept: Ints) -> Ints:
    """Of each room the first due day by the end of which it is over-full; NEVER where it never is.

    Found by halving: of each room how much falls due by a day is a sum over its runs.
    """
    units = drafts.units.picked(rooms.thing)
    each = kept[rooms.thing]
    most = rooms.greatest(rooms.most, 0)
    low = -rooms.greatest(-units.least, -NEVER)
    high = rooms.greatest(units.last_due, 0)
    full = rooms.sums(each * units.count) > most
    while np.any(open_ := full & (low < high)):
        middle = (low + high) // 2
        so_far = rooms.sums(each * units.numbers_before(middle[rooms.room] + 1))
        over = so_far > most
        high = np.where(open_ & over, middle, high)
        low = np.where(open_ & ~over, middle + 1, low)
    return np.where(full, low, NEVER)


def _split(drafts: Drafts, day: Ints) -> tuple[Drafts, Ints]:
    """*drafts* parted before and after what falls due on *day*; and the place each was at."""
    units = drafts.units
    before, by = units.numbers_before(day), units.numbers_before(day + 1)
    inside = (units.count > 1) & ((before > 0) & (before < units.count) | (by > before))
    split = np.flatnonzero(inside & ((before > 0) | (by < units.count)))
    if not len(split):
        return drafts, np.arange(len(drafts))
    kept = np.ones(len(drafts), np.bool_)
    kept[split] = False
    places, parts = [np.flatnonzero(kept)], [drafts.picked(kept)]
    nought, count = np.zeros_like(split), units.count[split]
    edges = ((nought, before[split]), (before[split], by[split]), (by[split], count))
    for start, end in edges:
        there = start < end
        part = drafts.picked(split[there])
        parts.append(evolve(part, units=part.units.taken(start[there], end[there])))
        places.append(split[there])
    at = np.concatenate(places)
    order = np.argsort(at, kind="stable")
    return joined(parts).picked(order), at[order]


def _proved(rooms: Rooms, drafts: Drafts, amount: Ints, kept: Ints) -> Bools | None:
    """The pairs that cut what is not kept whole, if each unit gets what its own turn would give.

    It does where no room holds more than it may, and whatever is cut stands in a room that is
    full, with nothing paid in it later. None where that is not so, or not plain to see.
    """
    units, thing = drafts.units, rooms.thing
    cut = kept < amount
    if np.any(cut & (kept > 0) & (units.count > 1)):
        return None
    held = rooms.totals(kept * units.count)
    full = held == rooms.most
    if np.any(held > rooms.most):
        return None
    pays = kept[thing] > 0
    last_due = np.where(pays, units.last_due[thing], 0)
    last = rooms.greatest(last_due, 0)[rooms.room]
    on_last = pays & (last_due == last)
    place = rooms.greatest(np.where(on_last, thing, -1), -1)[rooms.room]
    single = rooms.greatest(np.where(on_last, units.count[thing], 0), 0)[rooms.room] <= 1
    due = units.least[thing]
    after = (due > last) | ((due == last) & single & (place <= thing))
    binding = cut[thing] & full & after
    if np.any(cut & ~rooms.any(binding)):
        return None
    # Where something is left, another limit may leave just as much: then it is not plain.
    left = rooms.most - rooms.before(kept * units.count)
    unclear = cut[thing] & (kept[thing] > 0) & ~binding & (left <= kept[thing])
    return None if unclear.any() else binding
