"""What was achieved: of each outcome the units of all who can achieve it, with their due days."""

from collections.abc import Iterator
from typing import assert_never

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine import calendar
from sibdsl.engine.cycles import spans
from sibdsl.engine.items import Items
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import NOWHERE, Bools, Ints, Truths, gathered, max_in, offsets_of
from sibdsl.engine.scope import Scope, World
from sibdsl.engine.triggers import units_of
from sibdsl.engine.units import NO, UNKNOWN, YES, Units, Window, of_span, within_window
from sibdsl.model import terms
from sibdsl.model.contract import Contract, EachCycle, EachPiece, Edge, Index, Outcome, Stop
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.ledger import DaySpan


@frozen(eq=False)
class Achieved:
    """Units of an outcome; their rows are those of *scope*, which binds the item of its index."""

    outcome: Outcome
    scope: Scope
    units: Units

    def picked(self, at: Ints | Bools) -> "Achieved":
        """Those at the places *at*, or those that it marks."""
        return evolve(self, units=self.units.picked(at))

    @property
    def on_due_days(self) -> Scope:
        """The scope of each unit, in which prices and payers may ask for the due day."""
        return on_due_days(self.scope, self.units)


def on_due_days(scope: Scope, units: Units) -> Scope:
    """*scope* of the row of each unit, on its due day."""
    due = Moments(units.least.astype(np.int32), units.most.astype(np.int32))
    return scope.taken(units.row).on(due)


def achievements(scope: Scope, outcome: Outcome, eligible: Truths, force: DaySpan) -> Achieved:
    """What each row of *scope* achieved of *outcome*, or may have, due on the days of *force*."""
    return found(scope, outcome, eligible, force).due_in(scope.world, force)


def found(scope: Scope, outcome: Outcome, eligible: Truths, force: DaySpan) -> "Found":
    """What its trigger finds for each row of *scope*, wherever a version of *force* may stop it."""
    world = scope.world
    at, truth = _of_index(scope, outcome, eligible)
    if not world.asks_for_due_day(outcome.name, outcome.condition):
        at, truth = _possible(at, np.minimum(truth, at.holds(outcome.condition)))
    term = world.contract.term
    allowed = max(term[0], force[0]), min(term[1], force[1])
    surely, possibly = _windows(at, list(applying(world.contract, outcome)), allowed)
    # What falls due before a first day that is not known waits, even past the last: both are asked.
    asked = possibly[0], np.maximum(possibly[1], surely[0])
    return Found(outcome, at, truth, units_of(at, outcome, asked), surely, possibly)


@frozen(eq=False)
class Found:
    """Units that a trigger finds in the rows of *scope*, as far as their conditions are known to
    hold (*truth*), and the due days on which they are surely allowed, and may be.
    """

    outcome: Outcome
    scope: Scope
    truth: Truths
    units: Units
    surely: Window
    possibly: Window

    def due_in(self, world: World, force: DaySpan) -> Achieved:
        """What of it falls due on the days of *force*, under that version, or may."""
        at = self.scope
        if world is not at.world:
            at = evolve(at, world=world, source=None)
        surely, possibly = _inside(self.surely, force), _inside(self.possibly, force)
        units = within_window(self.units, surely, possibly)
        if isinstance(self.outcome.trigger, EachPiece):
            units = _singly_in_doubt(units, self.truth)
        on_due_day = world.asks_for_due_day(self.outcome.name, self.outcome.condition)
        if on_due_day:
            units, _ = units.parted(np.ones(len(units), np.bool_))
        known = np.minimum(units.truth, self.truth[units.row])
        if on_due_day and len(units):
            known = np.minimum(known, on_due_days(at, units).holds(self.outcome.condition))
        units = evolve(units, truth=known.astype(np.int8))
        return Achieved(self.outcome, at, units.picked(units.truth != NO))


def _inside(window: Window, span: DaySpan) -> Window:
    return np.maximum(window[0], span[0]), np.minimum(window[1], span[1])


