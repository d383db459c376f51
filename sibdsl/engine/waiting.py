"""What waits, as columns: whose, of which outcome, on which days. Its facts are not sought."""

from collections.abc import Sequence

import numpy as np
from attrs import evolve, fields, frozen

from sibdsl.engine.drafts import NONE, Desk, Drafts, by_batch, labels_of, levels_of, ranks_of
from sibdsl.engine.ragged import Bools, Ints, sorted_by
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.ledger import DaySpan, Waiting


@frozen(eq=False)
class Waits:
    """What waits; *case* and *group* are numbers as text or NONE, *outcome* the place of it.

    *first* to *after*, half-open, are the days it would stand on, as far as they are *dated*.
    """

    case: Ints
    group: Ints
    outcome: Ints
    clause: Ints
    first: Ints
    after: Ints
    dated: Bools

    def __len__(self) -> int:
        return len(self.case)

    def picked(self, at: Ints | Bools) -> "Waits":
        """Those at the places *at*, or those that it marks."""
        return Waits(*(getattr(self, a.name)[at] for a in fields(Waits)))


def waits(cases: Ints, outcome: int, clause: int, days: DaySpan) -> Waits:
    """What each of *cases* waits for, of one outcome and on the same days."""
    n = len(cases)
    return Waits(
        cases,
        np.full(n, NONE, np.int64),
        np.full(n, outcome, np.int64),
        np.full(n, clause, np.int64),
        np.full(n, days[0], np.int64),
        np.full(n, days[1], np.int64),
        np.ones(n, np.bool_),
    )


def together(parts: Sequence[Waits]) -> Waits:
    """All of *parts*, one after another."""
    return Waits(*(np.concatenate([getattr(p, a.name) for p in parts]) for a in fields(Waits)))


def waiting_for(desk: Desk, drafts: Drafts) -> Waits:
    """*drafts* as achievements that wait."""
    units, label = drafts.units, labels_of(desk, drafts)
    of_case, of_group = levels_of(desk, drafts)
    clause = np.zeros(len(drafts), np.int64)
    for number, at in by_batch(drafts):
        clause[at] = desk.clause(desk.batches[number].outcome.clause.number)
    proven = units.proven & (units.after < NEVER) & (units.first > EARLIEST)
    return Waits(
        np.where(of_case, label, NONE),
        np.where(of_group, label, NONE),
        ranks_of(desk, drafts),
        clause,
        np.where(proven, units.first, units.least),
        np.where(proven, units.after, units.least + 1),
        proven | units.is_known,
    )


def later(drafts: Drafts, as_at: int) -> Drafts:
    """Of what is achieved that which falls due after *as_at*."""
    n = drafts.units.numbers_before(as_at + 1)
    at = np.flatnonzero(n < drafts.units.count)
    found = drafts.picked(at)
    return evolve(found, units=found.units.taken(n[at], found.units.count))


def in_order(desk: Desk, waiting: Waits) -> Waits:
    """In order of case, outcome and days."""
    first = np.where(waiting.dated, waiting.first, NEVER)
    after = np.where(waiting.dated, waiting.after, NEVER)
    nobody = desk.course.texts.of([""])[0]
    case = np.where(waiting.case == NONE, nobody, waiting.case)
    group = np.where(waiting.group == NONE, nobody, waiting.group)
    return waiting.picked(sorted_by(case, group, waiting.outcome, first, after))


def as_model(desk: Desk, waiting: Waits) -> tuple[Waiting, ...]:
    """Each as the ledger has it."""
    names, texts = list(desk.rank), desk.course.texts
    return tuple(
        Waiting(
            None if case == NONE else texts[case],
            names[outcome],
            desk.clauses[clause],
            (),
            (first, after) if dated else None,
            None if group == NONE else texts[group],
        )
        for case, group, outcome, clause, first, after, dated in zip(
            *(getattr(waiting, a.name).tolist() for a in fields(Waits)), strict=True
        )
    )
