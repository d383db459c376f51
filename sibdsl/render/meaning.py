"""Prices in plain words, short enough for one line of a table."""

from typing import assert_never

from sibdsl.model import contract as core
from sibdsl.model.contract import Contract
from sibdsl.model.measured import counted_in, written
from sibdsl.render import terms
from sibdsl.render.numbers import in_pence
from sibdsl.render.page import listed


def price(of: core.Price, contract: Contract) -> str:
    """What one achievement pays; figures are written as the *contract* counts them."""
    match of:
        case core.Flat(amount):
            return f"{amount} each"
        case core.PerUnit() | core.Scale():
            return plain_price(of, contract)
        case core.Card(lines):
            return "; ".join(
                f"{price(line, contract)} if {terms.condition(when)}" for when, line in lines
            )
        case core.Tiers(tiers):
            first, *others = (_tier(tier) for tier in tiers)
            steps = [first.replace("next", "first"), *others]
            return f"{listed(steps)}, of all cases together in their turn"
        case _:
            assert_never(of)


def plain_price(of: core.PlainPrice, contract: Contract) -> str:
    """What one achievement pays at a price that goes by no other achievement."""
    match of:
        case core.Flat(amount):
            return str(amount)
        case core.PerUnit(amount, number):
            return f"{amount} for each one of {terms.number(number)}"
        case core.Scale():
            return _scale(of, contract)
        case _:
            assert_never(of)


def _scale(of: core.Scale, contract: Contract) -> str:
    counts = counted_in(contract, of.number)
    start, end = written(of.start, counts), written(of.end, counts)
    how = f", {in_pence(of.rounding)}" if of.rounding else ""
    return (
        f"{of.low} where {terms.number(of.number)} is {start} and {of.high} where it is {end}; in "
        f"proportion between them{how}, and the nearer amount beyond them"
    )


def _tier(tier: core.Tier) -> str:
    beyond = "one beyond" if tier.n is None else f"of the next {tier.n:,}"
    return f"{tier.amount} for each {beyond}"
