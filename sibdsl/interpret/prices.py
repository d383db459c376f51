"""What one achievement is worth: flat, by a measure, by a card, on a scale, by its place."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

from attrs import frozen

from sibdsl.interpret.doubt import of_condition, of_day, of_items, of_number
from sibdsl.interpret.meaning import Reading
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
from sibdsl.model.days import Day
from sibdsl.model.money import Money
from sibdsl.model.truth import NO, UNKNOWN, YES

Facts: TypeAlias = tuple[str, ...]
"""What would settle a price that is not known."""

BELOW_NOUGHT = "a clause that says what is paid for a number below nought"
A_PART_OF_A_PENNY = "a clause that rounds what is paid: it ends in a part of a penny"


@frozen
class Turn:
    """How many achievements of the outcome come before this one: *surely*, and at the most."""

    surely: int = 0
    possibly: int = 0


FIRST: Final = Turn()


@frozen
class Rises:
    """The rises of a price up to a due day, earliest first; *facts* would settle any others."""

    steps: tuple[tuple[Day, Fraction, Rise], ...] = ()
    facts: Facts = ()

    def of(self, amount: Money) -> Fraction:
        """*amount* after every rise, each rounded; in pence."""
        pence = Fraction(amount.pence)
        for _, percent, rise in self.steps:
            pence = rise.rounding(pence * (1 - percent if rise.falls else 1 + percent))
        return pence


def price(reading: Reading, tariff: Tariff, turn: Turn) -> int | Facts:
    """The price in pence on the due day of *reading*, or the facts that would settle it."""
    rises = rises_of(reading, tariff)
    if rises.facts:
        return rises.facts
    worth = _price(reading, tariff.price, turn, rises)
    if isinstance(worth, tuple):
        return worth
    if worth < 0:
        return (BELOW_NOUGHT,)
    return int(worth) if worth.denominator == 1 else (A_PART_OF_A_PENNY,)


def _price(reading: Reading, price_: Price, turn: Turn, rises: Rises) -> Fraction | Facts:
    match price_:
        case Card(lines):
            truths = [(reading.holds(condition), line) for condition, line in lines]
            if any(truth is UNKNOWN for truth, _ in truths):
                facts = (f for condition, _ in lines for f in of_condition(reading, condition))
                return tuple(dict.fromkeys(facts))
            holding = [line for truth, line in truths if truth is YES]
            if len(holding) != 1:
                held = "no line" if not holding else f"{len(holding)} lines"
                return (f"a card of which one line holds: {held} of this one does",)
            return _plain(reading, holding[0], rises)
        case Tiers():
            amounts = {_tier(price_, place) for place in (turn.surely, turn.possibly)}
            if len(amounts) > 1:
                return ("how many are achieved before it: the price goes by its place",)
            return rises.of(amounts.pop())
        case _:
            return _plain(reading, price_, rises)


def _plain(reading: Reading, price_: PlainPrice, rises: Rises) -> Fraction | Facts:
    match price_:
        case Flat(amount):
            return rises.of(amount)
        case PerUnit(amount, number):
            known = reading.number(number).known
            if known is None:
                return tuple(of_number(reading, number))
            return known * rises.of(amount)
        case Scale(number=number):
            known = reading.number(number).known
            return tuple(of_number(reading, number)) if known is None else _on(price_, known, rises)
        case _:
            assert_never(price_)


def _on(scale: Scale, number: Fraction, rises: Rises) -> Fraction:
    """The amount on a scale: in proportion between its ends, the nearer amount outside them."""
    low, high = rises.of(scale.low), rises.of(scale.high)
    part = (number - scale.start) / (scale.end - scale.start)
    amount = low + (high - low) * min(max(part, Fraction(0)), Fraction(1))
    return scale.rounding(amount) if scale.rounding else amount


def _tier(tiers: Tiers, place: int) -> Money:
    """The amount for the achievement before which *place* others come."""
    left = place
    for tier in tiers.tiers:
        if tier.n is None or left < tier.n:
            return tier.amount
        left -= tier.n
    return Money(0)


def rises_of(reading: Reading, tariff: Tariff) -> Rises:
    """The rises of the price by the due day of *reading*, after the day it was last said."""
    due = reading.due.known if reading.due is not None else None
    assert due is not None, "priced once the due day is known"
    steps: list[tuple[Day, Fraction, Rise]] = []
    facts: list[str] = []
    for rise in reading.world.contract.rises:
        if rise.outcomes is None or tariff.outcome in rise.outcomes:
            for step in _steps(reading.world.whole(), rise, due):
                if isinstance(step, str):
                    facts.append(step)
                elif step[0] > tariff.since:
                    steps.append(step)
    steps.sort(key=lambda step: step[0])
    return Rises(tuple(steps), tuple(dict.fromkeys(facts)))


def _steps(whole: Reading, rise: Rise, due: Day) -> Iterator[tuple[Day, Fraction, Rise] | str]:
    """Each rise on a day up to *due*; or what would settle whether there is one, and how much."""
    if rise.each is None:
        readings = [(whole, YES)]
    else:
        readings = [
            (whole.binding(rise.each.name, item), item.certain)
            for item in whole.items(rise.each.items)
        ]
    for at, certain in readings:
        day, percent = at.day(rise.day), at.number(rise.percent).known
        if day.least > due or certain is NO:
            continue
        if certain is YES and day.known is not None and percent is not None:
            yield day.known, percent, rise
        elif rise.each is not None and certain is not YES:
            yield from of_items(whole, rise.each.items)
        else:
            yield from of_day(at, rise.day)
            yield from of_number(at, rise.percent)
