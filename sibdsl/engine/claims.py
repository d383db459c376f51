"""What is worked out on a whole claim: deductions, and the shares of each claim."""

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine.cycles import claims_of
from sibdsl.engine.drafts import (
    NONE,
    Behind,
    Desk,
    Drafts,
    by_batch,
    drafts_of,
    in_turn,
    joined,
    labels_of,
    levels_of,
)
from sibdsl.engine.parting import singly
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.rationals import Rationals
from sibdsl.engine.shares import add, covers, of_claims, share_of, with_payers
from sibdsl.engine.units import YES, Units, made
from sibdsl.engine.waiting import Waits, waits
from sibdsl.model.contract import Basis, Contract, Deduction, OnDay, Outcome, Share
from sibdsl.model.days import Day
from sibdsl.model.ledger import CLAIM, DaySpan
from sibdsl.model.terms import Literal


@frozen(eq=False)
class ByClaim:
    """The units in each claim, in order: of the things *at*, from number *start* up to but not
    including *stop*; and that claim, half-open, from *first* to *after*.
    """

    at: Ints
    start: Ints
    stop: Ints
    first: Ints
    after: Ints

    def picked(self, mask: Bools) -> "ByClaim":
        """Those that *mask* marks."""
        return ByClaim(
            self.at[mask], self.start[mask], self.stop[mask], self.first[mask], self.after[mask]
        )


