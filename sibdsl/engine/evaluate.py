"""A contract and its records in, the ledger out: as columns, or as the model has it."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
from attrs import evolve, frozen

from sibdsl.columns import Records
from sibdsl.engine import beside, claims, counts, limits, shares, waiting
from sibdsl.engine.achieve import Achieved, found, lapsed, on_due_days, too_late
from sibdsl.engine.course import Course, course_of
from sibdsl.engine.drafts import (
    NONE,
    Desk,
    Drafts,
    by_batch,
    drafts_of,
    in_turn,
    joined,
    ranks,
)
from sibdsl.engine.lines import Lines, lines_of
from sibdsl.engine.lines import beside as beside_lines
from sibdsl.engine.lines import together as lines_together
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.parting import alike, each_piece, one_by_one, singly
from sibdsl.engine.prices import Places, priced
from sibdsl.engine.ragged import Bools, Truths
from sibdsl.engine.scope import Scope
from sibdsl.engine.units import UNKNOWN, YES, together
from sibdsl.engine.waiting import Waits
from sibdsl.model import terms
from sibdsl.model.contract import Contract, Flat, Outcome
from sibdsl.model.days import Day
from sibdsl.model.funding import payers, payers_of
from sibdsl.model.ledger import DaySpan
from sibdsl.values import changed


@frozen(eq=False)
class Reckoned:
    """The ledger as columns: *lines*, what waits and what lapsed, each in order.

    *desk* holds the words that the columns number. *cases* counts those reckoned, *eligible* those
    that are known to be.
    """

    desk: Desk
    as_at: Day
    lines: Lines
    waiting: Waits
    lapsed: Waits
    cases: int
    eligible: int


@frozen(eq=False)
class Begun:
    """What everyone achieved, at its price, before any limit of money: *drafts*, and *unknown*.

    *waits* and *lapsed* hold what no limit changes, *open_* what may yet fall due.
    """

    desk: Desk
    as_at: Day
    drafts: Drafts
    unknown: Drafts
    open_: Drafts
    waits: list[Waits]
    lapsed: list[Waits]
    cases: int
    eligible: int


def reckoned(contract: Contract, records: Records) -> Reckoned:
    """Every payment due on *records*, and what is not yet known, as columns."""
    start = begun(contract, records)
    drafts, kept_back = _limited(start.desk, start.drafts, start.unknown)
    shared = claims.shares_of_claims(start.desk, shares.shared(start.desk, drafts), start.as_at)
    return ended(start, shares.limited_by_payer(start.desk, shared), kept_back)


def begun(contract: Contract, records: Records) -> Begun:
    """Everything up to the limits of money, each case by itself."""
    course, as_at = course_of(contract, records), records.as_at
    desk = Desk(course, _parties(contract), _payers(contract), rank=ranks(contract))
    all_, late = _achieved(desk, as_at)
    possible = all_.picked(~late)
    due = one_by_one(desk, _due_by(possible, as_at))
    drafts, held = counts.counted(desk, due)
    drafts, open_claims = claims.deducted(desk, drafts, as_at)
    drafts, unpriced = _priced(desk, drafts)
    late_ones = _too_late(desk, unpriced, as_at)
    still = joined([held, unpriced.picked(~late_ones)])
    unpriced_late = waiting.waiting_for(desk, unpriced.picked(late_ones))
    not_known = _not_known(desk, possible, as_at)
    return Begun(
        desk,
        as_at,
        alike(desk, beside.relieved(desk, drafts)),
        due.picked(due.units.truth == UNKNOWN),
        joined([possible.picked(possible.units.truth == UNKNOWN), still]),
        [*not_known, waiting.waiting_for(desk, still), *open_claims],
        [*_not_known(desk, all_.picked(late), as_at), unpriced_late],
        len(records.persons),
        course.eligible(),
    )


def ended(start: Begun, drafts: Drafts, kept_back: Drafts) -> Reckoned:
    """The ledger of what is paid, with what is paid beside outcomes and what waits."""
    desk, as_at = start.desk, start.as_at
    short, unknown = beside.shortfalls(desk, as_at)
    reliefs = beside_lines(desk, beside.reliefs(desk, as_at))
    made = lines_together(desk, [lines_of(desk, drafts), reliefs])
    doubtful = joined([start.open_, kept_back]).units
    least, open_floors = beside.floors(desk, made, (doubtful.least, doubtful.most), as_at)
    waits = [*start.waits, waiting.waiting_for(desk, kept_back), *unknown, *open_floors]
    return Reckoned(
        desk,
        as_at,
        lines_together(desk, [made, beside_lines(desk, [*least, *short])]),
        waiting.in_order(desk, waiting.together(waits)),
        waiting.in_order(desk, waiting.together(start.lapsed)),
        start.cases,
        start.eligible,
    )


def _achieved(desk: Desk, as_at: Day) -> tuple[Drafts, Bools]:
    """What everyone achieved, or may have, under the version that governs it; and what lapsed."""
    parts, late, batches = [], [], []
    for one in _all(desk.course):
        number = desk.batch(one.outcome, one.scope)
        parts.append(one.units)
        batches.append(np.full(len(one.units), number, np.int64))
        late.append(lapsed(one, as_at))
    if not parts:
        raise NotCompiledError("a contract without outcomes")
    return drafts_of(desk, together(parts), np.concatenate(batches)), np.concatenate(late)


def _all(course: Course) -> Iterator[Achieved]:
    outcomes = {o.name: o for w in course.worlds for o in w.contract.outcomes}
    for outcome in outcomes.values():
        for same in _alike(course.subjects(outcome), outcome.name):
            scope, truth, force = same[0]
            said = _called(scope.world.contract, outcome.name)
            if said is None:
                raise NotCompiledError("an outcome that a version leaves out")
            whole = found(scope, said, truth, (force[0], same[-1][2][1]))
            yield from (whole.due_in(each.world, span) for each, _, span in same)


Subject: TypeAlias = tuple[Scope, Truths, DaySpan]
"""Who can achieve an outcome, how surely they are eligible, and on which due days that governs."""


def _alike(subjects: Iterable[Subject], outcome: str) -> Iterator[list[Subject]]:
    """*subjects* of versions that follow each other and differ in no more than prices together:
    they achieve the same.
    """
    listed: list[Subject] = []
    for one in subjects:
        if listed and not _achieve_the_same(listed[-1], one, outcome):
            yield listed
            listed = []
        listed.append(one)
    if listed:
        yield listed


def _achieve_the_same(one: Subject, other: Subject, outcome: str) -> bool:
    (scope, truth, force), (later, their_truth, their_force) = one, other
    ours, theirs = scope.world.contract, later.world.contract
    said = _called(ours, outcome)
    return (
        force[1] == their_force[0]
        and scope.whose == later.whose
        and np.array_equal(scope.case, later.case)
        and np.array_equal(truth, their_truth)
        and said is not None
        and not scope.world.asks_for_due_day(outcome, said.condition)
        and changed(ours, tariffs=theirs.tariffs, versions=theirs.versions) == theirs
    )


def _called(contract: Contract, name: str) -> Outcome | None:
    return next((outcome for outcome in contract.outcomes if outcome.name == name), None)


def _not_known(desk: Desk, drafts: Drafts, as_at: Day) -> list[Waits]:
    """The achievements that are not yet known, or not yet due."""
    known = drafts.units.truth == YES
    later = each_piece(desk, waiting.later(drafts.picked(known), as_at))
    return [waiting.waiting_for(desk, one) for one in (later, drafts.picked(~known))]


def _limited(desk: Desk, drafts: Drafts, unknown: Drafts) -> tuple[Drafts, Drafts]:
    """*drafts* cut to what the limits of money leave; and what waits for the unknown."""
    if counts.joined(desk.course.contract):
        singles = drafts.singles(np.ones(len(drafts), np.bool_))
        whole = joined([singles, unknown])
        return limits.neither_counted(desk, whole.picked(in_turn(desk, whole)))
    drafts = limits.limited(desk, drafts)
    return drafts, drafts.picked(np.zeros(len(drafts), np.bool_))


def _due_by(drafts: Drafts, as_at: Day) -> Drafts:
    """What of them falls due by *as_at*; what is not known stays."""
    units = drafts.units
    known = units.truth == YES
    n = np.where(known, units.numbers_before(as_at + 1), units.count)
    kept = drafts.picked(n > 0)
    return evolve(kept, units=kept.units.taken(np.zeros(len(kept), np.int64), n[n > 0]))


def _priced(desk: Desk, drafts: Drafts) -> tuple[Drafts, Drafts]:
    """*drafts* with their price, and those whose price or payer is not known."""
    drafts, waits = shares.with_payers(desk, drafts)
    gross = np.zeros(len(drafts), np.int64)
    for number, at in by_batch(drafts):
        batch = desk.batches[number]
        tariff = batch.contract.tariffs[batch.outcome.name]
        if isinstance(tariff.price, Flat) and not batch.contract.rises:
            gross[at] = tariff.price.amount.pence
            continue
        here = drafts.picked(at)
        places = Places(here.surely, here.possibly)
        worth = priced(on_due_days(batch.scope, here.units), tariff, places)
        gross[at], waits[at] = worth.numerators, waits[at] | ~worth.bounded
    waits |= counts.limited_by_group(desk, drafts)
    times = np.where(drafts.quantity == NONE, 1, drafts.quantity)
    return evolve(drafts, gross=gross * times).picked(~waits), singly(desk, drafts.picked(waits))


def _too_late(desk: Desk, drafts: Drafts, as_at: Day) -> Bools:
    """Which have waited too long for their price or their payer."""
    found = np.zeros(len(drafts), np.bool_)
    for number, at in by_batch(drafts):
        contract = desk.batches[number].contract
        found[at] = too_late(contract, drafts.units.most[at], as_at)
    return found


def _parties(contract: Contract) -> tuple[str, ...]:
    """Everyone who holds a role or is named to pay beside outcomes, under any version."""
    said = contract.wordings
    held = [holding.party for one in said for holding in one.holdings]
    return tuple(sorted({*held, *payers(contract)}))


def _payers(contract: Contract) -> tuple[terms.Value, ...]:
    said = contract.wordings
    return tuple(dict.fromkeys(value for one in said for value in payers_of(one)))
