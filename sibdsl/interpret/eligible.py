"""Who is eligible: the conditions of each case, and the places that there are."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from sibdsl.interpret.meaning import Reading, World
from sibdsl.model.contract import Key, OrderKey, Places
from sibdsl.model.days import EARLIEST, NEVER, Moment
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth

Bound = tuple[int | str, ...]


@frozen
class Place:
    """Where a case stands in the order: no earlier than *least*, no later than *most*."""

    least: Bound
    most: Bound


def standing(reading: Reading, order: Sequence[OrderKey]) -> Place:
    """The place of the case in *order*; the case number breaks what ties are left."""
    least: list[int | str] = []
    most: list[int | str] = []
    for key in order:
        match key:
            case Key.CASE_NUMBER:
                low: int | str = reading.case.number
                high: int | str = reading.case.number
            case Key.DUE_DAY:
                due = reading.due or Moment(EARLIEST, NEVER)
                low, high = due.least, due.most
            case term:
                day = reading.day(term)
                low, high = day.least, day.most
        least.append(low)
        most.append(high)
    return Place((*least, reading.case.number), (*most, reading.case.number))


def placed(pairs: Sequence[tuple[Reading, Truth]], world: World) -> Mapping[str, Truth]:
    """Who is eligible, by case number, of those who meet the conditions (so far as each does).

    The places of a case are those of the version that governs it.
    """
    met = {reading.case.number: truth for reading, truth in pairs}
    places = world.contract.places
    if places is None:
        return met
    possible = [reading for reading, _ in pairs if met[reading.case.number] is not NO]
    aside = list(_set_aside(world, places))
    if places.group is None:
        return {**met, **_placed(possible, met, places, [place for _, place in aside])}
    named_by = world.contract.membership(places.group) or ""
    labels = {reading.case.number: reading.case.facts.get(named_by) for reading in possible}
    doubtful = {number: min(met[number], UNKNOWN) for number, of in labels.items() if of is None}
    found = {**met, **doubtful}
    for label in set(labels.values()) - {None}:
        room = [r for r in possible if labels[r.case.number] in (label, None)]
        others = [place for of, place in aside if of in (label, None)]
        truths = _placed(room, {**met, **doubtful}, places, others)
        found |= {number: truths[number] for number, of in labels.items() if of == label}
    return found


def _set_aside(world: World, places: Places) -> Iterator[tuple[object, Place]]:
    """Where each case left out may have stood, and in which group: on the day its records say,
    whenever that was known; anywhere, where they do not say.
    """
    histories = world.histories
    reach = {name: evolve(r, last=NEVER) for name, r in histories.reach.items()}
    whole = evolve(world, histories=evolve(histories, reach=reach), others={}, beyond={})
    named_by = world.contract.membership(places.group) if places.group else None
    for case in histories.set_aside:
        label = case.facts.get(named_by) if named_by else None
        yield label, _anywhere(standing(whole.reading(case), places.order))


def _anywhere(place: Place) -> Place:
    """*place*, with nothing before it where a day of it is not known."""
    pairs = zip(place.least, place.most, strict=True)
    return Place(
        tuple(low if low == high != NEVER else EARLIEST for low, high in pairs), place.most
    )


def _placed(
    readings: Sequence[Reading],
    met: Mapping[str, Truth],
    places: Places,
    aside: Sequence[Place],
) -> Mapping[str, Truth]:
    """The first who meet the conditions, up to the number of places.

    In, if fewer can come before; out, if as many surely do; else not known.
    """
    stand = {r.case.number: standing(r, places.order) for r in readings}
    least = sorted(place.least for place in (*stand.values(), *aside))
    sure = sorted(place.most for number, place in stand.items() if met[number] is YES)
    truths = dict(met)
    for reading in readings:
        number, own = reading.case.number, reading.world.contract.places
        place, n = stand[number], own.n if own is not None else len(least) + 1
        can_precede = bisect_left(least, place.most) - (place.least < place.most)
        if bisect_left(sure, place.least) >= n:
            truths[number] = NO
        elif can_precede >= n:
            truths[number] = min(met[number], UNKNOWN)
    return truths
