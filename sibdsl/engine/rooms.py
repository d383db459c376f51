"""What shares a limit: rooms, each with what is left in it as those under it take their turn."""

from collections.abc import Callable

import numpy as np
from attrs import frozen

from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.ranks import starts

_ROUNDS = 2_000


@frozen(eq=False)
class Rooms:
    """Which things, in their turn, stand under which limits: a pair each.

    *thing* is the place of a thing and is in order; *room* the number of what shares one limit,
    *most* what the limit allows, *limit* its place among those of its contract.
    """

    thing: Ints
    room: Ints
    most: Ints
    limit: Ints
    order: Ints
    start: Ints
    things: int

    @classmethod
    def of(cls, things: int, thing: Ints, room: Ints, most: Ints, limit: Ints) -> "Rooms":
        """Pairs in any order; of one thing they stay in the order of their limits."""
        listed = np.lexsort((limit, thing))
        thing, room, most, limit = thing[listed], room[listed], most[listed], limit[listed]
        order = np.lexsort((thing, room))
        start, _ = starts(room[order])
        return cls(thing, room, most, limit, order, start, things)

    def __len__(self) -> int:
        return len(self.thing)

    def before(self, amounts: Ints) -> Ints:
        """Of each pair, what the things of the room that come before it amount to."""
        listed = amounts[self.thing][self.order]
        so_far = np.cumsum(listed) - listed
        found = np.empty(len(self), np.int64)
        found[self.order] = so_far - so_far[self.start] if len(self) else so_far
        return found

    def totals(self, amounts: Ints) -> Ints:
        """Of each pair, what all things of its room amount to."""
        _, which = np.unique(self.room, return_inverse=True)
        sums = np.zeros(int(which.max(initial=-1)) + 1, np.int64)
        np.add.at(sums, which, amounts[self.thing])
        return sums[which]

    def least(self, numbers: Ints, default: Ints) -> Ints:
        """Of each thing the least of the *numbers* of its pairs; *default* where it has none."""
        found = default.copy()
        if len(self):
            _, first = starts(self.thing)
            at = np.flatnonzero(first)
            found[self.thing[at]] = np.minimum.reduceat(numbers, at)
        return found

    def any(self, marked: Bools) -> Bools:
        """Of each thing whether any of its pairs is marked."""
        return np.bincount(self.thing[marked], minlength=self.things) > 0

    def first_of(self, marked: Bools) -> Ints:
        """Of each thing the place of the first of its pairs that is marked; -1 of none."""
        found = np.full(self.things, -1, np.int64)
        at = np.flatnonzero(marked)
        found[self.thing[at][::-1]] = at[::-1]
        return found

    def bits(self, marked: Bools) -> Ints:
        """Of each thing the limits of its marked pairs, a bit each."""
        if len(self) and int(self.limit.max()) > 60:
            raise NotCompiledError("more than sixty limits of one kind")
        found = np.zeros(self.things, np.int64)
        np.bitwise_or.at(found, self.thing[marked], np.int64(1) << self.limit[marked])
        return found


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