def by_claim(units: Units, contract: Contract) -> ByClaim:
    """*units* parted where a claim ends."""
    at, start = np.arange(len(units)), np.zeros(len(units), np.int64)
    least, step, count = units.least, units.step, units.count
    parts: list[ByClaim] = []
    times = np.zeros(len(units), np.int64)
    while len(at):
        due = least + start * step
        first, after = claims_of(contract, due)
        many = -((due - after) // np.maximum(step, 1))
        stop = np.minimum(np.where(count == 1, 1, start + many), count)
        parts.append(ByClaim(at, start, stop, first, after))
        times[at] += 1
        more = np.flatnonzero(stop < count)
        at, start = at[more], stop[more]
        least, step, count = least[more], step[more], count[more]
    return _woven(parts, times)


def _woven(parts: Sequence[ByClaim], times: Ints) -> ByClaim:
    """The first part of each thing, then its second, and so on, of one thing after another.

    *times* is how many parts each has.
    """
    if len(parts) == 1:
        return parts[0]
    before, n = np.cumsum(times) - times, int(times.sum())
    places = [before[part.at] + number for number, part in enumerate(parts)]
    columns = []
    for name in ("at", "start", "stop", "first", "after"):
        column = np.zeros(n, np.int64)
        for part, place in zip(parts, places, strict=True):
            column[place] = getattr(part, name)
        columns.append(column)
    return ByClaim(*columns)


# -- Deductions -----------------------------------------------------------------------------------


def deducted(desk: Desk, drafts: Drafts, as_at: Day) -> tuple[Drafts, list[Waits]]:
    """*drafts*, those of an outcome with a deduction made one of each claim that is over.

    What falls due in a claim that is not over by *as_at* is shown, and not yet due.
    """
    worlds = desk.course.worlds
    rules = {rule.outcome for world in worlds for rule in world.contract.deductions}
    if not rules:
        return drafts, []
    ruled = np.array([batch.outcome.name in rules for batch in desk.batches], np.bool_)
    apart = ruled[drafts.batch] & (drafts.unpaid == NONE)
    of = drafts.picked(apart)
    claims = by_claim(of.units, desk.course.contract)
    parts = of.picked(claims.at)
    parts = evolve(parts, units=parts.units.taken(claims.start, claims.stop))
    kept, made_, open_ = [drafts.picked(~apart)], [], list[Waits]()
    for name in dict.fromkeys(batch.outcome.name for batch in desk.batches):
        mine = np.array([batch.outcome.name == name for batch in desk.batches], np.bool_)
        for first, after in _spans(claims.picked(mine[parts.batch])):
            inside = mine[parts.batch] & (claims.first == first) & (claims.after == after)
            rule = _deduction(desk, name, after)
            if rule is None:
                kept.append(parts.picked(inside))
            else:
                found = _of_claim(desk, parts.picked(inside), rule, (first, after), as_at)
                made_ += found[0]
                open_ += found[1]
    return joined([*kept, *made_]), open_


def _spans(claims: ByClaim) -> list[DaySpan]:
    """The claims that there are, in order."""
    return sorted(set(zip(claims.first.tolist(), claims.after.tolist(), strict=True)))


def _deduction(desk: Desk, outcome: str, after: Day) -> Deduction | None:
    """The deduction from *outcome* that stands on the last day of a claim."""
    rules = desk.course.on(after - 1).contract.deductions
    return next((rule for rule in rules if rule.outcome == outcome), None)


def _of_claim(
    desk: Desk, parts: Drafts, rule: Deduction, claim: DaySpan, as_at: Day
) -> tuple[list[Drafts], list[Waits]]:
    """The payments for what a deduction leaves of one claim, or that they are not yet due."""
    number, first = _groups(desk, parts, rule)
    if claim[1] > as_at + 1:
        cases = _cases(desk, parts)[first] if rule.each_case else np.full(1, NONE)
        clause = desk.clause(rule.clause.number)
        return [], [waits(cases, desk.rank[rule.outcome], clause, claim)]
    n = np.zeros(len(first), np.int64)
    np.add.at(n, number, parts.units.count)
    due = np.full(len(first), claim[1] - 1)
    world = desk.course.on(claim[1] - 1)
    outcome = next(o for o in world.contract.outcomes if o.name == rule.outcome)
    if rule.each_case:
        batches, rows = _own_batches(desk, parts, first, outcome)
    else:
        batches = np.full(1, desk.batch(outcome, world.whole()), np.int64)
        rows = np.zeros(1, np.int64)
    left = Rationals.whole(n).times(Rationals.exactly(1 - rule.percent, len(n)))
    found = evolve(
        drafts_of(desk, made(rows, (due, due), None, np.full(len(first), YES)), batches),
        clause=np.full(len(first), desk.clause(rule.clause.number), np.int64),
        quantity=left.rounded(rule.rounding).numerators,
        achieved=n,
        counted=_counted(desk, parts, rule, len(first)),
    )
    return [found], []


def _groups(desk: Desk, parts: Drafts, rule: Deduction) -> tuple[Ints, Ints]:
    """The number of the payment that each is of, and the first of each: one, or one a case."""
    if not rule.each_case:
        return np.zeros(len(parts), np.int64), np.zeros(1, np.int64)
    labels = _cases(desk, parts)
    _, first, number = np.unique(labels, return_index=True, return_inverse=True)
    return number.reshape(-1), first


def _own_batches(desk: Desk, parts: Drafts, first: Ints, outcome: Outcome) -> tuple[Ints, Ints]:
    """Of the first of each case a batch with its reading, and the row there."""
    batches = np.zeros(len(first), np.int64)
    for number in np.unique(parts.batch[first]):
        here = parts.batch[first] == number
        batches[here] = desk.batch(outcome, desk.batches[number].scope)
    return batches, parts.units.row[first]


def _cases(desk: Desk, parts: Drafts) -> Ints:
    """The number as text of the case of each, NONE of what has none."""
    of_case, _ = levels_of(desk, parts)
    return np.where(of_case, labels_of(desk, parts), NONE)


def _counted(desk: Desk, parts: Drafts, rule: Deduction, n: int) -> Ints:
    """What stands behind each payment: the achievements that are counted, in their turn, one by
    one where that is how they were looked at.
    """
    listed = singly(desk, parts)
    if len(listed) > len(parts):
        listed = listed.picked(in_turn(desk, listed))
    number, _ = _groups(desk, listed, rule)
    start = desk.payments
    desk.payments += n
    desk.counted.append(Behind(start + number, _cases(desk, listed), listed.units))
    return np.arange(start, start + n)


# -- Shares of claims -----------------------------------------------------------------------------


def shares_of_claims(desk: Desk, drafts: Drafts, as_at: Day) -> Drafts:
    """*drafts*, and for each claim that is over what the shares of it come to, and its rest."""
    if not any(of_claims(world.contract) for world in desk.course.worlds):
        return drafts
    claims = by_claim(drafts.units, desk.course.contract)
    made_ = [drafts]
    for first, after in _spans(claims):
        if after <= as_at + 1 and of_claims(desk.course.on(after - 1).contract):
            inside = claims.picked((claims.first == first) & (claims.after == after))
            paid = drafts.picked(inside.at)
            made_.append(_shares(desk, paid, inside.stop - inside.start, after - 1))
    return joined(made_)


def _shares(desk: Desk, paid: Drafts, times: Ints, due: Day) -> Drafts:
    """The shares of one claim, on a draft that pays nothing itself."""
    world = desk.course.on(due)
    contract = world.contract
    first = next(share for share in contract.shares if share.basis is Basis.CLAIM)
    outcome = Outcome(CLAIM, first.clause, OnDay(Literal(due)))
    batch = np.full(1, desk.batch(outcome, world.whole()), np.int64)
    day = np.full(1, due, np.int64)
    draft = drafts_of(desk, made(np.zeros(1, np.int64), (day, day), None, np.full(1, YES)), batch)
    draft, _ = with_payers(desk, draft)
    shares, pays, at = draft.shares.copy(), draft.pays.copy(), np.zeros(1, np.int64)
    left = ((paid.paid - paid.shares.sum(axis=1)) * times).sum(keepdims=True)
    for share in contract.shares:
        if share.basis is Basis.CLAIM:
            amount = np.minimum(share_of(_total(desk, share, paid, times), share), left)
            add(shares, pays, at, draft.payer[:, desk.payers.index(share.payer)], amount)
            left = left - amount
    if contract.rest is not None:
        add(shares, pays, at, draft.payer[:, desk.payers.index(contract.rest.payer)], left)
    return evolve(draft, shares=shares, pays=pays)


def _total(desk: Desk, share: Share, paid: Drafts, times: Ints) -> Ints:
    """What the payments that *share* is of come to."""
    found = np.zeros(1, np.int64)
    for number, at in by_batch(paid):
        here = at[covers(share, desk.batches[number], paid.units.least[at])]
        found += (paid.paid[here] * times[here]).sum()
    return found
