"""Limits on all cases together, over buckets: what each bucket would use, and where a limit bites.

A limit on all is used up by one payment. Before it everything has place, after it nothing. So the
buckets need to tell no more than sums by due day, and of the day on which it bites their payments.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from attrs import evolve, field, frozen

from sibdsl.engine.cycles import spans_of
from sibdsl.engine.drafts import Desk, Drafts, in_turn, joined, labels_of, ranks_of
from sibdsl.engine.limits import rooms_under
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.rooms import Rooms
from sibdsl.engine.running import reached, shared_out
from sibdsl.model.contract import MoneyLimit, PayerLimit
from sibdsl.model.days import NEVER, Day

AnyLimit: TypeAlias = MoneyLimit | PayerLimit
Wide: TypeAlias = tuple[int, Day]
"""A limit on all cases, by its place in the contract, and the first day of its year (or 0)."""

_PLENTY: Final = np.iinfo(np.int64).max


@frozen
class Bite:
    """The payment that uses a limit up: of the bucket's own on that *day* it comes after *before*.

    It gets what is *left*; None where the payment is in another bucket.
    """

    day: Day
    before: int
    left: int | None


Bites: TypeAlias = Mapping[Wide, Bite]


@frozen(eq=False)
class Stage:
    """Limits that are worked out together: by their place in the contract, None of no concern.

    *amount* is what each unit of drafts wants, *among* which drafts stand under limits at all.
    """

    limits: Sequence[AnyLimit | None]
    amount: Callable[[Drafts], Ints]
    among: Callable[[Drafts], Bools]


@frozen(eq=False)
class Kept:
    """*drafts*, parted, with what is *kept* of each unit, and the limits that cut it: in *bits*, a
    bit for the place of each.
    """

    drafts: Drafts
    kept: Ints
    bits: Ints


@frozen(eq=False)
class _Under:
    """The drafts at the places *at* stand under one limit on all."""

    wide: Wide
    at: Ints


@frozen(eq=False)
class Sums:
    """What would be used of one limit on each of the days from *first* on, in pence."""

    first: Day
    pence: Ints = field(repr=False)

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        first = min(self.first, other.first)
        end = max(self.first + len(self.pence), other.first + len(other.pence))
        whole = np.zeros(end - first, np.int64)
        for one in (self, other):
            whole[one.first - first : one.first - first + len(one.pence)] += one.pence
        return Sums(first, whole)


@frozen(eq=False)
class Arrivals:
    """The payments of one day under one limit, in turn: what each would use, and its turn.

    *label* is the place of its case number among those of the bucket.
    """

    pence: Ints
    last: Ints
    label: Ints
    rank: Ints


def is_wide(limit: AnyLimit | None) -> bool:
    """Whether it is a limit on all cases together."""
    return limit is not None and limit.each is None


def kept(desk: Desk, drafts: Drafts, stage: Stage, bites: Bites) -> Kept:
    """What is kept of each amount under the limits of its own case, and those on all that bite."""
    drafts = _parted(desk, drafts, stage, bites)
    own = [None if is_wide(limit) else limit for limit in stage.limits]
    listed = [own for _ in desk.course.worlds]

    def rooms(some: Drafts) -> Rooms:
        return rooms_under(desk, some, listed, stage.among(some))

    given = np.minimum(stage.amount(drafts), _least(_left(desk, drafts, stage, bites), len(drafts)))
    found = shared_out(desk, drafts, given, rooms)
    parted, given = found.drafts, found.kept
    amount = stage.amount(parted)
    cut, bits = given < amount, np.zeros(len(parted), np.int64)
    if cut.any():
        for (bit, _), left in _left(desk, parted, stage, bites):
            bits |= np.where(cut & (left == given), np.int64(1) << bit, 0)
        pairs = reached(rooms(parted), parted, amount)
        at = np.flatnonzero(pairs.any(pairs.with_any(cut)))
        at = at[in_turn(desk, parted.picked(at))]
        pairs = rooms(parted.picked(at))
        left = np.maximum(pairs.most - pairs.before((given * parted.units.count)[at]), 0)
        bits[at] |= pairs.bits(cut[at][pairs.thing] & (left == given[at][pairs.thing]))
    return Kept(parted, given, bits)


def _least(lefts: Iterator[tuple[Wide, Ints]], n: int) -> Ints:
    found = np.full(n, _PLENTY)
    for _, left in lefts:
        found = np.minimum(found, left)
    return found


def _parted(desk: Desk, drafts: Drafts, stage: Stage, bites: Bites) -> Drafts:
    """*drafts* parted on the days on which a limit on them bites."""
    for wide, bite in bites.items():
        day = np.full(len(drafts), NEVER, np.int64)
        for under in _unders(desk, drafts, stage):
            if under.wide == wide:
                day[under.at] = bite.day
        drafts = _split(drafts, day)
    return drafts


def _split(drafts: Drafts, day: Ints) -> Drafts:
    """*drafts*, the runs among them parted before and after what falls due on *day*."""
    units = drafts.units
    many = (units.count > 1) & (units.least <= day) & (day <= units.last_due)
    if not many.any():
        return drafts
    runs, on = drafts.picked(many), day[many]
    before, by = runs.units.numbers_before(on), runs.units.numbers_before(on + 1)
    parts = [drafts.picked(~many)]
    edges = (np.zeros_like(on), before, by, runs.units.count)
    for start, end in pairwise(edges):
        there = start < end
        part = runs.picked(there)
        parts.append(evolve(part, units=part.units.taken(start[there], end[there])))
    return joined(parts)


def _left(desk: Desk, drafts: Drafts, stage: Stage, bites: Bites) -> Iterator[tuple[Wide, Ints]]:
    """Of each limit that bites what it leaves each draft, in its turn; plenty before it bites."""
    due = drafts.units.least
    for under in _unders(desk, drafts, stage):
        bite = bites.get(under.wide)
        if bite is None:
            continue
        left = np.full(len(drafts), _PLENTY)
        left[under.at[due[under.at] > bite.day]] = 0
        beyond = _today(desk, drafts, under, bite.day)[bite.before :]
        left[beyond] = 0
        if bite.left is not None:
            left[beyond[:1]] = bite.left
        yield under.wide, left


def _today(desk: Desk, drafts: Drafts, under: _Under, day: Day) -> Ints:
    """The places of those under a limit that fall due on *day*, in turn."""
    at = under.at[drafts.units.least[under.at] == day]
    found: Ints = at[in_turn(desk, drafts.picked(at))]
    return found


def _unders(desk: Desk, drafts: Drafts, stage: Stage) -> Iterator[_Under]:
    """The drafts that stand under each limit on all cases, in each of its years."""
    among, batch = stage.among(drafts), drafts.batch
    for place, limit in enumerate(stage.limits):
        if limit is None or not is_wide(limit):
            continue
        names = [b.outcome.name for b in desk.batches]
        bound = np.array([limit.outcomes is None or n in limit.outcomes for n in names], np.bool_)
        at = np.flatnonzero(among & bound[batch]) if len(batch) else np.zeros(0, np.int64)
        if limit.cycle is None:
            yield _Under((place, 0), at)
            continue
        year, _ = spans_of(limit.cycle, drafts.units.least[at])
        for first in np.unique(year).tolist():
            yield _Under((place, first), at[year == first])


# -- What a bucket tells --------------------------------------------------------------------------


def sums(desk: Desk, found: Kept, stage: Stage, bites: Bites) -> dict[Wide, Sums]:
    """What the bucket would use of each limit that does not bite yet."""
    return {
        under.wide: _by_day(found, under.at)
        for under in _unders(desk, found.drafts, stage)
        if under.wide not in bites and len(under.at)
    }


def _by_day(found: Kept, at: Ints) -> Sums:
    """What is kept of the drafts *at*, by due day; of a run on the due day of each unit."""
    units, pence = found.drafts.units.picked(at), found.kept[at]
    first, end = int(units.least.min()), int(units.last_due.max()) + 1
    whole = np.zeros(end - first, np.int64)
    for step in np.unique(units.step).tolist():
        run, width = units.step == step, max(step, 1)
        rows = -(-(end - first) // width) + 1
        changes = np.zeros(rows * width, np.int64)
        start, many = units.least[run] - first, units.count[run]
        np.add.at(changes, start, pence[run])
        np.add.at(changes, start + many * width, -pence[run])
        whole += changes.reshape(rows, width).cumsum(axis=0).reshape(-1)[: end - first]
    return Sums(first, whole)


def arrivals(
    desk: Desk, drafts: Drafts, stage: Stage, bites: Bites, wide: Wide, day: Day
) -> Arrivals:
    """The payments under a limit on the day on which it bites, in turn."""
    # A limit that bites already counts the payments of its own day, of whichever cases.
    among = drafts if bites else _of_cases_paid_on(desk, drafts, day)
    # Parted as they will be when it does bite, so that they are counted alike.
    found = kept(desk, _parted(desk, among, stage, {wide: Bite(day, 0, None)}), stage, bites)
    places = [
        _today(desk, found.drafts, under, day)
        for under in _unders(desk, found.drafts, stage)
        if under.wide == wide
    ]
    at = np.concatenate([np.zeros(0, np.int64), *places])
    drafts = found.drafts.picked(at)
    units = drafts.units
    return Arrivals(
        found.kept[at],
        np.where(units.proven, units.after - 1, units.least),
        labels_of(desk, drafts),
        ranks_of(desk, drafts),
    )


def _of_cases_paid_on(desk: Desk, drafts: Drafts, day: Day) -> Drafts:
    """The drafts of cases that something may be paid for on *day*: those of others change nothing
    of it, as limits are on one case each or on all.
    """
    units, label = drafts.units, labels_of(desk, drafts)
    there = np.zeros(int(label.max(initial=-1)) + 1, np.bool_)
    there[label[(units.least <= day) & (day <= units.last_due)]] = True
    return drafts.picked(there[label])
