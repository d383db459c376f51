"""Who is eligible: the conditions of each case, and the places that there are."""

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import Bools, Ints, Truths
from sibdsl.engine.ranks import Texts, dense
from sibdsl.engine.scope import Scope, World
from sibdsl.engine.terms import world_of
from sibdsl.engine.units import NO, UNKNOWN, YES
from sibdsl.model.contract import Key, OrderKey, Places
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.terms import OWN

NO_LABEL = -1
"""The number of a label that is missing."""


@frozen(eq=False)
class Standing:
    """Where rows stand in an order: the keys of each no earlier than, and no later than."""

    least: tuple[Ints, ...]
    most: tuple[Ints, ...]


def standing(scope: Scope, order: Sequence[OrderKey], labels: Ints) -> Standing:
    """The place of each row in *order*; its label, by its number as text, breaks what ties."""
    least: list[Ints] = []
    most: list[Ints] = []
    for key in order:
        match key:
            case Key.CASE_NUMBER:
                least.append(labels)
                most.append(labels)
            case Key.DUE_DAY:
                n = len(scope)
                due = scope.due or Moments(
                    np.full(n, EARLIEST, np.int32), np.full(n, NEVER, np.int32)
                )
                least.append(due.least.astype(np.int64))
                most.append(due.most.astype(np.int64))
            case term:
                day = scope.day(term)
                least.append(day.least.astype(np.int64))
                most.append(day.most.astype(np.int64))
    return Standing((*least, labels), (*most, labels))


@frozen(eq=False)
class Part:
    """Persons that one version of the contract governs, and how far each meets its conditions."""

    scope: Scope
    met: Truths


def placed(parts: Sequence[Part], world: World, texts: Texts) -> tuple[Truths, ...]:
    """Who is eligible, of those who meet the conditions: of each part.

    The places are shared as *world* says; their number for a case is that of its own version.
    """
    places = world.contract.places
    if places is None:
        return tuple(part.met for part in parts)
    met = np.concatenate([part.met for part in parts])
    own = np.concatenate([_numbers(part) for part in parts])
    stand = _joined([standing(p.scope, places.order, _labels(p.scope, texts)) for p in parts])
    aside, aside_of = _set_aside(world, places, texts)
    if places.group is None:
        found = _placed(stand, met, met != NO, own, aside)
    else:
        of = np.concatenate([group_of(part.scope, places.group, texts) for part in parts])
        found = _in_groups(of, stand, met, own, aside, aside_of)
    return _split(found, [len(part.scope) for part in parts])


def _in_groups(
    of: Ints, stand: Standing, met: Truths, own: Ints, aside: Standing, aside_of: Ints
) -> Truths:
    """Who has a place in each group; where that of a case is missing it is not known."""
    missing = (of == NO_LABEL) & (met != NO)
    doubtful = np.where(missing, np.minimum(met, UNKNOWN), met).astype(np.int8)
    found = doubtful.copy()
    for label in np.unique(of[(met != NO) & (of != NO_LABEL)]):
        room = (met != NO) & ((of == label) | (of == NO_LABEL))
        others = _of(aside, (aside_of == label) | (aside_of == NO_LABEL))
        truths = _placed(stand, doubtful, room, own, others)
        found = np.where(room & (of == label), truths, found)
    return found


def _placed(stand: Standing, met: Truths, room: Bools, own: Ints, aside: Standing) -> Truths:
    """The first of those in the *room*, up to the number of places of each.

    In, if fewer can come before; out, if as many surely do; else not known.
    """
    at = np.flatnonzero(room)
    n, beside = len(at), len(aside.least[0])
    keys = [
        np.concatenate([low[at], high[at], other])
        for low, high, other in zip(stand.least, stand.most, aside.least, strict=True)
    ]
    place = dense(keys, 2 * n + beside)
    least, most = place[:n], place[n : 2 * n]
    all_least = np.sort(np.concatenate([least, place[2 * n :]]))
    sure = np.sort(most[met[at] == YES])
    numbers = np.where(own[at] < 0, n + beside + 1, own[at])
    can_precede = np.searchsorted(all_least, most, "left") - (least < most)
    surely_before = np.searchsorted(sure, least, "left") >= numbers
    found = met.copy()
    unsure = np.where(can_precede >= numbers, np.minimum(met[at], UNKNOWN), met[at])
    found[at] = np.where(surely_before, NO, unsure)
    return found


def _numbers(part: Part) -> Ints:
    """How many places the version that governs them has; -1 where it has no such clause."""
    places = part.scope.world.contract.places
    return np.full(len(part.scope), -1 if places is None else places.n, np.int64)


def _labels(scope: Scope, texts: Texts) -> Ints:
    return texts.of(scope.world.table(OWN).labels)[scope.case]


def group_of(scope: Scope, group: str, texts: Texts) -> Ints:
    """The number as text of the label of each person's group of that Term."""
    named_by = scope.world.contract.membership(group)
    if named_by is None:
        return np.full(len(scope), NO_LABEL, np.int64)
    column = scope.fact(named_by)
    if not column.words:
        return np.full(len(scope), NO_LABEL, np.int64)
    numbers = texts.of(column.words)
    return np.where(column.known, numbers[np.where(column.known, column.values, 0)], NO_LABEL)


def _set_aside(world: World, places: Places, texts: Texts) -> tuple[Standing, Ints]:
    """Where each case left out may have stood, and in which group: on the day its records say,
    whenever that was known; anywhere, where they do not say.
    """
    records = world.records
    reach = {name: evolve(each, last=NEVER) for name, each in records.reach.items()}
    left_out = evolve(records, persons=records.aside, reach=reach)
    scope = world_of(world.contract, left_out, world.achieved, world.force).persons()
    stand = standing(scope, places.order, _labels(scope, texts))
    least = tuple(
        np.where((low == high) & (low != NEVER), low, EARLIEST)
        for low, high in zip(stand.least[:-1], stand.most[:-1], strict=True)
    )
    of = (
        np.full(len(scope), NO_LABEL, np.int64)
        if places.group is None
        else group_of(scope, places.group, texts)
    )
    return Standing((*least, stand.least[-1]), stand.most), of


def _joined(stands: Sequence[Standing]) -> Standing:
    return Standing(
        tuple(np.concatenate(keys) for keys in zip(*(s.least for s in stands), strict=True)),
        tuple(np.concatenate(keys) for keys in zip(*(s.most for s in stands), strict=True)),
    )


def _of(stand: Standing, mask: Bools) -> Standing:
    return Standing(tuple(k[mask] for k in stand.least), tuple(k[mask] for k in stand.most))


def _split(values: Truths, sizes: Sequence[int]) -> tuple[Truths, ...]:
    return tuple(np.split(values, np.cumsum(sizes)[:-1]))
