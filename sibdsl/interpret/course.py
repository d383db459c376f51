"""A contract through its versions: which wording governs whom, and who is eligible under it."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from sibdsl.interpret.achieve import world_of
from sibdsl.interpret.eligible import placed
from sibdsl.interpret.meaning import Member, Reading, World
from sibdsl.model import terms
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.histories import Case, Histories
from sibdsl.model.ledger import DaySpan
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth

ALWAYS: DaySpan = (EARLIEST, NEVER)


@frozen
class Course:
    """The versions of a contract, earliest first, over one set of histories.

    What has no case goes by the version in force on the due day. A case goes by the version that
    stands on the day that the contract names; by the due day too, where it names that.
    """

    worlds: tuple[World, ...]
    by_due_day: bool

    @property
    def contract(self) -> Contract:
        """The contract as signed."""
        return self.worlds[0].contract

    def on(self, due: Day) -> World:
        """The version in force on *due*."""
        if len(self.worlds) == 1:
            return self.worlds[0]
        return next(w for w in self.worlds if w.force[0] <= due < w.force[1])

    def members(self) -> Mapping[str, Member]:
        """Every person, by case number, under the version that governs it last."""
        return self.worlds[-1].members

    def subjects(self, outcome: Outcome) -> Iterator[tuple[Reading, Truth, DaySpan]]:
        """Who can achieve *outcome*, under which version, and on which due days that governs."""
        for number, world in enumerate(self.worlds):
            said = next((o for o in world.contract.outcomes if o.name == outcome.name), None)
            if said is None:
                continue
            if said.level == terms.CONTRACT:
                yield world.whole(), YES, world.force
            elif said.level != terms.OWN:
                yield from ((group, YES, world.force) for group in world.groups(said.level))
            elif self.by_due_day:
                for member in world.members.values():
                    yield member.reading, member.eligible, world.force
            elif number == 0:
                for member in world.members.values():
                    yield member.reading, member.eligible, ALWAYS

    def eligible(self) -> int:
        """How many are known to be eligible under any version that governs them."""
        numbers = {
            number
            for world in self.worlds
            for number, member in world.members.items()
            if member.eligible is YES
        }
        return len(numbers)


def course_of(contract: Contract, histories: Histories) -> Course:
    """*contract* and its versions over *histories*, with who is eligible under each."""
    since = [EARLIEST, *(version.since for version in contract.versions), NEVER]
    said = contract.wordings
    worlds = tuple(world_of(one, histories, (since[i], since[i + 1])) for i, one in enumerate(said))
    governed = contract.governed_by
    by_due_day = len(worlds) == 1 or governed is None or isinstance(governed, terms.DueDay)
    if by_due_day:
        for world in worlds:
            _fill(world, [(r, _met(r)) for r in map(world.reading, histories.cases)])
    else:
        assert governed is not None, "asked only where the contract names a day"
        pairs = [_governed(worlds, case, governed) for case in histories.cases]
        for world in worlds:
            _fill(world, pairs)
    return Course(worlds, by_due_day)


def _met(reading: Reading) -> Truth:
    return reading.holds(reading.world.contract.eligibility)


def _fill(world: World, pairs: list[tuple[Reading, Truth]]) -> None:
    truths = placed(pairs, world)
    world.members.update({r.case.number: Member(r, truths[r.case.number]) for r, _ in pairs})


def _governed(
    worlds: tuple[World, ...], case: Case, governed: terms.DayTerm
) -> tuple[Reading, Truth]:
    """The case under the version that stands on its day; where that is not known, it waits."""
    day = worlds[0].reading(case).day(governed).known
    if day is not None:
        world = next(w for w in worlds if w.force[0] <= day < w.force[1])
        reading = world.reading(case)
        return reading, _met(reading)
    met = [_met(world.reading(case)) for world in worlds]
    certain = NO if set(met) == {NO} else UNKNOWN
    return worlds[0].reading(case), certain