def _singly_in_doubt(pieces: Units, truth: Truths) -> Units:
    """*pieces*, each by itself where it is not known of it or of its row to be there."""
    doubtful = np.minimum(pieces.truth, truth[pieces.row]) == UNKNOWN
    apart = doubtful & (pieces.count > 1) & (pieces.step > 0)
    if not apart.any():
        return pieces
    most, sure = np.where(apart, pieces.least, pieces.most), np.where(apart, YES, pieces.truth)
    parted, at = evolve(pieces, most=most, truth=sure).parted(apart)
    return evolve(parted, truth=pieces.truth[at])


def _of_index(scope: Scope, outcome: Outcome, eligible: Truths) -> tuple[Scope, Truths]:
    """*scope* once for each item or cycle of the index; the same for all outcomes of one index."""
    key = "indexed", outcome.index, scope.whose
    kept = scope.world.memo.get(key)
    if kept is None or kept[0] is not scope.case or kept[1] is not eligible:
        at, owner, certain = _indexed(scope, outcome)
        found = _possible(at, np.minimum(eligible[owner], certain))
        kept = scope.world.memo[key] = scope.case, eligible, found
    indexed: tuple[Scope, Truths] = kept[2]
    return indexed


def _possible(scope: Scope, truth: Truths) -> tuple[Scope, Truths]:
    """The rows of *scope* of which it is not surely untrue."""
    rows = np.flatnonzero(truth != NO)
    if len(rows) == len(truth):
        return scope, truth
    return scope.taken(rows), truth[rows]


def _indexed(scope: Scope, outcome: Outcome) -> tuple[Scope, Ints, Truths]:
    """*scope* once for each item or cycle of the index of *outcome*; the row that each is of, and
    whether its item is there.
    """
    rows = np.arange(len(scope))
    sure = np.full(len(scope), YES, np.int8)
    match outcome.index:
        case None:
            return scope, rows, sure
        case Index(name, listed):
            items = scope.items(listed)
            owner = items.rows
            return scope.taken(owner).binding(name, items.one_each()), owner, items.certain
        case EachCycle(cycle):
            found = list(spans(scope.world.contract, cycle))
            owner = np.repeat(rows, len(found))
            starts = np.tile(np.array([s for s, _ in found], np.int32), len(rows))
            ends = np.tile(np.array([e for _, e in found], np.int32), len(rows))
            return scope.taken(owner).at_cycle((starts, ends)), owner, sure[owner]
        case _:
            assert_never(outcome.index)


def applying(contract: Contract, outcome: Outcome) -> Iterator[Stop]:
    """The stops of *outcome*: a day of a person stops nothing of a group or of the whole."""
    return (
        s
        for s in contract.stops
        if (s.outcomes is None or outcome.name in s.outcomes)
        and (s.level in (terms.CONTRACT, outcome.level) or outcome.level == terms.OWN)
    )


def _windows(scope: Scope, stops: list[Stop], allowed: DaySpan) -> tuple[Window, Window]:
    """The due days that are surely allowed in each row, and those that may be."""
    n = len(scope)
    surely, possibly = list(of_span(allowed, n)), list(of_span(allowed, n))
    for stop in stops:
        day = scope.day(stop.day)
        least, most = day.least.astype(np.int64), day.most.astype(np.int64)
        match stop.edge:
            case Edge.ON_OR_AFTER:
                surely[1] = np.minimum(surely[1], least)
                possibly[1] = np.minimum(possibly[1], most)
            case Edge.AFTER:
                surely[1] = np.minimum(surely[1], least + 1)
                possibly[1] = np.minimum(possibly[1], most + 1)
            case Edge.BEFORE:
                surely[0] = np.maximum(surely[0], most)
                possibly[0] = np.maximum(possibly[0], least)
            case _:
                assert_never(stop.edge)
    return (surely[0], surely[1]), (possibly[0], possibly[1])


def too_late(contract: Contract, last: Ints, as_at: Day) -> Bools:
    """Whether the time is over in which what falls due by *last* can still become known."""
    if contract.wait is None:
        return np.zeros(len(last), np.bool_)
    days = np.minimum(last, NEVER).astype(np.int32)
    moved = calendar.add(np.where(days == EARLIEST, 1, days), contract.wait)
    until = np.where(days == EARLIEST, EARLIEST, moved)
    over: Bools = (last < NEVER) & (until < as_at)
    return over


