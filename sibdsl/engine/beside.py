"""What is paid beside outcomes: shortfalls, floors, and relief in place of payments."""

from collections.abc import Iterator

import numpy as np
from attrs import evolve

from sibdsl.engine.cycles import whole_spans
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.drafts import NONE, Desk, Drafts
from sibdsl.engine.items import MANY
from sibdsl.engine.lines import Beside, Lines
from sibdsl.engine.ragged import Ints, sum_in
from sibdsl.engine.scope import Scope
from sibdsl.engine.terms import world_of
from sibdsl.engine.units import NO, YES
from sibdsl.engine.waiting import Waits, waits
from sibdsl.model.contract import Contract, Floor, Shortfall
from sibdsl.model.days import Day
from sibdsl.model.ledger import FLOOR, RELIEF, SHORTFALL, DaySpan


def _in_force(desk: Desk, due: Day, as_at: Day) -> Contract | None:
    """The contract in force on a due day that has come."""
    return desk.course.on(due).contract if due <= as_at else None


def _waits(desk: Desk, kind: str, clause: str, days: DaySpan) -> Waits:
    return waits(np.full(1, NONE, np.int64), desk.rank[kind], desk.clause(clause), days)


# -- Shortfalls -----------------------------------------------------------------------------------


def shortfalls(desk: Desk, as_at: Day) -> tuple[list[Beside], list[Waits]]:
    """A payment for each year, wholly in the term, in which fewer were made; and what waits."""
    made, waiting = [], []
    signed = desk.course.contract
    for at, rule_signed in enumerate(signed.shortfalls):
        for year in whole_spans(signed, rule_signed.cycle, signed.term):
            contract = _in_force(desk, year[1] - 1, as_at)
            if contract is None:
                continue
            rule = contract.shortfalls[at]
            least, greatest = _made(desk, rule, year)
            most = max(rule.n - least, 0)
            fewest = 0 if greatest is None else max(rule.n - greatest, 0)
            clause, due = rule.clause.number, year[1] - 1
            if fewest < most:
                waiting.append(_waits(desk, SHORTFALL, clause, year))
            elif most:
                pence = rule.amount.pence * most
                made.append(Beside(SHORTFALL, clause, due, rule.payer, pence, most))
    return made, waiting


def _made(desk: Desk, rule: Shortfall, year: DaySpan) -> tuple[int, int | None]:
    """How many were made in the year, by all whom the records name, eligible or not: the least,
    and the most, None where nothing bounds it.
    """
    world = desk.course.worlds[-1]
    records = world.records
    left_out = evolve(records, persons=records.aside)
    aside = world_of(world.contract, left_out, world.achieved, world.force).persons()
    least, most, bounded = 0, 0, True
    for scope in (*(members.scope for members in world.members), aside):
        sure, perhaps = _in_year(scope, rule, year)
        least += 0 if scope is aside else int(sure.sum())
        bounded &= not (perhaps >= MANY).any()
        most += int(np.minimum(perhaps, MANY).sum())
    return least, most if bounded else None


def _in_year(scope: Scope, rule: Shortfall, year: DaySpan) -> tuple[Ints, Ints]:
    """Of each row how many items surely lie in the year, and how many may."""
    items = scope.items(rule.items)
    n = items.size
    days = DaySets.span(np.full(n, year[0], np.int32), np.full(n, year[1], np.int32))
    certain = np.minimum(items.certain, days.at_moment(items.start))
    sure = sum_in(items.offsets, (certain == YES).astype(np.int64))
    return sure, sum_in(items.offsets, np.where(certain != NO, items.count, 0))


# -- Floors and relief ----------------------------------------------------------------------------


def floors(
    desk: Desk, lines: Lines, doubtful: tuple[Ints, Ints], as_at: Day
) -> tuple[list[Beside], list[Waits]]:
    """What brings the payments of a year, then of the whole term, up to their least.

    What a floor of a year adds counts towards that of the term. A floor waits while anything may
    fall due under it, of what falls due from the first to the second of the *doubtful* days.
    """
    made: list[Beside] = []
    waiting: list[Waits] = []
    signed = desk.course.contract
    for at, rule_signed in sorted(enumerate(signed.floors), key=lambda one: one[1].cycle is None):
        for span in _floored(signed, rule_signed):
            contract = _in_force(desk, span[1] - 1, as_at)
            if contract is None:
                continue
            rule = contract.floors[at]
            inside = (span[0] <= lines.first_due) & (lines.first_due < span[1])
            paid = int(lines.paid[inside].sum())
            paid += sum(one.pence for one in made if span[0] <= one.due < span[1])
            less = rule.amount.pence - paid
            may = (doubtful[0] < span[1]) & (doubtful[1] >= span[0])
            if less > 0 and may.any():
                waiting.append(_waits(desk, FLOOR, rule.clause.number, span))
            elif less > 0:
                made.append(Beside(FLOOR, rule.clause.number, span[1] - 1, rule.payer, less))
    return made, waiting


def _floored(contract: Contract, rule: Floor) -> Iterator[DaySpan]:
    if rule.cycle is None:
        yield contract.term
    else:
        yield from whole_spans(contract, rule.cycle, contract.term)


def relieved(desk: Desk, drafts: Drafts) -> Drafts:
    """*drafts*, those that fall due while relief stands in their place unpaid."""
    worlds = desk.course.worlds
    if not any(world.contract.reliefs for world in worlds):
        return drafts
    parted = drafts.singles(np.ones(len(drafts), np.bool_))
    due, unpaid = parted.units.least, parted.unpaid.copy()
    version = desk.course.versions_on(due)
    for place, world in enumerate(worlds):
        for rule in world.contract.reliefs:
            inside = (rule.span[0] <= due) & (due < rule.span[1]) & (version == place)
            unpaid[inside & (unpaid == NONE)] = desk.clause(rule.clause.number)
    return evolve(parted, unpaid=unpaid)


def reliefs(desk: Desk, as_at: Day) -> list[Beside]:
    """What is paid in place of payments: one for each quarter wholly in the time named."""
    return [
        Beside(RELIEF, rule.clause.number, span[1] - 1, rule.payer, rule.amount.pence)
        for world in desk.course.worlds
        for rule in world.contract.reliefs
        for span in whole_spans(world.contract, rule.cycle, rule.span)
        if span[1] - 1 <= as_at and desk.course.on(span[1] - 1) is world
    ]
