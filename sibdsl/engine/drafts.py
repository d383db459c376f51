"""Payments while they are worked out, as columns: what pay.Draft is to the interpreter."""

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import define, evolve, field, frozen

from sibdsl.engine.achieve import on_due_days
from sibdsl.engine.course import Course
from sibdsl.engine.eligible import standing
from sibdsl.engine.ragged import (
    Bools,
    Ints,
    chosen,
    constant,
    marking_none,
    sorted_by,
    stacked,
    taken,
)
from sibdsl.engine.scope import Scope, World
from sibdsl.engine.units import Units, together
from sibdsl.model.contract import Contract, Key, Outcome
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL
from sibdsl.model.terms import CONTRACT, OWN, Value

NONE = -1
"""The number of a clause, a label or a party where there is none."""


@frozen(eq=False)
class Batch:
    """What one outcome is achieved under one version: the units' rows are those of *scope*.

    *label* is the number as text of each row's case, group or nothing; *rank* the place of the
    outcome in the contract.
    """

    outcome: Outcome
    scope: Scope
    label: Ints
    rank: int

    @property
    def world(self) -> World:
        """The version of the contract that governs it."""
        return self.scope.world

    @property
    def contract(self) -> Contract:
        """That version."""
        return self.world.contract


@frozen(eq=False)
class Behind:
    """Achievements that payments stand on: each of the *payment* of that number, and its case."""

    payment: Ints
    case: Ints
    units: Units


@define(eq=False)
class Desk:
    """What all drafts share: the course, the batches, and the words that columns number.

    *parties* are all who can pay, *payers* what the funding sentences name, *clauses* the numbers
    of clauses, *cuts* the lists of clauses that cut a payment, *counted* what
    stands behind the *payments* that deductions leave.
    """

    course: Course
    parties: tuple[str, ...]
    payers: tuple[Value, ...]
    batches: list[Batch] = field(factory=list)
    clauses: list[str] = field(factory=list)
    cuts: list[tuple[str, ...]] = field(factory=lambda: [()])
    counted: "list[Behind]" = field(factory=list)
    payments: int = 0
    rank: Mapping[str, int] = field(factory=dict)

    def batch(self, outcome: Outcome, scope: Scope) -> int:
        """The number of a new batch."""
        texts = self.course.texts
        if scope.whose == CONTRACT:
            label = np.full(len(scope), texts.of([""])[0], np.int64)
        else:
            label = self._labels(scope)[scope.case] if len(scope) else np.zeros(0, np.int64)
        self.batches.append(Batch(outcome, scope, label, self.rank[outcome.name]))
        return len(self.batches) - 1

    def _labels(self, scope: Scope) -> Ints:
        key = "E3 labels", scope.whose
        if key not in scope.world.memo:
            labels = scope.world.table(scope.whose).labels
            scope.world.memo[key] = self.course.texts.of(labels)
        kept: Ints = scope.world.memo[key]
        return kept

    def clause(self, number: str) -> int:
        """The number that stands for a clause."""
        if number not in self.clauses:
            self.clauses.append(number)
        return self.clauses.index(number)

    def cut_too(self, cuts: Ints, at: Ints, masks: Ints, clauses: Sequence[str]) -> Ints:
        """*cuts*, those *at* some places longer by the *clauses* that the bits of *masks* mark."""
        together = cuts[at] << len(clauses) | masks
        pairs, which = np.unique(together, return_inverse=True)
        made = [self._cut(int(p) >> len(clauses), int(p), clauses) for p in pairs]
        changed = cuts.copy()
        changed[at] = np.array(made, np.int64)[which.reshape(-1)]
        return changed

    def _cut(self, cut: int, mask: int, clauses: Sequence[str]) -> int:
        more = tuple(clause for bit, clause in enumerate(clauses) if mask >> bit & 1)
        longer = (*self.cuts[cut], *more)
        if longer not in self.cuts:
            self.cuts.append(longer)
        return self.cuts.index(longer)


@frozen(eq=False)
class Drafts:
    """Lines while they are worked out: units, each of a batch; amounts in pence for each unit.

    *unpaid* is the clause that leaves it unpaid, *cut* which list of clauses cut it. *shares* has a
    column a party, *pays* whether the party has any share; *payer* a column for each of whom the
    funding sentences name, with the party that it is. *surely* and *possibly* are how many of the
    outcome come before. What a deduction leaves is *quantity* of those *achieved*, by *clause*,
    standing on *counted*.
    """

    units: Units
    batch: Ints
    gross: Ints
    paid: Ints
    unpaid: Ints
    cut: Ints
    surely: Ints
    possibly: Ints
    clause: Ints
    quantity: Ints
    achieved: Ints
    counted: Ints
    shares: Ints
    pays: Bools
    payer: Ints

    def __len__(self) -> int:
        return len(self.batch)

    def picked(self, at: Ints | Bools) -> "Drafts":
        """Those at the places *at*, or those that it marks."""
        places = chosen(at, len(self))
        if places is None:
            return self
        units = self.units.picked(places)
        return Drafts(units, *(taken(getattr(self, name), places) for name in _COLUMNS))

    def singles(self, apart: Bools) -> "Drafts":
        """Each known unit of those marked by itself, the others as they are."""
        units, at = self.units.parted(apart)
        return evolve(self.picked(at), units=units)


