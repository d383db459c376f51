"""What the engine meets of a contract's own rules: each limit, share, restart and pause."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np
from attrs import evolve, frozen

from sibdsl.engine import claims, counts, limits, shares
from sibdsl.engine.drafts import Desk, Drafts
from sibdsl.engine.scope import Scope
from sibdsl.model import terms
from sibdsl.model.contract import Contract, Flat, Scale, Share, Tariff
from sibdsl.model.money import Money
from sibdsl.model.walk import walk

Rule = tuple[str, str]
"""What kind of rule, and which: its clause, or for a term what it says."""


def rules_of(contract: Contract) -> set[Rule]:
    """Every limit of *contract*, every share that is rounded, every restart and every pause."""
    found: set[Rule] = set()
    for one in versions_of(contract):
        listed = (*one.count_limits, *one.money_limits, *one.payer_limits)
        found |= {("limit", limit.clause.number) for limit in listed}
        found |= {("share", s.clause.number) for s in one.shares if s.rounding is not None}
        parts = walk((tuple(one.definitions.values()), one.outcomes, one.stops, one.eligibility))
        found |= {moving(part) for part in parts if isinstance(part, terms.Restart | terms.Pause)}
    return found


def versions_of(contract: Contract) -> tuple[Contract, ...]:
    """*contract* as signed and as it is changed."""
    return contract, *(version.contract for version in contract.versions)


def moving(term: terms.Restart | terms.Pause) -> Rule:
    """The rule that a restart or a pause is."""
    return type(term).__name__, str(term)


@frozen
class Tightness:
    """How small limits are made: of money, of what a party pays, by number; None as they stand."""

    money: int | None = None
    payer: int | None = None
    number: int | None = None


def tightened(contract: Contract, to: Tightness) -> Contract:
    """*contract* with limits no greater than that; where all shares are rounded, with limits and
    flat prices in odd pence, if money is made tight.
    """
    odd = to.payer is not None and all(share.rounding for share in contract.shares)

    def money(limit: Any, most: int | None) -> Any:
        pence = limit.amount.pence if most is None else min(limit.amount.pence, most)
        return evolve(limit, amount=Money(pence + 13 if odd else pence))

    def by_number(limit: Any) -> Any:
        return evolve(limit, n=limit.n if to.number is None else min(limit.n, to.number))

    def priced(tariff: Tariff) -> Tariff:
        price = tariff.price
        match price:
            case Flat(amount) if odd and amount:
                return evolve(tariff, price=Flat(Money(amount.pence + 13)))
            case Scale(high=amount) if odd:
                return evolve(tariff, price=evolve(price, high=Money(amount.pence + 13)))
            case _:
                return tariff

    return evolve(
        contract,
        tariffs={name: priced(tariff) for name, tariff in contract.tariffs.items()},
        count_limits=tuple(map(by_number, contract.count_limits)),
        money_limits=tuple(money(limit, to.money) for limit in contract.money_limits),
        payer_limits=tuple(money(limit, to.payer) for limit in contract.payer_limits),
        versions=tuple(evolve(v, contract=tightened(v.contract, to)) for v in contract.versions),
    )


@contextmanager
def counted_in(seen: Counter[Rule]) -> Iterator[None]:
    """Count in *seen* what of each rule the engine meets meanwhile."""
    cut, handed_on, clauses_of = limits.cut, shares.handed_on, counts.clauses_of
    share_of, period = shares.share_of, Scope.period

    def cutting(desk: Desk, drafts: Drafts, bits: Any) -> Drafts:
        _bitten(seen, desk, drafts, bits, lambda one: one.money_limits)
        return cut(desk, drafts, bits)

    def handing(desk: Desk, drafts: Drafts, party: str, over: Any, bits: Any) -> Drafts:
        _bitten(seen, desk, drafts, np.where(over > 0, bits, 0), lambda one: one.payer_limits)
        return handed_on(desk, drafts, party, over, bits)

    def beyond(desk: Desk, *given: Any) -> Any:
        found = clauses_of(desk, *given)
        seen.update(("limit", desk.clauses[at]) for at in found[found >= 0].tolist())
        return found

    def sharing(paid: Any, share: Share) -> Any:
        left = paid * share.percent.numerator % share.percent.denominator
        seen[("share", share.clause.number)] += int(np.count_nonzero(left))
        return share_of(paid, share)

    def reading(scope: Scope, term: Any) -> Any:
        value = period(scope, term)
        if isinstance(term, terms.Restart | terms.Pause):
            moved = period(scope, term.period).end.least != value.end.least
            seen[moving(term)] += int(moved.sum())
        return value

    with (
        patch.object(limits, "cut", cutting),
        patch.object(shares, "handed_on", handing),
        patch.object(counts, "clauses_of", beyond),
        patch.object(limits, "clauses_of", beyond),
        patch.object(shares, "share_of", sharing),
        patch.object(claims, "share_of", sharing),
        patch.object(Scope, "period", reading),
    ):
        yield


def _bitten(
    seen: Counter[Rule],
    desk: Desk,
    drafts: Drafts,
    bits: Any,
    listed: Callable[[Contract], tuple[Any, ...]],
) -> None:
    """Count the limits that *bits* mark, of the version in force on each due day."""
    version = desk.course.versions_on(drafts.units.least)
    for place, world in enumerate(desk.course.worlds):
        for bit, limit in enumerate(listed(world.contract)):
            marked = (version == place) & (bits >> bit & 1 == 1)
            seen[("limit", limit.clause.number)] += int(np.count_nonzero(marked))
