"""Whether every clause that decides a payment is ever reached: a law for each of them."""

from collections.abc import Iterator

from sibdsl.model.contract import Card, Contract
from sibdsl.model.terms import Stated
from sibdsl.model.walk import all_of_kind
from sibdsl.questions.core import clause_of_eligibility
from sibdsl.verify.law import Law


def laws(contract: Contract) -> tuple[Law, ...]:
    """One for the clause of each outcome, price, limit, share and stop: some history reaches it.

    There is nothing to break. Held, once some history reached the clause; unknown, where none did.
    """
    numbers = dict.fromkeys(number for number in _clauses(contract) if number)
    return tuple(_reached(number) for number in numbers)


def _reached(number: str) -> Law:
    return Law(
        f"reached: {number}",
        f"Some history reaches clause {number}.",
        lambda _: iter((number,)),
        needs=lambda _: iter((number,)),
    )


def _clauses(contract: Contract) -> Iterator[str]:
    yield clause_of_eligibility(contract).number
    for version in contract.wordings:
        yield from (outcome.clause.number for outcome in version.outcomes)
        yield from (stop.clause.number for stop in version.stops)
        for tariff in version.tariffs.values():
            if isinstance(tariff.price, Card):
                yield from _lines(tariff.price)
        yield from (limit.clause.number for limit in version.count_limits)
        yield from (limit.clause.number for limit in version.money_limits)
        yield from (limit.clause.number for limit in version.payer_limits)
        yield from (share.clause.number for share in version.shares)
        if version.rest is not None:
            yield version.rest.clause.number


def _lines(card: Card) -> Iterator[str]:
    """The clause of each line of a card: the first that its condition states."""
    for condition, _ in card.lines:
        stated = next(all_of_kind(condition, Stated), None)
        if stated is not None:
            yield stated.clause.number
