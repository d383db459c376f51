"""How many came before a case, where there are only so many places."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from sibdsl.interpret.eligible import Bound, standing
from sibdsl.interpret.meaning import Member, Reading
from sibdsl.model.apart import PlacesApart
from sibdsl.model.explanation import Checked
from sibdsl.model.truth import NO, UNKNOWN, YES


@frozen
class Queue:
    """Where those stand who surely meet the conditions, in order, by the group of each."""

    by_group: Mapping[object, list[Bound]]


def queue_of(members: Iterable[Member]) -> Queue:
    """The queue for the places of a contract; nobody stands in it where there are none."""
    found: dict[object, list[Bound]] = {}
    for reading in (member.reading for member in members):
        contract = reading.world.contract
        places = contract.places
        if places is not None and reading.holds(contract.eligibility) is YES:
            place = standing(reading, places.order)
            found.setdefault(_group(reading), []).append(place.most)
    return Queue({group: sorted(bounds) for group, bounds in found.items()})


def _group(reading: Reading) -> object:
    """The group within which a case has its place; None where the places are for all."""
    contract = reading.world.contract
    group = contract.places.group if contract.places is not None else None
    named_by = contract.membership(group) if group else None
    return reading.case.facts.get(named_by) if named_by else None


def placed(member: Member, queue: Queue) -> Iterator[Checked]:
    """Of one who meets all conditions: whether a place is left, and how many came before."""
    reading = member.reading
    places = reading.world.contract.places
    if places is None or reading.holds(reading.world.contract.eligibility) is not YES:
        return
    place = standing(reading, places.order)
    before = bisect_left(queue.by_group.get(_group(reading), []), place.least)
    short = (PlacesApart(before, places.n),) if member.eligible is NO else ()
    more = "; whether others did is not known" if member.eligible is UNKNOWN else ""
    facts = (f"{before:,} came before, for {places.n:,} places{more}",)
    yield Checked(places.clause, member.eligible, facts, apart=short)