def lapsed(achieved: Achieved, as_at: Day) -> Bools:
    """Which unknown outcomes have waited too long: they are then not achieved (form 25)."""
    units = achieved.units
    late = too_late(achieved.scope.world.contract, units.most, as_at)
    late &= units.truth != YES
    return late


# -- `has been achieved` --------------------------------------------------------------------------


def has_been_achieved(scope: Scope, name: str) -> Truths:
    """Of each row whether that outcome was achieved, and fell due by the due day of the row.

    By the same person or group; what is of the whole contract asks for any of them.
    """
    outcome = next(o for o in scope.world.contract.outcomes if o.name == name)
    assert scope.due is not None, "asked only of what falls due on a day"
    of_any = scope.whose == terms.CONTRACT and outcome.level not in (terms.OWN, terms.CONTRACT)
    asked = scope if of_any else scope.of(outcome.level)
    found = _achieved(asked.world, outcome)
    size = len(asked.world.table(outcome.level))
    case = _place(found.scope.case, size)[found.units.row]
    order = np.argsort(case, kind="stable")
    if of_any:
        # Every group is asked for each row, but not the one that nobody can name.
        each, at = _every(len(scope), int((case < size).sum()))
    else:
        offsets = offsets_of(np.bincount(case, minlength=size + 1))
        each, at = gathered(offsets, _place(asked.case, size))
    at = order[at]
    row = np.repeat(np.arange(len(scope)), np.diff(each))
    units, due = found.units.picked(at), scope.due.taken(row)
    own = Moments(units.least.astype(np.int32), units.most.astype(np.int32))
    truth = np.minimum(units.truth, own.on_or_before(due))
    truth = np.where(_same_item(found, at, scope, row), truth, NO)
    return max_in(each, truth, NO).astype(np.int8)


def _place(case: Ints, size: int) -> Ints:
    """The row of each in its table; the one after the last where nobody is."""
    return np.where(case < 0, size, case)


def _every(rows: int, things: int) -> tuple[Ints, Ints]:
    """All of so many *things* in each of so many *rows*: offsets and places."""
    return np.arange(rows + 1) * things, np.tile(np.arange(things), rows)


def _achieved(world: World, outcome: Outcome) -> Achieved:
    """What everyone whose outcome it is achieved of it, or may have: found once."""
    key = "E3 achieved", outcome.name
    if key not in world.memo:
        if outcome.level == terms.OWN:
            scope = world.persons()
            eligible = np.full(len(scope), YES, np.int8)
            for members in world.members:
                if members.scope.world is world:
                    eligible[members.scope.case] = members.eligible
        else:
            level = outcome.level
            scope = world.whole() if level == terms.CONTRACT else _with_nobody(world.groups(level))
            eligible = np.full(len(scope), YES, np.int8)
        found = achievements(scope, outcome, eligible, (EARLIEST, NEVER))
        world.memo[key] = found.picked(~lapsed(found, world.records.as_at))
    kept: Achieved = world.memo[key]
    return kept


def _with_nobody(groups: Scope) -> Scope:
    """*groups*, and the one that nobody can name, of which nothing is known."""
    return evolve(groups, case=np.append(groups.case, NOWHERE))


def _same_item(found: Achieved, at: Ints, scope: Scope, row: Ints) -> Bools:
    """Whether an achievement for each item is for that which the asking outcome is for."""
    index = found.outcome.index
    if not isinstance(index, Index) or index.name not in scope.bound:
        return np.ones(len(at), np.bool_)
    theirs = found.scope.bound[index.name].taken(found.units.row[at])
    ours = scope.bound[index.name].taken(row)
    return _equal(theirs, ours)


def _equal(one: Items, other: Items) -> Bools:
    """Whether each is the same item as the other: one record, or nothing but its days."""
    same: Bools = (
        (one.at == other.at)
        & (one.start.least == other.start.least)
        & (one.start.most == other.start.most)
        & (one.end.least == other.end.least)
        & (one.end.most == other.end.most)
    )
    return same
