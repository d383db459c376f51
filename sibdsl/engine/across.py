"""A total or an average over the eligible persons, or over items of each of them."""

import numpy as np
from attrs import frozen

from sibdsl.engine import ragged
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.numbers import Numbers
from sibdsl.engine.ragged import NOWHERE, Bools, Days32, Ints, Truths
from sibdsl.engine.rationals import Rationals
from sibdsl.engine.scope import Members, Scope, World
from sibdsl.engine.sums import put_together
from sibdsl.model import terms
from sibdsl.model.ledger import DaySpan
from sibdsl.model.truth import NO, UNKNOWN

_ELSEWHERE = -2
"""The group of a person that is known, but is none of those on record."""


@frozen(eq=False)
class _Among:
    """Numbers that are surely or perhaps to be put together, and the group that each is of."""

    numbers: Numbers
    truths: Truths
    groups: Ints

    def kept(self, mask: Bools) -> "_Among":
        """Those of *mask*."""
        at = np.flatnonzero(mask)
        return _Among(self.numbers.taken(at), self.truths[at], self.groups[at])


def across(scope: Scope, term: terms.Across) -> Numbers:
    """The sum or the average for each row; once for each cycle, and for each group in it."""
    if scope.cycle is None:
        return _in_cycle(scope, term, None)
    found = Numbers.any_number(scope.n)
    starts, ends = scope.cycle
    for start, end in sorted(set(zip(starts.tolist(), ends.tolist(), strict=True))):
        rows = (starts == start) & (ends == end)
        found = _in_cycle(scope, term, (start, end)).where(rows, found)
    return found


def _in_cycle(scope: Scope, term: terms.Across, cycle: DaySpan | None) -> Numbers:
    world, whose = scope.world, scope.whose
    of_all = whose in (terms.OWN, terms.CONTRACT)
    key = "across", term, cycle, "" if of_all else whose
    if key not in world.memo:
        world.memo[key] = _put_together(world, term, cycle, None if of_all else whose)
    found: Numbers = world.memo[key]
    return found.taken(np.zeros(scope.n, np.int64) if of_all else scope.case)


def _put_together(
    world: World, term: terms.Across, cycle: DaySpan | None, group: str | None
) -> Numbers:
    """Of all persons in one row; or in one row for each group, the last for one not on record."""
    if not world.members and len(world.records.persons):
        raise NotCompiledError("a total that is asked for before it is known who is eligible")
    parts = [_of_members(members, term, cycle, group) for members in world.members]
    parts.append(_left_out(world, term, cycle, group))
    among = _joined(parts)
    if group is None:
        offsets = np.array([0, len(among.truths)], np.int64)
        return put_together(term.sum, offsets, among.numbers, among.truths)
    count = len(world.records.groups[group]) + 1
    among = _in_each(among, count)
    order = np.argsort(among.groups, kind="stable")
    offsets = ragged.offsets_of(np.bincount(among.groups, minlength=count))
    return put_together(term.sum, offsets, among.numbers.taken(order), among.truths[order])


def _in_each(among: _Among, count: int) -> _Among:
    """Those of no known group perhaps in each of them; those of others in none."""
    known, open_ = among.kept(among.groups >= 0), among.kept(among.groups == NOWHERE)
    copies = np.tile(np.arange(len(open_.truths)), count)
    each = np.repeat(np.arange(count, dtype=np.int64), len(open_.truths))
    perhaps = np.minimum(open_.truths[copies], UNKNOWN).astype(np.int8)
    return _joined([known, _Among(open_.numbers.taken(copies), perhaps, each)])


def _of_members(
    members: Members, term: terms.Across, cycle: DaySpan | None, group: str | None
) -> _Among:
    scope = members.scope.at_cycle(_everywhere(cycle, len(members.scope)))
    groups = _groups(scope, group)
    belongs = np.where(groups == _ELSEWHERE, NO, members.eligible)
    rows = np.flatnonzero(belongs != NO)
    scope, groups, belongs = scope.taken(rows), groups[rows], belongs[rows]
    if term.each is not None:
        items = scope.items(term.each.items)
        at = scope.taken(items.rows).binding(term.each.name, items.one_each())
        truths = np.minimum(
            np.minimum(belongs[items.rows], items.certain), at.holds(term.condition)
        )
        single, groups = items.count == 1, groups[items.rows]
    else:
        at, truths = scope, np.minimum(belongs, scope.holds(term.condition))
        single = np.ones(len(rows), np.bool_)
    kept = np.flatnonzero(truths != NO)
    found = at.taken(kept).number(term.number)
    found = found.where(single[kept], Numbers.any_number(len(kept)))
    return _Among(found, truths[kept].astype(np.int8), groups[kept])


def _left_out(world: World, term: terms.Across, cycle: DaySpan | None, group: str | None) -> _Among:
    """The cases that are left out: any number, perhaps, where the condition may hold of them."""
    scope = world.left_out()
    scope = scope.at_cycle(_everywhere(cycle, len(scope)))
    groups = _groups(scope, group)
    may_be = groups != _ELSEWHERE
    if term.each is None and len(scope):
        may_be = may_be & (scope.holds(term.condition) != NO)
    n = int(may_be.sum())
    return _Among(Numbers.any_number(n), np.full(n, UNKNOWN, np.int8), groups[may_be])


def _groups(scope: Scope, group: str | None) -> Ints:
    """The group that each is of; NOWHERE where its label is missing; 0 where it is asked of all."""
    if group is None:
        return np.zeros(len(scope), np.int64)
    found = scope.group(group)
    named_by = scope.world.contract.membership(group)
    if named_by is None:
        return found
    named: Ints = np.where((found < 0) & scope.fact(named_by).known, _ELSEWHERE, found)
    return named


def _everywhere(cycle: DaySpan | None, n: int) -> tuple[Days32, Days32] | None:
    if cycle is None:
        return None
    return np.full(n, cycle[0], np.int32), np.full(n, cycle[1], np.int32)


def _joined(parts: list[_Among]) -> _Among:
    """All of *parts*, one after another."""
    return _Among(
        Numbers(
            _one_after_another([part.numbers.least for part in parts]),
            _one_after_another([part.numbers.most for part in parts]),
        ),
        np.concatenate([part.truths for part in parts]),
        np.concatenate([part.groups for part in parts]),
    )


def _one_after_another(parts: list[Rationals]) -> Rationals:
    whole = all(part.denominators is None for part in parts)
    return Rationals(
        np.concatenate([part.numerators for part in parts]),
        None if whole else np.concatenate([part.below for part in parts]),
        np.concatenate([part.bounded for part in parts]),
    )
