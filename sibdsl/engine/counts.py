"""Limits by number: which achievements they leave unpaid, and which wait for others."""

import numpy as np
from attrs import evolve

from sibdsl.engine.drafts import NONE, Batch, Desk, Drafts, by_batch, in_turn, ranks_of
from sibdsl.engine.eligible import group_of
from sibdsl.engine.fills import day_it_fills
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.rooms import Rooms, rooms_of, settled
from sibdsl.engine.running import by_due_day, split
from sibdsl.engine.units import UNKNOWN, YES
from sibdsl.model.contract import Contract, CountLimit, MoneyLimit, PayerLimit, Tiers
from sibdsl.model.days import NEVER
from sibdsl.model.terms import OWN

AnyLimit = CountLimit | MoneyLimit | PayerLimit


def called(clause: str, at: int) -> str:
    """What tells a limit from others, in every version of the contract."""
    return clause or f"number {at}"


def binds(each: str | None, batch: Batch) -> bool:
    """Whether a limit for each person (or group) binds what is achieved in *batch*."""
    return each is None or batch.scope.whose in (each, OWN)


def room_of(desk: Desk, each: str | None, batch: Batch, rows: Ints) -> Ints:
    """The number as text of the person or the group whose room it is; -1 of one for all."""
    if each is None:
        return np.full(len(rows), NONE, np.int64)
    if each == batch.scope.whose:
        return batch.label[rows]
    key = "E3 group", each, id(batch)
    memo = batch.world.memo
    if key not in memo:
        memo[key] = group_of(batch.scope, each, desk.course.texts)
    found: Ints = memo[key]
    return found[rows]


def joined(contract: Contract) -> bool:
    """Whether limits by number and of money are to be worked out together (form 19)."""
    both = bool(contract.count_limits and contract.money_limits)
    return both and not contract.above_limit_counts


def rooms_by_number(desk: Desk, drafts: Drafts) -> Rooms:
    """The limits by number on each, with their rooms."""
    names: list[str] = []
    parts: list[tuple[Ints, ...]] = []
    for number, at in by_batch(drafts):
        batch = desk.batches[number]
        for place, limit in enumerate(batch.contract.count_limits):
            if batch.outcome.name in limit.outcomes and binds(limit.each, batch):
                name = called(limit.clause.number, place)
                if name not in names:
                    names.append(name)
                of = room_of(desk, limit.each, batch, drafts.units.row[at])
                here = np.full(len(at), names.index(name), np.int64)
                most, bit = np.full_like(at, limit.n), np.full_like(at, place)
                parts.append((at, here, of, np.zeros_like(at), most, bit))
    return rooms_of(len(drafts), parts)


