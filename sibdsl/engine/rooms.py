"""What shares a limit: rooms, each with what is left in it as those under it take their turn."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from attrs import frozen

from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.ragged import Bools, Ints, sorted_by

_ROUNDS: Final = 2_000
_BITS: Final = 40
_FEW: Final = 100_000
"""A table with so many places to spare costs less than to sort what it is for."""


@frozen(eq=False, slots=False)
class Rooms:
    """Which things, in their turn, stand under which limits: a pair each.

    *thing* is the place of a thing, *room* the number of what shares one limit, from 0 up to but
    not including *rooms*; *most* what the limit allows, *limit* its place among those of its
    contract, *name* what it is called in all versions.
    """

    thing: Ints
    room: Ints
    most: Ints
    limit: Ints
    name: Ints
    things: int
    rooms: int

    @classmethod
    def of(
        cls, things: int, thing: Ints, room: Ints, most: Ints, limit: Ints, name: Ints
    ) -> "Rooms":
        """Pairs in any order. *room* may be any number, from 0, that tells rooms apart."""
        last = int(room.max(initial=-1)) + 1
        if last > 4 * len(room) + _FEW:
            found, numbers = np.unique(room, return_inverse=True)
            room, last = numbers.reshape(-1).astype(np.int64), len(found)
        return cls(thing, room, most, limit, name, things, last)

    @cached_property
    def order(self) -> Ints:
        """The pairs by room, those of one room in turn."""
        return sorted_by(self.room, self.thing)

    def __len__(self) -> int:
        return len(self.thing)

    def only(self, mask: Bools) -> "Rooms":
        """The pairs that *mask* marks."""
        at = np.flatnonzero(mask)
        return Rooms(
            self.thing[at],
            self.room[at],
            self.most[at],
            self.limit[at],
            self.name[at],
            self.things,
            self.rooms,
        )

    @property
    def room_of(self) -> Ints:
        """The room of each thing, which has no more than one; -1 where it has none."""
        found = np.full(self.things, -1, np.int64)
        found[self.thing] = self.room
        return found

    def layers(self) -> Iterator["Rooms"]:
        """The pairs of one limit after another, those that have the most rooms first."""
        names = np.unique(self.name)
        parts = [self.only(self.name == name) for name in names] if len(names) > 1 else [self]
        yield from sorted(parts, key=lambda part: -np.count_nonzero(np.bincount(part.room)))

    def sums(self, numbers: Ints) -> Ints:
        """Of each room the sum of the *numbers* of its pairs."""
        found = np.zeros(self.rooms, np.int64)
        np.add.at(found, self.room, numbers)
        return found

    def greatest(self, numbers: Ints, default: int) -> Ints:
        """Of each room the greatest of the *numbers* of its pairs; *default* of none."""
        found = np.full(self.rooms, default, np.int64)
        np.maximum.at(found, self.room, numbers)
        return found

    def before(self, amounts: Ints) -> Ints:
        """Of each pair, what the things of the room that come before it amount to."""
        listed, rooms = amounts[self.thing[self.order]], self.room[self.order]
        so_far = np.cumsum(listed) - listed
        found = np.empty(len(self), np.int64)
        if len(self):
            first = np.concatenate([[True], rooms[1:] != rooms[:-1]])
            start = np.maximum.accumulate(np.where(first, np.arange(len(self)), 0))
            found[self.order] = so_far - so_far[start]
        return found

    def totals(self, amounts: Ints) -> Ints:
        """Of each pair, what all things of its room amount to."""
        return self.sums(amounts[self.thing])[self.room]

    def least(self, numbers: Ints, default: Ints) -> Ints:
        """Of each thing the least of the *numbers* of its pairs; *default* where it has none."""
        first = np.full(self.things, np.iinfo(np.int64).max)
        np.minimum.at(first, self.thing, numbers)
        return np.where(self.any(np.ones(len(self), np.bool_)), first, default)

    def any(self, marked: Bools) -> Bools:
        """Of each thing whether any of its pairs is marked."""
        found = np.zeros(self.things, np.bool_)
        found[self.thing[marked]] = True
        return found

    def with_any(self, marked: Bools) -> Bools:
        """The pairs in whose room any of the things *marked* is."""
        rooms = np.zeros(self.rooms, np.bool_)
        rooms[self.room[marked[self.thing]]] = True
        return rooms[self.room]

    def first_of(self, marked: Bools) -> Ints:
        """Of each thing the place of the first of its pairs that is marked; -1 of none."""
        found = np.full(self.things, -1, np.int64)
        at = np.flatnonzero(marked)
        found[self.thing[at][::-1]] = at[::-1]
        return found

    def bits(self, marked: Bools) -> Ints:
        """Of each thing the limits of its marked pairs, a bit each."""
        if len(self) and int(self.limit.max()) >= _BITS:
            raise NotCompiledError(f"more than {_BITS} limits of one kind")
        found = np.zeros(self.things, np.int64)
        for limit in np.unique(self.limit[marked]):
            found[self.thing[marked & (self.limit == limit)]] |= 1 << int(limit)
        return found

    def uniform(self) -> bool:
        """Whether each limit allows the same in every version."""
        most = self.greatest(self.most, 0)[self.room]
        return bool(np.all(most == self.most))


def rooms_of(n: int, parts: Sequence[tuple[Ints, ...]]) -> Rooms:
    """Rooms from parts of: things, name, of whom (-1 all), of which cycle, most, limit."""
    if not parts:
        none = np.zeros(0, np.int64)
        return Rooms.of(n, none, none, none, none, none)
    thing, name, of, cycle, most, limit = (
        np.concatenate(list(column)) for column in zip(*parts, strict=True)
    )
    whose, cycles = int(of.max(initial=0)) + 2, int(cycle.max(initial=0)) + 1
    room = (name * whose + of + 1) * cycles + cycle
    return Rooms.of(n, thing, room, most, limit, name)


def settled(first: Ints, again: Callable[[Ints], Ints]) -> Ints:
    """What *again*, which works out each thing from those before it, makes of itself.

    The first thing comes out right at once, the next once that is, and so on: what no longer
    changes is the one answer, whatever it began with.
    """
    found = first
    for _ in range(_ROUNDS):
        later = again(found)
        if np.array_equal(later, found):
            return found
        found = later
    raise NotCompiledError("limits that hang on each other so closely")
