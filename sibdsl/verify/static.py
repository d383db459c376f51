"""Laws that a contract keeps or breaks on its face, before any history."""

from collections.abc import Iterator
from typing import Final

from sibdsl.model.contract import Card, Contract
from sibdsl.model.terms import ALWAYS
from sibdsl.verify import static_bands, static_limits
from sibdsl.verify.algebra_fits import versions
from sibdsl.verify.law import Law


def _cards(contract: Contract) -> Iterator[str]:
    for version in versions(contract):
        for tariff in version.tariffs.values():
            if isinstance(tariff.price, Card):
                yield tariff.clause.number


def _conditions(contract: Contract) -> Iterator[str]:
    for outcome in contract.outcomes:
        if contract.eligibility != ALWAYS or outcome.condition != ALWAYS:
            yield outcome.clause.number


def _limits(contract: Contract) -> Iterator[str]:
    yield from (limit.clause.number for limit in contract.money_limits)
    yield from (limit.clause.number for limit in contract.payer_limits)


def _stops(contract: Contract) -> Iterator[str]:
    for version in versions(contract):
        yield from (stop.clause.number for stop in version.stops)


def _amendments(contract: Contract) -> Iterator[str]:
    if contract.versions:
        yield from dict.fromkeys(outcome.clause.number for outcome in contract.outcomes)


STATIC_LAWS: Final = (
    Law(
        "bands-on-their-face",
        "Of a card of prices one line holds, and only one, whatever the answers.",
        _cards,
        static=static_bands.one_line_holds,
    ),
    Law(
        "somebody-can-be-eligible",
        "What eligibility and an outcome ask of one number, word or day can all be so at once.",
        _conditions,
        static=static_bands.somebody_can,
    ),
    Law(
        "limits-can-bind",
        "Every limit of money can be reached: none stands above what others let be paid.",
        _limits,
        static=static_limits.every_limit_can_bind,
    ),
    Law(
        "stops-stop",
        "Every stop on a date forbids some of the term, and none forbids all of it.",
        _stops,
        static=static_limits.every_stop_stops,
    ),
    Law(
        "amendments-change-something",
        "Every amendment changes what is paid for somebody.",
        _amendments,
        static=static_limits.every_amendment_changes_something,
    ),
)
