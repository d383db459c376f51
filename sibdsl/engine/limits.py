"""Limits of money: of each case or group, of all, and in each year."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from attrs import evolve

from sibdsl.engine.counts import binds, called, clauses_of, room_of, rooms_by_number, rooms_of
from sibdsl.engine.cycles import spans_of
from sibdsl.engine.drafts import NONE, Desk, Drafts, by_batch
from sibdsl.engine.drafts import joined as together
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.ranks import starts
from sibdsl.engine.rooms import Rooms, settled
from sibdsl.engine.units import YES
from sibdsl.model.contract import MoneyLimit, PayerLimit


def rooms_of_money(desk: Desk, drafts: Drafts) -> Rooms:
    """The limits of money on payments, as they stand on their due days, each with its room.

    What is unpaid already stands under none.
    """
    listed = [world.contract.money_limits for world in desk.course.worlds]
    return rooms_under(desk, drafts, listed, drafts.unpaid == NONE)


def rooms_under(
    desk: Desk,
    drafts: Drafts,
    limits: Sequence[Sequence[MoneyLimit | PayerLimit | None]],
    among: Bools,
) -> Rooms:
    """The *limits* (of each version) on those drafts that are *among*; None is passed over."""
    names: list[str] = []
    parts: list[tuple[Ints, ...]] = []
    version = desk.course.versions_on(drafts.units.least)
    for number, every in by_batch(drafts):
        batch, at = desk.batches[number], every[among[every]]
        for place, those in enumerate(limits):
            here = at[version[at] == place]
            for bit, limit in enumerate(those):
                if limit is None or not binds(limit.each, batch):
                    continue
                if limit.outcomes is not None and batch.outcome.name not in limit.outcomes:
                    continue
                name = called(limit.clause.number, bit)
                if name not in names:
                    names.append(name)
                least = drafts.units.least[here]
                cycle = spans_of(limit.cycle, least)[0] if limit.cycle else np.zeros_like(least)
                of = room_of(desk, limit.each, batch, drafts.units.row[here])
                same = np.full_like(here, names.index(name))
                pence = np.full_like(here, limit.amount.pence)
                parts.append((here, same, of, cycle, pence, np.full_like(here, bit)))
    return rooms_of(len(drafts), parts)


def parted_by_money(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts*, which are in turn, parted where a limit cuts them.

    A limit that is never reached parts nothing. One that is reached parts the draft that crosses
    it; where drafts under it interleave, or several limits are reached, all go unit by unit.
    """
    rooms = rooms_of_money(desk, drafts)
    if not len(rooms):
        return drafts
    amounts = drafts.gross * drafts.units.count
    reached = rooms.totals(amounts) > _lowest(rooms)
    if not reached.any():
        return drafts
    simple = reached & ~_interleaved(drafts, rooms, reached)
    apart = rooms.any(reached & ~simple)
    crossed = simple & ~apart[rooms.thing]
    left = np.maximum(_lowest(rooms) - rooms.before(amounts), 0)
    room = np.full(len(drafts), NONE, np.int64)
    room[rooms.thing[crossed]] = left[crossed]
    return _crossing(drafts.singles(apart), np.repeat(room, _times(drafts, apart)))


def _times(drafts: Drafts, apart: Bools) -> Ints:
    return np.where(apart & (drafts.units.truth == YES), drafts.units.count, 1)


