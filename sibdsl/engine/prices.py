"""What achievements are worth: flat, by a measure, by a card, on a scale, by their place."""

from fractions import Fraction
from typing import TypeAlias, assert_never

import numpy as np
from attrs import frozen

from sibdsl.engine.ragged import Ints
from sibdsl.engine.rationals import Rationals, greatest_of, least_of
from sibdsl.engine.scope import Scope, World
from sibdsl.engine.units import NO, UNKNOWN, YES
from sibdsl.model.contract import (
    Card,
    Flat,
    PerUnit,
    PlainPrice,
    Price,
    Rise,
    Scale,
    Tariff,
    Tiers,
)
from sibdsl.model.days import NEVER, Day
from sibdsl.model.money import Money


@frozen
class Places:
    """How many achievements of the outcome come before each: surely, and at the most."""

    surely: Ints
    possibly: Ints


Step: TypeAlias = tuple[Day, Fraction, Rise]
"""A rise, from that day on, by that fraction of one."""


@frozen(eq=False)
class Rises:
    """The rises of a price, earliest first; from *doubt* on it is not known whether there is one.

    *due* are the due days of what is priced.
    """

    steps: tuple[Step, ...]
    doubt: Day
    due: Ints

    def of(self, amount: Money) -> Rationals:
        """*amount* after every rise up to each due day, each rounded; in pence."""
        after = [Fraction(amount.pence)]
        for _, percent, rise in self.steps:
            after.append(rise.rounding(after[-1] * (1 - percent if rise.falls else 1 + percent)))
        days = np.array([day for day, _, _ in self.steps], np.int64)
        at = np.searchsorted(days, self.due, "right")
        table = [Rationals.exactly(one, 1) for one in after]
        above = np.concatenate([one.numerators for one in table])
        below = np.concatenate([one.below for one in table])
        bounded = np.ones(len(at), np.bool_)
        return Rationals(above[at], None if (below == 1).all() else below[at], bounded)


def priced(scope: Scope, tariff: Tariff, places: Places) -> Rationals:
    """The price in pence of each row on its due day; no bound where it is not known.

    Nor where it is below nought, or ends in a part of a penny that no clause rounds.
    """
    assert scope.due is not None, "priced once the due day is known"
    steps, doubt = _rises(scope.world, tariff)
    due = scope.due.least.astype(np.int64)
    rises = Rises(steps, doubt, due)
    worth = _price(scope, tariff.price, places, rises)
    sure = worth.is_whole() & (worth.numerators >= 0) & (due < doubt)
    return worth.kept(sure)


def _price(scope: Scope, price: Price, places: Places, rises: Rises) -> Rationals:
    match price:
        case Card():
            return _by_card(scope, price, rises)
        case Tiers():
            return _by_place(price, places, rises)
        case _:
            return _plain(scope, price, rises)


def _by_card(scope: Scope, card: Card, rises: Rises) -> Rationals:
    """The price of the one line whose condition holds; unknown where that is not so."""
    truths = [scope.holds(condition) for condition, _ in card.lines]
    known = ~np.any([truth == UNKNOWN for truth in truths], axis=0)
    one = known & (np.sum([truth == YES for truth in truths], axis=0) == 1)
    worth = Rationals.nothing(len(scope))
    for truth, (_, price) in zip(truths, card.lines, strict=True):
        at = np.flatnonzero(one & (truth == YES))
        if len(at):
            inner = Rises(rises.steps, rises.doubt, rises.due[at])
            found = _plain(scope.taken(at), price, inner)
            place = np.zeros(len(scope), np.int64)
            place[at] = np.arange(len(at))
            mask = np.zeros(len(scope), np.bool_)
            mask[at] = True
            worth = found.taken(place).where(mask, worth)
    return worth


def _plain(scope: Scope, price: PlainPrice, rises: Rises) -> Rationals:
    match price:
        case Flat(amount):
            return rises.of(amount)
        case PerUnit(amount, number):
            found = scope.number(number)
            return found.least.kept(found.is_known).times(rises.of(amount))
        case Scale(number=number):
            found = scope.number(number)
            return _on(price, found.least.kept(found.is_known), rises)
        case _:
            assert_never(price)


def _on(scale: Scale, number: Rationals, rises: Rises) -> Rationals:
    """The amount on a scale: in proportion between its ends, the nearer amount outside them."""
    n = len(number)
    low, high = rises.of(scale.low), rises.of(scale.high)
    length = Rationals.exactly(1 / (scale.end - scale.start), n)
    part = number.plus(Rationals.exactly(-scale.start, n)).times(length)
    part = least_of(greatest_of(part, Rationals.exactly(0, n)), Rationals.exactly(1, n))
    part = part.kept(number.bounded)
    amount = low.plus(high.plus(low.negative()).times(part))
    return amount.rounded(scale.rounding) if scale.rounding else amount


def _by_place(tiers: Tiers, places: Places, rises: Rises) -> Rationals:
    """The amount for the achievement before which so many others come, where that is known."""
    ends: list[int] = []
    amounts: list[Money] = []
    at = 0
    for tier in tiers.tiers:
        at = 2**62 if tier.n is None else at + tier.n
        ends.append(at)
        amounts.append(tier.amount)
        if tier.n is None:
            break
    amounts.append(Money(0))
    pence = np.array([amount.pence for amount in amounts], np.int64)
    low = np.searchsorted(ends, places.surely, "right")
    high = np.searchsorted(ends, places.possibly, "right")
    worth = Rationals.nothing(len(low))
    for place, amount in enumerate(amounts):
        worth = rises.of(amount).where(low == place, worth)
    return worth.kept(pence[low] == pence[high])


def _rises(world: World, tariff: Tariff) -> tuple[tuple[Step, ...], Day]:
    """Every rise of the price after the day it was last said; the first day one is in doubt."""
    steps: list[Step] = []
    doubt = NEVER
    for rise in world.contract.rises:
        if rise.outcomes is None or tariff.outcome in rise.outcomes:
            known, doubtful = _steps(world.whole(), rise)
            steps += [step for step in known if step[0] > tariff.since]
            doubt = min(doubt, doubtful)
    return tuple(sorted(steps, key=lambda step: step[0])), doubt


def _steps(whole: Scope, rise: Rise) -> tuple[list[Step], Day]:
    """Each rise; and the first day from which there may be one of which not all is known."""
    at, certain = whole, np.full(1, YES, np.int8)
    if rise.each is not None:
        items = whole.items(rise.each.items)
        certain = items.certain
        at = whole.taken(items.rows).binding(rise.each.name, items.one_each())
    day, percent = at.day(rise.day), at.number(rise.percent)
    sure = (certain == YES) & day.is_known & percent.is_known
    doubtful = day.least[(certain != NO) & ~sure]
    share = percent.least
    steps = [
        (int(day.least[i]), Fraction(int(share.numerators[i]), int(share.below[i])), rise)
        for i in np.flatnonzero(sure)
    ]
    return steps, min((int(d) for d in doubtful), default=NEVER)
