"""The lines of the ledger as columns: equal units folded, in order of case, outcome and day."""

from collections.abc import Sequence

import numpy as np
from attrs import fields, frozen

from sibdsl.engine.claims import ByClaim, by_claim
from sibdsl.engine.cycles import claims_of
from sibdsl.engine.drafts import (
    NONE,
    Desk,
    Drafts,
    by_batch,
    in_turn,
    labels_of,
    levels_of,
    ranks_of,
)
from sibdsl.engine.ragged import Bools, Ints, chosen, constant, sorted_by, stacked, taken
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
    """The lines in order of case, outcome and due day, equal consecutive units made one.

    Of one draft no two parts are of one claim, so only the last of a draft and the first of the
    next can be one line.
    """
    ordered = drafts.picked(_in_order(desk, drafts))
    units, claims = ordered.units, by_claim(ordered.units, desk.course.contract)
    begins, ends = _folded(desk, ordered, claims)
    first, last = claims.at[begins], claims.at[ends]
    n = claims.stop - claims.start
    if len(begins) < len(n):
        n = np.add.reduceat(n, begins)
    start, stop = claims.start[begins], claims.stop[ends]
    many = taken(units.count, last) > 1
    until = taken(units.first, last) + stop * taken(units.step, last)
    label, (of_case, of_group) = labels_of(desk, ordered), levels_of(desk, ordered)
    alone = ranks_of(desk, ordered) == desk.rank[CLAIM]
    one = ordered.quantity == NONE
    clause = np.where(ordered.clause == NONE, _clauses(desk, ordered), ordered.clause)
    return Lines(
        case=np.where(of_case, label, NONE)[first],
        group=_or_constant(of_group, label, first),
        outcome=ranks_of(desk, ordered)[first],
        clause=clause[first],
        first_due=taken(units.least, first) + start * taken(units.step, first),
        last_due=taken(units.least, last) + (stop - 1) * taken(units.step, last),
        first=taken(units.first, first) + start * taken(units.step, first),
        after=np.where(many, until, taken(units.after, last)),
        proven=taken(units.proven, first) & taken(units.proven, last),
        units=np.where(alone[first], 0, np.where(one[first], n, taken(ordered.quantity, first))),
        gross=taken(ordered.gross, first) * n,
        paid=taken(ordered.paid, first) * n,
        claim_first=claims.first[begins],
        claim_after=claims.after[begins],
        unpaid=taken(ordered.unpaid, first),
        cut=taken(ordered.cut, first),
        achieved=taken(ordered.achieved, first),
        counted=taken(ordered.counted, first),
        shares=_times(taken(ordered.shares, first), n),
        pays=taken(ordered.pays, first),
        batch=np.where(alone, NONE, ordered.batch)[first],
        row=taken(units.row, first),
    )


def _times(shares: Ints, n: Ints) -> Ints:
    """*shares* so many times over, in their own place: they are as wide as there are parties."""
    if not shares.flags.writeable:
        return shares * n[:, None]
    shares *= n[:, None]
    return shares


def _or_constant(marked: Bools, values: Ints, at: Ints) -> Ints:
    """The *values* of those *marked*, NONE of others; at those places."""
    if not marked.any():
        return constant(NONE, len(at))
    return np.where(marked, values, NONE)[at]


def _folded(desk: Desk, drafts: Drafts, claims: ByClaim) -> tuple[Ints, Ints]:
    """The first and the last part of each line: parts that are the same payment again, on days
    that follow without a gap in one claim, are one.
    """
    parts = len(claims.at)
    last = np.flatnonzero(claims.at[1:] != claims.at[:-1])
    units = drafts.units
    alike = units.proven[1:] & units.proven[:-1] & (units.after[:-1] == units.first[1:])
    alike &= claims.first[last] == claims.first[last + 1]
    at = np.flatnonzero(alike)
    length = (taken(units.after, at) - taken(units.first, at)) // taken(units.count, at)
    then = (taken(units.after, at + 1) - taken(units.first, at + 1)) // taken(units.count, at + 1)
    alike[at] = length == then
    of_case, of_group = levels_of(desk, drafts)
    for column in (
        *(labels_of(desk, drafts), of_case, of_group, ranks_of(desk, drafts)),
        *(drafts.gross, drafts.paid, drafts.unpaid, drafts.cut, drafts.shares, drafts.pays),
    ):
        at = np.flatnonzero(alike)
        same = taken(column, at) == taken(column, at + 1)
        alike[at] = same if same.ndim == 1 else same.all(axis=1)
    fresh = np.ones(parts, np.bool_)
    fresh[last[alike] + 1] = False
    begins = np.flatnonzero(fresh)
    return begins, np.append(begins[1:], parts)[: len(begins)] - 1


def _in_order(desk: Desk, drafts: Drafts) -> Ints:
    """The places of *drafts* by case, group, outcome and due day; in their turn where these tie."""
    label, (of_case, of_group) = labels_of(desk, drafts), levels_of(desk, drafts)
    nobody = desk.course.texts.of([""])[0]
    case = label if of_case.all() else np.where(of_case, label, nobody)
    group = np.where(of_group, label, nobody) if of_group.any() else constant(nobody, len(label))
    keys = case, group, ranks_of(desk, drafts), drafts.units.least
    order = sorted_by(*keys)
    ties = np.ones(max(len(order) - 1, 0), np.bool_)
    for key in keys:
        ties &= key[order][1:] == key[order][:-1]
    if not ties.any():
        return order
    turn = in_turn(desk, drafts)
    return turn[sorted_by(*(key[turn] for key in keys))]


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
