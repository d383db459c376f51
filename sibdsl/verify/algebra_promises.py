"""Promises of a contract that follow from its limits, or from how its days are counted."""

from collections.abc import Iterator

from sibdsl.model.contract import Contract, MoneyLimit, Promise
from sibdsl.model.terms import OWN, Clause
from sibdsl.verify import algebra_fits as fits
from sibdsl.verify import algebra_goals as goals
from sibdsl.verify.algebra_goals import Goal, Symbols
from sibdsl.verify.algebra_laws import Argument, day_bounds, days_apart, in_words
from sibdsl.verify.static_limits import highest, most_by_number


def of_promises(contract: Contract) -> Iterator[Argument]:
    """An argument for each promise that has one, by the name of its law: `promise 11.1`."""
    for promise in contract.promises:
        name = f"promise {promise.clause.number}"
        limit = _limit(contract, promise)
        if promise.kind == "no day is paid for twice":
            yield Argument(name, fits.days_once, days_apart, day_bounds)
        elif limit is not None:
            yield _by_limit(name, limit)
        elif _by_number_enough(contract, promise):
            yield Argument(name, fits.limited, _by_number, _number_bounds)


def _whose(contract: Contract, promise: Promise) -> str | None:
    """Whom the limit has to be for: each person (OWN), each group of that Term, or all."""
    return OWN if promise.each == contract.person.name else promise.each


def _limit(contract: Contract, promise: Promise) -> MoneyLimit | None:
    """A limit on all payments for each of those, at no more than the amount promised."""
    whose = _whose(contract, promise)
    limits = (
        limit
        for limit in contract.money_limits
        if limit.each == whose and limit.outcomes is None and limit.cycle is None
    )
    amount = promise.amount
    return next((x for x in limits if amount is not None and x.amount <= amount), None)


def _by_limit(name: str, limit: MoneyLimit) -> Argument:
    said = f"for any number of payments of any amounts in whole pence, by {_clause(limit.clause)}"
    return Argument(
        name,
        fits.limited,
        lambda m, _: goals.limits_of_money(m, [limit.amount.pence]),
        lambda _: said,
    )


def _clause(clause: Clause) -> str:
    return in_words([clause])


def _by_number_enough(contract: Contract, promise: Promise) -> bool:
    """Whether limits by number leave no person more than is promised."""
    if promise.amount is None or _whose(contract, promise) != OWN or contract.deductions:
        return False
    most = most_by_number(contract, {outcome.name for outcome in contract.outcomes})
    return most is not None and most <= promise.amount.pence


def _by_number(m: Symbols, contract: Contract) -> Iterator[Goal]:
    """No more are paid than each limit by number allows, and each at no more than its price."""
    yield from goals.limits_by_number(m, [limit.n for limit in contract.count_limits])
    for price in _prices(contract):
        yield from goals.worth_of_a_number(m, price)


def _prices(contract: Contract) -> tuple[int, ...]:
    """The highest price of each outcome, in pence."""
    found = (highest(tariff.price) for tariff in contract.tariffs.values())
    return tuple(dict.fromkeys(price for price in found if price is not None))


def _number_bounds(contract: Contract) -> str:
    rules = [limit.clause for limit in contract.count_limits]
    tariffs = [tariff.clause for tariff in contract.tariffs.values()]
    return f"for any number of payments at prices as in {in_words(tariffs)}, by {in_words(rules)}"
