"""What is worked out on a whole claim: deductions, and the shares of each claim."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sibdsl.interpret.achieve import Achievement, Unit
from sibdsl.interpret.course import Course
from sibdsl.interpret.pay import (
    Draft,
    add_share,
    by_claim,
    covers,
    of_claims,
    payers_on,
    share_of,
)
from sibdsl.model.contract import Basis, Deduction, OnDay, Outcome, Share
from sibdsl.model.days import Day, Moment, in_words
from sibdsl.model.ledger import CLAIM, Counted, DaySpan, Waiting
from sibdsl.model.terms import Literal

OneClaim: TypeAlias = tuple[str, DaySpan, str | None]
"""The achievements of one outcome that fall due in one claim; of one case, where for each."""


Paid: TypeAlias = tuple[Draft, int]
"""How many units of a draft fall due in a claim."""


def deducted(
    drafts: Sequence[Draft], course: Course, as_at: Day
) -> tuple[list[Draft], list[Waiting]]:
    """*drafts*, those of an outcome with a deduction made one of each claim that is over.

    What falls due in a claim that is not over by *as_at* is shown, and not yet due.
    """
    rules = {d.outcome for world in course.worlds for d in world.contract.deductions}
    kept: list[Draft] = []
    claims: dict[OneClaim, tuple[Deduction, list[Draft]]] = {}
    for draft in drafts:
        if draft.outcome not in rules or draft.unpaid_by is not None:
            kept.append(draft)
            continue
        for start, stop, claim in by_claim(draft.achievement.unit, course.contract):
            part, rule = draft.taken(start, stop), _deduction(course, draft.outcome, claim)
            if rule is None:
                kept.append(part)
            else:
                key = part.outcome, claim, part.case if rule.each_case else None
                claims.setdefault(key, (rule, []))[1].append(part)
    over = {key: of for key, of in claims.items() if key[1][1] <= as_at + 1}
    open_ = [_not_over(key, *of) for key, of in claims.items() if key not in over]
    return [*kept, *(_left(key, *of, course) for key, of in over.items())], open_


def _deduction(course: Course, outcome: str, claim: DaySpan) -> Deduction | None:
    """The deduction from *outcome* that stands on the last day of *claim*."""
    rules = course.on(claim[1] - 1).contract.deductions
    return next((rule for rule in rules if rule.outcome == outcome), None)


def _not_over(key: OneClaim, rule: Deduction, drafts: Sequence[Draft]) -> Waiting:
    outcome, claim, case = key
    n = sum(draft.units for draft in drafts)
    fact = f"{n:,} so far, before the deduction; the claim ends on {in_words(claim[1] - 1)}"
    return Waiting(case, outcome, rule.clause.number, (fact,), claim)


def _left(key: OneClaim, rule: Deduction, drafts: Sequence[Draft], course: Course) -> Draft:
    """The one payment for what a deduction leaves, due on the last day of the claim."""
    due = key[1][1] - 1
    n = sum(draft.units for draft in drafts)
    world = course.on(due)
    outcome = next(o for o in world.contract.outcomes if o.name == rule.outcome)
    reading = drafts[0].reading if rule.each_case else world.whole()
    one = Achievement(outcome, Unit(Moment.on(due), None), reading)
    return Draft(
        one,
        clause=rule.clause.number,
        quantity=int(rule.rounding((1 - rule.percent) * n)),
        achieved=n,
        counted=tuple(_counted(draft) for draft in drafts),
    )


def _counted(draft: Draft) -> Counted:
    return Counted(draft.case or "", draft.achievement.unit.evidence, draft.units)


def shares_of_claims(drafts: Iterable[Draft], course: Course, as_at: Day) -> list[Draft]:
    """For each claim that is over, what the shares of the claim come to, and its rest."""
    if not any(of_claims(world.contract) for world in course.worlds):
        return []
    claims: dict[DaySpan, list[Paid]] = {}
    for draft in drafts:
        for start, stop, claim in by_claim(draft.achievement.unit, course.contract):
            claims.setdefault(claim, []).append((draft, stop - start))
    return [
        _shares(claim, listed, course)
        for claim, listed in sorted(claims.items())
        if claim[1] <= as_at + 1 and of_claims(course.on(claim[1] - 1).contract)
    ]


def _shares(claim: DaySpan, paid: Sequence[Paid], course: Course) -> Draft:
    """The shares of one claim, on a draft that pays nothing itself."""
    due = claim[1] - 1
    world = course.on(due)
    contract = world.contract
    first = next(share for share in contract.shares if share.basis is Basis.CLAIM)
    made = Outcome(CLAIM, first.clause, OnDay(Literal(due)))
    draft = Draft(Achievement(made, Unit(Moment.on(due), None), world.whole()))
    draft.payers = payers_on(draft)
    left = sum((one.paid - sum(one.shares.values())) * n for one, n in paid)
    for share in contract.shares:
        if share.basis is Basis.CLAIM:
            amount = min(share_of(_total(share, paid), share), left)
            add_share(draft, share.payer, amount)
            left -= amount
    if contract.rest is not None:
        add_share(draft, contract.rest.payer, left)
    return draft


def _total(share: Share, paid: Sequence[Paid]) -> int:
    return sum(one.paid * n for one, n in paid if covers(share, one))
