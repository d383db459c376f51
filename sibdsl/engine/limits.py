"""Limits of money: of each case or group, of all, and in each year."""

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from sibdsl.engine.counts import binds, called, clauses_of, room_of, rooms_by_number
from sibdsl.engine.cycles import spans_of
from sibdsl.engine.drafts import NONE, Desk, Drafts, by_batch
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.rooms import Rooms, rooms_of, settled
from sibdsl.engine.running import shared_out
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


def limited(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts*, which are in turn, each cut to the least of what is left under every limit on it.

    They are parted where a limit cuts them.
    """
    gross = np.where(drafts.unpaid == NONE, drafts.gross, 0)
    left = shared_out(desk, drafts, gross, lambda some: rooms_of_money(desk, some))
    return cut(desk, evolve(left.drafts, paid=left.kept), left.rooms.bits(left.binding))


def cut(desk: Desk, drafts: Drafts, bits: Ints) -> Drafts:
    """*drafts* with the clauses that cut them, a bit for each limit of their version."""
    cuts, version = drafts.cut, desk.course.versions_on(drafts.units.least)
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
    left = np.maximum(money.most - money.before(drafts.paid), 0)
    least = money.least(left, turn.gross)
    short = due & (state >= _PAID) & (turn.gross > least)
    binding = (left == least[money.thing]) & short[money.thing]
    drafts = cut(desk, drafts, money.bits(binding))
    return drafts.picked(known & (state != _WAITS)), drafts.picked(state == _WAITS)