_COLUMNS = (
    "batch",
    "gross",
    "paid",
    "unpaid",
    "cut",
    "surely",
    "possibly",
    "clause",
    "quantity",
    "achieved",
    "counted",
    "shares",
    "pays",
    "payer",
)


def drafts_of(desk: Desk, units: Units, batch: Ints) -> Drafts:
    """Drafts of *units*, with nothing worked out yet."""
    n = len(units)
    nought, none = constant(0, n), constant(NONE, n)
    parties, payers = len(desk.parties), len(desk.payers)
    return Drafts(
        units,
        batch,
        gross=nought,
        paid=nought,
        unpaid=none,
        cut=nought,
        surely=nought,
        possibly=nought,
        clause=none,
        quantity=none,
        achieved=none,
        counted=none,
        shares=constant(0, n, parties),
        pays=marking_none(n, parties),
        payer=constant(NONE, n, payers),
    )


def joined(parts: Sequence[Drafts]) -> Drafts:
    """All of *parts*, one after another."""
    some = [part for part in parts if len(part)] or parts[:1]
    if len(some) == 1:
        return some[0]
    return Drafts(
        together([part.units for part in some]),
        *(stacked([getattr(part, name) for part in some]) for name in _COLUMNS),
    )


def ranks(contract: Contract) -> Mapping[str, int]:
    """The place of each outcome in the contract; what no outcome made comes after them."""
    names = [outcome.name for outcome in contract.outcomes]
    return {name: i for i, name in enumerate([*names, SHORTFALL, FLOOR, RELIEF, CLAIM])}


# -- Columns that are looked up by batch ----------------------------------------------------------


def labels_of(desk: Desk, drafts: Drafts) -> Ints:
    """The number as text of each draft's case or group, or of nothing."""
    return _of_rows(desk, drafts, [batch.label for batch in desk.batches])


def ranks_of(desk: Desk, drafts: Drafts) -> Ints:
    """The place of each draft's outcome in the contract."""
    return np.array([batch.rank for batch in desk.batches], np.int64)[drafts.batch]


def levels_of(desk: Desk, drafts: Drafts) -> tuple[Bools, Bools]:
    """Which drafts are of a case, and which of a group."""
    whose = [batch.scope.whose for batch in desk.batches]
    of_case = np.array([each == OWN for each in whose], np.bool_)
    of_group = np.array([each not in (OWN, CONTRACT) for each in whose], np.bool_)
    return of_case[drafts.batch], of_group[drafts.batch]


def _of_rows(desk: Desk, drafts: Drafts, columns: Sequence[Ints]) -> Ints:
    """Of each draft the value of its row in the column of its batch."""
    found = np.zeros(len(drafts), np.int64)
    for number, at in by_batch(drafts):
        found[at] = columns[number][drafts.units.row[at]]
    return found


def by_batch(drafts: Drafts) -> list[tuple[int, Ints]]:
    """The batches that there are, and the places of the drafts of each, in order."""
    counts = np.bincount(drafts.batch)
    numbers = np.flatnonzero(counts)
    if len(numbers) == 1:
        return [(int(numbers[0]), np.arange(len(drafts)))]
    # Of numbers of two bytes numpy sorts by counting.
    few = drafts.batch.astype(np.int16) if len(counts) < 1 << 15 else drafts.batch
    order = np.argsort(few, kind="stable")
    parts = np.split(order, np.cumsum(counts[numbers])[:-1])
    return [(int(n), at) for n, at in zip(numbers, parts, strict=True)] if len(numbers) else []


def in_turn(desk: Desk, drafts: Drafts) -> Ints:
    """The places of *drafts* in their turn: the order that the contract states, then by due day,
    last evidence day, case number and outcome (reading 26).
    """
    order = desk.course.contract.order
    units, label = drafts.units, labels_of(desk, drafts)
    last = np.where(units.proven, units.after - 1, units.least)
    rank = ranks_of(desk, drafts)
    if order == (Key.DUE_DAY, Key.CASE_NUMBER):
        return sorted_by(units.least, label, last, rank)
    stated = [] if order in ((), (Key.DUE_DAY,)) else _stated(desk, drafts)
    return sorted_by(*stated, units.least, last, label, rank)


def _stated(desk: Desk, drafts: Drafts) -> list[Ints]:
    """The keys that the contract states."""
    order = desk.course.contract.order
    keys = [np.zeros(len(drafts), np.int64) for _ in order]
    for number, at in by_batch(drafts):
        batch = desk.batches[number]
        scope = on_due_days(batch.scope, drafts.units.picked(at))
        labels = desk.course.texts.of(batch.world.table(scope.whose).labels)[scope.case]
        for key, found in zip(keys, standing(scope, order, labels).least, strict=False):
            key[at] = found
    return keys