def _parted_by_number(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts*, parted where a limit by number can tell them apart: on the day on which its room
    is full, and on that from which it may be, or else one by one.
    """
    if not any(world.contract.count_limits for world in desk.course.worlds):
        return drafts
    rooms = _binding(rooms_by_number(desk, drafts), drafts)
    if not len(rooms):
        return drafts
    if not _fills_by_day(desk, rooms):
        return drafts.singles(rooms.any(np.ones(len(rooms), np.bool_)))
    origin, whole = np.arange(len(drafts)), drafts
    for layer in rooms.layers():
        for truth in (YES, UNKNOWN):
            day = _day_it_fills(whole, layer, truth)
            drafts, at = split(drafts, np.where(drafts.units.truth == YES, day[origin], NEVER))
            origin = origin[at]
    return drafts


def _binding(rooms: Rooms, drafts: Drafts) -> Rooms:
    """The limits by number under which more is achieved than any version of them allows."""
    lowest = -rooms.greatest(-rooms.most, NONE)[rooms.room]
    return rooms.only(rooms.totals(drafts.units.count) > lowest)


def _fills_by_day(desk: Desk, rooms: Rooms) -> bool:
    """Whether each room fills on one day, before which nothing is beyond it and after which all is.

    So it is where the turn goes by the due day, every version says the same number, and no limit
    counts only what another leaves.
    """
    contracts = [world.contract for world in desk.course.worlds]
    alone = np.bincount(rooms.thing).max(initial=0) <= 1
    return (
        by_due_day(desk)
        and rooms.uniform()
        and (alone or all(one.above_limit_counts for one in contracts))
        and not _tiered(desk)
        and not any(one.deductions or joined(one) for one in contracts)
    )


def _day_it_fills(drafts: Drafts, layer: Rooms, truth: int) -> Ints:
    """Of each of *drafts* the day on which its room is full of what is at least so sure."""
    pairs = layer.only(drafts.units.truth[layer.thing] >= truth)
    units = drafts.units.picked(pairs.thing)
    known = units.truth == YES
    each = np.where(known, 1, units.count)
    units = evolve(units, count=np.where(known, units.count, 1))
    day, _ = day_it_fills(units, each, pairs.room, layer.greatest(layer.most, 0))
    found = np.full(len(drafts), NEVER, np.int64)
    found[layer.thing] = day[layer.room]
    return found


def _by_turn(desk: Desk, drafts: Drafts) -> bool:
    """Whether it matters which of *drafts* come first."""
    contracts = [world.contract for world in desk.course.worlds]
    if _tiered(desk):
        return True
    if any(one.deductions or joined(one) for one in contracts):
        return True
    rooms = rooms_by_number(desk, drafts)
    return bool(np.any(rooms.totals(drafts.units.count) > rooms.most))


def counted(desk: Desk, achieved: Drafts) -> tuple[Drafts, Drafts]:
    """Of what is achieved: that which is paid, or unpaid beyond a limit, in its turn where that
    matters; and what waits for whether earlier ones take its place.

    Paid, if fewer than the limit can come before; unpaid, if as many surely do; else it waits.
    Where both kinds of limit are joined, nothing is unpaid yet.
    """
    achieved = _parted_by_number(desk, achieved)
    by_turn = _by_turn(desk, achieved)
    turn = achieved.picked(in_turn(desk, achieved)) if by_turn else achieved
    sure = turn.units.truth == YES
    if not by_turn or not len(turn) or joined(desk.batches[turn.batch[0]].contract):
        return turn.picked(sure), turn.picked(np.zeros(len(turn), np.bool_))
    rooms, known = _filled(desk, turn), np.where(sure, turn.units.count, 0)
    counts = _counts(desk, turn, rooms, known)
    full = rooms.before(known * counts) >= rooms.most
    doubtful = rooms.any(rooms.before(turn.units.count * counts) >= rooms.most)
    by = rooms.first_of(full)
    surely, possibly = _places(desk, turn, counts)
    clause = clauses_of(desk, turn, rooms, by)
    drafts = evolve(turn, unpaid=clause, surely=surely, possibly=possibly)
    paid = sure & ((by >= 0) | ~doubtful)
    held = drafts.picked(sure & ~paid)
    return drafts.picked(paid), held.singles(np.ones(len(held), np.bool_))


def _filled(desk: Desk, turn: Drafts) -> Rooms:
    """The limits by number under which more is achieved than they allow: no other leaves any."""
    rooms = rooms_by_number(desk, turn)
    return rooms.only(rooms.totals(turn.units.count) > rooms.most)


def _counts(desk: Desk, turn: Drafts, rooms: Rooms, known: Ints) -> Ints:
    """Which are counted, 1 or 0: of some contracts not what is beyond another limit. *known* says
    how many units each surely has.
    """
    batches = [batch.contract.above_limit_counts for batch in desk.batches]
    above = np.array(batches, np.bool_)[turn.batch]
    every = np.ones(len(turn), np.int64)
    if above.all():
        return every

    def unpaid_if(counts: Ints) -> Ints:
        full = rooms.before(known * counts) >= rooms.most
        return np.where(rooms.any(full) & ~above, 0, 1)

    return settled(every, unpaid_if)


def clauses_of(desk: Desk, turn: Drafts, rooms: Rooms, pair: Ints) -> Ints:
    """The clause of the limit of each pair, NONE where it is -1."""
    found = np.full(len(turn), NONE, np.int64)
    for number, at in by_batch(turn):
        limits = desk.batches[number].contract.count_limits
        for place in np.unique(rooms.limit[pair[at][pair[at] >= 0]]):
            here = at[(pair[at] >= 0) & (rooms.limit[pair[at]] == place)]
            found[here] = desk.clause(limits[place].clause.number)
    return found


def _places(desk: Desk, turn: Drafts, counts: Ints) -> tuple[Ints, Ints]:
    """How many of the same outcome come before each: surely, and at the most; nought where no
    price asks for it.
    """
    n = len(turn)
    all_, nought = np.arange(n), np.zeros(n, np.int64)
    if not _tiered(desk):
        return nought, nought
    of = Rooms.of(n, all_, ranks_of(desk, turn), nought, nought, nought)
    sure = turn.units.truth == YES
    return of.before(sure * counts), of.before(turn.units.count * counts)


def _tiered(desk: Desk) -> bool:
    """Whether any price goes by the place of an achievement among all."""
    tariffs = [t for world in desk.course.worlds for t in world.contract.tariffs.values()]
    return any(isinstance(tariff.price, Tiers) for tariff in tariffs)


def limited_by_group(desk: Desk, drafts: Drafts) -> Bools:
    """Which wait for the group under whose limit they fall: their case does not say it."""
    found = np.zeros(len(drafts), np.bool_)
    version = desk.course.versions_on(drafts.units.least)
    for number, at in by_batch(drafts):
        batch = desk.batches[number]
        if batch.scope.whose != OWN:
            continue
        for place, world in enumerate(desk.course.worlds):
            here = at[version[at] == place]
            for limit in _limits(world.contract):
                covered = limit.outcomes is None or batch.outcome.name in limit.outcomes
                if limit.each and covered:
                    of = room_of(desk, limit.each, batch, drafts.units.row[here])
                    found[here] |= of == NONE
    return found


def _limits(contract: Contract) -> tuple[AnyLimit, ...]:
    return (*contract.count_limits, *contract.money_limits, *contract.payer_limits)
