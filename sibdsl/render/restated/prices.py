"""Prices restated: what one achievement pays, and what a sample of them comes to."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final, assert_never

from sibdsl.interpret.prices import Rises
from sibdsl.model import contract as core
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, in_words
from sibdsl.model.measured import counted_in, written
from sibdsl.model.money import Money, in_figures
from sibdsl.render import terms as words
from sibdsl.render.meaning import plain_price
from sibdsl.render.nouns import nth, plural
from sibdsl.render.numbers import in_pence
from sibdsl.render.page import counted, listed
from sibdsl.render.restated.conditions import of_condition
from sibdsl.render.restated.definitions import placed
from sibdsl.render.restated.said import Said, said
from sibdsl.render.restated.samples import UNEVEN
from sibdsl.render.restated.triggers import sample_run

_RATE: Final = Fraction(1, 40)
_MANY: Final = 12


def prices(contract: Contract) -> Said:
    """What each outcome pays, and how the prices rise or fall."""
    for outcome in contract.outcomes:
        tariff = contract.tariffs[outcome.name]
        index = outcome.index
        cycle = index.cycle if isinstance(index, core.EachCycle) else None
        for number, text, follows in _tariff(contract, outcome, tariff):
            whose = placed(contract, outcome.level, cycle, text)
            yield said(number, whose, *follows)
    for rise in contract.rises:
        yield said(rise.clause.number, _rise(rise), *_risen(contract, rise))


Parts = Iterator[tuple[str, str, tuple[str, ...]]]


def _tariff(contract: Contract, outcome: core.Outcome, tariff: core.Tariff) -> Parts:
    """The sentence of a price; of a card, one for each line under its letter."""
    name, number = outcome.name, tariff.clause.number
    since = ""
    if tariff.since > EARLIEST and contract.rises:
        since = f" A rise on or before {in_words(tariff.since)} is in it."
    match tariff.price:
        case core.Card(lines):
            text = f"What each {name} pays goes by which one of the {len(lines)} conditions holds."
            open_ = "Where none of them holds, or more than one, it waits and is not paid."
            yield number, f"{text}{since}", (open_,)
            for condition, price in lines:
                item, holds = _line(number, condition)
                text = f"Each {name} pays {plain_price(price, contract)} if {holds}."
                follows = (*_worth(contract, name, price), *of_condition(condition, contract))
                yield item, text, follows
        case core.Tiers(tiers):
            steps = listed([_tier(tier, at) for at, tier in enumerate(tiers)])
            text = (
                f"The price of {name} goes by its place among all of them, those of every case "
                f"together in their turn: {steps}.{since}"
            )
            yield number, text, tuple(_places(name, tiers))
        case core.Flat() | core.PerUnit() | core.Scale() as price:
            text = f"Each {name} pays {plain_price(price, contract)}.{since}"
            yield number, text, tuple(_worth(contract, name, price))
        case _:
            assert_never(tariff.price)


def _line(number: str, condition: terms.Condition) -> tuple[str, str]:
    """The item of a line of a card, and its condition in words."""
    item = number
    if isinstance(condition, terms.Stated) and "(" in condition.clause.number:
        item = condition.clause.number
    return item, words.condition(condition)


def _worth(contract: Contract, name: str, price: core.PlainPrice) -> Iterator[str]:
    """What a sample comes to at a price."""
    match price:
        case core.Flat(amount):
            yield from _flat(contract, name, amount)
        case core.PerUnit(amount, number):
            of = words.number(number)
            yield f"Where {of} is {_MANY}, it pays {amount * _MANY}."
        case core.Scale():
            yield from _scale(contract, price)
        case _:
            assert_never(price)


def _flat(contract: Contract, name: str, amount: Money) -> Iterator[str]:
    """What a sample run, or as many days or pieces, come to; one on a day is its price."""
    outcome = next(one for one in contract.outcomes if one.name == name)
    match outcome.trigger:
        case core.EachRun(_, length):
            run = sample_run(length)
            made = run // length
            yield f"A run of {counted(run, 'day')} pays for {made}: {amount * made}."
        case core.EachDay() | core.EachPiece():
            yield f"{counted(_MANY, name, plural(name))} pay {amount * _MANY}."
        case core.OnDay():
            return
        case _:
            assert_never(outcome.trigger)


def _scale(contract: Contract, of: core.Scale) -> Iterator[str]:
    """What is paid a third of the way between the two ends, and beyond each of them."""
    counts = counted_in(contract, of.number)
    third = of.start + (of.end - of.start) / 3
    exact = of.low.pence + Fraction(of.high.pence - of.low.pence, 3)
    amount = of.rounding(exact) if of.rounding else exact
    if amount.denominator == 1:
        at = written(third, counts)
        yield f"Where it is {at}, a third of the way, it pays {Money(int(amount))}."
    low, high = (written(end, counts) for end in (of.start, of.end))
    yield (
        f"At exactly {low} it pays {of.low}, and at exactly {high} it pays {of.high}; beyond them "
        "no more and no less."
    )


def _tier(tier: core.Tier, at: int) -> str:
    if tier.n is None:
        return f"{tier.amount} for each one beyond"
    return f"{tier.amount} for each of the {'next' if at else 'first'} {tier.n:,}"


def _places(name: str, tiers: tuple[core.Tier, ...]) -> Iterator[str]:
    """The last of each tier and the first of the next."""
    last = 0
    for tier, after in pairwise(tiers):
        assert tier.n is not None, "only the last tier has no end"
        last += tier.n
        yield (
            f"The {nth(last)} {name} pays {tier.amount} and the {nth(last + 1)} pays "
            f"{after.amount}."
        )


# -- Rises ----------------------------------------------------------------------------------------


def _rise(rise: core.Rise) -> str:
    which = f"the prices of {listed(rise.outcomes)}" if rise.outcomes else "all prices"
    move = "fall" if rise.falls else "rise"
    each = f", for each {words.items(rise.each.items)}" if rise.each else ""
    day = words.day(rise.day)
    return (
        f"{which[:1].upper()}{which[1:]} {move} by {words.number(rise.percent)} on {day}{each}: "
        f"what falls due on that day or later is paid at the new price, {in_pence(rise.rounding)}. "
        "One rise follows another, each on the price after those before it."
    )


def _risen(contract: Contract, rise: core.Rise) -> Iterator[str]:
    """What a flat price becomes, once and twice; of a sample rate where the record holds it."""
    flat = flat_price(contract, rise.outcomes)
    percent, rate = _RATE, f"if the rate is {in_figures(_RATE * 100)}%, "
    if isinstance(rise.percent, terms.Constant):
        percent, rate = rise.percent.number, ""
    amount, name = flat or (UNEVEN, "a price")
    once, twice = (Rises(((EARLIEST, percent, rise),) * times).of(amount) for times in (1, 2))
    move = "fall" if rise.falls else "rise"
    said_of = f"{rate}{amount} ({name}) becomes {Money(int(once))}"
    if rise.each is not None:
        said_of += f", and {Money(int(twice))} after a second such {move}"
    yield f"{said_of[:1].upper()}{said_of[1:]}."


def flat_price(
    contract: Contract, outcomes: tuple[str, ...] | None = None
) -> tuple[Money, str] | None:
    """The first price that is the same for each of its outcome, of *outcomes* or of all."""
    for outcome in contract.outcomes:
        price = contract.tariffs[outcome.name].price
        if isinstance(price, core.Flat) and (outcomes is None or outcome.name in outcomes):
            return price.amount, outcome.name
    return None
