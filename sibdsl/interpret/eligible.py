"""Who is eligible: the conditions of each case, and the places that there are."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

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


def eligible(world: World, readings: Sequence[Reading]) -> Mapping[str, Truth]:
    """Whether each case is eligible, by its number."""
    contract = world.contract
    met = {r.case.number: r.holds(contract.eligibility) for r in readings}
    if contract.places is None:
        return met
    return _placed(readings, met, contract.places, _set_aside(world, contract.places))


def _set_aside(world: World, places: Places) -> list[Place]:
    """Where each case left out may have stood: on the day its records say, whenever that was
    known; anywhere, where they do not say.
    """
    reach = {name: evolve(r, last=NEVER) for name, r in world.histories.reach.items()}
    whole = World(world.contract, evolve(world.histories, reach=reach))
    return [
        _anywhere(standing(whole.reading(case), places.order)) for case in world.histories.set_aside
    ]


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
    """The first *n* who meet the conditions.

    In, if fewer than *n* can come before; out, if *n* surely do; else not known.
    """
    stand = {
        r.case.number: standing(r, places.order) for r in readings if met[r.case.number] is not NO
    }
    possible = sorted(place.least for place in (*stand.values(), *aside))
    sure = sorted(place.most for number, place in stand.items() if met[number] is YES)
    placed = dict(met)
    for number, place in stand.items():
        can_precede = bisect_left(possible, place.most) - (place.least < place.most)
        surely_precede = bisect_left(sure, place.least)
        if surely_precede >= places.n:
            placed[number] = NO
        elif can_precede >= places.n:
            placed[number] = min(met[number], UNKNOWN)
    return placed
