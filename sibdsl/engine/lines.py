"""The lines of the ledger as columns: equal units folded, in order of case, outcome and day."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import fields, frozen
from numpy.typing import NDArray

from sibdsl.engine.claims import by_claim
from sibdsl.engine.cycles import claims_of
from sibdsl.engine.drafts import (
    NONE,
    Desk,
    Drafts,
    by_batch,
    labels_of,
    levels_of,
    ranks_of,
)
from sibdsl.engine.ragged import Bools, Ints, chosen, sorted_by, stacked, taken
from sibdsl.engine.ranks import Texts
from sibdsl.model.days import Day
from sibdsl.model.ledger import CLAIM


@frozen(eq=False)
class Lines:
    """Lines as `model.ledger.Line` has them, a row each.

    Cases and groups are numbers as text, or NONE; *outcome* is its place in the contract, *clause*
    and *unpaid* are numbers of clauses. *shares* has a column a party, *pays* says which have any.
    *batch* and *row* tell whose reading it was, NONE of what no outcome made.
    """

    case: Ints
    group: Ints
    outcome: Ints
    clause: Ints
    first_due: Ints
    last_due: Ints
    first: Ints
    after: Ints
    proven: Bools
    units: Ints
    gross: Ints
    paid: Ints
    claim_first: Ints
    claim_after: Ints
    unpaid: Ints
    cut: Ints
    achieved: Ints
    counted: Ints
    shares: Ints
    pays: Bools
    batch: Ints
    row: Ints

    def __len__(self) -> int:
        return len(self.case)

    def picked(self, at: Ints | Bools) -> "Lines":
        """Those at the places *at*, or those that it marks."""
        places = chosen(at, len(self))
        if places is None:
            return self
        return Lines(*(taken(getattr(self, a.name), places) for a in fields(Lines)))


def lines_of(desk: Desk, drafts: Drafts) -> Lines:
    """The lines in order of case, outcome and due day, equal consecutive units made one."""
    ordered = drafts.picked(_in_order(desk, drafts))
    claims = by_claim(ordered.units, desk.course.contract)
    parts = ordered.picked(claims.at)
    units = parts.units.taken(claims.start, claims.stop)
    label, (of_case, of_group) = labels_of(desk, parts), levels_of(desk, parts)
    case, group = np.where(of_case, label, NONE), np.where(of_group, label, NONE)
    outcome = ranks_of(desk, parts)
    length = (units.after - units.first) // units.count
    alike = units.proven[1:] & units.proven[:-1] & (units.after[:-1] == units.first[1:])
    for column in (
        *(case, group, outcome, claims.first, claims.after, length),
        *(parts.gross, parts.paid, parts.unpaid, parts.cut),
    ):
        alike &= column[1:] == column[:-1]
    _narrow(alike, parts.shares, parts.pays)
    begins = np.flatnonzero(np.concatenate([np.ones(min(len(parts), 1), np.bool_), ~alike]))
    ends = np.append(begins[1:], len(parts))[: len(begins)] - 1
    n = np.add.reduceat(units.count, begins) if len(begins) else np.zeros(0, np.int64)
    first = parts.picked(begins)
    alone = outcome[begins] == desk.rank[CLAIM]
    made = np.where(first.quantity == NONE, n, first.quantity)
    return Lines(
        case=case[begins],
        group=group[begins],
        outcome=outcome[begins],
        clause=np.where(first.clause == NONE, _clauses(desk, first), first.clause),
        first_due=units.least[begins],
        last_due=units.last_due[ends],
        first=units.first[begins],
        after=units.after[ends],
        proven=units.proven[begins] & units.proven[ends],
        units=np.where(alone, 0, made),
        gross=first.gross * n,
        paid=first.paid * n,
        claim_first=claims.first[begins],
        claim_after=claims.after[begins],
        unpaid=first.unpaid,
        cut=first.cut,
        achieved=first.achieved,
        counted=first.counted,
        shares=first.shares * n[:, None],
        pays=first.pays,
        batch=np.where(alone, NONE, first.batch),
        row=units.row[begins],
    )


def _narrow(alike: Bools, *columns: NDArray[Any]) -> None:
    """Leave marked in *alike* what is the same, column by column, as what stands before it."""
    at = np.flatnonzero(alike)
    for column in columns:
        alike[at] &= (column[at + 1] == column[at]).all(axis=1)


def _in_order(desk: Desk, drafts: Drafts) -> Ints:
    """The places of *drafts* by case, group, outcome and due day."""
    label, (of_case, of_group) = labels_of(desk, drafts), levels_of(desk, drafts)
    nobody = desk.course.texts.of([""])[0]
    case, group = np.where(of_case, label, nobody), np.where(of_group, label, nobody)
    return sorted_by(case, group, ranks_of(desk, drafts), drafts.units.least)


def _clauses(desk: Desk, drafts: Drafts) -> Ints:
    """The clause of each draft's outcome."""
    found = np.zeros(len(drafts), np.int64)
    for number, at in by_batch(drafts):
        found[at] = desk.clause(desk.batches[number].outcome.clause.number)
    return found


@frozen
class Beside:
    """A payment that no outcome made: what kind of one, by which clause, and who pays it."""

    kind: str
    clause: str
    due: Day
    payer: str
    pence: int
    units: int = 1


def beside(desk: Desk, made: Sequence[Beside]) -> Lines:
    """Lines of what is paid beside outcomes."""
    n = len(made)
    none, nought = np.full(n, NONE, np.int64), np.zeros(n, np.int64)
    due = np.array([one.due for one in made], np.int64)
    pence = np.array([one.pence for one in made], np.int64)
    claim_first, claim_after = claims_of(desk.course.contract, due)
    shares, pays = np.zeros((n, len(desk.parties)), np.int64), np.zeros((n, len(desk.parties)))
    for at, one in enumerate(made):
        shares[at, desk.parties.index(one.payer)] = one.pence
        pays[at, desk.parties.index(one.payer)] = 1
    return Lines(
        case=none,
        group=none,
        outcome=np.array([desk.rank[one.kind] for one in made], np.int64),
        clause=np.array([desk.clause(one.clause) for one in made], np.int64),
        first_due=due,
        last_due=due,
        first=nought,
        after=nought,
        proven=np.zeros(n, np.bool_),
        units=np.array([one.units for one in made], np.int64),
        gross=pence,
        paid=pence,
        claim_first=claim_first,
        claim_after=claim_after,
        unpaid=none,
        cut=nought,
        achieved=none,
        counted=none,
        shares=shares,
        pays=pays.astype(np.bool_),
        batch=none,
        row=none,
    )


def together(desk: Desk, parts: Sequence[Lines]) -> Lines:
    """All of *parts* in the order of a ledger: those without a case first."""
    whole = Lines(*(stacked([getattr(p, a.name) for p in parts]) for a in fields(Lines)))
    texts = Texts((), desk.clauses)
    clause = texts.of(desk.clauses)[whole.clause] if len(whole) else whole.clause
    nobody = desk.course.texts.of([""])[0]
    case = np.where(whole.case == NONE, nobody, whole.case)
    group = np.where(whole.group == NONE, nobody, whole.group)
    return whole.picked(sorted_by(case, group, whole.outcome, clause, whole.first_due))
