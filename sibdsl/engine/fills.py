"""The day on which a room fills: by sums over runs, of each day or by halving, never by units."""

import numpy as np

from sibdsl.engine.ragged import Ints
from sibdsl.engine.units import Units
from sibdsl.model.days import NEVER

_FEW = 30
"""Of so many rooms the sums of each day are kept one room after another."""


def day_it_fills(units: Units, each: Ints, room: Ints, most: Ints) -> tuple[Ints, Ints]:
    """Of each room the first due day by the end of which it holds more than *most*; NEVER where it
    never does. And what it holds before that day.

    *each* is what every unit of a run comes to.
    """
    rooms = len(most)
    totals = _sums(room, each * units.count, rooms)
    full = np.flatnonzero(totals > most)
    day, before = np.full(rooms, NEVER, np.int64), totals.copy()
    if not len(full):
        return day, before
    if len(full) <= _FEW:
        for one in full:
            at = room == one
            first, by_day = _by_day(units.picked(at), each[at])
            over = int(np.argmax(by_day > most[one]))
            day[one] = first + over
            before[one] = by_day[over - 1] if over else 0
        return day, before
    return _by_halving(units, each, room, most, full)


def _by_halving(units: Units, each: Ints, room: Ints, most: Ints, full: Ints) -> tuple[Ints, Ints]:
    rooms = len(most)
    place = np.full(rooms, -1, np.int64)
    place[full] = np.arange(len(full))
    at = np.flatnonzero(place[room] >= 0)
    units, each, of = units.picked(at), each[at], place[room[at]]
    n = len(full)
    low, high = np.full(n, NEVER, np.int64), np.zeros(n, np.int64)
    np.minimum.at(low, of, units.least)
    np.maximum.at(high, of, units.last_due)
    while np.any(low < high):
        middle = (low + high) // 2
        over = _sums(of, each * units.numbers_before(middle[of] + 1), n) > most[full]
        high, low = np.where(over, middle, high), np.where(over, low, middle + 1)
    day, before = np.full(rooms, NEVER, np.int64), np.zeros(rooms, np.int64)
    day[full] = low
    before[full] = _sums(of, each * units.numbers_before(low[of]), n)
    return day, before


def _sums(room: Ints, amounts: Ints, rooms: int) -> Ints:
    found = np.zeros(rooms, np.int64)
    np.add.at(found, room, amounts)
    return found


def _by_day(units: Units, each: Ints) -> tuple[int, Ints]:
    """The first due day; and of each day from then on what has fallen due by its end."""
    first, last = int(units.least.min()), int(units.last_due.max())
    sums = np.zeros(last - first + 1, np.int64)
    for step in np.unique(units.step):
        at = units.step == step
        width = max(int(step), 1)
        rows = -(-(last - first + 1) // width) + 1
        found = np.zeros(rows * width, np.int64)
        start = units.least[at] - first
        end = start + units.count[at] * width
        np.add.at(found, start, each[at])
        np.add.at(found, end[end < len(found)], -each[at][end < len(found)])
        found = found.reshape(rows, width).cumsum(axis=0).reshape(-1)
        sums += found[: len(sums)]
    return first, np.cumsum(sums)
