"""What is looked at unit by unit, as its price or payer may differ by day, and what is not."""

from collections.abc import Sequence

import numpy as np

from sibdsl.engine.cycles import spans
from sibdsl.engine.drafts import Desk, Drafts
from sibdsl.engine.folding import in_runs, parted_at, pieces
from sibdsl.engine.ragged import Bools
from sibdsl.engine.turning import asks_for_due_day, by_payer, turns
from sibdsl.model.calendar import Cycle
from sibdsl.model.contract import Contract, Flat
from sibdsl.model.days import Day


def one_by_one(desk: Desk, drafts: Drafts) -> Drafts:
    """One by one, where the price or the payer may differ from unit to unit; else in runs, parted
    where something else applies from a day on.
    """
    apart = _apart(desk)
    parted = drafts.singles(apart[drafts.batch])
    runs = in_runs(desk, parted, pieces(desk, parted) & ~apart[parted.batch])
    return _by_turning_days(desk, by_payer(desk, runs))


def _apart(desk: Desk) -> Bools:
    """Of each batch whether the price or the payer may differ from unit to unit."""
    contracts = [world.contract for world in desk.course.worlds]
    differs = any(contract.rises for contract in contracts) or not all(map(turns, contracts))
    flat = [
        isinstance(batch.contract.tariffs[batch.outcome.name].price, Flat) for batch in desk.batches
    ]
    return np.array([differs or not price for price in flat], np.bool_)


def _by_turning_days(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts*, runs parted where another version, year or share may apply."""
    contracts = [world.contract for world in desk.course.worlds]
    if not _follows_due_day(contracts):
        return drafts
    days = np.array(_turning_days(desk), np.int64)
    return parted_at(desk, drafts, days, np.zeros(len(drafts), np.int64))


def alike(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts* with their price and payers, in runs again where these are the same."""
    among = _apart(desk)[drafts.batch]
    if not among.any():
        return drafts
    return _by_turning_days(desk, in_runs(desk, drafts, among))


def singly(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts* that wait, each unit by itself where that is how it was achieved or looked at."""
    contracts = [world.contract for world in desk.course.worlds]
    if _follows_due_day(contracts) or any(map(asks_for_due_day, contracts)):
        return drafts.singles(np.ones(len(drafts), np.bool_))
    return each_piece(desk, drafts)


def each_piece(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts*, each piece of a period by itself, as it is achieved."""
    return drafts.singles(pieces(desk, drafts))


def _by_due_day(contract: Contract) -> tuple[object, ...]:
    """What of a version governs by the due day: all that has no case."""
    return contract.money_limits, contract.payer_limits, contract.deductions, contract.reliefs


def _follows_due_day(contracts: Sequence[Contract]) -> bool:
    """Whether what else decides a payment, beside its price, can differ by due day."""
    return (
        bool(_cycles(contracts))
        or any(share.due for one in contracts for share in one.shares)
        or len({_by_due_day(contract) for contract in contracts}) > 1
    )


def _cycles(contracts: Sequence[Contract]) -> set[Cycle]:
    """The quarters or years that limits are in each of."""
    money = [limit.cycle for one in contracts for limit in one.money_limits]
    payer = [limit.cycle for one in contracts for limit in one.payer_limits]
    return {cycle for cycle in (*money, *payer) if cycle is not None}


def _turning_days(desk: Desk) -> list[Day]:
    """The days from which another version, year or share may apply."""
    contracts = [world.contract for world in desk.course.worlds]
    cycles = _cycles(contracts)
    days = {world.force[0] for world in desk.course.worlds}
    days.update(day for one in contracts for share in one.shares for day in share.due or ())
    for one in contracts:
        days.update(start for cycle in cycles for start, _ in spans(one, cycle))
    return sorted(days)