def _lowest(rooms: Rooms) -> Ints:
    """Of each pair the least amount that any version of its limit names."""
    lowest = np.full(int(rooms.room.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(lowest, rooms.room, rooms.most)
    return lowest[rooms.room]


def _interleaved(drafts: Drafts, rooms: Rooms, reached: Bools) -> Bools:
    """Of each pair whether a draft of its room begins before the one before it has ended, or
    stands under another limit that is reached.
    """
    thing, order = rooms.thing, rooms.order
    due, last = drafts.units.least[thing][order], drafts.units.last_due[thing][order]
    _, first = starts(rooms.room[order])
    crossing = np.zeros(len(rooms), np.bool_)
    crossing[1:] = ~first[1:] & (last[:-1] >= due[1:])
    times = np.bincount(thing[reached], minlength=len(drafts))
    found = np.zeros(len(rooms), np.bool_)
    found[order] = crossing
    marked = found | (times[thing] > 1)
    bad = np.zeros(int(rooms.room.max()) + 1, np.bool_)
    bad[rooms.room[marked]] = True
    return bad[rooms.room]


def _crossing(drafts: Drafts, left: Ints) -> Drafts:
    """Of each draft the units that *left* pays in full, the one paid in part, and the others;
    where it is NONE, or pays all or nothing, the whole.
    """
    count, gross = drafts.units.count, drafts.gross
    full = np.where(gross > 0, left // np.maximum(gross, 1), count)
    whole = (left <= 0) | (full >= count)
    nought = np.zeros_like(full)
    edges = (nought, np.where(whole, count, full), np.where(whole, count, full + 1), count)
    parts, places = [], []
    for start, end in pairwise(edges):
        there = np.flatnonzero(start < end)
        part = drafts.picked(there)
        parts.append(evolve(part, units=part.units.taken(start[there], end[there])))
        places.append(there)
    order = np.argsort(np.concatenate(places), kind="stable")
    return together(parts).picked(order)


def limited(desk: Desk, drafts: Drafts) -> Drafts:
    """Each draft, in its turn, cut to the least of what is left under every limit on it."""
    rooms = rooms_of_money(desk, drafts)
    whole = drafts.gross * drafts.units.count
    due = drafts.unpaid == NONE

    def paid_from(paid: Ints) -> Ints:
        left = np.maximum(rooms.most - rooms.before(paid * drafts.units.count), 0)
        return np.where(due, np.minimum(drafts.gross, rooms.least(left, whole)), 0)

    paid = settled(_guessed(rooms, drafts.gross * due, drafts.units.count), paid_from)
    return cut(desk, evolve(drafts, paid=paid), rooms, due)


def _guessed(rooms: Rooms, gross: Ints, count: Ints) -> Ints:
    """What is paid if one limit after another cuts it, those with the most rooms first."""
    paid = gross
    limits, which = np.unique(rooms.limit, return_inverse=True)
    layers = [np.flatnonzero(which == n) for n in range(len(limits))]
    for layer in sorted(layers, key=lambda at: -len(np.unique(rooms.room[at]))):
        left = np.maximum(rooms.most - rooms.before(paid * count), 0)
        paid = paid.copy()
        thing = rooms.thing[layer]
        paid[thing] = np.minimum(paid[thing], left[layer])
    return paid


def cut(desk: Desk, drafts: Drafts, rooms: Rooms, due: Bools) -> Drafts:
    """*drafts*, which are paid for, with the clauses that cut those that are *due*: of the limits
    that leave the least.
    """
    whole = drafts.gross * drafts.units.count
    left = np.maximum(rooms.most - rooms.before(drafts.paid * drafts.units.count), 0)
    least = rooms.least(left, whole)
    binding = (left == least[rooms.thing]) & ((whole > least) & due)[rooms.thing]
    bits, cuts = rooms.bits(binding), drafts.cut
    version = desk.course.versions_on(drafts.units.least)
    for place, world in enumerate(desk.course.worlds):
        at = np.flatnonzero((version == place) & (bits > 0))
        if len(at):
            clauses = [limit.clause.number for limit in world.contract.money_limits]
            cuts = desk.cut_too(cuts, at, bits[at], clauses)
    return evolve(drafts, cut=cuts)


_PAID, _BEYOND, _WAITS = 0, -1, -2


def neither_counted(desk: Desk, turn: Drafts) -> tuple[Drafts, Drafts]:
    """Limits by number and of money in one turn: what is left unpaid is not counted (form 19).

    *turn* holds single drafts, and the achievements that are not known, in their turn. Those that
    wait for whether an unknown one takes their place are the second.
    """
    number, money = rooms_by_number(desk, turn), rooms_of_money(desk, turn)
    known, open_ = turn.units.truth == YES, turn.unpaid == NONE
    due = known & open_

    def again(state: Ints) -> Ints:
        paid = np.maximum(state, 0)
        takes = due & (state >= _PAID) & ((paid > 0) | (turn.gross == 0))
        perhaps = np.where(known, state == _WAITS, turn.units.count)
        taken = number.before(takes.astype(np.int64))
        full = number.any(taken >= number.most)
        doubtful = number.any(taken + number.before(perhaps.astype(np.int64)) >= number.most)
        left = np.maximum(money.most - money.before(paid), 0)
        amount = np.minimum(turn.gross, money.least(left, turn.gross))
        found = np.where(full, _BEYOND, np.where(doubtful, _WAITS, amount))
        return np.where(due, found, _PAID)

    state = settled(np.where(due, turn.gross, _PAID), again)
    takes = due & (state >= _PAID) & ((state > 0) | (turn.gross == 0))
    by = number.first_of(number.before(takes.astype(np.int64)) >= number.most)
    beyond = clauses_of(desk, turn, number, np.where(state == _BEYOND, by, NONE))
    drafts = evolve(turn, paid=np.maximum(state, 0), unpaid=np.where(open_, beyond, turn.unpaid))
    drafts = cut(desk, drafts, money, due & (state >= _PAID))
    return drafts.picked(known & (state != _WAITS)), drafts.picked(state == _WAITS)
