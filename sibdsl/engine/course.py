"""A contract through its versions: which wording governs whom, and who is eligible under it."""

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from sibdsl.columns import Records, Table
from sibdsl.engine.achieve import has_been_achieved
from sibdsl.engine.eligible import Part, placed
from sibdsl.engine.ragged import Ints, Truths
from sibdsl.engine.ranks import Texts
from sibdsl.engine.scope import Members, Scope, World
from sibdsl.engine.terms import world_of
from sibdsl.engine.units import NO, UNKNOWN, YES
from sibdsl.model import terms
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.ledger import DaySpan
from sibdsl.model.records import Kind

ALWAYS: DaySpan = (EARLIEST, NEVER)


@frozen(eq=False)
class Course:
    """The versions of a contract, earliest first, over one set of records.

    What has no case goes by the version in force on the due day. A case goes by the version that
    stands on the day that the contract names; by the due day too, where it names that. *texts* are
    all case numbers and labels.
    """

    worlds: tuple[World, ...]
    by_due_day: bool
    texts: Texts

    @property
    def contract(self) -> Contract:
        """The contract as signed."""
        return self.worlds[0].contract

    @property
    def records(self) -> Records:
        """The records, the same for each version."""
        return self.worlds[0].records

    def on(self, due: int) -> World:
        """The version in force on *due*."""
        if len(self.worlds) == 1:
            return self.worlds[0]
        return next(w for w in self.worlds if w.force[0] <= due < w.force[1])

    def versions_on(self, due: Ints) -> Ints:
        """The place of the version in force on each due day."""
        since = np.array([world.force[0] for world in self.worlds[1:]], np.int64)
        return np.searchsorted(since, due, "right").astype(np.int64)

    def subjects(self, outcome: Outcome) -> Iterator[tuple[Scope, Truths, DaySpan]]:
        """Who can achieve *outcome*, under which version, and on which due days that governs."""
        for number, world in enumerate(self.worlds):
            said = _called(world.contract, outcome.name)
            if said is None:
                continue
            if said.level == terms.CONTRACT:
                yield world.whole(), np.full(1, YES, np.int8), world.force
            elif said.level != terms.OWN:
                groups = world.groups(said.level)
                yield groups, np.full(len(groups), YES, np.int8), world.force
            elif self.by_due_day or number == 0:
                force = world.force if self.by_due_day else ALWAYS
                yield from ((m.scope, m.eligible, force) for m in world.members)

    def eligible(self) -> int:
        """How many are known to be eligible under any version that governs them."""
        known = [m.scope.case[m.eligible == YES] for w in self.worlds for m in w.members]
        return len(np.unique(np.concatenate(known)))


def _called(contract: Contract, name: str) -> Outcome | None:
    return next((o for o in contract.outcomes if o.name == name), None)


def course_of(contract: Contract, records: Records) -> Course:
    """*contract* and its versions over *records*, with who is eligible under each."""
    since = [EARLIEST, *(version.since for version in contract.versions), NEVER]
    said = contract.wordings
    worlds = tuple(
        world_of(one, records, has_been_achieved, (since[i], since[i + 1]))
        for i, one in enumerate(said)
    )
    governed, texts = contract.governed_by, _texts(records)
    by_due_day = len(worlds) == 1 or governed is None or isinstance(governed, terms.DueDay)
    if by_due_day:
        for world in worlds:
            _fill(world, [_met(world.persons())], texts)
    else:
        assert governed is not None, "asked only where the contract names a day"
        parts = _governed(worlds, governed)
        for world in worlds:
            _fill(world, parts, texts)
    return Course(worlds, by_due_day, texts)


def _met(scope: Scope) -> Part:
    return Part(scope, scope.holds(scope.world.contract.eligibility))


def _fill(world: World, parts: list[Part], texts: Texts) -> None:
    eligible = placed(parts, world, texts)
    world.members.extend(
        Members(part.scope, truth) for part, truth in zip(parts, eligible, strict=True)
    )


def _governed(worlds: tuple[World, ...], governed: terms.DayTerm) -> list[Part]:
    """The cases under the version that stands on their day; where it is not known, they wait."""
    persons = worlds[0].persons()
    day = persons.day(governed)
    since = np.array([world.force[0] for world in worlds[1:]], np.int64)
    version = np.where(day.is_known, np.searchsorted(since, day.least, "right"), -1)
    parts = []
    for number, world in enumerate(worlds):
        rows = np.flatnonzero(version == number)
        if len(rows) or not number:
            parts.append(_met(world.persons().taken(rows)))
    rows = np.flatnonzero(version < 0)
    if len(rows):
        met = [_met(world.persons().taken(rows)).met for world in worlds]
        surely_not = np.all([truth == NO for truth in met], axis=0)
        certain = np.where(surely_not, NO, UNKNOWN).astype(np.int8)
        parts.append(Part(persons.taken(rows), certain))
    return parts


def _texts(records: Records) -> Texts:
    """Every case number and every label of a group, named or listed."""
    tables: list[Table] = [records.aside, records.contract, *records.groups.values()]
    words = {"", *(label for table in tables for label in table.labels)}
    for table in (records.persons, records.aside):
        for column in table.facts.values():
            if column.kind is Kind.RECORD:
                words.update(column.words or ())
    return Texts(records.persons.labels, words)
