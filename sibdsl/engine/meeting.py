"""Where buckets meet: the day and the payment on which each limit on all cases bites."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen

from sibdsl.engine.ragged import Ints, sorted_by
from sibdsl.engine.wide import AnyLimit, Arrivals, Bite, Sums, Wide
from sibdsl.model.contract import Contract, Key
from sibdsl.model.days import EARLIEST, Day


@frozen
class Asked:
    """A limit that bites on *day*; *left* of it when that day begins."""

    wide: Wide
    day: Day
    left: int


def asked(limits: Sequence[AnyLimit | None], told: Sequence[dict[Wide, Sums]]) -> list[Asked]:
    """The limits that bite, by what the buckets would use of them; those of the earliest day.

    All of them at once where none changes what is used of another.
    """
    whole: dict[Wide, Sums] = {}
    for each in told:
        for wide, one in each.items():
            whole[wide] = whole[wide].plus(one) if wide in whole else one
    found = [one for wide, used in whole.items() for one in _bites(limits, wide, used)]
    if sum(limit is not None for limit in limits) == 1:
        return found
    first = min((one.day for one in found), default=EARLIEST)
    return [one for one in found if one.day == first]


def _bites(limits: Sequence[AnyLimit | None], wide: Wide, used: Sums) -> list[Asked]:
    limit = limits[wide[0]]
    assert limit is not None, "sums are of limits on all"
    most = limit.amount.pence
    so_far = np.cumsum(used.pence)
    if so_far[-1] < most:
        return []
    at = int(np.argmax(so_far >= most))
    return [Asked(wide, used.first + at, most - int(so_far[at] - used.pence[at]))]


def met(
    contract: Contract, listed: Sequence[tuple[Asked, Sequence[Arrivals]]]
) -> dict[Wide, list[Bite]]:
    """Of each limit that bites the payment that uses it up, as each bucket is to be told.

    Where some bite on one day, only that which does so first: what is used of the others may
    change.
    """
    found = [(one.wide, *_met(contract, one, told)) for one, told in listed]
    days = {bites[0].day for _, _, bites in found}
    if len(found) > 1 and len(days) == 1:
        found = [min(found, key=lambda each: each[1])]
    return {wide: bites for wide, _, bites in found}


def _met(contract: Contract, one: Asked, told: Sequence[Arrivals]) -> tuple[Any, list[Bite]]:
    """The turn of the payment that uses a limit up, and what each bucket is told of it."""
    bucket = np.repeat(np.arange(len(told)), [len(each.pence) for each in told])
    pence = np.concatenate([each.pence for each in told])
    keys = _turn(contract, bucket, told)
    order = sorted_by(*keys)
    used = np.cumsum(pence[order])
    at = int(np.argmax(used >= one.left))
    which = order[at]
    left = one.left - int(used[at] - pence[which])
    before = np.bincount(bucket[order[:at]], minlength=len(told)).tolist()
    return tuple(int(key[which]) for key in keys), [
        Bite(one.day, n, left if each == bucket[which] else None) for each, n in enumerate(before)
    ]


def _turn(contract: Contract, bucket: Ints, told: Sequence[Arrivals]) -> list[Ints]:
    """The turn of payments of one day (reading 26). Buckets are in order of case number."""
    last, label, rank = (
        np.concatenate([getattr(each, name) for each in told]) for name in ("last", "label", "rank")
    )
    case = [bucket, label]
    return [*case, last, rank] if Key.CASE_NUMBER in contract.order else [last, *case, rank]
